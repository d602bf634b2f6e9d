import type { Event } from '@microsoft/microsoft-graph-types'
import { array, boolean, catch as caught, looseObject, nullish, type output, string, unknown } from 'zod/mini'
import { MARKS_ID } from './marks.ts'

/**
 * What Graph's answers must be for us to read them. Fields that Graph adds are let through and ignored; one that is not what we know is
 * taken as absent where we can do without. Events themselves are read by hand in `map.ts`, as Google's are.
 */
const text = caught(nullish(string()), null)
const flag = caught(nullish(boolean()), null)

/** One page of any list. Without its list it is no page: nothing follows from what was cut off. */
export const page = looseObject({ value: array(unknown()), '@odata.nextLink': nullish(string()) })

export type ListPage = output<typeof page>

/** One calendar of the person's list. */
export const calendarEntry = looseObject({
  id: string(),
  name: text,
  hexColor: text,
  isDefaultCalendar: flag,
  canEdit: flag,
  owner: caught(nullish(looseObject({ address: text })), null),
})

/** One person's free/busy in the answer of `getSchedule`: stretches, or why not. */
export const schedule = looseObject({
  scheduleId: string(),
  error: nullish(unknown()),
  scheduleItems: nullish(
    array(
      looseObject({
        status: text,
        start: looseObject({ dateTime: string() }),
        end: looseObject({ dateTime: string() }),
      }),
    ),
  ),
})

/** An event of which nothing is known yet but the names of its fields. */
export type WireEvent = { readonly [Name in keyof Event]?: unknown } & {
  readonly '@odata.etag'?: unknown
  readonly '@removed'?: unknown
}

/** Asks for our own marks with an event. Whole events come with it: a selection would leave out when they were last changed (API B). */
export const WITH_MARKS = {
  $expand: `singleValueExtendedProperties($filter=id eq '${MARKS_ID}')`,
} as const

/** Finds events that carry exactly these marks. */
export const markedWith = (value: string): string =>
  `singleValueExtendedProperties/any(ep: ep/id eq '${MARKS_ID}' and ep/value eq '${value.replaceAll("'", "''")}')`
