import type { Session } from '../core/session.ts'
import type { Interval } from '../core/time.ts'
import type { Deps } from '../ports.ts'

/**
 * What keeps a client busy within `window`, as far as their calendar lets the coach see it (PRODUCT 6); null: it does not, which is the
 * usual case and no failure. Asked through an account that has the session and may ask for free/busy at all. Never fails.
 */
export const readClientBusy = async (
  deps: Deps,
  session: Pick<Session, 'copies'>,
  address: string | null,
  window: Interval,
): Promise<readonly Interval[] | null> => {
  if (address === null) return null
  const account = await deps.store.read(['accounts', 'calendars'], async (tx) => {
    const calendars = await tx.calendars.getMany(session.copies.map(({ calendarKey }) => calendarKey))
    const accounts = await tx.accounts.getMany(calendars.flatMap((calendar) => calendar?.accountId ?? []))
    return accounts.find((each) => each?.access === 'write' && each.provider !== 'practice')
  })
  if (account === undefined) return null
  const answer = await deps.calendars.of(account).busy([address], window)
  return answer.ok ? (answer.value.busyByCalendar.get(address) ?? null) : null
}
