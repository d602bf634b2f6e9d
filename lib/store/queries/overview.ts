import type { Overview } from '../../core/view/overview.ts'
import { sessionsIn } from '../../core/view/sync.ts'
import type { OpenBooks } from '../../tables.ts'
import { connectedAccounts } from './accounts.ts'
import { answeredOffers } from './answered-offers.ts'
import { consentWanted } from './consent.ts'
import { restingNow } from './resting.ts'
import { currentSettings } from './settings.ts'

/** Ended and unanswered. `now` in epoch ms. */
const waitingCount = async (db: OpenBooks, now: number): Promise<number> => {
  const [sessions, rests] = await Promise.all([
    db.sessions.between('open+end', [1, 0], [1, now]),
    restingNow(db),
  ])
  return rests === null ? sessions.length : sessions.filter((session) => !rests(session)).length
}

/** The counts and states around every page of the dashboard; counts by index. `now` in epoch ms. */
export const overview = async (db: OpenBooks, now: number): Promise<Overview> => {
  const [accounts, waiting, open, answered, stuck, parked, wantsConsent, settings] = await Promise.all([
    connectedAccounts(db),
    waitingCount(db, now),
    db.queue.where('state', 'open'),
    answeredOffers(db),
    db.outbox.whereAny('state', ['dead', 'paused']),
    db.outbox.where('state', 'consent'),
    consentWanted(db),
    currentSettings(db),
  ])
  const parkedFor = new Set(parked.map(({ accountId }) => accountId))
  const decided = settings.annotations.consent !== 'ask'
  return {
    accounts,
    waiting,
    toPropose: open.length + answered,
    stuck: stuck.length,
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
