import { describe, expect, it } from 'vitest'
import { evidence, noticeOf } from '../../lib/core/evidence.ts'
import { DAY, HOUR, MINUTE } from '../../lib/core/time.ts'
import { ask } from '../../lib/flow/ask.ts'
import { NOW } from '../helpers/books.ts'
import { createWorld, DANA, gone, meeting, pullSaying, theSession } from './pulling.ts'

const START = NOW + 5 * DAY
const KEY = 'a@calendar.example|-'

/** A meeting seen at `last`, then nothing, and gone at `found` before its start (ms). */
const goneBetween = async (last: number, found: number, missed: 'said' | 'missing') => {
  const world = await createWorld()
  await pullSaying(world, { events: [meeting('a', START)] })
  world.time.set(START - last)
  // Something else is news, so that this pull is remembered as a look at everything.
  await pullSaying(world, { events: [meeting('b', START + 9 * DAY)] })
  world.time.set(START - found)
  const calendar = await world.db.calendars.get('work')
  await pullSaying(
    world,
    missed === 'said'
      ? { events: [gone('a')] }
      : { events: [meeting('b', START + 9 * DAY)], cursor: 'new', snapshotOf: calendar?.window ?? null },
  )
  const session = await world.db.sessions.get(KEY)
  if (session === undefined) throw new Error('no session')
  world.time.set(START + HOUR + 5 * MINUTE)
  await ask(world)
  return { world, session, asked: world.told.prompts.flat() }
}

describe.each(['said', 'missing'] as const)('E09 gone while we were offline, %s', (how) => {
  it('E09 the notice is an interval from when it was last there to when it was first missed', async () => {
    const { session } = await goneBetween(3 * DAY, 10 * HOUR, how)
    const [sighting] = session.sightings
    expect(sighting && noticeOf(sighting)).toEqual({ min: 10 * HOUR, max: 3 * DAY })
  })

  it('E09 perhaps in time, perhaps not: asked about, and nothing is marked', async () => {
    const { world, session, asked } = await goneBetween(3 * DAY, 10 * HOUR, how)
    expect(asked).toEqual([KEY])
    expect(evidence(session, DAY, world.clock.now())).toMatchObject([{ fits: null, contrary: true }])
    expect(await world.db.queue.count()).toBe(0)
  })

  it('E09 in time even at the least: no question, and it waits to be rescheduled', async () => {
    const { world, asked } = await goneBetween(3 * DAY, DAY, how)
    expect(asked).toEqual([])
    expect(await world.db.sessions.get(KEY)).toMatchObject({ standing: 'canceled', open: 0 })
    expect(await world.db.queue.all()).toMatchObject([{ sessionKey: KEY, state: 'open' }])
  })
})

describe('E10 moved late', () => {
  it('E10 by the client: one session at its new time, asked about there, and nothing counts unless the coach says so', async () => {
    const world = await createWorld()
    const byClient = { organiser: { email: DANA, name: null, self: false } }
    await pullSaying(world, { events: [meeting('a', START, byClient)] })
    world.time.set(START - 3 * HOUR)
    await pullSaying(world, { events: [] })
    world.time.set(START - 2 * HOUR)
    await pullSaying(world, {
      events: [meeting('a', START + DAY, { ...byClient, updated: START - 2 * HOUR })],
    })
    const session = await theSession(world)
    expect(session).toMatchObject({ key: KEY, start: START + DAY, open: 1 })
    world.time.set(START + HOUR + 5 * MINUTE)
    await ask(world)
    expect(world.told.prompts).toEqual([])
    world.time.set(START + DAY + HOUR + 5 * MINUTE)
    await ask(world)
    expect(world.told.prompts).toEqual([[KEY]])
    // What the card says of it: moved by the client, two to three hours ahead; no answer is marked.
    const [shown] = evidence(session, DAY, world.clock.now())
    expect(shown).toMatchObject({ fits: null, contrary: false, sighting: { what: 'moved', by: 'client' } })
    expect(shown?.notice?.min).toBe(2 * HOUR)
    expect(await world.db.ledger.count()).toBe(0)
  })
})
