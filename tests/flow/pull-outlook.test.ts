import { describe, expect, it } from 'vitest'
import type { Rule } from '../../lib/core/recognise.ts'
import { DAY, HOUR, MINUTE } from '../../lib/core/time.ts'
import { pull } from '../../lib/flow/pull.ts'
import { tick } from '../../lib/flow/tick.ts'
import { COACH, utc } from '../calendars/outlook/emulated.ts'
import { createOutlookWorld, DANA, NOW, type OutlookWorld } from './outlook-world.ts'
import { ANYONE } from './pulling.ts'

const BOSS = 'boss@corp.example'

/** Somebody else's calendar with a private event on it, shared with the coach for reading; gives the rule that takes all of it for coaching. */
const sharedBy = async (world: OutlookWorld): Promise<Rule> => {
  const { outlook } = world.emulator
  outlook.addUser({ email: BOSS, name: 'Boss' })
  const id = outlook.calendarId(BOSS)
  outlook.addCalendar(COACH, { id, name: 'Boss', role: 'read' })
  outlook.addEvent(BOSS, 'default', {
    subject: 'Coaching: Dana about the divorce',
    sensitivity: 'private',
    start: utc(NOW + HOUR),
    end: utc(NOW + 2 * HOUR),
    attendees: [{ emailAddress: { address: DANA } }],
  })
  const { listed } = await world.connect('outlook')
  const calendarKey = listed.find((calendar) => calendar.id === id)?.key ?? ''
  return { ...ANYONE, id: 'boss', match: { type: 'calendar', calendarKey } }
}

const sessionsOf = ({ deps }: OutlookWorld) =>
  deps.db.sessions.between('start', Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY)

