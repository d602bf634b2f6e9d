import type { Draft } from '../../core/note.ts'
import type { Books, Tx } from '../../tables.ts'

/** The last answer saved on this browser, so that any page can show it with "Undo" until the next one (UI). */
export type Saved = {
  readonly sessions: readonly { readonly sessionKey: string; readonly participants: readonly string[] }[]
}

const SAVED = 'saved'

/** Words not yet saved, with when they were written, or undefined. Pages keep them themselves (DESIGN 3). */
export const readDraft = (db: Books<'drafts'>, id: string): Promise<Draft | undefined> => db.drafts.get(id)

/** Keeps unsaved words; `now` in epoch ms. */
export const keepDraft = async (db: Tx<'drafts'>, id: string, value: unknown, now: number): Promise<void> => {
  await db.drafts.put({ id, value, updatedAt: now })
}

/** Forgets them once they are saved for good. */
export const dropDraft = (db: Tx<'drafts'>, id: string): Promise<void> => db.drafts.remove(id)

/** Notes what was just answered, as one thing that can be undone as one (E31). */
export const keepSaved = (db: Tx<'drafts'>, saved: Saved, now: number): Promise<void> =>
  keepDraft(db, SAVED, saved, now)

/** What was answered last on this browser, or null. */
export const lastSaved = async (db: Books<'drafts'>): Promise<Saved | null> =>
  ((await readDraft(db, SAVED))?.value as Saved | undefined) ?? null
