import { type SavedView, savedOf } from '../../core/view/saved.ts'
import type { OpenBooks } from '../../tables.ts'
import { cardView } from './card.ts'
import { lastSaved } from './drafts.ts'
import { nextBooking } from './near.ts'

/** The last answer saved on this browser, as long as it stands; null before the first one and after "Undo". */
export const savedView = async (db: OpenBooks, now: number): Promise<SavedView | null> => {
  const saved = await lastSaved(db)
  const first = saved?.sessions[0]
  if (!saved || !first) return null
  const card = await cardView(db, first.sessionKey, now)
  const line = card && savedOf(card, first.participants[0] ?? '', now)
  if (!line) return null
  const count = saved.sessions.reduce((sum, { participants }) => sum + participants.length, 0)
  const participant = first.participants[0] ?? ''
  const isOver = count === 1 && line.outcome === 'completed'
  const next = isOver ? await nextBooking(db, { sessionKey: first.sessionKey, participant, now }) : null
  return { ...line, count, sessions: saved.sessions, bookNext: isOver && next === null }
}
