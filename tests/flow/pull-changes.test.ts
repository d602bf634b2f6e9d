import { describe, expect, it } from 'vitest'
import { MARK } from '../../lib/core/annotation.ts'
import { encodeHeads } from '../../lib/core/annotation-value.ts'
import type { Head } from '../../lib/core/answer.ts'
import { evidence } from '../../lib/core/evidence.ts'
import { DAY, HOUR, MINUTE } from '../../lib/core/time.ts'
import { answer } from '../../lib/flow/answer.ts'
import { ask } from '../../lib/flow/ask.ts'
import { calendarOf, headFor, NOW } from '../helpers/books.ts'
import {
  COACH,
  createWorld,
  DANA,
  gone,
  guest,
  instance,
  meeting,
  pullSaying,
  theSession,
  type World,
} from './pulling.ts'

const START = NOW + 2 * DAY
const KEY = 'a@calendar.example|-'

const declined = guest(DANA, { response: 'declined' })

/** Moves the clock to an instant and asks. */
const askAt = async (world: World, at: number) => {
  world.time.set(at)
  return ask(world)
}

const sayOccurred = async (world: World, key: string) => {
  const session = await world.db.sessions.get(key)
  if (session === undefined) throw new Error('no session')
  return answer(world, {
    intentId: `intent-${key}`,
    sessionKey: key,
    kind: 'paid',
    answers: session.participants.map(({ id }) => ({
      participant: id,
      said: { occurred: true },
      courtesy: false,
      minutes: null,
    })),
  })
}

describe('a session whose event changes', () => {
  it('E01 a moved instance is asked about once, at its new end', async () => {
    const world = await createWorld()
    await pullSaying(world, { events: [instance('s', START), instance('s', START + 7 * DAY)] })
    const moved = instance('s', START, { start: START + 5 * HOUR, end: START + 6 * HOUR, updated: NOW })
    await pullSaying(world, { events: [moved] })
    expect(await world.db.sessions.count()).toBe(2)
    await askAt(world, START + HOUR + 5 * MINUTE)
    expect(world.told.prompts).toEqual([])
    await askAt(world, START + 6 * HOUR + 5 * MINUTE)
    await askAt(world, START + 6 * HOUR + 10 * MINUTE)
    expect(world.told.prompts).toEqual([[`s@calendar.example|${START}`]])
  })

  it('E03 lengthened before its end: the question moves, and comes once', async () => {
    const world = await createWorld()
    await pullSaying(world, { events: [meeting('a', START)] })
    world.time.set(START + 50 * MINUTE)
    await pullSaying(world, { events: [meeting('a', START, { end: START + 90 * MINUTE, updated: NOW })] })
    await askAt(world, START + HOUR + 5 * MINUTE)
    expect(world.told.prompts).toEqual([])
    await askAt(world, START + 95 * MINUTE)
    await pullSaying(world, { events: [meeting('a', START, { end: START + 2 * HOUR, updated: NOW + 1 })] })
    await askAt(world, START + 125 * MINUTE)
    expect(world.told.prompts).toEqual([[KEY]])
  })

  it('E04 shortened while running: asked once, at the new end', async () => {
    const world = await createWorld()
    await pullSaying(world, { events: [meeting('a', START)] })
    world.time.set(START + 20 * MINUTE)
    await pullSaying(world, { events: [meeting('a', START, { end: START + 30 * MINUTE, updated: NOW })] })
    await askAt(world, START + 35 * MINUTE)
    await askAt(world, START + 65 * MINUTE)
    expect(world.told.prompts).toEqual([[KEY]])
  })

  it('E05 changed after the answer: the answer stays, the times it was given for are kept, nobody is asked', async () => {
    const world = await createWorld()
    await pullSaying(world, { events: [meeting('a', START)] })
    world.time.set(START + HOUR)
    await sayOccurred(world, KEY)
    const moved = meeting('a', START + DAY, {
      updated: NOW,
      title: 'Renamed',
      attendees: [COACH, guest('new@client.example')],
    })
    await pullSaying(world, { events: [moved] })
    const session = await theSession(world)
    expect(session).toMatchObject({
      standing: 'answered',
      open: 0,
      start: START + DAY,
      answeredTimes: { start: START, end: START + HOUR },
    })
    expect(session.participants).toMatchObject([{ address: DANA, outcome: { code: 'occurred' } }])
    expect(await world.db.ledger.count()).toBe(1)
    await askAt(world, START + DAY + 2 * HOUR)
    expect(world.told.prompts).toEqual([])
  })

  it('E10 moved before it began: the same session at its new time, no question at the old one', async () => {
    const world = await createWorld()
    await pullSaying(world, { events: [meeting('a', START)] })
    world.time.set(START - 3 * HOUR)
    await pullSaying(world, { events: [meeting('a', START + DAY, { updated: NOW })] })
    const session = await theSession(world)
    expect(session).toMatchObject({ key: KEY, start: START + DAY, open: 1 })
    expect(session.sightings).toMatchObject([{ what: 'moved', by: 'unknown', start: START, to: START + DAY }])
    expect(evidence(session, DAY, world.clock.now())).toMatchObject([{ fits: null, contrary: false }])
    await askAt(world, START + 2 * HOUR)
    expect(world.told.prompts).toEqual([])
  })

  it('E30 a session of before that is moved to a day to come is asked about there', async () => {
    const world = await createWorld({ installedAt: NOW })
    await pullSaying(world, { events: [meeting('a', NOW - 2 * HOUR)] })
    expect(await theSession(world)).toMatchObject({ standing: 'history' })
    await pullSaying(world, { events: [meeting('a', START, { updated: NOW })] })
    await askAt(world, START + HOUR + 5 * MINUTE)
    expect(world.told.prompts).toEqual([[KEY]])
  })

  it('E12 title or attendee edited: the same session, re-linked to the address as corrected', async () => {
    const world = await createWorld()
    await pullSaying(world, { events: [meeting('a', START)] })
    const before = await theSession(world)
    await pullSaying(world, {
      events: [
        meeting('a', START, {
          updated: NOW,
          title: 'Lunch',
          attendees: [COACH, guest('dana@new.example', { name: 'Dana' })],
        }),
      ],
    })
    const after = await theSession(world)
    expect(after).toMatchObject({ key: before.key, title: 'Lunch', open: 1, sightings: [] })
    expect(after.participants).toMatchObject([{ address: 'dana@new.example', name: 'Dana' }])
    expect(after.participants[0]?.id).not.toBe(before.participants[0]?.id)
  })

  it('E12 the only client taken out of the invitation stays the session’s client, with what was seen', async () => {
    const world = await createWorld()
    await pullSaying(world, { events: [meeting('a', START)] })
    await pullSaying(world, { events: [meeting('a', START, { updated: NOW, attendees: [COACH] })] })
    const session = await theSession(world)
    expect(session).toMatchObject({ open: 1, participants: [{ address: DANA }] })
    expect(evidence(session, DAY, NOW)).toMatchObject([
      { sighting: { what: 'no-longer-invited', by: 'unknown' }, fits: null, contrary: true },
    ])
  })

  it('E24 an event turned into an all-day one is not asked about', async () => {
    const world = await createWorld()
    await pullSaying(world, { events: [meeting('a', START)] })
    const day = { allDay: true, start: '2026-11-25', end: '2026-11-26', zone: null, updated: NOW }
    await pullSaying(world, { events: [meeting('a', START, day)] })
    expect(await theSession(world)).toMatchObject({ standing: 'aside', open: 0 })
  })
})

