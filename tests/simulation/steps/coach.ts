import type { Said } from '../../../lib/core/answer.ts'
import { REASONS } from '../../../lib/core/policy.ts'
import type { Session } from '../../../lib/core/session.ts'
import type { Browser } from '../browser.ts'
import type { Dice } from '../dice.ts'
import type { World } from '../world.ts'
import { twice } from './message.ts'
import { type Act, type Acts, anyOf, awakeBrowser, HOUR, MINUTE } from './step.ts'
import { NOWHERE, target } from './targets.ts'
import { wrote } from './typing.ts'

const anySaid = (dice: Dice): Said => {
  if (dice.chance(0.4)) return { occurred: true }
  if (dice.chance(0.2)) return { canceledByClient: { noticeMs: dice.pick([30, 24, 23, 1]) * HOUR } }
  if (dice.chance(0.08)) return { moved: true, toSessionKey: null }
  return { occurred: false, reason: dice.pick(REASONS) }
}

const words = (said: Said): string =>
  'moved' in said
    ? 'moved'
    : 'canceledByClient' in said
      ? `canceled ${said.canceledByClient.noticeMs / HOUR} h ahead`
      : said.occurred
        ? 'occurred'
        : said.reason

/** Sends a message of which the onlooker believes only what comes back. */
export const give = (
  world: World,
  browser: Browser,
  session: Session,
  dice: Dice,
  saidOf: (dice: Dice) => Said = anySaid,
): string => {
  const kind = session.kind ?? dice.pick(['paid', 'paid', 'complimentary'] as const)
  const all = dice.chance(0.8)
  const people = all ? session.participants : [dice.pick(session.participants)]
  const answers = people.map(({ id }) => ({
    participant: id,
    said: saidOf(dice),
    courtesy: dice.chance(0.1),
    minutes: dice.chance(0.1) ? dice.between(5, 90) : null,
  }))
  const message = { intentId: dice.hex(32), sessionKey: session.key, kind, answers }
  const moved = answers.filter((each) => 'moved' in each.said)
  const kept = moved.map(({ participant }) =>
    target(world, `${browser.name} ${session.key}#${participant}`, NOWHERE),
  )
  const sent = twice(world, browser, 'answer', message, dice, ({ answerIds }) => {
    for (const id of answerIds) world.book.acknowledged.push({ browser: browser.name, id })
    for (const keep of kept) keep(answerIds)
  })
  const said = answers.map((answer) => words(answer.said)).join(', ')
  return `${browser.name}: the coach says ${kind} "${session.title}" ${said}${sent}`
}

/** One that waits for an answer, or whose answer did not get through; sometimes any that is over. */
const answer: Act = (world, dice) => {
  const browser = awakeBrowser(world, dice)
  if (browser === null) return null
  const now = world.schedule.now()
  const over = browser.disk.rows('sessions').filter((each) => each.end <= now && each.participants.length > 0)
  const refused = new Set(
    browser.disk.rows('outbox').map(({ state, sessionKey }) => state === 'dead' && sessionKey),
  )
  const stuck = over.filter(({ key }) => refused.has(key))
  const waiting = over.filter((each) => each.open === 1)
  const likely = stuck.length > 0 && dice.chance(0.6) ? stuck : waiting
  const session = anyOf(dice.chance(0.75) && likely.length > 0 ? likely : over, dice)
  return session && give(world, browser, session, dice)
}

/** A session that did not happen, and is to: what the coach offers times for. */
export const sendBack = (world: World, dice: Dice, at = awakeBrowser(world, dice)): string | null => {
  const now = world.schedule.now()
  const sessions = at?.disk.rows('sessions') ?? []
  const over = sessions.filter((each) => each.end <= now && each.participants.length > 0)
  const waiting = over.filter(({ open }) => open === 1)
  const session = anyOf(waiting.length > 0 ? waiting : over, dice)
  return (
    at && session && give(world, at, session, dice, () => ({ occurred: false, reason: 'coach-emergency' }))
  )
}

