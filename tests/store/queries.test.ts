import { beforeEach, describe, expect, it } from 'vitest'
import type { Client } from '../../lib/core/client.ts'
import type { LedgerEntry } from '../../lib/core/ledger.ts'
import { defaultSettings } from '../../lib/core/settings.ts'
import { DAY, HOUR } from '../../lib/core/time.ts'
import { isWhole } from '../../lib/core/view/client.ts'
import type { Database } from '../../lib/store/db.ts'
import { connectedAccounts } from '../../lib/store/queries/accounts.ts'
import { clientAudit } from '../../lib/store/queries/client-audit.ts'
import { clientGlance, clientPage } from '../../lib/store/queries/client-page.ts'
import { clientsOverview } from '../../lib/store/queries/clients.ts'
import { overview } from '../../lib/store/queries/overview.ts'
import { earlierCount, lastEnded, pastSessions } from '../../lib/store/queries/past.ts'
import { rescheduleQueue } from '../../lib/store/queries/queue.ts'
import { syncState } from '../../lib/store/queries/sync.ts'
import { lastSessions } from '../../lib/store/queries/waiting.ts'
import {
  accountOf,
  calendarOf,
  DANA,
  entryOf,
  headFor,
  NOW,
  participantOf,
  sessionOf,
} from '../helpers/books.ts'
import { change, createTestDatabase } from '../helpers/store.ts'

const dana: Client = {
  id: 'c1',
  name: 'Dana Reyes',
  addresses: ['dana@client.example'],
  titles: [],
  participants: [],
  kinds: [{ from: 0, kind: 'paid' }],
  dontAsk: false,
  createdAt: 0,
}

const session = (key: string, start: number, over: Parameters<typeof sessionOf>[0] = {}) =>
  sessionOf({ key, uid: key, start, end: start + HOUR, ...over })

const entry = (id: string, sessionKey: string, start: number, over: Partial<LedgerEntry> = {}): LedgerEntry =>
  entryOf({
    id,
    answerId: id,
    sessionKey,
    participant: DANA,
    sessionStart: start,
    at: start + HOUR,
    ...over,
  })

let db: Database
beforeEach(() => {
  db = createTestDatabase()
})

