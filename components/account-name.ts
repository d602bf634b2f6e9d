import { t } from '../lib/browser/i18n.ts'
import type { Account } from '../lib/core/account.ts'

/** What an account is called everywhere: the coach's own name for it, else its address. */
export const accountName = ({
  label,
  provider,
  email,
  name,
}: Pick<Account, 'label' | 'provider' | 'email' | 'name'>): string =>
  label || (provider === 'practice' ? t('accounts_practice') : email || name)
