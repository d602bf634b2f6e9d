import type { Calendar, CalendarEvent } from '../core/event.ts'
import { type Failure, retryOf } from '../core/failure.ts'
import type { Write, WriteOperation } from '../core/outbox.ts'
import { type Plan, plan } from '../core/plan.ts'
import { err, ok, type Result } from '../core/result.ts'
import type { CalendarPort, EventRecord } from '../ports.ts'

/** What a write that got through leaves behind. */
export type Performed = {
  /** The event as it now stands; null when it was removed. */
  readonly event: CalendarEvent | null
  /** True when nothing but our own write lies between the stored event and this one. */
  readonly onlyOurs: boolean
}

/** What became of a write that was tried, and the id of the event that it met: its calendar's own, once that is known. */
export type Attempt = { readonly done: Result<Performed, Failure>; readonly eventId: string }

/** An event that keeps changing under a write is left for later after so many rounds. */
const ROUNDS = 4

/**
 * Carries one write out. A change starts from the event as stored (one request in the usual case); when that is out of date it is
 * re-read and thought over again (E51). A write whose answer was lost is found done (E48). An event of which nobody knows whether it was
 * made is looked for by what it was to be made of. Failures are the port's own; `changed` means that it would overwrite what somebody
 * else did.
 */
export const perform = async (
  port: CalendarPort,
  calendar: Calendar,
  { operation, eventId }: Write,
  stored: EventRecord | undefined,
): Promise<Attempt> => {
  if (operation.type === 'insert') return { done: await insert(port, calendar, operation), eventId }
  if (operation.type !== 'remove' || operation.draft?.id !== eventId) {
    const from = isEnough(stored) ? stored : undefined
    return { done: await change(port, calendar, { operation, eventId, stored, from }), eventId }
  }
  const made = await port.made(calendar, operation.draft)
  if (!made.ok) return { done: made.error.type === 'not-found' ? GONE : made, eventId }
  const { id } = made.value
  return { done: await change(port, calendar, { operation, eventId: id, from: made.value }), eventId: id }
}

type Changing = {
  readonly operation: Exclude<WriteOperation, { readonly type: 'insert' }>
  readonly eventId: string
  /** The event as it is in the books. */
  readonly stored?: EventRecord | undefined
  /** What to start from; without it the event is read. */
  readonly from: CalendarEvent | undefined
}

const change = async (
  port: CalendarPort,
  calendar: Calendar,
  { operation, eventId, stored, from }: Changing,
): Promise<Result<Performed, Failure>> => {
  let event = from
  for (let round = 0; round < ROUNDS; round += 1) {
    const onlyOurs = event !== undefined && event === stored
    if (event === undefined) {
      const read = await port.get(calendar, eventId)
      if (!read.ok) return operation.type === 'remove' && read.error.type === 'not-found' ? GONE : read
      event = read.value
    }
    const next = plan(operation, event)
    if (!onlyOurs || isTried(next, event)) {
      const done = await carryOut(port, calendar, event, next, onlyOurs)
      if (done.ok || done.error.type !== 'changed' || next.do === 'refuse') return done
    }
    event = undefined
  }
  return err({ type: 'unavailable', status: 412, retryAfterMs: null })
}

/** Whether a change may start from the event as stored: without an etag there is no condition to write under; what is gone wants none. */
const isEnough = (stored: EventRecord | undefined): boolean =>
  stored !== undefined && (stored.etag != null || stored.status === 'cancelled')

/**
 * True when the calendar itself will say whether a plan made from the stored event still fits. That may be out of date: nothing is given
 * up on its word, nor believed done, but for an event that is gone, which does not come back.
 */
const isTried = (next: Plan, { status }: CalendarEvent): boolean =>
  next.do === 'patch' || next.do === 'remove' || (next.do === 'nothing' && status === 'cancelled')

const UNSEEN = err<Failure>({ type: 'unavailable', status: 409, retryAfterMs: null })

const GONE: Result<Performed, Failure> = ok({ event: null, onlyOurs: false })

const carryOut = async (
  port: CalendarPort,
  calendar: Calendar,
  event: CalendarEvent,
  next: Plan,
  onlyOurs: boolean,
): Promise<Result<Performed, Failure>> => {
  if (next.do === 'nothing') return ok({ event, onlyOurs })
  if (next.do === 'refuse') return err(next.failure)
  if (next.do === 'remove') {
    const removed = await port.remove(calendar, event.id, event.etag, next.tell)
    return removed.ok ? GONE : removed
  }
  const patched = await port.patch(calendar, event.id, next.patch, event.etag)
  if (!patched.ok) return patched
  return wasKept(next.patch.marks ?? {}, patched.value)
    ? ok({ event: patched.value, onlyOurs })
    : err({ type: 'rejected', status: 200, reason: 'mark-not-kept' })
}

/** Google drops or cuts a property without a word (API A): looked at, so that nothing is believed written that is not there. */
const wasKept = (marks: Readonly<Record<string, string | null>>, event: CalendarEvent): boolean =>
  Object.entries(marks).every(([key, value]) => (event.marks[key] ?? null) === value)

/**
 * Creates the event, once for its derived id. When that was used already this write got through before: nobody else can have used it
 * (E48). What was made is there with our marks, or it was released since: deleted, nowhere to be found (Graph shows nothing of what was
 * deleted, API B), or without our marks, as a session or the coach's own. While it cannot be looked at, nothing is given up.
 */
const insert = async (
  port: CalendarPort,
  calendar: Calendar,
  { draft }: Extract<WriteOperation, { readonly type: 'insert' }>,
): Promise<Result<Performed, Failure>> => {
  const made = await port.insert(calendar, draft)
  if (made.ok) return ok({ event: made.value, onlyOurs: false })
  if (made.error.type !== 'duplicate') return made
  const there = await port.made(calendar, draft)
  if (!there.ok) {
    if (there.error.type === 'not-found') return GONE
    return retryOf(there.error).when === 'never' ? UNSEEN : there
  }
  const isOurs = Object.entries(draft.marks).every(([key, value]) => there.value.marks[key] === value)
  return isOurs ? ok({ event: there.value, onlyOurs: false }) : GONE
}
