import { type PastView, toPastRow } from '../../core/past.ts'
import { defaultPolicy } from '../../core/policy-default.ts'
import { DAY } from '../../core/time.ts'
import type { Database } from '../db.ts'
import { readPeople } from './people.ts'
import { currentSettings } from './settings.ts'

/**
 * Sessions that ended by `now`, back to `days` days ago, and every older one that still waits for an answer. Reads by index, never
 * more than that stretch (E53).
 */
export const pastSessions = async (
  db: Database,
  { now, days }: { now: number; days: number },
): Promise<PastView> => {
  const from = now - days * DAY
  const [recent, waiting, oldest, people, settings] = await Promise.all([
    db.sessions.where('start').between(from, now).toArray(),
    db.sessions.where('[open+end]').between([1, 0], [1, from]).toArray(),
    db.sessions.orderBy('start').first(),
    readPeople(db),
    currentSettings(db),
  ])
  const { noticeMs } = settings.policy ?? defaultPolicy
  const rows = [...waiting.filter(({ start }) => start < from), ...recent]
    .filter(({ end }) => end <= now)
    .sort((a, b) => b.start - a.start || a.key.localeCompare(b.key))
    .map((session) => toPastRow(session, people, { noticeMs, now }))
  return { rows, older: oldest !== undefined && oldest.start < from }
}

/** How many of the latest sessions are looked at for the one to try the question on. */
const LOOKED_AT = 20

/** Key of the last session that has ended and is coaching, or null: what "try it" asks about. */
export const lastEnded = async (db: Database, now: number): Promise<string | null> => {
  const latest = await db.sessions.where('start').below(now).reverse().limit(LOOKED_AT).toArray()
  return latest.find(({ end, standing }) => end <= now && standing !== 'aside')?.key ?? null
}
