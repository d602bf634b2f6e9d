import type { AccessView } from '../../core/view/access.ts'
import { sessionsIn } from '../../core/view/sync.ts'
import type { OpenBooks } from '../../tables.ts'

/**
 * The account that write access is asked for and how many outcomes wait for it; without an id the first one with a parked write. Null
 * when there is none (any more), or when there is nobody to ask, as with Practice.
 */
export const accessView = async (db: OpenBooks, accountId: string | null): Promise<AccessView | null> => {
  const writes = await db.outbox.whereAny('state', ['consent', 'queued'])
  const parked = writes.find(({ state }) => state === 'consent')
  const account = await db.accounts.get(accountId ?? parked?.accountId ?? '')
  if (account === undefined || account.provider === 'practice') return null
  return { account, waiting: sessionsIn(writes.filter((write) => write.accountId === account.id)) }
}
