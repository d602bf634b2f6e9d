import { describe, expect, it, vi } from 'vitest'
import { due } from '../../lib/core/due.ts'
import type { Session } from '../../lib/core/session.ts'
import { defaultSettings } from '../../lib/core/settings.ts'
import { DAY, HOUR, MINUTE } from '../../lib/core/time.ts'
import { cardView } from '../../lib/store/queries/card.ts'
import { consentWanted } from '../../lib/store/queries/consent.ts'
import { keepDraft, keepSaved, readDraft } from '../../lib/store/queries/drafts.ts'
import { movedTo, nextBooking } from '../../lib/store/queries/near.ts'
import { savedView } from '../../lib/store/queries/saved.ts'
import { waitingView } from '../../lib/store/queries/waiting.ts'
import { waitingKeys } from '../../lib/store/queries/waiting-keys.ts'
import { entryOf } from '../helpers/books.ts'
import { createTestDatabase } from '../helpers/store.ts'

const NOW = Date.UTC(2026, 10, 24, 12)

const session = (key: string, start: number, part: Partial<Session> = {}): Session => ({
  key,
  uid: key,
  originalStart: null,
  copies: [],
  title: 'Coaching',
  start,
  end: start + HOUR,
  zone: 'UTC',
  private: false,
  joinLink: null,
  webLink: null,
  participants: [{ id: 'p', address: 'dana@example.com', name: 'Dana', response: 'accepted', outcome: null }],
  kind: null,
  ruleKind: null,
  recognisedBy: 'r',
  sightings: [],
  standing: 'open',
  open: 1,
  notBefore: null,
  askedAt: null,
  makeupOf: null,
  answeredTimes: null,
  ...part,
})

const outcome = {
  answerId: 'ans',
  at: NOW,
  code: 'occurred',
  mark: 'completed',
  counts: true,
  reschedule: false,
  override: null,
  conflict: false,
} as const

const dana = {
  id: 'c1',
  name: 'Dana Reyes',
  addresses: ['dana@example.com', 'dana@home.example'],
  titles: [],
  participants: [],
  kinds: [{ from: 0, kind: 'paid' as const }],
  dontAsk: false,
  createdAt: 0,
}

const open = async (sessions: readonly Session[]) => {
  const db = createTestDatabase()
  await db.sessions.putMany([...sessions])
  await db.clients.put(dana)
  return db
}

describe('what waits', () => {
  it('is what has ended unanswered, oldest first; not what runs, was put off, answered or is in its grace', async () => {
    const db = await open([
      session('late', NOW - 3 * HOUR),
      session('early', NOW - 9 * HOUR),
      session('running', NOW - 10 * MINUTE),
      session('grace', NOW - HOUR - 2 * MINUTE),
      session('putOff', NOW - 5 * HOUR, { notBefore: NOW + HOUR }),
      session('answered', NOW - 6 * HOUR, { open: 0, standing: 'answered' }),
      session('next', NOW + 2 * HOUR),
      session('after', NOW + 4 * HOUR),
    ])
    expect(await waitingKeys(db, NOW)).toEqual(['early', 'late'])
    const view = await waitingView(db, NOW)
    expect(view.waiting.map(({ key }) => key)).toEqual(['early', 'late'])
    expect(view.total).toBe(2)
    expect(view.running.map(({ key }) => key).sort()).toEqual(['grace', 'running'])
    expect(view.next?.key).toBe('next')
    expect(view.waiting[0]?.people).toEqual([{ id: 'p', name: 'Dana Reyes' }])
  })

  it('follows the grace that the coach has set', async () => {
    const db = await open([session('a', NOW - HOUR - 20 * MINUTE)])
    await db.settings.put({
      id: 'settings',
      value: { ...defaultSettings, ask: { ...defaultSettings.ask, graceMinutes: 30 } },
    })
    expect(await waitingKeys(db, NOW)).toEqual([])
    expect(await waitingKeys(db, NOW + 10 * MINUTE)).toEqual(['a'])
  })

  it('E28 puts overlapping sessions in the order in which they are asked: by their ends', async () => {
    const db = await open([
      session('long', NOW - 4 * HOUR, { end: NOW - HOUR }),
      session('short', NOW - 3 * HOUR, { end: NOW - 2 * HOUR }),
    ])
    const asked = due(await db.sessions.all(), NOW).ask.map(({ key }) => key)
    expect(asked).toEqual(['short', 'long'])
    expect(await waitingKeys(db, NOW)).toEqual(asked)
    expect((await waitingView(db, NOW)).waiting.map(({ key }) => key)).toEqual(asked)
  })

  it('E53 reads only the day, however much is stored', async () => {
    const rows = Array.from({ length: 3_000 }, (_, index) =>
      session(`old${index}`, NOW - DAY * 2 - index * HOUR, { open: 0, standing: 'answered' }),
    )
    const db = await open([...rows, session('waits', NOW - 3 * HOUR)])
    const byIndex = vi.spyOn(IDBIndex.prototype, 'getAll')
    const whole = vi.spyOn(IDBObjectStore.prototype, 'getAll')
    expect((await waitingView(db, NOW)).waiting).toHaveLength(1)
    const read = [byIndex, whole].flatMap(({ mock }) => mock.results.flatMap(({ value }) => value.result))
    expect(read.filter((row) => 'participants' in row && 'start' in row).length).toBeLessThan(10)
    expect(read.length).toBeGreaterThan(0)
  })
})