describe('past sessions', () => {
  it('are those that have ended, newest first, with the client’s own name', async () => {
    await db.clients.put(dana)
    await db.sessions.putMany([
      session('old', NOW - 2 * DAY),
      session('new', NOW - 2 * HOUR),
      session('running', NOW - HOUR / 2),
      session('next', NOW + DAY),
    ])
    const { rows, older } = await pastSessions(db, { now: NOW, days: 60 })
    expect(rows.map(({ key }) => key)).toEqual(['new', 'old'])
    expect(rows[0]?.people[0]).toMatchObject({ name: 'Dana Reyes', state: 'unanswered' })
    expect(older).toBe(false)
  })

  it('E29 keep what still waits however old it is, and say that there is more', async () => {
    await db.sessions.putMany([
      session('waits', NOW - 200 * DAY),
      session('done', NOW - 190 * DAY, { standing: 'answered', open: 0 }),
    ])
    const { rows, older } = await pastSessions(db, { now: NOW, days: 60 })
    expect(rows.map(({ key }) => key)).toEqual(['waits'])
    expect(older).toBe(true)
  })

  it('hold one that was asked for by its key however old it is, once', async () => {
    await db.sessions.putMany([
      session('old', NOW - 200 * DAY, { standing: 'answered', open: 0 }),
      session('waits', NOW - 190 * DAY),
      session('other', NOW - 180 * DAY, { standing: 'answered', open: 0 }),
    ])
    const asked = async (wanted: string) =>
      (await pastSessions(db, { now: NOW, days: 60, wanted })).rows.map(({ key }) => key)
    expect(await asked('old')).toEqual(['waits', 'old'])
    expect(await asked('waits')).toEqual(['waits'])
    expect(await asked('none')).toEqual(['waits'])
  })

  it('E30 history is shown as not asked', async () => {
    await db.sessions.put(session('before', NOW - DAY, { standing: 'history', open: 0 }))
    const { rows } = await pastSessions(db, { now: NOW, days: 60 })
    expect(rows[0]?.states).toEqual(['history'])
    expect(await lastEnded(db, NOW)).toMatchObject({ key: 'before' })
  })

  it('E30 what was never asked about is offered as far back as calendars are read, and no farther', async () => {
    const before = { standing: 'history', open: 0 } as const
    await db.sessions.putMany([
      session('near', NOW - DAY, before),
      session('far', NOW - 59 * DAY, before),
      session('too far', NOW - 61 * DAY, before),
      session('waits', NOW - 2 * DAY),
    ])
    expect(await earlierCount(db, NOW)).toBe(2)
  })

  it('lend a trial the last that ended and are coaching, oldest first', async () => {
    await db.sessions.putMany([
      session('a', NOW - 4 * DAY, { standing: 'history', open: 0 }),
      session('b', NOW - 3 * DAY, { standing: 'answered', open: 0 }),
      session('c', NOW - 2 * DAY, { standing: 'aside', open: 0 }),
      session('d', NOW - DAY),
      session('running', NOW - HOUR / 2),
    ])
    expect((await lastSessions(db, NOW, 2)).map(({ key }) => key)).toEqual(['b', 'd'])
  })

  it('E42 tell what they make up for and what makes up for them, in a chain', async () => {
    const makeup = (key: string, start: number, of: string, over = {}) =>
      session(key, start, { makeupOf: `${of}#${DANA}`, ...over })
    await db.sessions.putMany([
      session('missed', NOW - 9 * DAY, { standing: 'answered', open: 0 }),
      makeup('again', NOW - 3 * DAY, 'missed', { standing: 'answered', open: 0 }),
      makeup('next', NOW + 2 * DAY, 'again'),
      makeup('unknown', NOW - DAY, 'never kept'),
    ])
    const booked = (sessionKey: string, makeupKey: string) => ({
      id: `${sessionKey}#${DANA}`,
      sessionKey,
      participant: DANA,
      state: 'booked' as const,
      proposalId: null,
      makeupKey,
      since: NOW,
    })
    await db.queue.putMany([booked('missed', 'again'), booked('again', 'next'), booked('elsewhere', 'next')])
    const { rows } = await pastSessions(db, { now: NOW, days: 60 })
    expect(rows.map(({ key, makeup, makesUpFor, madeUpAt }) => [key, makeup, makesUpFor, madeUpAt])).toEqual([
      ['unknown', true, null, null],
      ['again', true, NOW - 9 * DAY, NOW + 2 * DAY],
      ['missed', false, null, NOW - 3 * DAY],
    ])
  })

  it('never take a kind for granted', async () => {
    await db.sessions.put(session('a', NOW - DAY, { ruleKind: null }))
    expect((await pastSessions(db, { now: NOW, days: 60 })).rows[0]?.kind).toBeNull()
  })
})

describe('the reschedule queue', () => {
  const item = (
    id: string,
    state: 'open' | 'proposed' | 'booked' | 'off',
    makeupKey: string | null = null,
  ) => ({
    id: `${id}#${DANA}`,
    sessionKey: id,
    participant: DANA,
    state,
    proposalId: null,
    makeupKey,
    since: NOW,
  })

  it('sorts by state, leaves out what was let go, and forgets make-ups that are long past', async () => {
    await db.sessions.putMany([
      session('a', NOW - DAY),
      session('b', NOW - DAY),
      session('c', NOW - 40 * DAY),
      session('m', NOW + DAY),
      session('n', NOW - 30 * DAY),
    ])
    await db.queue.putMany([item('a', 'open'), item('b', 'booked', 'm'), item('c', 'booked', 'n')])
    await db.queue.put({ ...item('a', 'off'), id: 'x#y', sessionKey: 'b' })
    const view = await rescheduleQueue(db, { now: NOW, keptMs: 14 * DAY })
    expect(view.open.map(({ sessionKey }) => sessionKey)).toEqual(['a'])
    expect(view.proposed).toEqual([])
    expect(view.booked.map(({ sessionKey, makeup }) => [sessionKey, makeup?.start])).toEqual([
      ['b', NOW + DAY],
    ])
  })

  it.each([
    ['google:alex/work', 'dana@client.example', false],
    ['outlook:alex/work', 'dana@client.example', true],
    ['outlook:alex/work', null, false],
  ])('held in %s for %s: saying that they chose mails them: %s', async (calendarKey, address, mails) => {
    await db.sessions.put(session('a', NOW - DAY, { participants: [participantOf(DANA, address)] }))
    await db.queue.put({ ...item('a', 'proposed'), proposalId: 'p' })
    await db.proposals.put({
      id: 'p',
      purpose: 'makeup',
      after: `a#${DANA}`,
      way: 'hold',
      calendarKey,
      slots: [{ start: NOW + DAY, end: NOW + 2 * DAY, eventId: 'e', state: 'held' }],
      state: 'open',
      createdAt: NOW,
      expiresAt: NOW + DAY,
    })
    const view = await rescheduleQueue(db, { now: NOW, keptMs: DAY })
    expect(view.proposed.map(({ choosingMails }) => choosingMails)).toEqual([mails])
  })
})

