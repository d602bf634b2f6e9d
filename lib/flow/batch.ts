import type { CalendarRecord } from '../core/account.ts'
import { clientsIn } from '../core/coach.ts'
import { type CalendarEvent, isTimed } from '../core/event.ts'
import { PARTICIPANT_LENGTH, participantSource, sessionKey } from '../core/session.ts'
import { uidFamily } from '../core/uid.ts'
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

const idKey = (sessionKey: string, address: string): string => `${sessionKey}\n${address}`

/** The id of a participant that was prepared; a bug when it was not. */
export const preparedId =
  ({ participantIds }: Prepared, sessionKey: string) =>
  (address: string): string => {
    const id = participantIds.get(idKey(sessionKey, address))
    if (id === undefined) throw new Error('A participant was not prepared for')
    return id
  }

/** Hashes every participant of these sessions' keys, all at once. */
export const hashParticipants = async (
  deps: Pick<Deps, 'hasher'>,
  wanted: Iterable<{ readonly sessionKey: string; readonly addresses: readonly string[] }>,
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

/** Sessions of this batch whose event went: the only ones an instance that appeared can be paired with (E02). */
const lostIn = (items: readonly Item[], missing: readonly EventRecord[]): readonly string[] =>
  [
    ...items.filter(({ event }) => event.status === 'cancelled').map((item) => item.sessionKey),
    ...missing.map((record) => record.sessionKey),
  ].filter((key) => key !== '')

/** Under which keys an event's participants may be needed: its session's, its own, and those it may be paired with. */
const wantedOf = (items: readonly Item[], lost: readonly string[], lens: Lens) => {
  const families = new Set(lost.map((key) => uidFamily(key.slice(0, key.lastIndexOf('|')))))
  return items.flatMap(({ event, sessionKey: key }) => {
    if (!isTimed(event)) return []
    const kin = families.has(uidFamily(event.iCalUid)) ? lost : []
    if (key === '' && kin.length === 0) return []
    const addresses = clientsIn(event, lens.coach).map(({ address }) => address)
    const keys = new Set([key, sessionKey(event), ...kin])
    keys.delete('')
    return [...keys].map((each) => ({ sessionKey: each, addresses }))
  })
}

/**
 * Sorts out what is news, what it is to the coach and which session it belongs to, and hashes the participants that may be needed. Reads
 * only: what it finds is checked again inside the transaction.
 */
export const prepare = async (
  deps: Pick<Deps, 'store' | 'hasher'>,
  lens: Lens,
  neighbours: Neighbours,
  { calendar, events, missing, empty }: Batch,
): Promise<Prepared> => {
  const keyOf = (id: string): string => eventKey(calendar.key, id)
  const { records, gone } = await deps.store.read(['events'], async (tx) => ({
    records: empty ? [] : await tx.events.getMany(events.map(({ id }) => keyOf(id))),
    gone: missing.length === 0 ? [] : await tx.events.getMany(missing.map(keyOf)),
  }))
  const news = events.flatMap((event, index) => {
    const record = records[index]
    if (!isNews(event, record) || (record === undefined && !isWithin(event, calendar))) return []
    const recognition = lens.recognise({ ...event, calendarKey: calendar.key })
    return [{ event, key: keyOf(event.id), recognition, sessionKey: record?.sessionKey ?? '' }]
  })
  const items = await identify(deps, news, calendar, lens, neighbours)
  const lost = lostIn(
    items,
    gone.filter((record) => record !== undefined),
  )
  return { items, participantIds: await hashParticipants(deps, wantedOf(items, lost, lens)) }
}
