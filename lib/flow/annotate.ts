import type { CalendarRecord } from '../core/account.ts'
import { baseOnCalendar } from '../core/adoption.ts'
import { readMarks } from '../core/annotation.ts'
import { type Answer, headOf } from '../core/answer.ts'
import { carrierOf, gate } from '../core/carrier.ts'
import type { NewWrite, WriteOperation } from '../core/outbox.ts'
import type { Session } from '../core/session.ts'
import type { Settings } from '../core/settings.ts'
import type { Tx } from '../ports.ts'
import { enqueue } from './enqueue.ts'
import { eventKey } from './event-record.ts'
import { livingKeys } from './look.ts'

/** The tables needed to put something on a session's event. */
export type Carriers = Tx<'outbox' | 'accounts' | 'calendars'>

type Target = Pick<NewWrite, 'accountId' | 'calendarKey' | 'calendarId' | 'eventId'> & {
  readonly calendar: CalendarRecord
}

const targetOf = async (tx: Carriers, session: Session): Promise<Target | null> => {
  const copy = carrierOf(session)
  const calendar = copy === undefined ? undefined : await tx.calendars.get(copy.calendarKey)
  if (copy === undefined || calendar === undefined) return null
  const { accountId, key, id } = calendar
  return { accountId, calendarKey: key, calendarId: id, eventId: copy.eventId, calendar }
}

/** Queues one annotation on the session's event, in the state the coach's word and the account's access give it; or none at all. */
export const enqueueAnnotation = async (
  tx: Carriers,
  session: Session,
  write: { readonly idempotencyKey: string; readonly operation: WriteOperation },
  settings: Settings,
  now: number,
): Promise<void> => {
  const target = await targetOf(tx, session)
  const account = target === null ? undefined : await tx.accounts.get(target.accountId)
  if (target === null || account === undefined) return
  const { calendar, ...to } = target
  const state = gate(write.operation, settings.annotations, calendar, account)
  if (state !== 'drop') await enqueue(tx, { ...to, ...write, sessionKey: session.key, state }, now)
}

/**
 * Queues new answers for the session's event, each with the heads it will find there as base. A dead write of an answer that is
 * replaced goes: what it wanted to say is not so any more. Nothing is queued where no writable copy lives (the answer stays
 * here) or where the coach wants no annotations. `local`: all answers of the session. `now` in epoch ms.
 */
export const annotate = async (
  tx: Carriers & Tx<'events'>,
  session: Session,
  answers: readonly Answer[],
  local: readonly Answer[],
  settings: Settings,
  now: number,
): Promise<void> => {
  const rows = await tx.outbox.where('sessionKey', session.key)
  const elsewhere = await onOtherCopies(tx, session)
  for (const answer of answers) {
    const own = rows.filter(
      (row) => row.operation.type === 'annotate' && row.operation.participant === answer.participant,
    )
    const dead = own.filter((row) => row.state === 'dead' && answer.base.includes(headIdOf(row.operation)))
    await tx.outbox.removeMany(dead.map((row) => row.id))
    const pending = new Set(own.filter((row) => !dead.includes(row)).map((row) => headIdOf(row.operation)))
    const base = baseOnCalendar(answer.base, local, pending).filter((id) => !elsewhere.has(id))
    const operation = {
      type: 'annotate',
      participant: answer.participant,
      head: headOf(answer),
      base,
    } as const
    await enqueueAnnotation(
      tx,
      session,
      { idempotencyKey: `annotate:${answer.id}`, operation },
      settings,
      now,
    )
  }
}

/** Answers that stand on another copy of the event than the one we write to: what is written here will not find them (E11). */
const onOtherCopies = async (tx: Tx<'events'>, session: Session): Promise<ReadonlySet<string>> => {
  const keys = livingKeys(session)
  if (keys.length < 2) return new Set()
  const carrier = carrierOf(session)
  const here = carrier === undefined ? '' : eventKey(carrier.calendarKey, carrier.eventId)
  const records = (await tx.events.getMany(keys)).filter((record) => record !== undefined)
  const headsIn = (wanted: (key: string) => boolean): readonly string[] =>
    records
      .filter(({ key }) => wanted(key))
      .flatMap(({ marks }) => [...readMarks(marks).heads.values()].flat())
      .map(({ id }) => id)
  return new Set(headsIn((key) => key !== here)).difference(new Set(headsIn((key) => key === here)))
}

const headIdOf = (operation: WriteOperation): string =>
  operation.type === 'annotate' ? operation.head.id : ''
