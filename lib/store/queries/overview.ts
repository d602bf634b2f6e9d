import type { Overview } from '../../core/view/overview.ts'
import { sessionsIn } from '../../core/view/sync.ts'
import type { Database } from '../db.ts'
import { connectedAccounts } from './accounts.ts'
import { answeredOffers } from './answered-offers.ts'
import { consentWanted } from './consent.ts'
import { restingNow } from './resting.ts'
import { currentSettings } from './settings.ts'

/** Ended and unanswered, by index alone unless something rests. `now` in epoch ms. */
const waitingCount = async (db: Database, now: number): Promise<number> => {
  const ended = db.sessions.where('[open+end]').between([1, 0], [1, now])
  const rests = await restingNow(db)
  return rests === null ? ended.count() : ended.filter((session) => !rests(session)).count()
}

/** The counts and states around every page of the dashboard; counts by index. `now` in epoch ms. */
export const overview = async (db: Database, now: number): Promise<Overview> => {
  const [accounts, waiting, open, answered, stuck, parked, wantsConsent, settings] = await Promise.all([
    connectedAccounts(db),
    waitingCount(db, now),
    db.queue.where('state').equals('open').count(),
    answeredOffers(db),
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
    toPropose: open + answered,
    stuck,
    wantsConsent,
    parked: sessionsIn(parked),
    wantsAccess: accounts
      .map(({ account }) => account)
      .filter(
        ({ id, access, state, paused }) =>
          decided && access === 'read' && state === 'ok' && !paused && parkedFor.has(id),
      ),
  }
}
