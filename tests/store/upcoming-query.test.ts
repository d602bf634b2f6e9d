import { beforeEach, describe, expect, it } from 'vitest'
import type { Client } from '../../lib/core/client.ts'
import type { Program } from '../../lib/core/program.ts'
import type { Session } from '../../lib/core/session.ts'
import { DAY, HOUR, MINUTE } from '../../lib/core/time.ts'
import type { Database } from '../../lib/store/db.ts'
import { upcomingSessions } from '../../lib/store/queries/upcoming.ts'
import { accountOf, calendarOf, DANA, entryOf, LEE, NOW, participantOf, sessionOf } from '../helpers/books.ts'
import { createTestDatabase } from '../helpers/store.ts'

const dana: Client = {
  id: 'c1',
  name: 'Dana Reyes',
  addresses: ['dana@client.example', 'dana@home.example'],
  titles: [],
  participants: [],
  kinds: [{ from: 0, kind: 'paid' }],
  dontAsk: false,
  createdAt: 0,
}

const program: Program = {
  id: 'p1',
  clientId: 'c1',
  name: 'Twelve',
  sessions: 12,
  alreadyUsed: 4,
  from: '2026-01-01',
  to: null,
  perMonth: null,
  zone: 'UTC',
  createdAt: 0,
}

const session = (key: string, start: number, over: Partial<Session> = {}) =>
  sessionOf({ key, uid: key, start, end: start + HOUR, ...over })

const UNTIL = NOW + 14 * DAY

let db: Database
beforeEach(() => {
  db = createTestDatabase()
})

const keys = async (over: { keep?: string } = {}) =>
  (await upcomingSessions(db, { now: NOW, until: UNTIL, ...over })).rows.map(({ key }) => key)