describe('the card', () => {
  it('gathers program and ledger over all of a client’s addresses', async () => {
    const db = await open([session('a', NOW - 2 * HOUR)])
    await db.programs.put({
      id: 'p1',
      clientId: 'c1',
      name: '',
      sessions: 12,
      alreadyUsed: 3,
      from: '2026-01-01',
      to: null,
      perMonth: null,
      zone: 'UTC',
      createdAt: 0,
    })
    await db.ledger.put(
      entryOf({
        id: 'x|p',
        answerId: 'x',
        sessionKey: 'other|-',
        address: 'dana@home.example',
        sessionStart: NOW - 9 * DAY,
        at: NOW - 9 * DAY,
      }),
    )
    const card = await cardView(db, 'a', NOW)
    expect(card?.kind).toBe('paid')
    expect(card?.books.programs).toHaveLength(1)
    expect(card?.books.entries.map(({ id }) => id)).toEqual(['x|p'])
  })

  it('E28 points out that another session lay in the same time', async () => {
    const db = await open([
      session('a', NOW - 2 * HOUR),
      session('b', NOW - 90 * MINUTE),
      session('c', NOW - HOUR),
    ])
    expect((await cardView(db, 'a', NOW))?.doubleBooked).toBe(true)
    await db.sessions.remove('b')
    expect((await cardView(db, 'a', NOW))?.doubleBooked).toBe(false)
  })

  it('is null for a session that is not there', async () => {
    expect(await cardView(await open([]), 'gone', NOW)).toBeNull()
  })
})

describe('the client’s other sessions', () => {
  it('finds the next booking under any of the client’s addresses', async () => {
    const other = {
      id: 'q',
      address: 'dana@home.example',
      name: null,
      response: 'accepted' as const,
      outcome: null,
    }
    const db = await open([
      session('a', NOW - 2 * HOUR),
      session('strange', NOW + DAY, { participants: [{ ...other, address: 'x@y.example' }] }),
      session('hers', NOW + 2 * DAY, { participants: [other] }),
    ])
    const next = await nextBooking(db, { sessionKey: 'a', participant: 'p', now: NOW })
    expect(next?.key).toBe('hers')
  })

  it('offers the nearest unanswered one as the new time of a session that was moved', async () => {
    const db = await open([
      session('a', NOW),
      session('far', NOW + 20 * DAY),
      session('near', NOW + 2 * DAY),
      session('done', NOW + DAY, { standing: 'answered', open: 0 }),
    ])
    const found = await movedTo(db, { sessionKey: 'a', participant: 'p' })
    expect(found.map(({ key }) => key)).toEqual(['near', 'far'])
  })
})

