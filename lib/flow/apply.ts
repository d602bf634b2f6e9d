import { isTimed } from '../core/event.ts'
import { type Session, sessionKey } from '../core/session.ts'
import type { EventRecord, Tx } from '../ports.ts'
import { adoptSettled } from './adopt-settled.ts'
import { type Batch, createParticipantIds, isNews, type ParticipantIds, type Prepared } from './batch.ts'
import { keepCancelation } from './cancelations.ts'
import { readMoves } from './chosen-invitation.ts'
import { eventKey, toRecord } from './event-record.ts'
import type { Item } from './identify.ts'
import type { Lens } from './lens.ts'
import { livingKeys, lookAgain, readOtherCopies, rulesOf, type Touched } from './look.ts'
import { isLink } from './moved.ts'
import { carryOver, type Gained } from './pair.ts'

/** Everything a pull may touch. */
export const APPLY_TABLES = [
  'events',
  'sessions',
  'calendars',
  'answers',
  'ledger',
  'queue',
  'notes',
  'outbox',
  'clients',
  'diagnostics',
] as const
export type ApplyTx = Tx<(typeof APPLY_TABLES)[number]>

/** A batch inside its transaction, compared once more with what is stored by now. */
type Opened = {
  readonly living: readonly Item[]
  readonly gone: readonly EventRecord[]
  readonly records: ReadonlyMap<string, EventRecord>
}

const open = async (tx: ApplyTx, batch: Batch, prepared: Prepared): Promise<Opened> => {
  const stored = batch.empty ? [] : await tx.events.getMany(prepared.items.map(({ key }) => key))
  const records = new Map(stored.flatMap((record) => (record ? [[record.key, record] as const] : [])))
  const items = prepared.items.filter(({ event, key }) => isNews(event, records.get(key)))
  const missing =
    batch.missing.length === 0
      ? []
      : await tx.events.getMany(batch.missing.map((id) => eventKey(batch.calendar.key, id)))
  const cancelled = items.filter(({ event }) => event.status === 'cancelled')
  return {
    records,
    living: items.filter(({ event }) => event.status !== 'cancelled'),
    gone: [...cancelled.map(({ key }) => records.get(key)), ...missing].filter(
      (record) => record !== undefined && record.status !== 'cancelled',
    ) as readonly EventRecord[],
  }
}

const grouped = ({ living, gone }: Opened): Map<string, Touched> => {
  const groups = new Map<string, { living: Item[]; gone: EventRecord[] }>()
  const groupOf = (key: string) => {
    const group = groups.get(key) ?? { living: [], gone: [] }
    groups.set(key, group)
    return group
  }
  for (const item of living) if (item.sessionKey !== '') groupOf(item.sessionKey).living.push(item)
  for (const record of gone) if (record.sessionKey !== '') groupOf(record.sessionKey).gone.push(record)
  return groups
}

/** True when the batch takes away the last copy of a session that lives. */
const isLost = (session: Session | undefined, { living, gone }: Touched): session is Session => {
  const keys = new Set(gone.map(({ key }) => key))
  const alive = session?.copies.filter(({ goneAt }) => goneAt === null) ?? []
  return (
    living.length === 0 &&
    alive.length > 0 &&
    alive.every(({ calendarKey, eventId }) => keys.has(eventKey(calendarKey, eventId)))
  )
}

/** Instances that nobody knew: whatever rules say of them, they may be a session that went elsewhere in its series. */
const gainedIn = ({ living, records }: Opened, sessions: ReadonlyMap<string, Session>) =>
  living.flatMap((item): { readonly item: Item; readonly gained: Gained }[] => {
    const { event, key, recognition } = item
    const isNever = !recognition.coaching && (recognition.why === 'hold' || recognition.why === 'never')
    if (!isTimed(event) || isNever || records.has(key) || sessions.has(item.sessionKey)) return []
    return [{ item, gained: { key: sessionKey(event), uid: event.iCalUid, start: event.start } }]
  })

/** Lets sessions go on in the instances they were moved to (E02), before anything is called new or deleted. Returns the keys given up. */
const pairUp = async (
  tx: ApplyTx,
  opened: Opened,
  ids: ParticipantIds,
  touched: Map<string, Touched>,
  sessions: Map<string, Session>,
): Promise<readonly string[]> => {
  const lost = [...touched].flatMap(([key, found]) => {
    const session = sessions.get(key)
    return isLost(session, found) ? [session] : []
  })
  if (lost.length === 0) return []
  const gained = gainedIn(opened, sessions)
  const carried = await carryOver(
    tx,
    lost,
    gained.map((each) => each.gained),
    ids.of,
  )
  for (const { session, lostKey, gainedKey } of carried) {
    const item = gained.find((each) => each.gained.key === gainedKey)?.item
    const gone = touched.get(lostKey)?.gone ?? []
    touched.delete(lostKey)
    touched.delete(gainedKey)
    sessions.set(session.key, session)
    touched.set(session.key, { living: item === undefined ? [] : [item], gone })
  }
  return carried.filter(({ session, lostKey }) => session.key !== lostKey).map(({ lostKey }) => lostKey)
}

