import { describe, expect, it } from 'vitest'
import { balance, standing } from '../../lib/core/ledger.ts'
import { HOUR, MINUTE } from '../../lib/core/time.ts'
import { addSession, type HandEntry } from '../../lib/flow/add-session.ts'
import { answer } from '../../lib/flow/answer.ts'
import { ask } from '../../lib/flow/ask.ts'
import { saveNote } from '../../lib/flow/note.ts'
import { removeSession } from '../../lib/flow/remove-session.ts'
import { clientPage } from '../../lib/store/queries/client-page.ts'
import { fill, NOW } from '../helpers/books.ts'
import { createTestDeps } from '../helpers/deps.ts'
import { came, noShow, sick } from './answering.ts'

const call = (over: Partial<HandEntry> = {}): HandEntry => ({
  intentId: 'i1',
  sessionKey: null,
  client: { name: 'Kim Novak' },
  date: '2026-11-23',
  time: '08:00',
  minutes: 30,
  zone: 'UTC',
  kind: 'paid',
  ...over,
})

const setUp = async () => {
  const deps = await createTestDeps()
  await fill(deps, { sessions: [], events: [] })
  await deps.db.clients.put({
    id: 'dana',
    name: 'Dana Reyes',
    addresses: ['dana@client.example'],
    titles: [],
    participants: [],
    kinds: [],
    dontAsk: false,
    createdAt: 0,
  })
  const add = async (over: Partial<HandEntry> = {}) => {
    const added = await addSession(deps, call(over))
    if (!added.ok) throw new Error(added.error.reason)
    const session = await deps.db.sessions.get(added.value.sessionKey)
    if (session === undefined) throw new Error('No session')
    return session
  }
  const say = (session: Awaited<ReturnType<typeof add>>, said = came, intentId = 'a1') =>
    answer(deps, {
      intentId,
      sessionKey: session.key,
      kind: 'paid',
      answers: session.participants.map(({ id }) => ({
        participant: id,
        said,
        courtesy: false,
        minutes: null,
      })),
    })
  return { deps, add, say }
}