describe('E23 a make-up', () => {
  it('of somebody whose own session did not count is excused, whatever was counted of others in the group', async () => {
    const other = { id: 'q', address: 'lee@example.com', name: null, response: 'accepted' } as const
    const [person] = session('x', NOW).participants
    if (person === undefined) throw new Error('Nobody')
    const sentBack = { ...outcome, code: 'coach-missed', mark: 'to-reschedule', counts: false } as const
    const original = session('october', NOW - 40 * DAY, {
      participants: [
        { ...person, outcome: sentBack },
        { ...other, outcome },
      ],
    })
    const db = await open([original, session('makeup', NOW - 2 * HOUR, { makeupOf: 'october#p' })])
    const excused = async () => (await cardView(db, 'makeup', NOW))?.books.makeups
    expect(await excused()).toEqual(new Map([['makeup#p', original.start]]))
    await db.sessions.put(session('makeup', NOW - 2 * HOUR, { makeupOf: 'october#q' }))
    expect(await excused()).toEqual(new Map())
  })

  it('E53 is looked for among the sessions of the card’s month only, however many are stored', async () => {
    const missed = (key: string) => session(key, NOW - 40 * DAY)
    const made = (of: string, start: number) => session(`for ${of}`, start, { makeupOf: `${of}#p` })
    const old = Array.from({ length: 300 }, (_, index) => NOW - 50 * DAY - index * HOUR)
    const db = await open([
      ...[missed('this'), made('this', NOW - 5 * DAY), session('a', NOW - 2 * HOUR)],
      ...old.flatMap((start, index) => [missed(`${index}`), made(`${index}`, start)]),
    ])
    const entry = (of: string, sessionStart: number) =>
      entryOf({
        id: of,
        sessionKey: `for ${of}`,
        participant: 'p',
        address: 'dana@example.com',
        sessionStart,
      })
    await db.ledger.putMany([
      entry('this', NOW - 5 * DAY),
      ...old.map((start, index) => entry(`${index}`, start)),
    ])
    const reads = [
      ...[vi.spyOn(IDBIndex.prototype, 'getAll'), vi.spyOn(IDBObjectStore.prototype, 'getAll')],
      ...[vi.spyOn(IDBIndex.prototype, 'get'), vi.spyOn(IDBObjectStore.prototype, 'get')],
    ]
    const card = await cardView(db, 'a', NOW)
    expect([...(card?.books.makeups.keys() ?? [])]).toEqual(['for this#p'])
    const rows = reads.flatMap(({ mock }) => mock.results.flatMap(({ value }) => value.result ?? []))
    const keys = rows.flatMap((row) => ('participants' in row && 'start' in row ? [row.key] : []))
    expect(keys.toSorted()).toEqual(['a', 'a', 'for this', 'this'])
  })
})

describe('what was saved last', () => {
  const answered = session('a', NOW - 2 * HOUR, {
    standing: 'answered',
    open: 0,
    participants: [{ id: 'p', address: 'dana@example.com', name: null, response: 'accepted', outcome }],
  })

  it('is told until it is taken back', async () => {
    const db = await open([answered])
    expect(await savedView(db, NOW)).toBeNull()
    await keepSaved(db, { sessions: [{ sessionKey: 'a', participants: ['p'] }] }, NOW)
    expect(await savedView(db, NOW)).toMatchObject({ count: 1, name: 'Dana Reyes', outcome: 'completed' })
    await db.sessions.put(session('a', NOW - 2 * HOUR))
    expect(await savedView(db, NOW)).toBeNull()
  })

  it('offers to book the next one after a session that took place, until one is booked', async () => {
    const db = await open([answered])
    await keepSaved(db, { sessions: [{ sessionKey: 'a', participants: ['p'] }] }, NOW)
    expect((await savedView(db, NOW))?.bookNext).toBe(true)
    await db.sessions.put(session('next', NOW + 7 * DAY))
    expect((await savedView(db, NOW))?.bookNext).toBe(false)
    await db.sessions.remove('next')
    const [person] = answered.participants
    const missed = { ...outcome, code: 'client-no-show', mark: 'didnt-occur' } as const
    if (person) await db.sessions.put({ ...answered, participants: [{ ...person, outcome: missed }] })
    expect((await savedView(db, NOW))?.bookNext).toBe(false)
  })

  it('E31 several at once are one thing to undo', async () => {
    const db = await open([answered, { ...answered, key: 'b' }])
    const sessions = ['a', 'b'].map((sessionKey) => ({ sessionKey, participants: ['p'] }))
    await keepSaved(db, { sessions }, NOW)
    expect(await savedView(db, NOW)).toMatchObject({ count: 2, sessions })
  })
})

describe('drafts and consent', () => {
  it('E34 keeps unsaved words', async () => {
    const db = await open([])
    await keepDraft(db, 'note:a#p', { text: 'word' }, NOW)
    expect(await readDraft(db, 'note:a#p')).toMatchObject({ value: { text: 'word' }, updatedAt: NOW })
  })

  it('wants the coach’s word only while a write waits for it and it was never given', async () => {
    const db = await open([])
    const account = {
      id: 'acc',
      provider: 'google' as const,
      email: 'c@example.com',
      name: '',
      access: 'read' as const,
      state: 'ok' as const,
      connectedAt: 0,
    }
    await db.accounts.put(account)
    expect(await consentWanted(db)).toBeNull()
    await db.outbox.put({
      id: 'w',
      idempotencyKey: 'w',
      accountId: 'acc',
      calendarKey: 'k',
      calendarId: 'c',
      eventId: 'e',
      lane: 'k/e',
      sequence: 0,
      sessionKey: null,
      operation: { type: 'strip' },
      state: 'consent',
      attempts: 0,
      nextAttemptAt: 0,
      lastFailure: null,
      createdAt: 0,
    })
    expect(await consentWanted(db)).toEqual(account)
    await db.settings.put({
      id: 'settings',
      value: { ...defaultSettings, annotations: { ...defaultSettings.annotations, consent: 'off' } },
    })
    expect(await consentWanted(db)).toBeNull()
  })
})
