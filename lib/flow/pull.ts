import type { Account } from '../core/account.ts'
import type { Failure } from '../core/failure.ts'
import type { Deps } from '../ports.ts'
import { readLens } from './lens.ts'
import { createNeighbours } from './neighbours.ts'
import { pullCalendar } from './pull-calendar.ts'
import { hearing } from './server-clock.ts'

type Options = {
  /** Only this account. */
  readonly accountId?: string
}

/** How often calendars are read again to be sure of the time. */
const AGAIN = 2

const pullAccount = (deps: Deps, account: Account, onDoubt: () => void): Promise<readonly Failure[]> =>
  deps.locks.alone(`pull:${account.id}`, async () => {
    const lens = await readLens(deps.store)
    const chosen = [...lens.calendars.values()].filter(
      (calendar) => calendar.accountId === account.id && calendar.chosen,
    )
    if (chosen.length === 0) return []
    const context = { ...deps, lens, neighbours: createNeighbours(deps.store) }
    const port = hearing(deps, deps.calendars.of(account), onDoubt)
    const failures: Failure[] = []
    for (const calendar of chosen) {
      const failure = await pullCalendar(context, { account, calendar, port })
      if (failure !== null) failures.push(failure)
      // Without a sign-in or a network the account's other calendars would only say the same.
      if (failure?.type === 'sign-in-needed' || failure?.type === 'offline') break
    }
    return failures
  })

/**
 * Reads what changed in every chosen calendar (PRODUCT 10) and turns it into sessions. An empty, partial or failed answer never means
 * that something was deleted; a calendar that fails holds up no other; a pull without news makes one request per calendar and
 * writes nothing. An account that needs a sign-in is tried like any other: that is how it finds out that the coach has signed in
 * elsewhere. A paused one is left alone. Accounts run alone, one after the other. When a server's clock contradicts
 * ours, they are read again at once, so that nobody is asked at a wrong time (E25). Returns what failed; never throws for a calendar's sake.
 */
export const pull = async (deps: Deps, { accountId }: Options = {}) => {
  const once = async () => {
    const accounts = await deps.store.read(['accounts'], (tx) => tx.accounts.all())
    const failures: Failure[] = []
    let doubtful = false
    for (const account of accounts) {
      if (account.paused || (accountId !== undefined && account.id !== accountId)) continue
      failures.push(
        ...(await pullAccount(deps, account, () => {
          doubtful = true
        })),
      )
    }
    return { failures, doubtful }
  }
  let round = await once()
  for (let again = 0; round.doubtful && again < AGAIN; again += 1) round = await once()
  return { failures: round.failures }
}
