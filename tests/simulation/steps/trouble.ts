import type { Browser } from '../browser.ts'
import { CLIENTS, COACH } from '../clouds/cloud.ts'
import type { Device } from '../device.ts'
import type { Dice } from '../dice.ts'
import { FAIR, type Weather } from '../network.ts'
import { begin } from '../setting.ts'
import type { World } from '../world.ts'
import { type Act, type Acts, anyOf, awakeBrowser, DAY, HOUR, MINUTE } from './step.ts'

const KINDS: Weather['kinds'] = {
  'lost-request': 4,
  'lost-response': 6,
  401: 1,
  '403-rate': 1,
  '403-forbidden': 1,
  404: 1,
  409: 1,
  410: 1,
  412: 1,
  429: 1,
  500: 1,
  503: 1,
  malformed: 1,
  truncated: 1,
  empty: 1,
  delay: 1,
}

/** The background is killed after so many more of its steps: at any await. */
const kill: Act = ({ browsers, schedule }, dice) => {
  const browser = dice.pick(browsers)
  schedule.interrupt(browser.life, dice.between(0, dice.pick([5, 60, 300])), browser.kill)
  return `${browser.name}: the background will be killed`
}

/** The same while it reads what somebody has just changed. */
const killReading: Act = ({ browsers, cloud, schedule }, dice) => {
  const browser = dice.pick(browsers)
  const start = schedule.now() + dice.between(1, 48) * HOUR
  const [calendarId = ''] = cloud.calendarIds
  cloud.handOf(COACH, calendarId).add({ title: 'Coaching', start, minutes: 30, guests: [CLIENTS[0], COACH] })
  void browser.send('pullNow', {})
  schedule.interrupt(browser.life, dice.between(0, 120), browser.kill)
  return `${browser.name}: the background will be killed while it reads a new session`
}

const restart: Act = (world, dice) => {
  const browser = awakeBrowser(world, dice)
  if (browser === null) return null
  browser.quit()
  browser.start()
  return `${browser.name}: closed and opened again`
}

/** A later version of Afterward: its update is killed, finds the disk full, or fails until the next version comes; or all goes well. */
const update: Act = (world, dice) => {
  const browser = awakeBrowser(world, dice)
  if (browser === null || browser.disk.rows('settings').length === 0) return null
  const { schedule, excused } = world
  const how = dice.weighted({ well: 2, killed: 5, full: 3, broken: 3 })
  if (how === 'broken' || how === 'full') excused.add(browser.name)
  browser.update(how === 'broken')
  if (how === 'killed') schedule.interrupt(browser.life, dice.between(0, 150), browser.kill)
  if (how === 'full') fillSoon(world, browser, dice, 100)
  const mend = (): void => {
    if (browser.isBroken) browser.update(false)
  }
  if (how === 'broken') schedule.at(schedule.now() + dice.between(1, 40) * MINUTE, mend, 'world')
  return `${browser.name}: a later version comes, and its update ${UPDATES[how]}`
}

const UPDATES = {
  well: 'goes well',
  killed: 'will be killed',
  full: 'will find the disk full',
  broken: 'fails until it is mended',
}

/** Afterward on one more machine, or again on one that was set up anew. */
const another: Act = (world) => {
  if (world.browsers.length >= 3) return null
  const browser = world.addBrowser(`browser-${world.browsers.length + 1}`)
  begin(world, browser)
  return `${browser.name}: Afterward is installed`
}

const storm: Act = ({ weather }, dice) => {
  weather.trouble = dice.pick([0.1, 0.3, 0.6])
  const kind = dice.pick(Object.keys(KINDS) as (keyof typeof KINDS)[])
  const other = dice.pick(['lost-response', 'lost-response', '403-forbidden', '404', '412', 'empty'] as const)
  weather.kinds = dice.pick([KINDS, KINDS, { [kind]: 1 }, { [kind]: 1, [other]: 1 }])
  weather.latencyMs = dice.pick([40, 400, 5000])
  weather.writesOnly = dice.chance(0.4)
  const what = `${weather.kinds === KINDS ? 'everything' : Object.keys(weather.kinds).join(' and ')}${weather.writesOnly ? ', for writes' : ''}`
  return `bad weather: ${weather.trouble} of ${what}`
}

const calm: Act = ({ weather }) => {
  Object.assign(weather, FAIR)
  return 'fair weather'
}