/** The same session answered on all browsers at once, before any can know of the others; sometimes the coach thinks better of it. */
const disagree: Act = (world, dice) => {
  const now = world.schedule.now()
  const [first, ...others] = world.browsers.filter(({ device }) => !device.isAsleep)
  const session =
    first &&
    anyOf(
      first.disk.rows('sessions').filter((each) => each.end <= now && each.participants.length > 0),
      dice,
    )
  if (!session || others.length === 0) return null
  const times = dice.pick([1, 1, 2, 3])
  const told = [first, ...others].flatMap((browser) => {
    const same = browser.disk.rows('sessions').find(({ key }) => key === session.key)
    return same === undefined ? [] : Array.from({ length: times }, () => give(world, browser, same, dice))
  })
  return told.join(' · ')
}

const undo: Act = (world, dice) => {
  const browser = awakeBrowser(world, dice)
  if (browser === null) return null
  const answered = browser.disk
    .rows('sessions')
    .filter(({ participants }) => participants.some(({ outcome }) => outcome !== null))
  const session = anyOf(answered, dice)
  if (session === null) return null
  const participants = session.participants.map(({ id }) => id)
  void browser.send('undo', { intentId: dice.hex(32), sessionKey: session.key, participants })
  return `${browser.name}: the coach undoes "${session.title}"`
}

const putOff: Act = (world, dice) => {
  const browser = awakeBrowser(world, dice)
  const session =
    browser &&
    anyOf(
      browser.disk.rows('sessions').filter(({ open, askedAt }) => open === 1 && askedAt !== null),
      dice,
    )
  if (!browser || !session) return null
  const until = world.schedule.now() + browser.device.skewMs + dice.pick([10 * MINUTE, HOUR, 4 * HOUR])
  world.book.putOff.push({ browser: browser.name, sessionKey: session.key, until })
  void browser.send('putOff', { sessionKey: session.key, until })
  return `${browser.name}: the coach puts "${session.title}" off`
}

const note: Act = (world, dice) => {
  const browser = awakeBrowser(world, dice)
  const session = browser && anyOf(browser.disk.rows('sessions'), dice)
  const client = session && anyOf(session.participants, dice)
  if (!browser || !client) return null
  const text = `Note ${dice.hex(6)}`
  const place = { sessionKey: session.key, participant: client.id }
  const kept = wrote(world, { browser, ...place }, text)
  void browser.send('saveNote', { ...place, text, minutes: null, actions: [] }).then(({ ok }) => ok && kept())
  return `${browser.name}: the coach writes "${text}" about "${session.title}"`
}

const retry: Act = (world, dice) => {
  const browser = awakeBrowser(world, dice)
  const write = browser && anyOf(browser.disk.rows('outbox'), dice)
  if (!browser || !write) return null
  void browser.send('retryWrite', { writeId: write.id })
  return `${browser.name}: the coach tries ${write.operation.type} again`
}

const look: Act = (world, dice) => {
  const browser = awakeBrowser(world, dice)
  if (browser === null) return null
  void browser.send('pullNow', {})
  return `${browser.name}: the coach asks for the latest`
}

const reconnect: Act = (world, dice) => {
  const browser = awakeBrowser(world, dice)
  if (browser === null || browser.disk.rows('accounts').every(({ state }) => state === 'ok')) return null
  void world.cloud.connect(browser, world.network)
  return `${browser.name}: the coach signs in again`
}

/** The coach at Afterward's own pages. */
export const coachActs: Acts = {
  answer: { weight: 22, act: answer },
  disagree: { weight: 6, act: disagree },
  undo: { weight: 5, act: undo },
  putOff: { weight: 3, act: putOff },
  note: { weight: 3, act: note },
  retry: { weight: 2, act: retry },
  look: { weight: 4, act: look },
  reconnect: { weight: 3, act: reconnect },
}
