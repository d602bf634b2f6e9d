import type { OpenBooks, Tx } from '../../tables.ts'
import { currentSettings } from './settings.ts'

const REFUSED = 'told:notifications'

/**
 * Whether the coach is to be told now that their browser does not allow the notifications they chose (E33). True once, for whichever page
 * comes first; from then on never again, until it was allowed, or not wanted any more, in between. `allowed`: what the browser says; `now` in
 * epoch ms.
 */
export const tellRefused = async (
  db: OpenBooks & Tx<'drafts'>,
  allowed: boolean,
  now: number,
): Promise<boolean> => {
  const { ask } = await currentSettings(db)
  if (ask.how === 'notification' && !allowed)
    return db.drafts.add({ id: REFUSED, value: true, updatedAt: now })
  if ((await db.drafts.get(REFUSED)) !== undefined) await db.drafts.remove(REFUSED)
  return false
}
