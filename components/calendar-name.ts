import { t } from '../lib/browser/i18n.ts'
import type { Account } from '../lib/core/account.ts'

/** What the coach calls the calendar of an account, as it stands in a sentence. */
export const calendarName = ({ provider }: Pick<Account, 'provider'>): string => {
  switch (provider) {
    case 'google':
      return t('common_googleCalendar')
    case 'outlook':
      return t('common_outlookCalendar')
    default:
      return t('common_practiceCalendar')
  }
}

/** Who is asked for access to it. Practice asks nobody. */
export const providerName = ({ provider }: Pick<Account, 'provider'>): string =>
  t(provider === 'outlook' ? 'common_microsoft' : 'common_google')
