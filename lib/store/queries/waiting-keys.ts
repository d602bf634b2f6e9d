import { isWaiting, oldestFirst } from '../../core/due.ts'
import type { Session } from '../../core/session.ts'
import { defaultSettings } from '../../core/settings.ts'
import { HOUR, MINUTE } from '../../core/time.ts'
import type { Books, OpenBooks } from '../../tables.ts'
import { restingNow } from './resting.ts'

/** No session is longer than this (ms), so one that runs now began within it. */
export const LONGEST_SESSION = 12 * HOUR

/** Ended sessions without an answer, by the one index made for it. */
export const ended = (db: Books<'sessions'>, now: number) =>
  db.sessions.between('open+end', [1], [1, now + 1])

/** Tells which of them wait by now: not put off, and past the grace. */
export const waits = async (
  db: Books<'settings' | 'accounts' | 'calendars'>,
  now: number,
): Promise<(session: Session) => boolean> => {
  const settings = (await db.settings.get('settings'))?.value ?? defaultSettings
  const rests = await restingNow(db)
  return (session) => !rests?.(session) && isWaiting(session, now, settings.ask.graceMinutes * MINUTE)
}

/** Keys of all sessions that wait for an answer, oldest first. `now` in epoch ms. */
export const waitingKeys = async (db: OpenBooks, now: number): Promise<readonly string[]> => {
  const [rows, isOne] = await Promise.all([ended(db, now), waits(db, now)])
  return rows
    .filter(isOne)
    .sort(oldestFirst)
    .map(({ key }) => key)
}
