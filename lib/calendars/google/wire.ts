import type { calendar_v3 } from '@googleapis/calendar'
import {
  array,
  boolean,
  catch as caught,
  looseObject,
  nullish,
  type output,
  record,
  string,
  unknown,
} from 'zod/mini'

/**
 * What Google's answers must be for us to read them. Fields that Google adds are let through and ignored; a field that is not what
 * we know is taken as absent where we can do without. Events themselves are read by hand in `map.ts`: they come by the thousand, and
 * there reading field by field costs a fraction of a schema.
 */
const text = caught(nullish(string()), null)

/** One page of `events.list`. */
export const eventsPage = looseObject({
  items: nullish(array(unknown())),
  nextPageToken: nullish(string()),
  nextSyncToken: nullish(string()),
})

/** One calendar of the person's list. */
export const calendarEntry = looseObject({
  id: string(),
  summary: text,
  summaryOverride: text,
  timeZone: text,
  accessRole: text,
  backgroundColor: text,
  primary: caught(nullish(boolean()), false),
  deleted: caught(nullish(boolean()), false),
})

/** One page of `calendarList.list`. */
export const calendarsPage = looseObject({
  items: nullish(array(unknown())),
  nextPageToken: nullish(string()),
})

/** The answer of `freebusy.query`: each calendar has busy stretches or says why not. */
export const freeBusy = looseObject({
  calendars: record(
    string(),
    looseObject({
      errors: nullish(array(unknown())),
      busy: nullish(array(looseObject({ start: string(), end: string() }))),
    }),
  ),
})

export type FreeBusy = output<typeof freeBusy>

/** An event of which nothing is known yet but the names of its fields. */
export type WireEvent = { readonly [Name in keyof calendar_v3.Schema$Event]?: unknown }

/** Fields of an event that are asked for: what recognition, evidence and annotation look at, and nothing else. */
const EVENT_FIELDS = [
  'id',
  'etag',
  'status',
  'htmlLink',
  'updated',
  'summary',
  'description',
  'location',
  'colorId',
  'eventLabelId',
  'organizer(email,displayName,self)',
  'start',
  'end',
  'recurringEventId',
  'originalStartTime',
  'transparency',
  'visibility',
  'iCalUID',
  'attendees(email,displayName,responseStatus,self,organizer,optional,resource)',
  'hangoutLink',
  'conferenceData/entryPoints(entryPointType,uri)',
  'extendedProperties/private',
  'eventType',
].join(',')

/** The `fields` masks of our requests. */
export const MASK = {
  event: EVENT_FIELDS,
  events: `nextPageToken,nextSyncToken,items(${EVENT_FIELDS})`,
  calendars:
    'nextPageToken,items(id,summary,summaryOverride,timeZone,accessRole,backgroundColor,primary,deleted)',
  freeBusy: 'calendars',
} as const

/** What a session could be, or what keeps the coach busy. Birthdays and working locations are neither, and never asked for (E24). */
export const EVENT_TYPES = ['default', 'fromGmail', 'focusTime', 'outOfOffice'] as const