describe('pulling from Outlook', () => {
  it('reads a series and single events, and a poll without news asks once and writes nothing', async () => {
    const world = await createOutlookWorld()
    await world.connect('outlook')
    world.add('Coaching: Dana', NOW + DAY, {
      recurrence: {
        pattern: { type: 'weekly', interval: 1, daysOfWeek: ['wednesday'], firstDayOfWeek: 'monday' },
        range: { type: 'numbered', startDate: '2026-11-25', numberOfOccurrences: 4 },
      },
    })
    world.add('Coaching: Sam', NOW + 2 * DAY)
    expect(await pull(world.deps)).toEqual({ failures: [] })
    const sessions = await sessionsOf(world)
    expect(sessions.map(({ start }) => (start - NOW) / DAY)).toEqual([1, 2, 8, 15, 22])
    expect(new Set(sessions.map(({ uid }) => uid)).size).toBe(2)
    const [asked, calendars] = [world.emulator.log.length, await world.deps.db.calendars.all()]
    let writes = 0
    const write: typeof world.deps.store.write = (...given) => {
      writes += 1
      return world.deps.store.write(...given)
    }
    world.advance(15 * MINUTE)
    expect(await pull({ ...world.deps, store: { ...world.deps.store, write } })).toEqual({ failures: [] })
    expect([world.emulator.log.length - asked, writes]).toEqual([1, 0])
    expect(await world.deps.db.calendars.all()).toEqual(calendars)
    expect(await sessionsOf(world)).toEqual(sessions)
    expect(world.emulator.violations).toEqual([])
  })

  it('E10 moved before it began: the same session at its new time, near or far', async () => {
    const world = await createOutlookWorld()
    await world.connect('outlook')
    const [near, far] = [world.add('Near', NOW + DAY), world.add('Far', NOW + 40 * DAY)]
    await tick(world.deps, 'start')
    const keys = (await sessionsOf(world)).map(({ key }) => key)
    world.emulator.outlook.actAs(COACH).reschedule(near.id, NOW + 3 * DAY)
    world.emulator.outlook.actAs(COACH).reschedule(far.id, NOW + 41 * DAY)
    world.advance(15 * MINUTE)
    await tick(world.deps, 'alarm')
    expect((await sessionsOf(world)).map(({ start }) => (start - NOW) / DAY)).toEqual([3, 40])
    world.advance(6 * HOUR)
    await tick(world.deps, 'alarm')
    const after = await sessionsOf(world)
    expect(after.map(({ start }) => (start - NOW) / DAY)).toEqual([3, 41])
    expect(after.map(({ key }) => key)).toEqual(keys)
    expect(world.deps.told.prompts).toEqual([])
  })

  it('E10 moved past what every poll reads: the same session there, and no question where it was', async () => {
    const world = await createOutlookWorld()
    await world.connect('outlook')
    const made = world.add('Coaching', NOW + HOUR)
    world.add('Another', NOW + 2 * DAY)
    await tick(world.deps, 'start')
    const before = await sessionsOf(world)
    world.emulator.outlook.actAs(COACH).reschedule(made.id, NOW + 30 * DAY)
    world.advance(15 * MINUTE)
    await tick(world.deps, 'alarm')
    const after = await sessionsOf(world)
    expect(after.map(({ start }) => (start - NOW) / DAY)).toEqual([2, 30])
    expect(after.map(({ key }) => key).sort()).toEqual(before.map(({ key }) => key).sort())
    world.advance(2 * HOUR)
    await tick(world.deps, 'alarm')
    expect(world.deps.told.prompts).toEqual([])
  })

  it('E06 the only session within reach of a poll, canceled in time, is seen to be so', async () => {
    const world = await createOutlookWorld()
    await world.connect('outlook')
    const made = world.add('Coaching', NOW + 2 * DAY)
    world.add('Far', NOW + 40 * DAY)
    await tick(world.deps, 'start')
    world.emulator.outlook.actAs(COACH).delete(made.id)
    world.advance(15 * MINUTE)
    await tick(world.deps, 'alarm')
    expect((await sessionsOf(world)).map(({ standing }) => standing)).toEqual(['canceled', 'open'])
  })

  it('E08 deleted after its end: asked all the same, from what is stored', async () => {
    const world = await createOutlookWorld()
    await world.connect('outlook')
    const made = world.add('Coaching', NOW + HOUR)
    world.add('Another', NOW + 5 * HOUR)
    await tick(world.deps, 'start')
    world.advance(2 * HOUR + MINUTE)
    world.emulator.outlook.actAs(COACH).delete(made.id)
    world.advance(5 * MINUTE)
    await tick(world.deps, 'alarm')
    expect(world.deps.told.prompts.map((keys) => keys.length)).toEqual([1])
  })

  it.each([
    ['empty', () => ({ value: [] })],
    ['without its list', () => ({})],
    ['something else', () => ({ error: 'no' })],
  ])('E52 a page that is %s deletes nothing, near or far', async (_, mangle) => {
    const world = await createOutlookWorld()
    await world.connect('outlook')
    world.add('Near', NOW + DAY)
    world.add('Far', NOW + 40 * DAY)
    await pull(world.deps)
    const before = await sessionsOf(world)
    for (const wait of [15 * MINUTE, 7 * HOUR]) {
      world.advance(wait)
      world.emulator.faults.next({ kind: 'malformed', mangle })
      await pull(world.deps)
      expect((await sessionsOf(world)).map(({ copies, standing }) => [copies[0]?.goneAt, standing])).toEqual([
        [null, 'open'],
        [null, 'open'],
      ])
    }
    world.advance(15 * MINUTE)
    expect(await pull(world.deps)).toEqual({ failures: [] })
    expect((await sessionsOf(world)).map(({ key }) => key)).toEqual(before.map(({ key }) => key))
  })

  it('E52 an answer cut off in the middle deletes nothing', async () => {
    const world = await createOutlookWorld()
    await world.connect('outlook')
    world.add('Near', NOW + DAY)
    await pull(world.deps)
    world.advance(15 * MINUTE)
    world.emulator.faults.next({ kind: 'truncated' })
    expect(await pull(world.deps)).toMatchObject({ failures: [{ type: 'malformed' }] })
    expect((await sessionsOf(world)).map(({ standing }) => standing)).toEqual(['open'])
  })

  it('E52 occurrences that come as skeletons stay as they were, and are counted', async () => {
    const world = await createOutlookWorld()
    const { listed } = await world.connect('outlook')
    world.add('Coaching: Dana', NOW + DAY, {
      recurrence: {
        pattern: { type: 'weekly', interval: 1, daysOfWeek: ['wednesday'], firstDayOfWeek: 'monday' },
        range: { type: 'numbered', startDate: '2026-11-25', numberOfOccurrences: 3 },
      },
    })
    world.add('Single', NOW + 2 * DAY)
    await pull(world.deps)
    const before = await sessionsOf(world)
    world.emulator.outlook.settings.skeletons = true
    world.advance(7 * HOUR)
    expect(await pull(world.deps)).toEqual({ failures: [] })
    expect(await sessionsOf(world)).toEqual(before)
    expect(await world.deps.db.calendars.get(listed[0]?.key ?? '')).toMatchObject({ malformed: 3 })
  })

  it('an event in a zone that nobody knows is asked about in time, and the diagnostics say so', async () => {
    const world = await createOutlookWorld()
    await world.connect('outlook')
    world.add('Coaching', NOW + HOUR, { originalStartTimeZone: 'Moon Standard Time' })
    await tick(world.deps, 'start')
    expect(await sessionsOf(world)).toMatchObject([{ start: NOW + HOUR, zone: 'Europe/Madrid' }])
    expect(await world.deps.db.diagnostics.all()).toMatchObject([
      { what: 'odd-event', detail: 'unknown zone: Moon Standard Time' },
    ])
  })

  it('E45 a private event on a delegated calendar is asked about without a word of what it is', async () => {
    const world = await createOutlookWorld()
    await world.deps.db.rules.put(await sharedBy(world))
    await tick(world.deps, 'start')
    expect(await sessionsOf(world)).toMatchObject([{ private: true, title: 'Private Appointment' }])
    expect(JSON.stringify(await world.deps.db.events.all())).not.toContain('divorce')
    world.advance(2 * HOUR + 6 * MINUTE)
    await tick(world.deps, 'alarm')
    expect(world.deps.told.prompts).toHaveLength(1)
  })

  it('E45 or is passed over, by a rule of the coach', async () => {
    const world = await createOutlookWorld()
    const all = await sharedBy(world)
    const match = { type: 'title', words: 'private appointment' } as const
    await world.deps.db.rules.putMany([all, { ...all, id: 'none', order: 0, include: false, match }])
    await tick(world.deps, 'start')
    world.advance(2 * HOUR + 6 * MINUTE)
    await tick(world.deps, 'alarm')
    expect([await sessionsOf(world), world.deps.told.prompts]).toEqual([[], []])
  })
})

