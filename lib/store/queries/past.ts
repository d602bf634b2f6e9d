import { policyOf } from '../../core/settings.ts'
import { DAY } from '../../core/time.ts'
import { alsoInCalendar } from '../../core/view/by-hand.ts'
import { type PastView, toPastRow } from '../../core/view/past.ts'
import type { OpenBooks } from '../../tables.ts'
import { makeupLinks } from './makeup-links.ts'
import { readPeople } from './people.ts'
import { currentSettings } from './settings.ts'

/**
 * Sessions that ended by `now`, back to `days` days ago, and every older one that still waits for an answer, or was asked for by its key
 * (`wanted`). Reads by index, never more than that stretch (E53).
 */
export const pastSessions = async (
  db: OpenBooks,
  { now, days, wanted = null }: { now: number; days: number; wanted?: string | null },
): Promise<PastView> => {
  const from = now - days * DAY
  const [asked, recent, waiting, older, people, settings] = await Promise.all([
    wanted === null ? undefined : db.sessions.get(wanted),
    db.sessions.between('start', from, now),
    db.sessions.between('open+end', [1, 0], [1, from]),
    db.sessions.between('start', Number.NEGATIVE_INFINITY, from, 1),
    readPeople(db),
    currentSettings(db),
  ])
  const { noticeMs } = policyOf(settings)
  const earlier = waiting.filter(({ start }) => start < from)
  if (asked && asked.start < from && earlier.every(({ key }) => key !== wanted)) earlier.push(asked)
  const ended = [...earlier, ...recent]
    .filter(({ end }) => end <= now)
    .sort((a, b) => b.start - a.start || a.key.localeCompare(b.key))
  const doubled = alsoInCalendar(ended, people)
  const links = await makeupLinks(db, ended)
  const rows = ended.map((session) => toPastRow(session, people, { noticeMs, now, doubled, links }))
  return { rows, older: older.length > 0 }
}

/** How far back what was never asked about is offered, in days: as far as calendars are read (PRODUCT 10). */
const BACK_FILL = 60

/** How many sessions ended before Afterward came, and not longer ago than that. `now` in epoch ms. */
export const earlierCount = async (db: OpenBooks, now: number): Promise<number> => {
  const around = await db.sessions.between('start', now - BACK_FILL * DAY, now)
  return around.filter(({ standing }) => standing === 'history').length
}

/** How many of the latest sessions are looked at for the one to try the question on. */
const LOOKED_AT = 20

/** The last session that has ended and is coaching, with whom it was, or null: what "try it" asks about. `now` in epoch ms. */
export const lastEnded = async (
  db: OpenBooks,
  now: number,
): Promise<{ readonly key: string; readonly name: string; readonly start: number } | null> => {
  const [latest, people] = await Promise.all([db.sessions.last('start', now, LOOKED_AT), readPeople(db)])
  const session = latest.find(({ end, standing }) => end <= now && standing !== 'aside')
  const [first] = session?.participants ?? []
  if (!session) return null
  return {
    key: session.key,
    name: first ? people.nameOf(session, first) : session.title,
    start: session.start,
  }
}
