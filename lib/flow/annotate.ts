import type { CalendarRecord } from '../core/account.ts'
import { ancestors, onCalendar } from '../core/adoption.ts'
import { readMarks } from '../core/annotation.ts'
import { type Answer, headOf } from '../core/answer.ts'
import { carrierOf, gate, reachOf } from '../core/carrier.ts'
import { laneOf, type NewWrite, type Write, type WriteOperation } from '../core/outbox.ts'
import type { Session } from '../core/session.ts'
import type { Settings } from '../core/settings.ts'
import { type VisibleChoice, visibleOn } from '../core/visible.ts'
import type { EventRecord, Tx } from '../ports.ts'
import { enqueue } from './enqueue.ts'
import { livingKeys } from './look.ts'

/** The tables needed to put something on a session's event. */
export type Carriers = Tx<'outbox' | 'accounts' | 'calendars' | 'events'>

/** What is to be put there. */
type Annotation = Pick<NewWrite, 'idempotencyKey' | 'operation' | 'refusedBy'>

/** Where a session's annotations go. */
export type Target = Pick<NewWrite, 'accountId' | 'calendarKey' | 'calendarId' | 'eventId'> & {
  readonly calendar: CalendarRecord
  readonly lane: string
  /** It gets out without anybody's help. */
  readonly isOpen: boolean
}

/** Stored copies of a session that live. */
const copiesOf = async (tx: Tx<'events'>, session: Session): Promise<readonly EventRecord[]> => {
  const keys = livingKeys(session)
  return keys.length === 0 ? [] : (await tx.events.getMany(keys)).filter((record) => record !== undefined)
}

/** The copy that carries what is written now; null when none can. `refused`: lanes whose calendar has said no for good (E44). */
export const targetOf = async (
  tx: Carriers,
  session: Session,
  { annotations }: Pick<Settings, 'annotations'>,
  refused: ReadonlySet<string> = new Set(),
): Promise<Target | null> => {
  const calendars = new Map((await tx.calendars.all()).map((calendar) => [calendar.key, calendar]))
  const accounts = new Map((await tx.accounts.all()).map((account) => [account.id, account]))
  const records = new Map((await copiesOf(tx, session)).map((record) => [record.key, record]))
  const reach = (calendarKey: string) => {
    const calendar = calendars.get(calendarKey)
    return reachOf(calendar, accounts.get(calendar?.accountId ?? ''), annotations)
  }
  const copy = carrierOf(session, ({ calendarKey, eventId }) => {
    const lane = laneOf(calendarKey, eventId)
    return {
      reach: refused.has(lane) ? 'never' : reach(calendarKey),
      carries: readMarks(records.get(lane)?.marks ?? {}).heads.size > 0,
    }
  })
  const calendar = copy === undefined ? undefined : calendars.get(copy.calendarKey)
  if (copy === undefined || calendar === undefined) return null
  const { accountId, key, id } = calendar
  return {
    accountId,
    calendarKey: key,
    calendarId: id,
    eventId: copy.eventId,
    calendar,
    lane: laneOf(key, copy.eventId),
    isOpen: reach(key) === 'now',
  }
}

/** Queues one annotation on the copy given, in the state the coach's word and the account's access give it; or none at all. */
export const enqueueOn = async (
  tx: Carriers,
  target: Target,
  session: Session,
  write: Annotation,
  settings: Settings,
  now: number,
): Promise<void> => {
  const account = await tx.accounts.get(target.accountId)
  if (account === undefined) return
  const { calendar, lane: _, isOpen: __, ...to } = target
  const state = gate(write.operation, settings.annotations, calendar, account)
  if (state === 'drop') return
  const operation = dressed(write.operation, settings.visible, calendar)
  await enqueue(tx, { ...to, ...write, operation, sessionKey: session.key, state }, now)
}

/** An answer as it goes to this calendar: with what is seen of it there, where the coach wants that. */
export const dressed = (
  operation: WriteOperation,
  choice: VisibleChoice | undefined,
  calendar: CalendarRecord,
): WriteOperation => {
  if (operation.type !== 'annotate') return operation
  const { visible: _, ...bare } = operation
  const visible = visibleOn(choice, calendar)
  return visible === null ? bare : { ...bare, visible }
}

