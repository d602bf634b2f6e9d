import { describe, expect, it } from 'vitest'
import { MARK } from '../../lib/core/annotation.ts'
import { encodeHeads } from '../../lib/core/annotation-value.ts'
import { writeOf } from '../../lib/core/outbox.ts'
import { leastWait, nextPoll, pollInterval } from '../../lib/core/polling.ts'
import { err } from '../../lib/core/result.ts'
import { DAY, HOUR, MINUTE } from '../../lib/core/time.ts'
import { tick } from '../../lib/flow/tick.ts'
import { calendarOf, headFor, NOW } from '../helpers/books.ts'
import { createWorld, meeting, pullSaying, type World } from './pulling.ts'

const FAR = NOW + 3 * DAY

const requests = (world: World): number => world.calendar.requests.length

const tickAfter = async (world: World, ms: number) => {
  world.time.advance(ms)
  await tick(world, 'alarm')
  return requests(world)
}

describe('a tick', () => {
  it('reads the calendars every 15 minutes, and no sooner for any number of clicks', async () => {
    const world = await createWorld()
    world.calendar.say({ events: [meeting('a', FAR)] })
    await tick(world, 'start')
    expect(requests(world)).toBe(1)
    await tick(world, 'message')
    expect(await tickAfter(world, 10 * MINUTE)).toBe(1)
    expect(await tickAfter(world, 5 * MINUTE)).toBe(2)
  })

  it('reads a calendar that was just chosen at once', async () => {
    const world = await createWorld()
    world.calendar.say({ events: [meeting('a', FAR)] })
    await tick(world, 'message')
    await world.db.calendars.put(calendarOf({ key: 'home', id: 'home', primary: false }))
    expect(await tickAfter(world, MINUTE / 6)).toBe(3)
    expect((await world.db.calendars.get('home'))?.pulledAt).toBe(NOW + MINUTE / 6)
  })

  it('leaves a calendar that never could be read alone for a minute', async () => {
    const world = await createWorld()
    world.calendar.say({ type: 'offline' })
    await tick(world, 'message')
    expect(await tickAfter(world, MINUTE - 1)).toBe(1)
    expect(await tickAfter(world, 1)).toBe(2)
  })

  it('reads them every 5 minutes within an hour of a session', async () => {
    const world = await createWorld()
    world.calendar.say({ events: [meeting('a', NOW + HOUR)] })
    await tick(world, 'start')
    expect(await tickAfter(world, 4 * MINUTE)).toBe(1)
    expect(await tickAfter(world, MINUTE)).toBe(2)
  })

  it('sets the next alarms, spread around the interval', async () => {
    const world = await createWorld()
    world.calendar.say({ events: [meeting('a', FAR)] })
    await tick(world, 'start')
    const next = world.told.alarms.get('pull') ?? 0
    expect(next - NOW).toBeGreaterThanOrEqual(leastWait(15 * MINUTE))
    expect(next - NOW).toBeLessThanOrEqual(16.5 * MINUTE)
    expect(world.told.alarms.has('push')).toBe(false)
  })

  it('reads the calendar at the end of a session, and again before it asks', async () => {
    const world = await createWorld()
    world.calendar.say({ events: [meeting('a', NOW + 2 * MINUTE - HOUR)] })
    await tick(world, 'start')
    expect(world.told.alarms.get('pull')).toBe(NOW + 2 * MINUTE)
    expect(world.told.alarms.get('ask')).toBe(NOW + 7 * MINUTE)
    expect(await tickAfter(world, 2 * MINUTE)).toBe(2)
    expect(world.told.prompts).toEqual([])
    expect(await tickAfter(world, 5 * MINUTE)).toBe(3)
    expect(world.told.prompts).toHaveLength(1)
  })

  it('E35 asks nothing that was answered in another browser before the grace was over', async () => {
    const world = await createWorld()
    const event = meeting('a', NOW - HOUR)
    world.calendar.say({ events: [event] })
    await tick(world, 'start')
    const participant = (await world.db.sessions.get('a@calendar.example|-'))?.participants[0]?.id ?? ''
    const head = headFor('0123456789abcdef0123', { occurred: true }, { device: 'elsewhere' })
    const marks = { aw: '1', [MARK.answer(participant)]: encodeHeads([head]) }
    world.calendar.say({ events: [{ ...event, etag: '"2"', updated: NOW, marks }] })
    expect(await tickAfter(world, 5 * MINUTE)).toBe(2)
    expect(world.told.prompts).toEqual([])
    expect(world.told.badges.at(-1)).toEqual({ waiting: 0, attention: false })
    expect(await world.db.sessions.get('a@calendar.example|-')).toMatchObject({
      standing: 'answered',
      open: 0,
      participants: [{ outcome: { code: 'occurred', counts: true } }],
    })
    expect(await world.db.ledger.count()).toBe(1)
  })

  it('reads nothing while nobody is there or nothing can be reached, and catches up at the unlock', async () => {
    const world = await createWorld()
    world.calendar.say({ events: [meeting('a', FAR)] })
    await tick(world, 'start')
    for (const state of ['locked', 'idle'] as const) {
      world.present.state = state
      expect(await tickAfter(world, HOUR)).toBe(1)
    }
    world.present.state = 'active'
    world.present.online = false
    await tick(world, 'alarm')
    expect(requests(world)).toBe(1)
    world.present.online = true
    await tick(world, 'unlock')
    expect(requests(world)).toBe(2)
  })

  it('while the screen is locked, a poll that is overdue does not wake the browser every half minute', async () => {
    const world = await createWorld()
    await tick(world, 'start')
    world.present.state = 'locked'
    world.time.advance(HOUR)
    await tick(world, 'alarm')
    const wait = (world.told.alarms.get('pull') ?? 0) - world.clock.now()
    expect(wait).toBeGreaterThan(13 * MINUTE)
    expect(wait).toBeLessThan(17 * MINUTE)
  })

  it('asks from what is stored when the calendar cannot be read', async () => {
    const world = await createWorld()
    await pullSaying(world, { events: [meeting('a', NOW - HOUR)] })
    world.calendar.say({ type: 'unavailable', status: 503, retryAfterMs: null })
    await tickAfter(world, 5 * MINUTE)
    expect(world.told.prompts).toEqual([['a@calendar.example|-']])
  })

  it('E50 waits as long as a provider asks before it reads again', async () => {
    const world = await createWorld()
    world.calendar.say({ events: [meeting('a', FAR)] })
    await tick(world, 'start')
    world.calendar.say({ type: 'rate-limited', retryAfterMs: HOUR })
    expect(await tickAfter(world, 15 * MINUTE)).toBe(2)
    expect(await tickAfter(world, 30 * MINUTE)).toBe(2)
    expect(await tickAfter(world, 30 * MINUTE)).toBe(3)
  })

  it('E34 cut short in its middle, leaves an alarm that starts the next', async () => {
    const world = await createWorld()
    const reached = Promise.withResolvers<void>()
    const killedHere = () => {
      reached.resolve()
      return new Promise<never>(() => undefined)
    }
    void tick({ ...world, presence: { now: killedHere } }, 'alarm')
    await reached.promise
    expect(world.told.alarms.get('push')).toBe(NOW + 30_000)
    await tick(world, 'alarm')
    expect(world.told.alarms.has('push')).toBe(false)
  })

  it('E34 asks although what was typed could not be kept, and tells that when the round is over', async () => {
    const world = await createWorld()
    await pullSaying(world, { events: [meeting('a', NOW - HOUR)] })
    world.time.advance(5 * MINUTE)
    const broken: typeof world.store.read = (names, work) =>
      names.some((name) => name === 'notes')
        ? Promise.reject(new Error('unreadable'))
        : world.store.read(names, work)
    await expect(tick({ ...world, store: { ...world.store, read: broken } }, 'alarm')).rejects.toThrow(
      'unreadable',
    )
    expect(world.told.prompts).toEqual([['a@calendar.example|-']])
    expect(world.told.alarms.has('push')).toBe(false)
  })

  it('without an account sets no alarm to read anything', async () => {
    const world = await createWorld()
    await world.db.accounts.removeMany((await world.db.accounts.all()).map(({ id }) => id))
    await tick(world, 'start')
    expect([...world.told.alarms.keys()]).toEqual([])
  })
})

