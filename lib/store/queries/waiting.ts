import Dexie from 'dexie'
import { defaultPolicy } from '../../core/policy-default.ts'
import { DAY, HOUR } from '../../core/time.ts'
import { toWaitingRow, type WaitingRow } from '../../core/waiting.ts'
import type { Database } from '../db.ts'

/** What the popup shows of the day. */
export type WaitingView = {
  /** Unanswered and ended, oldest first; at most `WAITING_LIMIT`. */
  readonly waiting: readonly WaitingRow[]
  readonly total: number
  readonly running: readonly WaitingRow[]
  readonly next: WaitingRow | null
  readonly toReschedule: number
}

/** A popup is no place for more; the Past page has them all. */
const WAITING_LIMIT = 50
/** No session is longer than this, so one that runs now began within it. */
const LONGEST = 12 * HOUR

/** Keys of all sessions that have ended without an answer, oldest first: one read of one index. */
export const waitingKeys = async (db: Database, now: number): Promise<readonly string[]> =>
  (await db.sessions.where('[open+end]').between([1, Dexie.minKey], [1, now], true, true).toArray())
    .sort((a, b) => a.start - b.start)
    .map(({ key }) => key)

/**
 * What waits, runs and comes next. Only indexes are walked and only as many rows read as are shown, so that ten thousand stored
 * sessions cost nothing. `now` in epoch ms.
 */
export const waitingView = (db: Database, now: number): Promise<WaitingView> =>
  db.transaction('r', db.sessions, db.clients, db.queue, async () => {
    const ended = db.sessions.where('[open+end]').between([1, Dexie.minKey], [1, now], true, true)
    const [waiting, total, around, clients, toReschedule] = await Promise.all([
      ended.clone().limit(WAITING_LIMIT).toArray(),
      ended.clone().count(),
      db.sessions
        .where('start')
        .between(now - LONGEST, now + DAY, true, true)
        .toArray(),
      db.clients.toArray(),
      db.queue.where('state').equals('open').count(),
    ])
    const facts = { now, noticeMs: defaultPolicy.noticeMs }
    const alive = around.filter(({ standing }) => standing === 'open')
    const next = alive.find(({ start }) => start > now)
    return {
      waiting: waiting
        .sort((a, b) => a.start - b.start)
        .map((session) => toWaitingRow(session, clients, facts)),
      total,
      running: alive
        .filter(({ start, end }) => start <= now && end > now)
        .map((session) => toWaitingRow(session, clients, facts)),
      next: next ? toWaitingRow(next, clients, facts) : null,
      toReschedule,
    }
  })