describe('a session added by hand', () => {
  it('is a session of a client of that name, waits for its answer and opens no window', async () => {
    const { deps, add } = await setUp()
    const session = await add()
    expect(session).toMatchObject({
      title: 'Kim Novak',
      start: NOW - HOUR,
      end: NOW - HOUR / 2,
      kind: 'paid',
      copies: [],
      recognisedBy: 'hand',
      standing: 'open',
      open: 1,
    })
    await ask(deps)
    expect(deps.told.prompts).toEqual([])
    expect(deps.told.badges.at(-1)).toMatchObject({ waiting: 1 })
  })

  it('E38 is added once, however often the message comes; one name makes one client', async () => {
    const { deps, add } = await setUp()
    await add()
    await add()
    await add({ intentId: 'i2', time: '06:00' })
    expect(await deps.db.sessions.count()).toBe(2)
    expect(await deps.db.clients.count()).toBe(2)
  })

  it('is booked like any other, found under its client, and written nowhere', async () => {
    const { deps, add, say } = await setUp()
    for (const session of [
      await add({ client: { clientId: 'dana' } }),
      await add({ intentId: 'i2', time: '06:00' }),
    ]) {
      await say(session, noShow, session.key)
    }
    expect(await deps.db.outbox.all()).toEqual([])
    for (const client of await deps.db.clients.all()) {
      const page = await clientPage(deps.db, { clientId: client.id, now: NOW })
      expect(page?.statement.map(({ delta }) => delta)).toEqual([1])
      expect(page?.sessions.map(({ state }) => state)).toEqual(['didnt-occur'])
    }
  })

  it('of the future is asked about when it ends', async () => {
    const { deps, add } = await setUp()
    const session = await add({ time: '10:00' })
    await ask(deps)
    expect(deps.told.prompts).toEqual([])
    deps.time.set(session.end + 6 * MINUTE)
    await ask(deps)
    expect(deps.told.prompts).toEqual([[session.key]])
  })

  it('is another client’s after a change, and nobody else’s', async () => {
    const { deps, add } = await setUp()
    const first = await add()
    await add({ intentId: 'i2', sessionKey: first.key, client: { clientId: 'dana' }, minutes: 45 })
    expect(await deps.db.sessions.all()).toMatchObject([
      { key: first.key, end: first.start + 45 * MINUTE, participants: [{ address: 'dana@client.example' }] },
    ])
    const links = (await deps.db.clients.all()).map(({ name, participants }) => [name, participants.length])
    expect(Object.fromEntries(links)).toEqual({ 'Dana Reyes': 1, 'Kim Novak': 0 })
  })

  it('once answered keeps its answer when its time is corrected: compensated, booked at its own month', async () => {
    const { deps, add, say } = await setUp()
    const session = await add({ client: { clientId: 'dana' } })
    await say(session)
    await add({ intentId: 'i2', sessionKey: session.key, date: '2026-10-30', client: { name: 'Nobody' } })
    const entries = await deps.db.ledger.all()
    expect(entries.map(({ delta }) => delta).sort()).toEqual([-1, 1, 1])
    expect(standing(entries)).toMatchObject([{ sessionStart: Date.UTC(2026, 9, 30, 8), delta: 1 }])
    expect(await deps.db.sessions.get(session.key)).toMatchObject({
      standing: 'answered',
      open: 0,
      participants: [{ address: 'dana@client.example', outcome: { mark: 'completed' } }],
    })
  })

  it.each([
    ['a day that is none', { date: '2026-02-30' }, 'bad-message'],
    ['a name that is none', { client: { name: ' ' } }, 'bad-message'],
    ['an unknown client', { client: { clientId: 'nobody' } }, 'not-found'],
    ['an unknown session', { sessionKey: 'uid-9|-' }, 'not-found'],
  ] as const)('refuses %s and keeps nothing', async (_, over, reason) => {
    const { deps } = await setUp()
    expect(await addSession(deps, call(over))).toEqual({ ok: false, error: { reason, failure: null } })
    expect(await deps.db.sessions.count()).toBe(0)
  })

  it('never changes or removes what a calendar holds', async () => {
    const deps = await createTestDeps()
    await fill(deps)
    const refused = { ok: false, error: { reason: 'not-found', failure: null } }
    expect(await addSession(deps, call({ sessionKey: 'uid-1|-' }))).toEqual(refused)
    expect(await removeSession(deps, { intentId: 'r', sessionKey: 'uid-1|-' })).toEqual(refused)
    expect(await deps.db.sessions.count()).toBe(1)
  })
})

describe('removing one', () => {
  it('gives back what it counted by a compensating entry that stays; its place in the queue and its notes go', async () => {
    const { deps, add, say } = await setUp()
    const session = await add({ client: { clientId: 'dana' } })
    await say(session)
    await say(session, sick, 'a2')
    await say(session, noShow, 'a3')
    const [{ id = '' } = {}] = session.participants
    await saveNote(deps, { sessionKey: session.key, participant: id, text: 'n', minutes: null, actions: [] })
    expect(await removeSession(deps, { intentId: 'r', sessionKey: session.key })).toEqual({
      ok: true,
      value: null,
    })
    const entries = await deps.db.ledger.all()
    expect([balance(entries), standing(entries)]).toEqual([0, []])
    expect(entries.length).toBeGreaterThan(1)
    for (const table of [deps.db.sessions, deps.db.queue, deps.db.notes, deps.db.outbox]) {
      expect(await table.count()).toBe(0)
    }
    const page = await clientPage(deps.db, { clientId: 'dana', now: NOW })
    expect(page?.audit).toHaveLength(entries.length)
    expect(await removeSession(deps, { intentId: 'r2', sessionKey: session.key })).toEqual({
      ok: true,
      value: null,
    })
  })
})