describe('sessions to come', () => {
  it('are those that have not ended, in the order in which they begin, a stretch at a time', async () => {
    await db.sessions.putMany([
      session('over', NOW - 2 * HOUR),
      session('later', UNTIL),
      session('soon', NOW + DAY),
      session('running', NOW - 30 * MINUTE),
      session('not coaching', NOW + HOUR, { standing: 'aside', open: 0 }),
      session('off', NOW + 2 * DAY, { standing: 'canceled', open: 0 }),
    ])
    const view = await upcomingSessions(db, { now: NOW, until: UNTIL })
    expect(view.rows.map(({ key, canceled }) => [key, canceled])).toEqual([
      ['running', false],
      ['soon', false],
      ['off', true],
    ])
    expect(view.later).toBe(true)
    expect((await upcomingSessions(db, { now: NOW, until: UNTIL + 1 })).later).toBe(false)
  })

  it('keep the one that is being answered, though it ends meanwhile', async () => {
    await db.sessions.putMany([session('a', NOW - HOUR), session('b', NOW - HOUR - MINUTE)])
    expect(await keys({ keep: 'a' })).toEqual(['a'])
    expect(await keys()).toEqual([])
  })

  it('reach as far as the one that a link leads to, with all that lies before it', async () => {
    await db.sessions.putMany([
      session('soon', NOW + DAY),
      session('between', UNTIL + DAY),
      session('linked', UNTIL + 30 * DAY),
      session('beyond', UNTIL + 31 * DAY),
    ])
    expect(await keys({ keep: 'linked' })).toEqual(['soon', 'between', 'linked'])
    const { later } = await upcomingSessions(db, { now: NOW, until: UNTIL, keep: 'linked' })
    expect(later).toBe(true)
    expect(await keys({ keep: 'gone' })).toEqual(['soon'])
  })

  it('do not promise more where only what is not coaching lies ahead, or what runs past midnight', async () => {
    await db.sessions.putMany([
      session('not coaching', UNTIL + DAY, { standing: 'aside', open: 0 }),
      session('past midnight', UNTIL - HOUR / 2),
    ])
    expect((await upcomingSessions(db, { now: NOW, until: UNTIL })).later).toBe(false)
  })

  it('leave out what an account that is paused holds', async () => {
    await db.accounts.put(accountOf({ paused: true }))
    await db.calendars.put(calendarOf())
    await db.sessions.putMany([session('soon', NOW + DAY), session('later', UNTIL + DAY)])
    expect(await upcomingSessions(db, { now: NOW, until: UNTIL })).toEqual({ rows: [], later: false })
  })

  it('E23 are over their month without what makes up for a session of an earlier one that did not count', async () => {
    await db.clients.put(dana)
    await db.programs.put({ ...program, perMonth: 2 })
    const used = [8, 9].map((days) =>
      entryOf({ id: `${days}`, sessionKey: `${days}`, sessionStart: NOW - days * DAY }),
    )
    await db.ledger.putMany(used)
    const october = session('october', NOW - 40 * DAY, { standing: 'answered', open: 0 })
    const makeup = session('makeup', NOW + DAY, { makeupOf: `october#${DANA}` })
    const over = async () => {
      const { rows } = await upcomingSessions(db, { now: NOW, until: UNTIL })
      return rows.map(({ people: [person] }) => person?.would?.month?.over)
    }
    await db.sessions.putMany([october, makeup, session('next', NOW + 2 * DAY)])
    expect(await over()).toEqual([0, 1])
    await db.sessions.put({ ...makeup, makeupOf: null })
    expect(await over()).toEqual([1, 2])
  })

  it('E41 say what each would come to, after what waits and what comes before', async () => {
    await db.clients.put(dana)
    await db.programs.put(program)
    await db.ledger.put(
      entryOf({ id: 'x', sessionKey: 'held', address: 'dana@home.example', sessionStart: NOW - 9 * DAY }),
    )
    await db.sessions.putMany([
      session('waits', NOW - 2 * DAY),
      session('next', NOW + DAY),
      session('answered', NOW + 2 * DAY, {
        standing: 'answered',
        open: 0,
        participants: [
          {
            ...participantOf(DANA, 'dana@client.example'),
            outcome: {
              answerId: 'n',
              at: NOW,
              code: 'client-no-show',
              mark: 'didnt-occur',
              counts: true,
              reschedule: false,
              override: null,
              conflict: false,
            },
          },
        ],
      }),
      session('third', NOW + 8 * DAY),
    ])
    const { rows } = await upcomingSessions(db, { now: NOW, until: UNTIL })
    expect(rows.map(({ key, people: [person] }) => [key, person?.would?.program?.used ?? null])).toEqual([
      ['next', 7],
      ['answered', null],
      ['third', 8],
    ])
    expect(rows[0]?.people[0]?.brief.lastMet).toEqual({ sessionKey: 'held', start: NOW - 9 * DAY })
  })

  it('never take a kind for granted', async () => {
    await db.sessions.put(session('a', NOW + DAY, { ruleKind: null }))
    const [row] = (await upcomingSessions(db, { now: NOW, until: UNTIL })).rows
    expect([row?.kind, row?.people[0]?.would]).toEqual([null, null])
  })

  it('bring the client’s open action items, whatever address they were met under', async () => {
    await db.clients.put(dana)
    const item = (id: string, done: boolean) => ({ id, text: id, due: null, done })
    await db.notes.putMany([
      {
        id: `held#${DANA}`,
        sessionKey: 'held',
        address: 'dana@home.example',
        text: 'She leads now.',
        minutes: null,
        actions: [item('send the report', false), item('read the book', true)],
        updatedAt: NOW - DAY,
      },
      {
        id: `other#${LEE}`,
        sessionKey: 'other',
        address: 'lee@client.example',
        text: 'Lee’s',
        minutes: null,
        actions: [item('not hers', false)],
        updatedAt: NOW,
      },
    ])
    await db.sessions.put(session('next', NOW + DAY))
    const [row] = (await upcomingSessions(db, { now: NOW, until: UNTIL })).rows
    const brief = row?.people[0]?.brief
    expect(brief?.openActions.map(({ action }) => action.text)).toEqual(['send the report'])
    expect(brief?.lastNote?.note.text).toBe('She leads now.')
  })

  it('E13 say that a client declined, as likely and no more', async () => {
    await db.sessions.put(
      session('next', NOW + DAY, {
        participants: [{ ...participantOf(DANA, 'dana@client.example'), response: 'declined' }],
        sightings: [
          {
            what: 'declined',
            by: 'client',
            address: 'dana@client.example',
            notBefore: NOW - HOUR,
            notAfter: NOW,
            start: NOW + DAY,
            to: null,
          },
        ],
      }),
    )
    const [row] = (await upcomingSessions(db, { now: NOW, until: UNTIL })).rows
    expect(row?.canceled).toBe(false)
    expect(row?.people[0]?.evidence).toMatchObject({ contrary: true, likely: true })
    expect(row?.people[0]?.outcome).toBeNull()
  })

  it('E28 point out a double booking, but not with one that is off', async () => {
    await db.sessions.putMany([
      session('a', NOW + DAY),
      session('b', NOW + DAY + 30 * MINUTE),
      session('c', NOW + DAY + 90 * MINUTE),
      session('d', NOW + DAY + 90 * MINUTE, { standing: 'canceled', open: 0 }),
      session('long', NOW + 2 * DAY, { end: NOW + 2 * DAY + 6 * HOUR }),
      session('within', NOW + 2 * DAY + HOUR),
      session('within too', NOW + 2 * DAY + 4 * HOUR),
      session('after', NOW + 2 * DAY + 6 * HOUR),
    ])
    const { rows } = await upcomingSessions(db, { now: NOW, until: UNTIL })
    expect(rows.filter(({ doubleBooked }) => doubleBooked).map(({ key }) => key)).toEqual([
      'a',
      'b',
      'long',
      'within',
      'within too',
    ])
  })

  it('E15 every person of a group has a figure of their own', async () => {
    await db.clients.put(dana)
    await db.programs.put(program)
    await db.sessions.put(
      session('group', NOW + DAY, {
        participants: [participantOf(DANA, 'dana@client.example'), participantOf(LEE, 'lee@client.example')],
      }),
    )
    const [row] = (await upcomingSessions(db, { now: NOW, until: UNTIL })).rows
    expect(row?.people.map(({ would, hasProgram }) => [would?.program?.used ?? null, hasProgram])).toEqual([
      [5, true],
      [null, false],
    ])
  })

  it('added by hand say so, and that a calendar holds the same', async () => {
    await db.clients.put(dana)
    await db.sessions.putMany([
      session('hand-1|-', NOW + DAY, { recognisedBy: 'hand' }),
      session('hand-2|-', NOW + 3 * DAY, { recognisedBy: 'hand' }),
      session('same', NOW + DAY + 10 * MINUTE),
    ])
    const { rows } = await upcomingSessions(db, { now: NOW, until: UNTIL })
    expect(rows.map(({ byHand }) => byHand)).toEqual(['in-calendar-too', null, 'only-here'])
  })
})
