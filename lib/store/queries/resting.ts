import { isResting, pausedCalendars } from '../../core/pause.ts'
import type { Session } from '../../core/session.ts'
import type { Books } from '../../tables.ts'

/** Says of a session whether it is not asked about because its accounts are paused; null while none is paused. */
export const restingNow = async (
  db: Books<'accounts' | 'calendars'>,
): Promise<((session: Session) => boolean) | null> => {
  const accounts = await db.accounts.all()
  if (!accounts.some((account) => account.paused)) return null
  const paused = pausedCalendars(accounts, await db.calendars.all())
  return (session) => isResting(session, paused)
}
