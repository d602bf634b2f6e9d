import type { CalendarRecord } from '../core/account.ts'
import { clientsIn } from '../core/coach.ts'
import { type CalendarEvent, isTimed } from '../core/event.ts'
import { PARTICIPANT_LENGTH, participantSource, sessionKey } from '../core/session.ts'
import type { Deps, EventRecord } from '../ports.ts'
import { eventKey } from './event-record.ts'
import { type Item, identify } from './identify.ts'
import type { Lens } from './lens.ts'
import type { Neighbours } from './neighbours.ts'

/** What one pull of one calendar found: to be applied in one transaction. */
export type Batch = {
  readonly calendar: CalendarRecord
  readonly events: readonly CalendarEvent[]
  /** Ids that a complete list no longer held. */
  readonly missing: readonly string[]
  /** Nothing of this calendar is stored yet, so that there is nothing to compare with. */
  readonly empty: boolean
  /** The last complete pull before this one, epoch ms, or null. */
  readonly seenBefore: number | null
}

/** News and the participants' ids that applying them may need; hashing cannot wait inside a transaction. */
export type Prepared = {
  readonly items: readonly Item[]
  readonly participantIds: ReadonlyMap<string, string>
}

/** True when an event tells something new: our own writes come back with the etag that is stored, a late page with an older time. */
export const isNews = (event: CalendarEvent, record: EventRecord | undefined): boolean => {
  if (record === undefined) return event.status !== 'cancelled'
  if (event.etag !== null && event.etag === record.etag) return false
  if (event.updated !== null && record.updated !== null && event.updated < record.updated) return false
  return !(event.status === 'cancelled' && record.status === 'cancelled')
}

/** The stretch a calendar is watched over; what appears outside (a touched series comes whole, years ahead) is left out. */
const isWithin = (event: CalendarEvent, { window }: CalendarRecord): boolean =>
  window === null || !isTimed(event) || (event.start < window.end && event.end > window.start)

type Wanted = { readonly sessionKey: string; readonly addresses: readonly string[] }

const idKey = (sessionKey: string, address: string): string => `${sessionKey}\n${address}`

/** A participant whose id a transaction needed and nobody had hashed: the transaction is given up and tried again with it. */
export class NotPrepared extends Error {
  override readonly name = 'NotPrepared'
  readonly wanted: readonly Wanted[]
  constructor(wanted: readonly Wanted[]) {
    super('Participants have to be hashed first')
    this.wanted = wanted
  }
}

/** The ids of participants within a transaction, where no hash can be waited for. */
export type ParticipantIds = {
  of(sessionKey: string, address: string): string
  /** Throws `NotPrepared` when any id was asked for that is not known: to be called before anything is written. */
  check(): void
}

/** Gives the prepared ids, and notes what is missing, so that one more try is enough. */
export const createParticipantIds = (known: ReadonlyMap<string, string>): ParticipantIds => {
  const missing: Wanted[] = []
  return {
    of: (sessionKey, address) => {
      const id = known.get(idKey(sessionKey, address))
      if (id === undefined) missing.push({ sessionKey, addresses: [address] })
      return id ?? `?${address}`
    },
    check: () => {
      if (missing.length > 0) throw new NotPrepared(missing)
    },
  }
}

/** Hashes every participant of these sessions' keys, all at once. */
export const hashParticipants = async (
  deps: Pick<Deps, 'hasher'>,
  wanted: Iterable<Wanted>,
): Promise<ReadonlyMap<string, string>> => {
  const sources = new Map<string, string>()
  for (const { sessionKey: key, addresses } of wanted)
    for (const address of addresses) sources.set(idKey(key, address), participantSource(key, address))
  const hashed = await Promise.all(
    [...sources].map(
      async ([key, source]) =>
        [key, (await deps.hasher.sha256(source)).slice(0, PARTICIPANT_LENGTH)] as const,
    ),
  )
  return new Map(hashed)
}

/** Under which keys an event's participants will be needed: its session's and its own. What else turns out so is hashed then. */
const wantedOf = (items: readonly Item[], lens: Lens): readonly Wanted[] =>
  items.flatMap(({ event, sessionKey: key }) => {
    if (key === '' || !isTimed(event)) return []
    const addresses = clientsIn(event, lens.coach).map(({ address }) => address)
    return [...new Set([key, sessionKey(event)])].map((each) => ({ sessionKey: each, addresses }))
  })

/**
 * Sorts out what is news, what it is to the coach and which session it belongs to, and hashes the participants that may be needed. Reads
 * only: what it finds is checked again inside the transaction.
 */
export const prepare = async (
  deps: Pick<Deps, 'store' | 'hasher'>,
  lens: Lens,
  neighbours: Neighbours,
  { calendar, events, empty }: Batch,
): Promise<Prepared> => {
  const keyOf = (id: string): string => eventKey(calendar.key, id)
  const records = empty
    ? []
    : await deps.store.read(['events'], (tx) => tx.events.getMany(events.map(({ id }) => keyOf(id))))
  const news = events.flatMap((event, index) => {
    const record = records[index]
    if (!isNews(event, record) || (record === undefined && !isWithin(event, calendar))) return []
    const recognition = lens.recognise({ ...event, calendarKey: calendar.key })
    return [{ event, key: keyOf(event.id), recognition, sessionKey: record?.sessionKey ?? '' }]
  })
  const items = await identify(deps, news, calendar, lens, neighbours)
  return { items, participantIds: await hashParticipants(deps, wantedOf(items, lens)) }
}
