import type { Account } from '../../core/account.ts'
import { defaultSettings } from '../../core/settings.ts'
import type { Books } from '../../tables.ts'

/**
 * The account whose first write waits for the coach's word on annotations, or null when none does or the word was given
 * (PRODUCT 7: the first write explains itself once).
 */
export const consentWanted = async (
  db: Books<'settings' | 'outbox' | 'accounts'>,
): Promise<Account | null> => {
  const settings = (await db.settings.get('settings'))?.value ?? defaultSettings
  if (settings.annotations.consent !== 'ask') return null
  const [write] = await db.outbox.where('state', 'consent', 1)
  return (write && (await db.accounts.get(write.accountId))) ?? null
}
