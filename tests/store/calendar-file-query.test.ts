import { beforeEach, describe, expect, it } from 'vitest'
import type { Outcome } from '../../lib/core/answer.ts'
import type { Client } from '../../lib/core/client.ts'
import type { Session } from '../../lib/core/session.ts'
import { DAY, HOUR } from '../../lib/core/time.ts'
import type { Database } from '../../lib/store/db.ts'
import { exportedSessions } from '../../lib/store/queries/calendar-file.ts'
import { DANA, LEE, NOW, participantOf, sessionOf } from '../helpers/books.ts'
import { createTestDatabase } from '../helpers/store.ts'

const dana: Client = {
  id: 'c1',
  name: 'Dana Reyes',
  addresses: ['dana@client.example'],
  titles: [],
  participants: [],
  kinds: [{ from: 0, kind: 'complimentary' }],
  dontAsk: false,
  createdAt: 0,
}

const outcome = (over: Partial<Outcome>): Outcome => ({
  answerId: 'a',
  at: NOW,
  code: 'occurred',
  mark: 'completed',
  counts: true,
  reschedule: false,
  override: null,
  conflict: false,
  ...over,
})

const session = (key: string, start: number, over: Partial<Session> = {}) =>
  sessionOf({ key, uid: key, start, end: start + HOUR, ...over })

const answered = (key: string, start: number, said: Partial<Outcome>) =>
  session(key, start, {
    standing: 'answered',
    open: 0,
    participants: [{ ...participantOf(DANA, 'dana@client.example'), outcome: outcome(said) }],
  })

const gone = [{ ...sessionOf().copies[0], goneAt: NOW } as Session['copies'][number]]

let db: Database
beforeEach(() => {
  db = createTestDatabase()
})

describe('sessions for a calendar file', () => {
  it('are all that is coaching, oldest first, with what became of each', async () => {
    const rows = [
      session('next', NOW + DAY),
      session('waits', NOW - 2 * HOUR),
      answered('held', NOW - 3 * DAY, {}),
      answered('missed', NOW - 2 * DAY, { code: 'client-no-show', mark: 'didnt-occur' }),
      session('before us', NOW - 9 * DAY, { standing: 'history', open: 0 }),
      session('lunch', NOW - 4 * DAY, { standing: 'aside', open: 0 }),
    ]
    for (const row of rows) await db.sessions.put(row)
    const exported = await exportedSessions(db, { clientId: null, now: NOW })
    expect(exported.map(({ key, places: [place], off }) => [key, place?.state, off])).toEqual([
      ['before us', 'history', false],
      ['held', 'completed', false],
      ['missed', 'didnt-occur', false],
      ['waits', 'unanswered', false],
      ['next', 'upcoming', false],
    ])
  })

  it('are off when canceled in time, moved, or gone and not answered', async () => {
    const rows = [
      session('canceled', NOW + DAY, { standing: 'canceled', open: 0 }),
      answered('moved', NOW - DAY, { code: 'moved', mark: null, counts: false }),
      session('gone', NOW + 2 * DAY, { copies: gone }),
      { ...answered('held, then deleted', NOW - 2 * DAY, {}), copies: gone },
    ]
    for (const row of rows) await db.sessions.put(row)
    const exported = await exportedSessions(db, { clientId: null, now: NOW })
    expect(exported.filter(({ off }) => off).map(({ key }) => key)).toEqual(['moved', 'canceled', 'gone'])
  })

  it('E15 of one client are theirs alone, also in a group', async () => {
    const lee = participantOf(LEE, 'lee@client.example')
    const group = session('group', NOW - DAY, {
      participants: [participantOf(DANA, 'dana@client.example'), { ...lee, outcome: outcome({}) }],
    })
    await db.clients.put(dana)
    for (const row of [group, session('lee’s', NOW - DAY, { participants: [lee] })])
      await db.sessions.put(row)
    const exported = await exportedSessions(db, { clientId: 'c1', now: NOW })
    expect(exported).toMatchObject([
      { key: 'group', kind: 'complimentary', places: [{ state: 'unanswered', code: null, counts: false }] },
    ])
  })
})
