import { oldestFirst } from '../../core/due.ts'
import { defaultPolicy } from '../../core/policy-default.ts'
import type { Session } from '../../core/session.ts'
import { DAY } from '../../core/time.ts'
import { toWaitingRow, type WaitingRow } from '../../core/view/waiting.ts'
import type { OpenBooks } from '../../tables.ts'
import { answeredOffers } from './answered-offers.ts'
import { openQueue } from './open-queue.ts'
import { restingNow } from './resting.ts'
import { ended, LONGEST_SESSION, waits } from './waiting-keys.ts'

/** What the popup shows of the day. */
export type WaitingView = {
  /** Unanswered, ended and not put off, oldest first; at most `WAITING_LIMIT`. */
  readonly waiting: readonly WaitingRow[]
  /** How many wait in all: what the badge shows. */
  readonly total: number
  /** Under way, or over for less than the grace after which it is asked about. */
  readonly running: readonly WaitingRow[]
  readonly next: WaitingRow | null
  readonly toReschedule: number
}

/** A popup is no place for more; the Past page has them all. */
const WAITING_LIMIT = 50

const TABLES = [
  'sessions',
  'clients',
  'queue',
  'proposals',
  'events',
  'settings',
  'accounts',
  'calendars',
] as const

/**
 * What waits, runs and comes next. Only indexes are walked, and with nothing waiting only the sessions of a day and a half are
 * read, so that ten thousand stored ones cost nothing. `now` in epoch ms.
 */
export const waitingView = (db: OpenBooks, now: number): Promise<WaitingView> =>
  db.read(TABLES, async (tx) => {
    const [over, around, clients, queued, answered, isOne, rests] = await Promise.all([
      ended(tx, now),
      tx.sessions.between('start', now - LONGEST_SESSION, now + DAY + 1),
      tx.clients.all(),
      openQueue(tx),
      answeredOffers(tx),
      waits(tx, now),
      restingNow(tx),
    ])
    const facts = { now, noticeMs: defaultPolicy.noticeMs }
    const row = (session: Session): WaitingRow => toWaitingRow(session, clients, facts)
    const waiting = over.filter(isOne).sort(oldestFirst)
    const alive = around.filter((session) => session.open === 1 && !rests?.(session))
    const next = alive.find(({ start }) => start > now)
    return {
      waiting: waiting.slice(0, WAITING_LIMIT).map(row),
      total: waiting.length,
      running: alive
        .filter((session) => session.start <= now && (session.end > now || isFresh(session, over, isOne)))
        .map(row),
      next: next ? row(next) : null,
      toReschedule: queued.length + answered,
    }
  })

/** How many of the latest sessions are looked at for some that ended and are coaching. */
const LOOKED_AT = 40

/** The last sessions that have ended and are coaching, answered or not, oldest first: what a trial shows. `now` in epoch ms. */
export const lastSessions = async (
  db: OpenBooks,
  now: number,
  count: number,
): Promise<readonly WaitingRow[]> => {
  const [latest, clients] = await Promise.all([db.sessions.last('start', now, LOOKED_AT), db.clients.all()])
  return latest
    .filter(({ end, standing }) => end <= now && standing !== 'aside')
    .slice(0, count)
    .sort(oldestFirst)
    .map((session) => toWaitingRow(session, clients, { now, noticeMs: defaultPolicy.noticeMs }))
}

/** Over, but within its grace. */
const isFresh = (session: Session, over: readonly Session[], isOne: (session: Session) => boolean): boolean =>
  session.notBefore === null && over.some(({ key }) => key === session.key) && !isOne(session)
