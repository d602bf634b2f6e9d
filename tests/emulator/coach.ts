import { type CoachSession, clients, type Placed, placeSession, weekdayBack } from './coach-clients.ts'
import { placeOtherLife } from './coach-other-life.ts'
import { type CoachWorld, inGoogle, inOutlook } from './coach-world.ts'
import type { Emulator } from './emulator.ts'
import type { Sent } from './google/wire.ts'
import type { Sent as SentByOutlook } from './outlook/wire.ts'

export const COACH = { email: 'alex@coachwell.example', name: 'Alex Morgan' } as const

export type CoachOptions = {
  /** Around when the month is built, epoch ms; the emulator's now by default. */
  readonly now?: number
  readonly zone?: string
  /** Sessions to place instead of the two around now (one that ended 6 minutes ago, one that ends in 2). */
  readonly sessions?: readonly CoachSession[]
  /** Without the past and coming weeks: nothing but `sessions`. */
  readonly bare?: boolean
}

export type SeededCoach<E = Sent> = {
  readonly email: string
  readonly calendarId: string
  readonly personalCalendarId: string
  /** What was placed around now, in the order given. */
  readonly sessions: readonly E[]
  /** By what they are for a test: `weekly`, `declinedLate`, `group`, `consultation` and so on. */
  readonly events: Readonly<Record<string, E>>
}

const ZONE = 'America/New_York'
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Does something at another time and comes back to now. */
const at = <T>(emulator: Emulator, ms: number, work: () => T): T => {
  const shift = ms - emulator.clock.now()
  emulator.clock.advance(shift)
  const result = work()
  emulator.clock.advance(-shift)
  return result
}

/** On whole minutes, as people book. */
const aroundNow = (exact: number): readonly CoachSession[] => {
  const now = Math.floor(exact / MINUTE) * MINUTE
  return [
    { client: 'lee', start: now - 66 * MINUTE, minutes: 60 },
    { client: 'sam', start: now - 6 * MINUTE, minutes: 8, title: 'Coaching check-in: Sam Ito' },
  ]
}

/** The weeks before and after: series with their exceptions, a group, a consultation behind and one ahead. */
const placeMonth = <E extends { readonly id: string }>(
  emulator: Emulator,
  world: CoachWorld<E>,
  place: Placed<E>,
  now: number,
  zone: string,
): Record<string, E> => {
  const weekly = place({
    client: 'dana',
    start: weekdayBack(now, zone, 50, '10:00'),
    minutes: 60,
    every: 'WEEKLY',
  })
  const instance = (days: number): number => weekdayBack(now, zone, days, '10:00')
  const { email } = COACH
  const moved = world.moveInstance(email, weekly.id, instance(15), instance(15) + 26 * HOUR)
  world.cancelInstance(email, weekly.id, instance(29))
  const fortnightly = place({
    client: 'ana',
    start: weekdayBack(now, zone, 45, '14:00'),
    minutes: 50,
    every: 'WEEKLY;INTERVAL=2',
  })
  const kim = place({
    client: 'kim',
    start: weekdayBack(now, zone, 44, '16:00'),
    minutes: 60,
    every: 'WEEKLY',
  })
  const lastKim = weekdayBack(now, zone, 2, '16:00')
  const late = 'Stuck at the airport, so sorry'
  const declinedLate = at(emulator, lastKim - 3 * HOUR, () =>
    world.declineInstance('kim.osei@client.example', kim.id, lastKim, late),
  )
  const group = place({
    client: 'group',
    start: weekdayBack(now, zone, 24, '12:00'),
    minutes: 90,
    every: 'WEEKLY',
  })
  const consultation = place({
    client: 'mia',
    start: weekdayBack(now, zone, 3, '11:00'),
    minutes: 30,
    title: 'Intro call',
  })
  const nextConsultation = place({
    client: 'omar',
    start: weekdayBack(now, zone, -3, '15:30'),
    minutes: 30,
    title: 'Intro call',
  })
  const single = place({ client: 'lee', start: weekdayBack(now, zone, 8, '09:00'), minutes: 60 })
  return { weekly, moved, fortnightly, kim, declinedLate, group, consultation, nextConsultation, single }
}

const seedInto = <E extends { readonly id: string }>(
  emulator: Emulator,
  world: CoachWorld<E>,
  options: CoachOptions,
): SeededCoach<E> => {
  const { now = emulator.clock.now(), zone = ZONE, bare = false } = options
  world.addUser({ ...COACH, zone })
  const personalCalendarId = world.addCalendar(COACH.email, 'personal-alex@group.calendar.google.com', 'Home')
  for (const guest of Object.values(clients).flatMap(({ guests }) => guests)) {
    world.addUser({ ...guest, offered: false })
  }
  return at(emulator, now, () => {
    const place: Placed<E> = (session) =>
      at(emulator, now - 60 * DAY, () => placeSession(world, COACH, zone, session))
    const events = bare ? {} : placeMonth(emulator, world, place, now, zone)
    if (!bare)
      at(emulator, now - 30 * DAY, () => placeOtherLife(world, COACH.email, personalCalendarId, now, zone))
    const sessions = (options.sessions ?? aroundNow(now)).map(place)
    const calendarId = world.ownCalendar(COACH.email)
    return { email: COACH.email, calendarId, personalCalendarId, sessions, events }
  })
}

/**
 * Fills the emulator with a coach's Google: clients who can act for themselves, a month of sessions with what happens
 * to them, and a life beside it. Deterministic for its `now` and zone.
 */
export const seedCoach = (emulator: Emulator, options: CoachOptions = {}): SeededCoach =>
  seedInto(emulator, inGoogle(emulator.google), options)

/** The same coach with the same life in Outlook: a work account, clients with mailboxes of their own. */
export const seedOutlookCoach = (
  emulator: Emulator,
  options: CoachOptions = {},
): SeededCoach<SentByOutlook> =>
  seedInto(emulator, inOutlook(emulator.outlook, options.zone ?? ZONE), options)
