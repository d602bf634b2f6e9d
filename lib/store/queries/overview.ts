import type { Overview } from '../../core/view/overview.ts'
import { sessionsIn } from '../../core/view/sync.ts'
import type { Database } from '../db.ts'
import { connectedAccounts } from './accounts.ts'
import { consentWanted } from './consent.ts'
import { currentSettings } from './settings.ts'

/** The counts and states around every page of the dashboard; counts by index. `now` in epoch ms. */
export const overview = async (db: Database, now: number): Promise<Overview> => {
  const [accounts, waiting, toPropose, stuck, parked, wantsConsent, settings] = await Promise.all([
    connectedAccounts(db),
    db.sessions.where('[open+end]').between([1, 0], [1, now]).count(),
    db.queue.where('state').equals('open').count(),
    db.outbox.where('state').anyOf('dead', 'paused').count(),
    db.outbox.where('state').equals('consent').toArray(),
    consentWanted(db),
    currentSettings(db),
  ])
  const parkedFor = new Set(parked.map(({ accountId }) => accountId))
  const decided = settings.annotations.consent !== 'ask'
  return {
    accounts,
    waiting,
    toPropose,
    stuck,
    wantsConsent,
    parked: sessionsIn(parked),
    wantsAccess: accounts
      .map(({ account }) => account)
      .filter(({ id, access, state }) => decided && access === 'read' && state === 'ok' && parkedFor.has(id)),
  }
}
