import { needWrite, type Reached, reach, reachEvent } from './access.ts'
import { filterOf } from './filter.ts'
import {
  calendarZone,
  eventsOn,
  findOccurrence,
  instancesIn,
  type Occurrence,
  occurrencesIn,
  type Range,
} from './occurrence.ts'
import { pageOf } from './paging.ts'
import { expandOf, project, selectOf } from './query.ts'
import { badRequest, notFound, violate } from './refusal.ts'
import type { Call, Outcome } from './route.ts'
import { EVENT_PROPERTIES } from './schema.ts'
import { paramInstant, spanOf } from './time.ts'
import { sent, skeleton, type Viewing } from './view.ts'

export const CONTEXT = 'https://graph.microsoft.com/v1.0/$metadata'

const viewingOf = ({ prefer }: Call, { role }: Reached): Viewing => ({
  zone: prefer.zone?.iana ?? 'UTC',
  zoneName: prefer.zone?.name ?? 'UTC',
  bodyType: prefer.bodyType ?? 'html',
  hides: role === 'owner' ? 'nothing' : role === 'freeBusyRead' ? 'all' : 'private',
})

/** An event as the call asked for it. */
export const shown = (
  call: Call,
  reached: Reached,
  found: Occurrence,
  refused: readonly string[] = [],
): Readonly<Record<string, unknown>> => {
  const selected = selectOf(call.query, EVENT_PROPERTIES, refused)
  const event = sent(call.state, found, viewingOf(call, reached))
  const wanted = expandOf(call.query)
  const props = wanted.flatMap((id) => {
    const value = found.own.props[id]
    return value === undefined || reached.role === 'freeBusyRead' ? [] : [{ id, value }]
  })
  const body = project(event, selected)
  return props.length > 0 ? { ...body, singleValueExtendedProperties: props } : body
}

/** The calendar a call names, which it may see. */
export const calendarOf = (call: Call): Reached => reach(call.state, call.user.email, call.ids[0] ?? null)

/** The calendar of the event a call names. */
export const calendarOfEvent = (call: Call, write: boolean): Reached => {
  const reached = reachEvent(call.state, call.user.email, call.ids[0] ?? null, call.ids[1] ?? '')
  if (write) needWrite(reached)
  return reached
}

const MOST_DAYS = 1825

const rangeOf = ({ query }: Call): Range => {
  const [start, end] = [query.text('startDateTime'), query.text('endDateTime')]
  if (start === null || end === null)
    return badRequest(
      'This request requires a time window specified by the query string parameters StartDateTime and EndDateTime.',
      'ErrorInvalidParameter',
    )
  const range = { from: paramInstant(start), to: paramInstant(end) }
  if (range.from > range.to) badRequest('The end of the window is before its start.', 'ErrorInvalidParameter')
  if (range.to - range.from > MOST_DAYS * 86_400_000)
    badRequest(`Requested duration exceeds ${MOST_DAYS} days.`, 'ErrorCalendarViewRangeTooBig')
  return range
}

const ordered = (call: Call, zone: string, found: readonly Occurrence[]): readonly Occurrence[] => {
  const text = call.query.text('$orderby')
  if (text === null) return found
  const [, property, direction = 'asc'] =
    /^(start|end)\/dateTime(?: (asc|desc))?$/i.exec(text) ?? violate(`$orderby=${text} is not supported.`)
  const key = (one: Occurrence): number =>
    spanOf(one.shared, zone)[property?.toLowerCase() as 'start' | 'end']
  const sign = direction.toLowerCase() === 'asc' ? 1 : -1
  return found.toSorted((a, b) => sign * (key(a) - key(b)))
}

/** `calendarView` has no `$select` of these two (API B). */
const NOT_IN_VIEW = ['createdDateTime', 'lastModifiedDateTime']

const listed = (
  call: Call,
  reached: Reached,
  all: readonly Occurrence[],
  refused: readonly string[],
): Outcome => {
  const { state, query, request, prefer, user } = call
  const zone = calendarZone(state, reached.calendar.id)
  const found = ordered(call, zone, all.filter(filterOf(query)))
  selectOf(query, EVENT_PROPERTIES, refused)
  expandOf(query)
  const { items, nextLink } = pageOf(found, request, query, prefer, state.settings)
  const value = items.map((one) =>
    state.settings.skeletons && one.slot !== null
      ? skeleton(sent(state, one, viewingOf(call, reached)))
      : shown(call, reached, one, refused),
  )
  return {
    body: {
      '@odata.context': `${CONTEXT}#users('${user.id}')/calendarView`,
      value,
      ...(nextLink === null ? {} : { '@odata.nextLink': nextLink }),
    },
  }
}

/** `calendarView`: single events and instances of a span, whole. */
export const listView = (call: Call): Outcome => {
  const reached = calendarOf(call)
  const zone = calendarZone(call.state, reached.calendar.id)
  return listed(
    call,
    reached,
    occurrencesIn(call.state, reached.calendar.id, rangeOf(call), zone),
    NOT_IN_VIEW,
  )
}

/** `events`: single events and series as they are. */
export const listEvents = (call: Call): Outcome => {
  const reached = calendarOf(call)
  return listed(call, reached, eventsOn(call.state, reached.calendar.id), [])
}

/** `instances` of one series. */
export const listInstances = (call: Call): Outcome => {
  const reached = calendarOfEvent(call, false)
  const series = findOccurrence(call.state, call.ids[1] ?? '') ?? notFound()
  if (series.type !== 'seriesMaster') badRequest('The event is not a series.', 'ErrorInvalidRequest')
  const zone = calendarZone(call.state, reached.calendar.id)
  return listed(call, reached, instancesIn(call.state, series, rangeOf(call), zone), NOT_IN_VIEW)
}
