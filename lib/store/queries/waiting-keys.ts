import Dexie from 'dexie'
import { isWaiting, oldestFirst } from '../../core/due.ts'
import type { Session } from '../../core/session.ts'
import { defaultSettings } from '../../core/settings.ts'
import { MINUTE } from '../../core/time.ts'
import type { Database } from '../db.ts'
import { restingNow } from './resting.ts'

/** Ended sessions without an answer, by the one index made for it. */
export const ended = (db: Database, now: number) =>
  db.sessions.where('[open+end]').between([1, Dexie.minKey], [1, now], true, true)

/** Tells which of them wait by now: not put off, and past the grace. */
export const waits = async (db: Database, now: number): Promise<(session: Session) => boolean> => {
  const settings = (await db.settings.get('settings'))?.value ?? defaultSettings
  const rests = await restingNow(db)
  return (session) => !rests?.(session) && isWaiting(session, now, settings.ask.graceMinutes * MINUTE)
}

/** Keys of all sessions that wait for an answer, oldest first. `now` in epoch ms. */
export const waitingKeys = async (db: Database, now: number): Promise<readonly string[]> => {
  const [rows, isOne] = await Promise.all([ended(db, now).toArray(), waits(db, now)])
  return rows
    .filter(isOne)
    .sort(oldestFirst)
    .map(({ key }) => key)
}
