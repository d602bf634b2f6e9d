import type { Failure } from '../../../lib/core/failure.ts'
import { MINUTE } from '../../../lib/core/time.ts'
import type { Database } from '../../../lib/store/db.ts'
import { accountOf, calendarOf, NOW } from '../../helpers/books.ts'

/** Every way in which a calendar can say no. */
const FAILURES: readonly Failure[] = [
  { type: 'offline' },
  { type: 'rate-limited', retryAfterMs: MINUTE },
  { type: 'unavailable', status: 503, retryAfterMs: null },
  { type: 'sign-in-needed' },
  { type: 'scope-needed' },
  { type: 'forbidden', reason: '' },
  { type: 'not-found' },
  { type: 'changed' },
  { type: 'duplicate' },
  { type: 'malformed', detail: '' },
  { type: 'rejected', status: 400, reason: '' },
]

const STATES = ['dead', 'paused', 'queued'] as const

/** An account that must sign in again, one that may only read, and a queue of writes in which nothing went well. */
export const addTrouble = async (db: Database): Promise<void> => {
  await db.accounts.put(accountOf({ id: 'google:1', email: 'one@coach.example', state: 'sign-in' }))
  await db.accounts.put(
    accountOf({ id: 'outlook:2', email: 'two@coach.example', provider: 'outlook', access: 'read' }),
  )
  const failed = { id: 'c', name: 'Добро', malformed: 2, lastFailure: { type: 'offline' } } as const
  await db.calendars.put(calendarOf({ ...failed, key: 'google:1/c', accountId: 'google:1', pulledAt: NOW }))
  await db.calendars.put(
    calendarOf({ ...failed, key: 'outlook:2/c', accountId: 'outlook:2', provider: 'outlook' }),
  )
  const writes = await db.outbox.all()
  await db.outbox.putMany(
    writes.map((write, turn) => ({
      ...write,
      state: STATES[turn % STATES.length] ?? 'queued',
      attempts: 2,
      lastFailure: FAILURES[turn % FAILURES.length] ?? null,
    })),
  )
  await db.diagnostics.put({ id: 'line', at: NOW, what: 'добро', detail: 'добро' })
}
