import type { Account, CalendarRecord } from '../core/account.ts'
import type { CalendarEvent, MalformedEvent } from '../core/event.ts'
import type { Failure } from '../core/failure.ts'
import { err, ok, type Result } from '../core/result.ts'
import { DAY, type Interval } from '../core/time.ts'
import type { CalendarPort, Deps, EventRecord, Page } from '../ports.ts'

/** The stretch that is watched around `now` (PRODUCT 10). Epoch ms. */
export const watchedWindow = (now: number): Interval => ({ start: now - 60 * DAY, end: now + 365 * DAY })

/** More pages than any calendar has: a provider that never ends must not keep us for ever. */
const PAGES_AT_MOST = 1000

/** Everything one complete listing said. */
export type Listing = {
  readonly events: readonly CalendarEvent[]
  readonly malformed: readonly MalformedEvent[]
  readonly remarks: readonly string[]
  readonly cursor: string | null
  readonly snapshotOf: Interval | null
  /** How many pages it took. */
  readonly pages: number
}

/**
 * Reads all pages of one request. `onPage` is told of each as it comes and may keep it; then its events are not collected, so that a
 * first pull holds one page at a time. What changes while the pages are read comes on two of them: the later one tells. Fails as the port
 * does; what came before a failure is the caller's to forget.
 */
export const listAll = async (
  port: CalendarPort,
  calendar: CalendarRecord,
  cursor: string | null,
  window: Interval,
  onPage?: (page: Page) => Promise<void>,
): Promise<Result<Listing, Failure>> => {
  const events = new Map<string, CalendarEvent>()
  const malformed: MalformedEvent[] = []
  const remarks = new Set<string>()
  let page: string | null = null
  for (let count = 0; count < PAGES_AT_MOST; count++) {
    const read: Result<Page, Failure> = await port.page({ calendar, cursor, window, page })
    if (!read.ok) return read
    malformed.push(...read.value.malformed)
    for (const remark of read.value.remarks ?? []) remarks.add(remark)
    if (onPage === undefined) for (const event of read.value.events) events.set(event.id, event)
    else await onPage(read.value)
    if (read.value.nextPage === null) {
      const { cursor: next, snapshotOf } = read.value
      return ok({
        events: [...events.values()],
        malformed,
        remarks: [...remarks],
        cursor: next,
        snapshotOf,
        pages: count + 1,
      })
    }
    if (read.value.nextPage === page) break
    page = read.value.nextPage
  }
  return err({ type: 'malformed', detail: 'The pages of this calendar never end' })
}

/**
 * Stored events that live, lie in the stretch that was told, and were not in it. All-day ones are stored by UTC midnight (`toRecord`), so
 * that at its edges nothing can be said of them.
 */
const absentFrom = async (
  { store }: Pick<Deps, 'store'>,
  calendar: CalendarRecord,
  { events, malformed }: Pick<Listing, 'events' | 'malformed'>,
  told: Interval,
): Promise<readonly EventRecord[]> => {
  const seen = new Set([...events, ...malformed].map(({ id }) => id))
  const stored = await store.read(['events'], (tx) => tx.events.where('calendarKey', calendar.key))
  return stored.filter(({ id, status, allDay, startMs, endMs }) => {
    const edge = allDay ? DAY : 0
    const isInside = startMs < told.end - edge && endMs > told.start + edge
    return status !== 'cancelled' && isInside && !seen.has(id)
  })
}

/**
 * Which stored events (by id) a complete list no longer holds. An empty list, or one with events that could not be read and have no
 * id, tells nothing: no answer that may be partial ever means that something was deleted (PRODUCT 10).
 */
const missingFrom = async (
  deps: Pick<Deps, 'store'>,
  calendar: CalendarRecord,
  listing: Listing,
): Promise<readonly string[]> => {
  const { events, malformed, snapshotOf } = listing
  if (snapshotOf === null || events.length === 0 || malformed.some(({ id }) => id === null)) return []
  return (await absentFrom(deps, calendar, listing, snapshotOf)).map(({ id }) => id)
}

/**
 * The list to go by, and what it no longer holds. Pages shift when something before their edge is deleted while they are read, and what
 * slides over the edge is on neither: what several pages lack is gone only when a second reading (`again`) lacks it as well. Fails as
 * that reading does.
 */
export const withMissing = async (
  deps: Pick<Deps, 'store'>,
  calendar: CalendarRecord,
  listing: Listing,
  again: () => Promise<Result<Listing, Failure>>,
): Promise<Result<{ readonly listing: Listing; readonly missing: readonly string[] }, Failure>> => {
  const missing = await missingFrom(deps, calendar, listing)
  if (missing.length === 0 || listing.pages === 1) return ok({ listing, missing })
  const second = await again()
  if (!second.ok) return second
  const still = new Set(await missingFrom(deps, calendar, second.value))
  return ok({ listing: second.value, missing: missing.filter((id) => still.has(id)) })
}

/**
 * True when a list of only a part of `window` lacks what should be in it: from that alone nobody can tell whether it is gone or was moved
 * out of the part (E10).
 */
export const isPuzzling = async (
  deps: Pick<Deps, 'store'>,
  calendar: CalendarRecord,
  listing: Listing,
  window: Interval,
): Promise<boolean> => {
  const { snapshotOf } = listing
  if (snapshotOf === null || (snapshotOf.start <= window.start && snapshotOf.end >= window.end)) return false
  return (await absentFrom(deps, calendar, listing, snapshotOf)).length > 0
}

/** One calendar being pulled. */
export type Pulling = {
  readonly account: Account
  readonly calendar: CalendarRecord
  readonly port: CalendarPort
}