describe('polling', () => {
  it('is closer within an hour of a session, on both sides', () => {
    const session = [{ start: NOW, end: NOW + HOUR }]
    expect(pollInterval(session, NOW - HOUR - 1)).toBe(15 * MINUTE)
    expect(pollInterval(session, NOW - HOUR)).toBe(5 * MINUTE)
    expect(pollInterval(session, NOW + 2 * HOUR)).toBe(5 * MINUTE)
    expect(pollInterval(session, NOW + 2 * HOUR + 1)).toBe(15 * MINUTE)
  })

  it('is never due before jitter lets it', () => {
    for (const chance of [0, 0.5, 0.999]) {
      expect(nextPoll(NOW, 15 * MINUTE, chance)).toBeGreaterThanOrEqual(NOW + leastWait(15 * MINUTE))
    }
  })

  it('E43 a session is asked about from what is stored, while its account needs a sign-in', async () => {
    const world = await createWorld()
    world.calendar.say({ events: [meeting('a', NOW + 2 * MINUTE - HOUR)] })
    await tick(world, 'start')
    const refused = { type: 'sign-in-needed' } as const
    world.calendar.say(refused, refused, refused)
    await tickAfter(world, 2 * MINUTE)
    expect(world.told.prompts).toEqual([])
    await tickAfter(world, 5 * MINUTE)
    expect(world.told.prompts).toEqual([['a@calendar.example|-']])
    expect(world.told.badges.at(-1)).toEqual({ waiting: 1, attention: true })
    expect(await world.db.accounts.all()).toMatchObject([{ state: 'sign-in' }])
  })

  it('E43 an account that lost its sign-in is read again at the usual times, and the badge follows', async () => {
    const world = await createWorld()
    world.calendar.say({ type: 'sign-in-needed' })
    await tick(world, 'start')
    expect(world.told.badges.at(-1)).toEqual({ waiting: 0, attention: true })
    await tickAfter(world, 15 * MINUTE)
    expect(requests(world)).toBe(2)
    expect(world.told.badges.at(-1)).toEqual({ waiting: 0, attention: false })
  })

  it('E43 the badge asks for the coach in the same round in which a write first hears of it', async () => {
    const world = await createWorld()
    world.calendar.say({ events: [meeting('a', FAR, { title: 'Hold', attendees: [] })] })
    await tick(world, 'start')
    const calendar = await world.db.calendars.get('work')
    await world.db.outbox.put(
      writeOf(
        {
          idempotencyKey: 'strip:a',
          accountId: 'acc',
          calendarKey: 'work',
          calendarId: calendar?.id ?? '',
          eventId: 'a',
          sessionKey: null,
          operation: { type: 'remove', expects: {} },
        },
        1,
        NOW,
      ),
    )
    const refusing = { ...world.calendar, remove: async () => err({ type: 'sign-in-needed' } as const) }
    await tick({ ...world, calendars: { of: () => refusing } }, 'message')
    expect(world.told.badges.at(-1)).toEqual({ waiting: 0, attention: true })
  })
})