/** True when the event carries marks of ours that its session has not been told of: not stored yet, or stored while it was none. */
const isMarkedAnew = ({ event, key }: Item, records: Opened['records']): boolean => {
  const marks = Object.entries(event.marks)
  const record = records.get(key)
  const before = record === undefined || record.sessionKey === '' ? {} : record.marks
  return marks.some(([name, value]) => before[name] !== value)
}

/** The marks of every living copy of a session: those just read, and as stored those the batch does not speak of (E11). */
const marksOf = (session: Session, { living }: Touched, others: ReadonlyMap<string, EventRecord>) => {
  const read = new Map(living.map(({ key, event }) => [key, event.marks]))
  return livingKeys(session).flatMap((key) => {
    const marks = read.get(key) ?? others.get(key)?.marks
    return marks === undefined ? [] : [marks]
  })
}

/** What was linked, or let go, here and is not yet written holds until it is, whatever the calendar says meanwhile. */
const ownLink = async (tx: Tx<'outbox'>, { makeupOf }: Session, seen: Session): Promise<Session> => {
  const waiting = await tx.outbox.where('sessionKey', seen.key)
  return waiting.some(({ operation }) => isLink(operation)) ? { ...seen, makeupOf } : seen
}

const keepRecords = async (
  tx: ApplyTx,
  { calendar }: Batch,
  { living, gone, records }: Opened,
  sessionKeys: ReadonlyMap<string, string>,
  now: number,
): Promise<void> => {
  // A hold that is deleted has to be seen to be deleted, so its record stays like that of a session.
  const isKept = ({ sessionKey: key, marks }: EventRecord): boolean =>
    key !== '' || Object.keys(marks).length > 0
  await tx.events.putMany([
    ...living.map(({ event, key, sessionKey: known }) => {
      const sessionKey = sessionKeys.get(key) ?? (records.has(key) ? known : '')
      return toRecord(event, calendar.key, { sessionKey, seenAt: now })
    }),
    ...gone.filter(isKept).map((record) => ({
      ...record,
      status: 'cancelled' as const,
      sessionKey: sessionKeys.get(record.key) ?? record.sessionKey,
      seenAt: now,
    })),
  ])
  await tx.events.removeMany(gone.filter((record) => !isKept(record)).map(({ key }) => key))
}

/**
 * Applies one batch inside the caller's transaction. Returns the sessions it wrote. Throws `NotPrepared`, having written nothing, when
 * it needs participants' ids that were not hashed. `now` in epoch ms.
 */
export const apply = async (
  tx: ApplyTx,
  lens: Lens,
  batch: Batch,
  prepared: Prepared,
  now: number,
): Promise<readonly Session[]> => {
  const opened = await open(tx, batch, prepared)
  const touched = grouped(opened)
  const rows = await tx.sessions.getMany([...touched.keys()])
  const sessions = new Map(rows.flatMap((row) => (row ? [[row.key, row] as const] : [])))
  const ids = createParticipantIds(prepared.participantIds)
  const dropped = await pairUp(tx, opened, ids, touched, sessions)

  const batchKeys = new Set([...opened.living, ...opened.gone].map(({ key }) => key))
  const others = await readOtherCopies(tx, sessions.values(), batchKeys)
  const moves = await readMoves(tx, opened.living)
  const looking = { lens, batch, ids, others, records: opened.records, moves, now }

  const looked = [...touched].flatMap(([key, found]) => {
    const was = sessions.get(key)
    const session = lookAgain(looking, key, was, found)
    return session === null ? [] : [{ was, session, found }]
  })
  ids.check()

  const written: Session[] = []
  const sessionKeys = new Map<string, string>()
  for (const { was, session: seen, found } of looked) {
    const session = was !== undefined && was.makeupOf !== seen.makeupOf ? await ownLink(tx, was, seen) : seen
    for (const copy of [...found.living, ...found.gone]) sessionKeys.set(copy.key, session.key)
    const marked = found.living.find((item) => isMarkedAnew(item, opened.records))
    // Awaited only where there is something to do: ten thousand idle waits are a second.
    const settled =
      marked === undefined
        ? session
        : await adoptSettled(tx, session, marksOf(session, found, others), rulesOf(lens, batch, now))
    if ((was?.standing === 'canceled') !== (settled.standing === 'canceled'))
      await keepCancelation(tx, settled, lens.policy, now)
    written.push(settled)
  }
  if (dropped.length > 0) await tx.sessions.removeMany(dropped)
  await tx.sessions.putMany(written)
  await keepRecords(tx, batch, opened, sessionKeys, now)
  return written
}