describe('clients', () => {
  const program = {
    id: 'p1',
    clientId: 'c1',
    name: '12 sessions',
    sessions: 12,
    alreadyUsed: 4,
    from: '2026-01-01',
    to: null,
    perMonth: null,
    zone: 'UTC',
    createdAt: 0,
  }

  it('derive "5 of 12" from what was entered and the ledger, corrections left out', async () => {
    await db.clients.put(dana)
    await db.programs.put(program)
    await db.ledger.putMany([
      entry('e1', 'a', NOW - 2 * DAY),
      entry('e2', 'b', NOW - DAY),
      entry('e2|undo', 'b', NOW - DAY, { answerId: 'e2', delta: -1, compensates: 'e2' }),
    ])
    await db.sessions.putMany([session('b', NOW - DAY), session('c', NOW + DAY)])
    const { clients } = await clientsOverview(db, NOW)
    expect(clients[0]?.current?.usage).toMatchObject({ used: 5, total: 12, left: 7 })
    expect(clients[0]).toMatchObject({ waiting: 1, next: { start: NOW + DAY } })

    const page = await clientPage(db, { clientId: 'c1', now: NOW })
    expect(page?.statement.map(({ id }) => id)).toEqual(['e1'])
    expect(page?.audit).toHaveLength(3)
    expect(page?.sessions.map(({ key, state }) => [key, state])).toEqual([
      ['b', 'unanswered'],
      ['c', 'upcoming'],
    ])
  })

  it.each([
    ['calendar', true, 'elsewhere'],
    ['here', false, 'here'],
  ] as const)('E60 tell what came back from the calendar: answered %s', async (source, elsewhere, place) => {
    await db.clients.put(dana)
    await db.settings.put({ id: 'settings', value: { ...defaultSettings, device: 'here' } })
    await db.ledger.put(entry('e1', 'a', NOW - DAY))
    await db.answers.put({
      ...headFor('e1', { occurred: true }),
      sessionKey: 'a',
      participant: DANA,
      base: [],
      noticeMs: null,
      note: '',
      source,
      published: true,
      inForce: true,
    })
    expect(await clientPage(db, { clientId: 'c1', now: NOW })).toMatchObject({ elsewhere })
    expect(await clientAudit(db, 'c1')).toMatchObject([
      { id: 'e1', origin: { place, policyVersion: 'default-1' } },
    ])
  })

  it('names people of sessions who are nobody’s client yet, most met first', async () => {
    await db.clients.put(dana)
    const lee = participantOf('l', 'lee@client.example')
    await db.sessions.putMany([
      session('a', NOW - DAY, {
        participants: [{ ...lee, name: 'Lee Park' }, participantOf('d', 'dana@client.example')],
      }),
      session('b', NOW - 2 * DAY, { participants: [lee, participantOf('k', 'kim@client.example')] }),
    ])
    const { strangers } = await clientsOverview(db, NOW)
    expect(strangers.map(({ address, name, sessions }) => [address, name, sessions])).toEqual([
      ['lee@client.example', 'Lee Park', 2],
      ['kim@client.example', '', 1],
    ])
  })

  it('E42 show what made up for what: a chain from the first missed to the last, the latest first', async () => {
    await db.clients.put(dana)
    const makeup = (key: string, start: number, of: string) =>
      session(key, start, { makeupOf: `${of}#${DANA}` })
    await db.sessions.putMany([
      session('a', NOW - 9 * DAY),
      makeup('b', NOW - 6 * DAY, 'a'),
      makeup('c', NOW + 2 * DAY, 'b'),
      session('d', NOW - 20 * DAY),
      makeup('e', NOW - 18 * DAY, 'd'),
      session('f', NOW - DAY),
    ])
    const page = await clientPage(db, { clientId: 'c1', now: NOW })
    expect(page?.chains.map((chain) => chain.map(({ key }) => key))).toEqual([
      ['a', 'b', 'c'],
      ['d', 'e'],
    ])
  })

  it('begin with the client and the sessions that the whole page has', async () => {
    await db.clients.put(dana)
    await db.sessions.putMany([session('a', NOW - DAY), session('b', NOW + DAY)])
    const asked = { clientId: 'c1', now: NOW }
    const glance = await clientGlance(db, asked)
    const page = await clientPage(db, asked)
    expect(glance?.sessions.map(({ key }) => key)).toEqual(['a', 'b'])
    expect(page).toMatchObject(glance ?? {})
    expect([glance, page].map((view) => view && isWhole(view))).toEqual([false, true])
    expect(await clientGlance(db, { clientId: 'nobody', now: NOW })).toBeNull()
  })

  it('have with each session what was said of it and what the calendar shows', async () => {
    await db.clients.put(dana)
    const start = NOW - 2 * DAY
    const declined = {
      what: 'declined',
      by: 'client',
      address: 'dana@client.example',
      notBefore: start - 3 * HOUR,
      notAfter: start - 2 * HOUR,
      start,
      to: null,
    } as const
    const said = {
      ...headFor('a', { occurred: false, reason: 'client-late-cancel' }),
      answerId: 'a',
      conflict: false,
    }
    const [person] = session('a', start).participants
    await db.sessions.putMany([
      session('a', start, {
        sightings: [declined],
        participants: [{ ...person!, response: 'declined', outcome: said }],
      }),
      session('b', NOW - DAY),
    ])
    const page = await clientPage(db, { clientId: 'c1', now: NOW })
    expect(page?.sessions.map(({ code, evidence }) => [code, evidence?.sighting?.what ?? null])).toEqual([
      ['client-late-cancel', 'declined'],
      [null, null],
    ])
  })

  it('have the sessions of their addresses, titles and links on their page, oldest first, and nobody else’s', async () => {
    await db.clients.put({ ...dana, titles: ['coaching dana'], participants: ['by-hand#_'] })
    const nobody = [participantOf('_', null)]
    await db.sessions.putMany([
      session('by-hand', NOW - DAY, { participants: nobody }),
      session('titled', NOW - 2 * DAY, { participants: nobody, title: 'Coaching  Dana' }),
      session('other', NOW - 3 * DAY, { participants: nobody }),
      session('lee', NOW - 4 * DAY, { participants: [participantOf('l', 'lee@client.example')] }),
      session('addressed', NOW - 5 * DAY),
    ])
    const keys = async () =>
      (await clientPage(db, { clientId: 'c1', now: NOW }))?.sessions.map(({ key }) => key)
    expect(await keys()).toEqual(['addressed', 'titled', 'by-hand'])
    // Who it is with changes: it is found by what it says now.
    await db.sessions.put(session('lee', NOW - 4 * DAY))
    await db.sessions.put(
      session('addressed', NOW - 5 * DAY, { participants: [participantOf('l', 'lee@client.example')] }),
    )
    expect(await keys()).toEqual(['lee', 'titled', 'by-hand'])
  })

  it('are listed by name, the first of them with the same figures as when all are read', async () => {
    const lee = {
      ...dana,
      id: 'c2',
      name: 'Ana Lee',
      addresses: ['lee@client.example'],
      participants: ['c#l'],
    }
    await db.clients.putMany([dana, lee])
    await db.ledger.putMany([
      entry('e1', 'a', NOW - DAY),
      { ...entry('e2', 'b', NOW - DAY), address: 'lee@client.example' },
      { ...entry('e3', 'c', NOW - 2 * DAY), address: null, participant: 'l' },
    ])
    await db.sessions.putMany([
      session('a', NOW - 90 * DAY),
      session('n', NOW + DAY, { participants: [participantOf('l', 'lee@client.example')] }),
      session('s', NOW - DAY, { participants: [participantOf('k', 'kim@client.example')] }),
    ])
    const all = await clientsOverview(db, NOW)
    expect(all).toMatchObject({ whole: true, strangers: [{ address: 'kim@client.example' }] })
    expect(all.clients).toMatchObject([
      { name: 'Ana Lee', uncovered: { sessions: 2 }, next: { start: NOW + DAY } },
      // However long ago it ended, it waits.
      { name: 'Dana Reyes', uncovered: { sessions: 1 }, waiting: 1 },
    ])
    const first = await clientsOverview(db, NOW, 1)
    expect(first).toEqual({ clients: all.clients.slice(0, 1), strangers: [], leftOut: [], whole: false })
  })

  it('have their notes on their page, of every address and of sessions linked by hand, latest session first', async () => {
    await db.clients.put({ ...dana, participants: ['by-hand#_'] })
    await db.sessions.putMany([session('a', NOW - 5 * DAY), session('by-hand', NOW - DAY)])
    const note = (sessionKey: string, participant: string, address: string | null, updatedAt: number) => ({
      id: `${sessionKey}#${participant}`,
      sessionKey,
      address,
      text: sessionKey,
      minutes: null,
      actions: [],
      updatedAt,
    })
    await db.notes.putMany([
      note('a', DANA, 'dana@client.example', NOW),
      note('by-hand', '_', null, NOW - 9 * DAY),
      note('gone', DANA, 'dana@client.example', NOW - 3 * DAY),
      note('b', 'l', 'lee@client.example', NOW),
    ])
    const page = await clientPage(db, { clientId: 'c1', now: NOW })
    expect(page?.notes.map(({ text, participant, start }) => [text, participant, start])).toEqual([
      ['by-hand', '_', NOW - DAY],
      ['gone', DANA, null],
      ['a', DANA, NOW - 5 * DAY],
    ])
  })

  it('have no page when they are not in the books', async () => {
    expect(await clientPage(db, { clientId: 'nobody', now: NOW })).toBeNull()
  })
})

