import type { Browser } from './browser.ts'
import { ASSISTANT, CLIENTS, type Cloud, COACH, type NewEvent } from './clouds/cloud.ts'
import type { Dice } from './dice.ts'
import { DAY, HOUR, MINUTE } from './steps/step.ts'
import type { World } from './world.ts'

const sessions = (dice: Dice, now: number): readonly NewEvent[] =>
  Array.from({ length: dice.between(2, 6) }, () => ({
    title: 'Coaching',
    start: now + dice.between(-1, 4) * DAY + dice.between(-6, 8) * HOUR + dice.pick([0, 15, 30]) * MINUTE,
    minutes: dice.pick([30, 45, 60]),
    guests: [dice.pick(CLIENTS), COACH],
  }))

/** A coach's calendar as it is when Afterward comes. */
const fill = (cloud: Cloud, dice: Dice, now: number): void => {
  const [dana, lee, sam] = CLIENTS
  const special: readonly NewEvent[] = [
    {
      title: 'Coaching weekly',
      start: now - 7 * DAY + 3 * HOUR,
      minutes: 60,
      guests: [lee, COACH],
      weeks: 4,
    },
    { title: 'Coaching group', start: now + 2 * HOUR, minutes: 90, guests: [dana, sam, COACH] },
    { title: 'Coaching by phone', start: now + 30 * HOUR, minutes: 30 },
    { title: 'Coaching with Sam', start: now + 5 * HOUR, minutes: 45, guests: [sam, COACH], organiser: sam },
    { title: 'Dentist', start: now + HOUR, minutes: 45 },
    { title: 'Coaching team', start: now + 26 * HOUR, minutes: 45, guests: [lee, ASSISTANT, COACH] },
  ]
  for (const event of [...sessions(dice, now), ...special.filter(() => dice.chance(0.5))])
    cloud.handOf(COACH, dice.pick(cloud.calendarIds)).add(event)
}

/** The coach begins to set Afterward up in a browser: signs in, says what is coaching, wants outcomes in the calendar. */
export const begin = (world: World, browser: Browser): void => {
  const { cloud, network, schedule } = world
  const rules = [
    {
      id: 'coaching',
      order: 0,
      include: true,
      kind: world.dice.fork('rule').pick(['paid', null] as const),
      match: { type: 'title', words: 'coaching' } as const,
    },
    {
      id: 'assistant',
      order: 1,
      include: false,
      kind: null,
      match: { type: 'attendee', addressOrDomain: ASSISTANT } as const,
    },
  ]
  browser.start()
  // Some read the page before they go on: then the calendars are read first.
  const isSlow = world.dice.fork(`begin ${browser.name}`).chance(0.5)
  const connect = async (): Promise<void> => {
    await cloud.connect(browser, network)
    if (isSlow) await new Promise<void>((go) => schedule.at(schedule.now() + 20_000, go, 'world'))
    await browser.send('saveRules', { rules })
    await browser.send('consent', { annotations: 'on' })
    await browser.send('finishSetUp', {})
  }
  schedule.soon(() => void connect(), 'world')
}

/** The same, with the time it takes. */
export const setUp = async (world: World, browser: Browser): Promise<void> => {
  begin(world, browser)
  await world.schedule.run(world.schedule.now() + MINUTE)
}

/** The coach lets no more than a few times be held in all, before any is. */
const holdFew = async ({ browsers, schedule }: World, maxHeld: number): Promise<void> => {
  for (const browser of browsers) void browser.send('saveSettings', { reschedule: { maxHeld } })
  await schedule.run(schedule.now() + MINUTE)
}

/**
 * Sets the scene: a calendar with sessions, and browsers that are connected to it, in fair weather. `mayHoldFew`: some coaches let only a
 * few times be held.
 */
export const setScene = async (world: World, mayHoldFew = false): Promise<void> => {
  const paging = world.dice.fork('paging')
  if (paging.chance(0.3)) world.cloud.page(paging.between(1, 5), paging.pick([0, 2, 3]))
  fill(world.cloud, world.dice.fork('setting'), world.schedule.now())
  for (const browser of world.browsers) await setUp(world, browser)
  const thrift = world.dice.fork('thrift')
  if (mayHoldFew && thrift.chance(0.4)) await holdFew(world, thrift.pick([2, 4, 4, 5]))
}