describe('a session whose event goes away', () => {
  it('E06 deleted well ahead: no question, queued for rescheduling, and open again when it comes back', async () => {
    const world = await createWorld()
    await pullSaying(world, { events: [meeting('a', START)] })
    await pullSaying(world, { events: [gone('a')] })
    expect(await theSession(world)).toMatchObject({ standing: 'canceled', open: 0 })
    expect(await world.db.queue.all()).toMatchObject([{ sessionKey: KEY, state: 'open', since: NOW }])
    await askAt(world, START + 2 * HOUR)
    expect(world.told.prompts).toEqual([])
    world.time.set(START - HOUR)
    await pullSaying(world, { events: [meeting('a', START, { updated: NOW + HOUR })] })
    expect(await theSession(world)).toMatchObject({ standing: 'open', open: 1 })
    expect(await world.db.queue.count()).toBe(0)
  })

  it('E06 declined 31 h ahead: no window, canceled in time and queued once the session is over', async () => {
    const world = await createWorld()
    await pullSaying(world, { events: [meeting('a', START)] })
    world.time.set(START - 31 * HOUR)
    await pullSaying(world, {
      events: [meeting('a', START, { attendees: [COACH, declined], updated: START - 31 * HOUR })],
    })
    expect(await theSession(world)).toMatchObject({ standing: 'open' })
    expect(await world.db.queue.count()).toBe(0)
    await askAt(world, START + HOUR + 5 * MINUTE)
    expect(world.told.prompts).toEqual([])
    expect(await theSession(world)).toMatchObject({ standing: 'canceled', open: 0 })
    expect(await world.db.queue.all()).toMatchObject([{ sessionKey: KEY, state: 'open' }])
  })

  it.each([
    [
      'declined by the client',
      { events: [meeting('a', START, { attendees: [COACH, declined], updated: START - 19 * HOUR })] },
      'client-late-cancel',
    ],
    ['deleted by nobody knows whom', { events: [gone('a')] }, null],
  ])(
    'E07 E14 %s 19 h ahead: asked, with the reason that fits marked, if any does',
    async (_, change, fits) => {
      const world = await createWorld()
      await pullSaying(world, { events: [meeting('a', START)] })
      world.time.set(START - 19 * HOUR)
      await pullSaying(world, { cursor: 'c2' })
      await pullSaying(world, change)
      await askAt(world, START + HOUR + 5 * MINUTE)
      expect(world.told.prompts).toEqual([[KEY]])
      const session = await theSession(world)
      expect(session.participants[0]?.outcome).toBeNull()
      expect(evidence(session, DAY, world.clock.now())).toMatchObject([{ fits, contrary: true }])
    },
  )

  it('E08 deleted after its end: still asked, from what was stored', async () => {
    const world = await createWorld()
    await pullSaying(world, { events: [meeting('a', START)] })
    world.time.set(START + HOUR)
    await pullSaying(world, { cursor: 'c2' })
    world.time.set(START + HOUR + 3 * MINUTE)
    await pullSaying(world, { events: [gone('a')] })
    await askAt(world, START + HOUR + 5 * MINUTE)
    expect(world.told.prompts).toEqual([[KEY]])
    expect(evidence(await theSession(world), DAY, world.clock.now())).toMatchObject([{ contrary: false }])
  })

  it('E13 client declined but came: yes is always possible', async () => {
    const world = await createWorld()
    await pullSaying(world, { events: [meeting('a', START)] })
    world.time.set(START - 31 * HOUR)
    await pullSaying(world, { events: [meeting('a', START, { attendees: [COACH, declined], updated: NOW })] })
    expect(evidence(await theSession(world), DAY, world.clock.now())).toMatchObject([{ likely: true }])
    await askAt(world, START + 2 * HOUR)
    expect(await sayOccurred(world, KEY)).toMatchObject({ ok: true })
    expect(await theSession(world)).toMatchObject({
      standing: 'answered',
      participants: [{ outcome: { mark: 'completed', counts: true } }],
    })
    expect(await world.db.queue.count()).toBe(0)
  })

  it('E14 declined by the coach: asked with no reason marked, however early', async () => {
    const world = await createWorld()
    await pullSaying(world, { events: [meeting('a', START)] })
    const no = { ...COACH, response: 'declined' as const }
    await pullSaying(world, { events: [meeting('a', START, { attendees: [no, guest(DANA)], updated: NOW })] })
    await askAt(world, START + HOUR + 5 * MINUTE)
    expect(world.told.prompts).toEqual([[KEY]])
    expect(evidence(await theSession(world), DAY, NOW)).toMatchObject([
      { sighting: { what: 'declined', by: 'coach' }, fits: null, contrary: true },
    ])
  })
})