/** Queues one annotation on the session's event, if it has one that can carry it. */
export const enqueueAnnotation = async (
  tx: Carriers,
  session: Session,
  write: Annotation,
  settings: Settings,
  now: number,
): Promise<void> => {
  const target = await targetOf(tx, session, settings)
  if (target !== null) await enqueueOn(tx, target, session, write, settings, now)
}

/**
 * What an answer writes on a copy: its head, and as base the heads of what it replaces that stand there, or are on their way. What these had
 * replaced may be there once more: by another browser that did not hear that its own word had got there (E48), or left on a copy that a later
 * word went past (E11).
 */
export const operationOf = async (
  tx: Carriers,
  target: Target,
  session: Session,
  answer: Answer,
  local: readonly Answer[],
  pending: readonly Write[],
): Promise<Extract<WriteOperation, { type: 'annotate' }>> => {
  const elsewhere = await onOtherCopies(tx, session, target)
  const ids = new Set(pending.map(({ operation }) => headIdOf(operation)))
  const { base: found, perhaps } = onCalendar(answer.base, local, ids)
  const base = found.filter((id) => !elsewhere.has(id))
  const replaced = ancestors([answer], new Map(local.map((each) => [each.id, each])))
  const earlier = [...replaced.difference(new Set(base))].sort()
  return {
    type: 'annotate',
    participant: answer.participant,
    head: headOf(answer),
    base,
    ...(perhaps.length === 0 ? {} : { perhaps }),
    ...(earlier.length === 0 ? {} : { earlier }),
  }
}

/**
 * Queues new answers for the session's event, each with the heads it will find there as base. A dead write of an answer that is
 * replaced goes, and so does one that waits for the coach's word since a backup was restored: what it wanted to say is not so any more.
 * Nothing is queued where no copy can be written to (the answer stays here) or where the coach wants no annotations. `local`: all answers
 * of the session. `now` in epoch ms.
 */
export const annotate = async (
  tx: Carriers,
  session: Session,
  answers: readonly Answer[],
  local: readonly Answer[],
  settings: Settings,
  now: number,
): Promise<void> => {
  const rows = await tx.outbox.where('sessionKey', session.key)
  const target = await targetOf(tx, session, settings)
  const book = new Map(local.map((each) => [each.id, each]))
  for (const answer of answers) {
    const replaced = ancestors([answer], book)
    const own = rows.filter(
      (row) => row.operation.type === 'annotate' && row.operation.participant === answer.participant,
    )
    const overtaken = own.filter((row) => isStuck(row) && replaced.has(headIdOf(row.operation)))
    await tx.outbox.removeMany(overtaken.map((row) => row.id))
    if (target === null) continue
    const pending = own.filter((row) => !overtaken.includes(row))
    const operation = await operationOf(tx, target, session, answer, local, pending)
    await enqueueOn(
      tx,
      target,
      session,
      { idempotencyKey: `annotate:${answer.id}`, operation },
      settings,
      now,
    )
  }
}

/** Answers that stand on another copy of the event than the one we write to: what is written here will not find them (E11). */
const onOtherCopies = async (
  tx: Tx<'events'>,
  session: Session,
  { lane }: Pick<Target, 'lane'>,
): Promise<ReadonlySet<string>> => {
  const records = await copiesOf(tx, session)
  if (records.length < 2) return new Set()
  const headsIn = (wanted: (key: string) => boolean): readonly string[] =>
    records
      .filter(({ key }) => wanted(key))
      .flatMap(({ marks }) => [...readMarks(marks).heads.values()].flat())
      .map(({ id }) => id)
  return new Set(headsIn((key) => key !== lane)).difference(new Set(headsIn((key) => key === lane)))
}

const isStuck = ({ state }: Write): boolean => state === 'dead' || state === 'paused'

const headIdOf = (operation: WriteOperation): string =>
  operation.type === 'annotate' ? operation.head.id : ''
