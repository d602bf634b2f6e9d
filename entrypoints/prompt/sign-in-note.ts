import { accountName } from '../../components/account-name.ts'
import type { CalendarNoteWords } from '../../components/calendar-note.tsx'
import { relativeTime } from '../../components/format.ts'
import { t } from '../../lib/browser/i18n.ts'
import type { Attention } from '../../lib/store/queries/attention.ts'

/** That an account wants the coach to sign in again, how old its data is, and that questions go on (E43); null where none does. */
export const signInNote = (attention: Attention, now: number): CalendarNoteWords | null => {
  if (attention?.what !== 'sign-in') return null
  const { account, pulledAt } = attention
  const name = accountName(account)
  return {
    text:
      pulledAt === null ? t('common_signIn', name) : t('common_signInAge', name, relativeTime(pulledAt, now)),
    // The page begins the sign-in by itself: it was asked for here, in one click.
    href: `/dashboard.html?reconnect=${encodeURIComponent(account.id)}#/settings`,
    action: t('common_reconnect'),
  }
}