describe('one session in two calendars', () => {
  const two = async () => {
    const world = await createWorld()
    await world.db.calendars.put(calendarOf({ key: 'home', id: 'home', primary: false, role: 'writer' }))
    return world
  }

  it('E11 is one session with two copies, and lives while one of them lives', async () => {
    const world = await two()
    // Calendars are pulled in the order of their keys: home first.
    const byOther = { organiser: { email: DANA, name: null, self: false } }
    await pullSaying(world, { events: [meeting('a', START, byOther)] }, { events: [meeting('a', START)] })
    const session = await theSession(world)
    expect(session.copies).toMatchObject([
      { calendarKey: 'work', organisedByCoach: true },
      { calendarKey: 'home', organisedByCoach: false },
    ])
    await pullSaying(world, { events: [] }, { events: [gone('a')] })
    expect(await theSession(world)).toMatchObject({ standing: 'open', sightings: [] })
    await pullSaying(world, { events: [gone('a')] }, { events: [] })
    expect(await theSession(world)).toMatchObject({
      standing: 'canceled',
      participants: session.participants,
      sightings: [{ what: 'gone' }],
    })
  })

  it('E11 knows copies with different uids by time, organiser and attendee', async () => {
    const world = await two()
    const copy = meeting('b', START, { iCalUid: 'other-system' })
    const another = meeting('c', START, { iCalUid: 'other', attendees: [COACH, guest('lee@client.example')] })
    await pullSaying(world, { events: [meeting('a', START)] }, { events: [copy, another] })
    expect((await world.db.sessions.all()).map(({ key }) => key)).toEqual([KEY, 'other|-'])
    expect((await world.db.sessions.get(KEY))?.copies).toHaveLength(2)
  })
})

describe('an answer taken back in another browser', () => {
  it('E30 what ended before Afterward came to this one stays history', async () => {
    const world = await createWorld({ installedAt: NOW })
    const event = meeting('a', NOW - 2 * DAY)
    await pullSaying(world, { events: [event] })
    const { participants } = await theSession(world)
    const carrying = (head: Head) =>
      ({ ...event, marks: { [MARK.answer(participants[0]?.id ?? '')]: encodeHeads([head]) } }) as const
    const there = headFor('x', { occurred: true }, { device: 'there' })
    await pullSaying(world, { events: [carrying(there)] })
    expect(await theSession(world)).toMatchObject({ standing: 'answered', open: 0 })
    const taken = headFor('u', { moved: true, toSessionKey: null }, { device: 'there', code: 'undone' })
    await pullSaying(world, { events: [carrying(taken)] })
    expect(await theSession(world)).toMatchObject({ standing: 'history', open: 0 })
  })
})