const cable: Act = ({ browsers }, dice) => {
  const { device } = dice.pick(browsers)
  device.isOnline = !device.isOnline
  return `${device.name}: ${device.isOnline ? 'online' : 'offline'}`
}

const service: Act = ({ cloud }, dice) => {
  const what = dice.pick(['cursors', 'tokens', 'revoked', 'paging', 'quota'] as const)
  if (what === 'cursors') cloud.expireCursors()
  else if (what === 'tokens') cloud.expireTokens()
  else if (what === 'revoked') cloud.revoke()
  else if (what === 'paging') cloud.page(dice.between(1, 6), dice.pick([0, 2, 3]))
  else cloud.allow(dice.pick([4, 12, 600]))
  return `the service: ${what}`
}

const clock: Act = ({ browsers }, dice) => {
  const { device } = dice.pick(browsers)
  device.skewMs = dice.pick([0, 0, 2, -2, 61, -61]) * MINUTE
  return `${device.name}: the clock is wrong by ${device.skewMs / MINUTE} min`
}

const travel: Act = ({ browsers }, dice) => {
  const { device } = dice.pick(browsers)
  device.zone = dice.pick(['Europe/Madrid', 'America/New_York', 'Asia/Kolkata', 'Pacific/Auckland'])
  return `${device.name}: the coach is in ${device.zone}`
}

/** A write fails for want of room, at any moment of it. */
const fillSoon = ({ schedule, trace }: World, browser: Browser, dice: Dice, within: number): void => {
  const strike = (): void => {
    if (schedule.as(browser.life, browser.disk.fill)) trace.count('disk full')
    else schedule.interrupt(browser.life, dice.between(0, 3), strike)
  }
  schedule.interrupt(browser.life, dice.between(0, within), strike)
}

const full: Act = (world, dice) => {
  const browser = dice.pick(world.browsers)
  world.excused.add(browser.name)
  fillSoon(world, browser, dice, 150)
  return `${browser.name}: the disk will be full`
}

const sleep: Act = (world, dice) => {
  const browser = awakeBrowser(world, dice)
  if (browser === null) return null
  browser.device.isAsleep = true
  browser.device.isOnline = false
  return `${browser.name}: the machine sleeps`
}

const wake = (device: Device): void => {
  device.isOnline = true
  device.awake()
}

const awake: Act = ({ browsers }, dice) => {
  const browser = anyOf(
    browsers.filter(({ device }) => device.isAsleep),
    dice,
  )
  if (browser === null) return null
  wake(browser.device)
  return `${browser.name}: the machine wakes up`
}

const lock: Act = ({ browsers }, dice) => {
  const browser = dice.pick(browsers)
  const { device } = browser
  device.state = device.state === 'active' ? dice.pick(['idle', 'locked'] as const) : 'active'
  if (device.state === 'active' && !device.isAsleep) browser.wake('unlock')
  return `${browser.name}: ${device.state}`
}

/** Hours or days in which nobody does anything: every machine sleeps, and wakes at another time than it fell asleep. */
const time: Act = ({ browsers, schedule }, dice) => {
  const hours = dice.pick([1, 3, 8, 14, 26, 3 * 24, 6 * 24])
  for (const { device } of browsers) device.isAsleep = true
  for (const { device } of browsers)
    schedule.at(schedule.now() + hours * HOUR + dice.between(0, 20) * MINUTE, () => wake(device), 'world')
  const told = hours * HOUR > DAY ? `${Math.round(hours / 24)} days pass` : `${hours} hours pass`
  return { told, lasts: hours * HOUR + 21 * MINUTE }
}

/** What goes wrong, and what comes right again. */
export const troubleActs: Acts = {
  kill: { weight: 10, act: kill },
  killReading: { weight: 4, act: killReading },
  restart: { weight: 2, act: restart },
  another: { weight: 2, act: another },
  storm: { weight: 6, act: storm },
  calm: { weight: 5, act: calm },
  cable: { weight: 3, act: cable },
  service: { weight: 4, act: service },
  clock: { weight: 1, act: clock },
  travel: { weight: 1, act: travel },
  full: { weight: 2, act: full },
  sleep: { weight: 1, act: sleep },
  awake: { weight: 3, act: awake },
  lock: { weight: 1, act: lock },
  time: { weight: 8, act: time },
}

/** Later versions of Afterward. */
export const updateActs: Acts = { update: { weight: 5, act: update } }