describe('accounts and what waits to be written', () => {
  const write = {
    id: 'w',
    idempotencyKey: 'w',
    accountId: 'acc',
    calendarKey: 'work',
    calendarId: 'work',
    eventId: 'e',
    lane: 'work/e',
    sequence: 0,
    sessionKey: 'a',
    operation: { type: 'annotate', participant: DANA, head: {} as never, base: [] },
    state: 'consent',
    attempts: 0,
    nextAttemptAt: 0,
    lastFailure: null,
    createdAt: NOW,
  } as const

  it('take the age of the data from the calendar that was read longest ago', async () => {
    await db.accounts.put(accountOf())
    await db.calendars.putMany([
      calendarOf({ pulledAt: NOW - HOUR }),
      calendarOf({ key: 'b', primary: false, pulledAt: NOW }),
      calendarOf({ key: 'c', primary: false, chosen: false, pulledAt: null }),
    ])
    expect((await connectedAccounts(db))[0]).toMatchObject({ pulledAt: NOW - HOUR, chosen: 2 })
    await change(db.calendars, 'b', { pulledAt: null })
    expect((await connectedAccounts(db))[0]?.pulledAt).toBeNull()
  })

  it('ask for the coach’s word first, and for write access only once it was given', async () => {
    await db.accounts.put(accountOf({ access: 'read' }))
    await db.outbox.put(write)
    await db.settings.put({ id: 'settings', value: defaultSettings })
    expect(await overview(db, NOW)).toMatchObject({ wantsConsent: { id: 'acc' }, parked: 1, wantsAccess: [] })
    const on = { ...defaultSettings, annotations: { consent: 'on' as const, off: [], on: [] } }
    await db.settings.put({ id: 'settings', value: on })
    expect(await overview(db, NOW)).toMatchObject({ wantsConsent: null, wantsAccess: [{ id: 'acc' }] })
  })

  it('count outcomes that wait, not the writes they are made of', async () => {
    const mark = { type: 'mark' as const, marks: { 'aw1.q': 'open' } }
    await db.outbox.putMany([
      write,
      { ...write, id: 'again', idempotencyKey: 'again' },
      { ...write, id: 'queue', idempotencyKey: 'queue', operation: mark },
    ])
    expect(await syncState(db)).toMatchObject({ consent: 3, parked: 1 })
    expect(await overview(db, NOW)).toMatchObject({ parked: 1 })
  })

  it('show a dead write with whose session it is', async () => {
    await db.sessions.put(session('a', NOW - DAY))
    await db.clients.put(dana)
    await db.outbox.putMany([
      { ...write, state: 'dead' },
      { ...write, id: 'q', idempotencyKey: 'q', state: 'queued', nextAttemptAt: NOW + 5 },
    ])
    expect(await syncState(db)).toMatchObject({
      queued: 1,
      nextAttemptAt: NOW + 5,
      consent: 0,
      stuck: [{ name: 'Dana Reyes', start: NOW - DAY }],
    })
  })
})
