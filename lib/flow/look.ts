import { clientsIn } from '../core/coach.ts'
import { isTimed, type TimedEvent } from '../core/event.ts'
import type { Recognition } from '../core/recognise.ts'
import { type LivingCopy, type Look, reconcile, settle } from '../core/reconcile.ts'
import { type Session, sessionKey } from '../core/session.ts'
import type { EventRecord, Tx } from '../ports.ts'
import type { Batch, ParticipantIds } from './batch.ts'
import { type Moves, toldBy } from './chosen-invitation.ts'
import { eventKey } from './event-record.ts'
import type { Item } from './identify.ts'
import { isWritable, type Lens } from './lens.ts'

/** What a batch holds of one session's event. */
export type Touched = { readonly living: readonly Item[]; readonly gone: readonly EventRecord[] }

/** What a session is to the coach while nothing new is said of its event. */
const keptCoaching = (was: Session | undefined): Look['coaching'] =>
  was === undefined || was.standing === 'aside' ? null : { by: was.recognisedBy, kind: was.ruleKind }

/** Whether a session that is already known still is coaching: only what never can be one takes that away (E12, E24). */
export const coachingOf = (was: Session | undefined, recognition: Recognition): Look['coaching'] => {
  const known = was !== undefined && was.standing !== 'aside'
  if (recognition.coaching) {
    return known && recognition.by !== 'makeup'
      ? { by: was.recognisedBy, kind: was.ruleKind }
      : { by: recognition.by, kind: recognition.kind }
  }
  return known && recognition.why !== 'never' ? { by: was.recognisedBy, kind: was.ruleKind } : null
}

/** Who organised an event that went, if that was a client (PRODUCT 12). */
const isClients = (record: EventRecord, lens: Lens): boolean =>
  clientsIn(record, lens.coach).some(({ address }) => address === record.organiser?.email?.toLowerCase())

/** A stored event as a copy of its session. */
export const toCopy = (record: EventRecord & TimedEvent, { calendars }: Lens): LivingCopy => ({
  event: record,
  before: record.marks,
  calendarKey: record.calendarKey,
  writable: isWritable(calendars.get(record.calendarKey)),
  seenAt: record.seenAt,
})

/** The keys (`calendarKey/eventId`) of a session's living copies. */
export const livingKeys = (session: Session): readonly string[] =>
  session.copies
    .filter(({ goneAt }) => goneAt === null)
    .map(({ calendarKey, eventId }) => eventKey(calendarKey, eventId))

/** Stored copies of these sessions that the batch does not speak of: in other calendars, or further ones in this. */
export const readOtherCopies = async (
  tx: Tx<'events'>,
  sessions: Iterable<Session>,
  besides: ReadonlySet<string>,
): Promise<ReadonlyMap<string, EventRecord>> => {
  const keys = [...sessions].flatMap(livingKeys).filter((key) => !besides.has(key))
  const records = keys.length === 0 ? [] : await tx.events.getMany(keys)
  return new Map(
    records.flatMap((record) =>
      record !== undefined && record.status !== 'cancelled' ? [[record.key, record] as const] : [],
    ),
  )
}

const otherCopies = (
  was: Session | undefined,
  others: ReadonlyMap<string, EventRecord>,
  lens: Lens,
): readonly LivingCopy[] =>
  (was === undefined ? [] : livingKeys(was)).flatMap((key) => {
    const record = others.get(key)
    return record !== undefined && isTimed(record) ? [toCopy(record, lens)] : []
  })

/** What standing depends on, for sessions of this batch. `now` in epoch ms. */
export const rulesOf = (lens: Lens, { calendar }: Pick<Batch, 'calendar'>, now: number) => ({
  now,
  historyBefore: lens.historyBefore(calendar.accountId),
  noticeMs: lens.policy.noticeMs,
})

/** All that looking at one session of a batch needs beside the session itself. `now` in epoch ms. */
export type Looking = {
  readonly lens: Lens
  readonly batch: Batch
  readonly ids: ParticipantIds
  readonly others: ReadonlyMap<string, EventRecord>
  /** The events of the batch as they were read before. */
  readonly records: ReadonlyMap<string, EventRecord>
  readonly moves: Moves
  readonly now: number
}

/**
 * The session of a key as it is after the batch; null when the batch says nothing about it: an event that is none, or a hold that is
 * already a make-up here and not yet in the calendar. `was` undefined: it is new.
 */
export const lookAgain = (
  { lens, batch, ids, others, records, moves, now }: Looking,
  key: string,
  was: Session | undefined,
  found: Touched,
): Session | null => {
  const rules = rulesOf(lens, batch, now)
  const timed = found.living.flatMap((item) => toldBy(item, was, moves))
  const [first] = timed
  if (first === undefined && found.gone.length === 0) {
    const isNever = found.living.some(
      ({ recognition }) => !recognition.coaching && recognition.why === 'never',
    )
    return was !== undefined && isNever ? settle({ ...was, standing: 'aside' }, rules) : null
  }
  const coaching =
    first === undefined
      ? keptCoaching(was)
      : coachingOf(was, timed.find((each) => each.recognition.coaching)?.recognition ?? first.recognition)
  if (was === undefined && (first === undefined || coaching === null)) return null
  const ownKey = was?.key ?? (first === undefined ? key : sessionKey(first.event))
  return reconcile(
    was,
    {
      living: [
        ...timed.map(({ event }) => ({
          event,
          before: records.get(eventKey(batch.calendar.key, event.id))?.marks,
          calendarKey: batch.calendar.key,
          writable: isWritable(batch.calendar),
          seenAt: now,
        })),
        ...otherCopies(was, others, lens),
      ],
      gone: new Set(found.gone.map((record) => record.key)),
      goneByClient: found.gone.some((record) => isClients(record, lens)),
    },
    {
      ...rules,
      key: ownKey,
      seenBefore: batch.seenBefore,
      coach: lens.coach,
      coaching,
      participantId: (address) =>
        was?.participants.find((participant) => participant.address === address)?.id ??
        ids.of(ownKey, address),
    },
  )
}