describe('the same meeting at both services', () => {
  it('E11 is one session, asked about once, and lives while either copy does', async () => {
    const world = await createOutlookWorld()
    await world.connect('outlook')
    await world.connect('google')
    const time = (ms: number) => ({ dateTime: new Date(ms).toISOString() })
    const made = world.emulator.google.addEvent(COACH, COACH, {
      summary: 'Coaching: Dana',
      start: time(NOW + HOUR),
      end: time(NOW + 2 * HOUR),
      attendees: [{ email: DANA }],
    })
    const copy = world.add('Coaching: Dana', NOW + HOUR, { uid: made.iCalUID })
    world.add('Another', NOW + 5 * HOUR)
    await tick(world.deps, 'start')
    const [session, ...rest] = await sessionsOf(world)
    expect(rest).toHaveLength(1)
    expect(session).toMatchObject({ key: `${made.iCalUID}|-` })
    expect(session?.copies.map(({ calendarKey }) => calendarKey.split(':')[0]).sort()).toEqual([
      'google',
      'outlook',
    ])
    world.emulator.outlook.actAs(COACH).delete(copy.id)
    world.advance(2 * HOUR + 6 * MINUTE)
    await tick(world.deps, 'alarm')
    expect(world.deps.told.prompts).toEqual([[session?.key]])
    const after = await world.deps.db.sessions.get(session?.key ?? '')
    expect(after?.copies.map(({ goneAt }) => goneAt === null)).toEqual(expect.arrayContaining([true, false]))
  })

  it('E11 an instance of a series as well, whatever date its uid carries at Outlook', async () => {
    const world = await createOutlookWorld()
    await world.connect('outlook')
    await world.connect('google')
    const time = (ms: number) => ({ dateTime: new Date(ms).toISOString(), timeZone: 'Europe/Madrid' })
    const made = world.emulator.google.addEvent(COACH, COACH, {
      summary: 'Coaching: Dana',
      start: time(NOW + DAY),
      end: time(NOW + DAY + HOUR),
      recurrence: ['RRULE:FREQ=WEEKLY;COUNT=3'],
      attendees: [{ email: DANA }],
    })
    world.add('Coaching: Dana', NOW + DAY, {
      uid: made.iCalUID,
      recurrence: {
        pattern: { type: 'weekly', interval: 1, daysOfWeek: ['wednesday'], firstDayOfWeek: 'monday' },
        range: { type: 'numbered', startDate: '2026-11-25', numberOfOccurrences: 3 },
      },
    })
    await pull(world.deps)
    const sessions = await sessionsOf(world)
    expect(sessions.map(({ copies }) => copies.length)).toEqual([2, 2, 2])
    expect(sessions.map(({ uid }) => uid)).toEqual([made.iCalUID, made.iCalUID, made.iCalUID])
  })
})

describe('a mailbox with many calendars', () => {
  it('E53 never has more than four requests under way, whoever asks, and every one is answered', async () => {
    const world = await createOutlookWorld()
    for (let index = 1; index < 50; index += 1)
      world.emulator.outlook.addCalendar(COACH, { name: `Calendar ${index}` })
    world.emulator.outlook.settings.latencyMs = 1
    const { port, listed } = await world.connect('outlook')
    expect(listed).toHaveLength(50)
    const account = await world.deps.db.accounts.get('outlook:alex')
    if (account === undefined) throw new Error('No account')
    const window = { start: NOW, end: NOW + DAY }
    const pages = listed.map((calendar, index) =>
      (index % 2 === 0 ? port : world.deps.calendars.of(account)).page({
        calendar,
        cursor: null,
        window,
        page: null,
      }),
    )
    const answers = await Promise.all([...pages, pull(world.deps)])
    expect(answers.every((answer) => ('ok' in answer ? answer.ok : answer.failures.length === 0))).toBe(true)
    expect(world.emulator.outlook.highestConcurrency(COACH)).toBe(4)
    expect(world.emulator.log.filter(({ status }) => status === 429)).toEqual([])
  })
})
