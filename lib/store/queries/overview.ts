import type { Overview } from '../../core/view/overview.ts'
import { sessionsIn } from '../../core/view/sync.ts'
import type { Books, OpenBooks } from '../../tables.ts'
import { connectedAccounts } from './accounts.ts'
import { answeredOffers } from './answered-offers.ts'
import { consentWanted } from './consent.ts'
import { openQueue } from './open-queue.ts'
import { restingNow } from './resting.ts'
import { currentSettings } from './settings.ts'

/** Ended and unanswered. `now` in epoch ms. */
const waitingCount = async (
  db: Books<'sessions' | 'accounts' | 'calendars'>,
  now: number,
): Promise<number> => {
  const [sessions, rests] = await Promise.all([
    db.sessions.between('open+end', [1, 0], [1, now]),
    restingNow(db),
  ])
  return rests === null ? sessions.length : sessions.filter((session) => !rests(session)).length
}

const READ = [
  'accounts',
  'calendars',
  'sessions',
  'clients',
  'events',
  'queue',
  'proposals',
  'outbox',
  'settings',
] as const

/** The counts and states around every page of the dashboard; counts by index, all as of one moment. `now` in epoch ms. */
export const overview = (db: OpenBooks, now: number): Promise<Overview> =>
  db.read(READ, async (tx) => {
    const [accounts, waiting, open, answered, stuck, parked, wantsConsent, settings] = await Promise.all([
      connectedAccounts(tx),
      waitingCount(tx, now),
      openQueue(tx),
      answeredOffers(tx),
      tx.outbox.whereAny('state', ['dead', 'paused']),
      tx.outbox.where('state', 'consent'),
      consentWanted(tx),
      currentSettings(tx),
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
  })
