import type { Attendee, CalendarEvent, EventPatch } from '../../lib/core/event.ts'
import type { Failure } from '../../lib/core/failure.ts'
import { err, ok, type Result } from '../../lib/core/result.ts'
import type { CalendarPort } from '../../lib/ports.ts'
import { eventOf } from './books.ts'

/** A request as it reached the calendar. */
export type Call = { readonly method: 'get' | 'insert' | 'made' | 'patch' | 'remove'; readonly id: string }

export type FakeCalendar = CalendarPort & {
  readonly events: Map<string, CalendarEvent>
  readonly calls: Call[]
  /** Failures of the next writes, in order. `after`: the write is carried out and its answer is lost. */
  readonly faults: { failure: Failure; after?: boolean }[]
  /** What somebody else does to an event: a new etag. */
  edit(id: string, change: Partial<CalendarEvent>): void
}

const invited = ({
  email,
  name,
  response = 'needs-action',
}: NonNullable<EventPatch['attendees']>[number]): Attendee => ({
  email,
  name,
  response,
  self: false,
  organiser: false,
  optional: false,
  resource: false,
})

const patched = (event: CalendarEvent, patch: EventPatch): CalendarEvent => {
  const marks: Record<string, string> = { ...event.marks }
  for (const [key, value] of Object.entries(patch.marks ?? {})) {
    if (value === null) delete marks[key]
    else marks[key] = value
  }
  const attendees = patch.attendees?.map(invited)
  const { marks: _, attendees: __, time, ...rest } = patch
  return { ...event, ...rest, ...time, ...(attendees === undefined ? {} : { attendees }), marks }
}

/**
 * A calendar in memory that keeps etags, refuses what is out of date, never frees an id, and fails when told to. `idFor`: the id that it
 * gives an event created for a draft's.
 */
export const createFakeCalendar = (
  events: CalendarEvent[] = [eventOf()],
  idFor: (draftId: string) => string = (draftId) => draftId,
): FakeCalendar => {
  const held = new Map(events.map((event) => [event.id, event]))
  const calls: Call[] = []
  const faults: FakeCalendar['faults'] = []
  let version = 1

  const put = (event: CalendarEvent): CalendarEvent => {
    version += 1
    const next = { ...event, etag: `"${version}"` }
    held.set(event.id, next)
    return next
  }

  const write = async <T>(call: Call, work: () => Result<T, Failure>): Promise<Result<T, Failure>> => {
    calls.push(call)
    const fault = faults.shift()
    if (fault === undefined) return work()
    if (fault.after) work()
    return err(fault.failure)
  }

  const current = (id: string, ifMatch: string | null): Result<CalendarEvent, Failure> => {
    const event = held.get(id)
    if (event === undefined) return err({ type: 'not-found' })
    return ifMatch !== null && event.etag !== ifMatch ? err({ type: 'changed' }) : ok(event)
  }

  const unused = async (): Promise<never> => {
    throw new Error('Not part of this test')
  }

  return {
    events: held,
    calls,
    faults,
    edit: (id, change) => {
      const event = held.get(id)
      if (event === undefined) throw new Error(`No event ${id}`)
      put({ ...event, ...change })
    },
    calendars: unused,
    page: unused,
    busy: unused,
    get: async (_calendar, id) => {
      calls.push({ method: 'get', id })
      return current(id, null)
    },
    insert: (_calendar, draft) =>
      write({ method: 'insert', id: draft.id }, () =>
        held.has(idFor(draft.id))
          ? err({ type: 'duplicate' })
          : ok(put(eventOf({ ...draft, id: idFor(draft.id), attendees: draft.attendees.map(invited) }))),
      ),
    made: async (_calendar, draft) => {
      calls.push({ method: 'made', id: draft.id })
      return current(idFor(draft.id), null)
    },
    patch: (_calendar, id, patch, ifMatch) =>
      write({ method: 'patch', id }, () => {
        const event = current(id, ifMatch)
        return event.ok ? ok(put(patched(event.value, patch))) : event
      }),
    remove: (_calendar, id, ifMatch) =>
      write({ method: 'remove', id }, () => {
        const event = current(id, ifMatch)
        if (event.ok) put({ ...event.value, status: 'cancelled' })
        return event.ok ? ok(null) : event
      }),
  }
}
