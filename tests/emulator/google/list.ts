import { readSyncToken, syncToken } from './cursor.ts'
import { isWanted } from './filter.ts'
import { checkList, NO_TOKEN, sameText } from './list-params.ts'
import {
  calendarZone,
  EVER,
  findOccurrence,
  instancesOf,
  isSeriesMaster,
  type Occurrence,
  occurrenceOf,
  overlaps,
  type Range,
} from './occurrence.ts'
import { type Placed, pageOf } from './paging.ts'
import type { Params } from './params.ts'
import { badRequest, notFound } from './refusal.ts'
import { type CalendarRecord, eventsOn, type State } from './state.ts'
import { formatUtc, instantOf } from './time.ts'
import { sent, skeleton, type Viewing } from './view.ts'
import type { Role, Sent } from './wire.ts'

const rangeOf = (params: Params): Range => {
  const from = params.time('timeMin') ?? EVER.from
  const to = params.time('timeMax') ?? EVER.to
  if (from >= to) badRequest('The specified time range is empty.', 'timeMax')
  return { from, to }
}

/** Everything on a calendar that changed after `since`, as whole series or single events. */
const candidates = (
  state: State,
  calendarId: string,
  single: boolean,
  range: Range,
  since: number,
): Occurrence[] => {
  const found: Occurrence[] = []
  for (const stored of eventsOn(state, calendarId).values()) {
    const isMaster = isSeriesMaster(stored)
    if (single && isMaster) {
      const instances = stored.revision > since ? instancesOf(state, stored, range) : []
      for (const instance of instances) found.push(instance)
      continue
    }
    const series = stored.seriesId === null ? undefined : eventsOn(state, calendarId).get(stored.seriesId)
    const comesWithSeries =
      single && series !== undefined && isSeriesMaster(series) && series.revision > since
    if (comesWithSeries || (!single && stored.lost) || stored.revision <= since) continue
    const occurrence = occurrenceOf(state, stored)
    if (isMaster ? instancesOf(state, stored, range).length > 0 : overlaps(state, occurrence, range))
      found.push(occurrence)
  }
  return found
}

/** Deleted events come in a sync, on demand, or since `updatedMin`; cancelled instances also wherever series come whole (API A). */
const isShown = ({ status, seriesId, lost }: Occurrence, params: Params, isSync: boolean): boolean => {
  if (status !== 'cancelled') return true
  if (isSync || params.flag('showDeleted')) return true
  if (params.has('updatedMin')) return true
  return !params.flag('singleEvents') && seriesId !== null && !lost
}

const keyOf = (state: State, occurrence: Occurrence, order: string | undefined): number => {
  const { start } = occurrence.fields
  if (order === 'startTime') return start ? instantOf(start, calendarZone(state, occurrence.calendarId)) : 0
  return order === 'updated' ? occurrence.updated : occurrence.revision
}

const envelope = (state: State, calendar: CalendarRecord, role: Role, revision: number) => ({
  kind: 'calendar#events',
  etag: `"p${revision}"`,
  summary: calendar.name,
  description: calendar.description ?? '',
  updated: formatUtc(state.now()),
  timeZone: calendar.zone,
  accessRole: role,
  defaultReminders: role === 'owner' ? [{ method: 'popup', minutes: 10 }] : [],
})

const viewingOf = (params: Params, role: Role): Viewing => ({
  role,
  zone: params.text('timeZone'),
  maxAttendees: params.int('maxAttendees'),
})

/** `events.list`: a full listing, a bounded one, or what changed since a sync token; the token of the next comes with the last page. */
export const listEvents = (
  state: State,
  calendar: CalendarRecord,
  role: Role,
  params: Params,
  query: URLSearchParams,
) => {
  checkList(state, params)
  const token = params.text('syncToken')
  const same = sameText(params)
  const since = token === undefined ? 0 : readSyncToken(state, calendar.id, token, same)
  const single = params.flag('singleEvents')
  const placed = candidates(state, calendar.id, single, rangeOf(params), since)
    .filter((one) => isShown(one, params, token !== undefined) && isWanted(one, params))
    .map(
      (item): Placed<Occurrence> => ({ key: keyOf(state, item, params.text('orderBy')), id: item.id, item }),
    )
  const page = pageOf(state, calendar.id, placed, params, query, 250)
  const viewing = viewingOf(params, role)
  const items = page.items.map(
    (one): Sent =>
      one.status === 'cancelled' && token !== undefined
        ? skeleton(one, viewing.zone ?? calendar.zone)
        : sent(state, one, viewing),
  )
  const isLast = page.nextPageToken === undefined && !NO_TOKEN.some((name) => params.has(name))
  return {
    ...envelope(state, calendar, role, page.revision),
    ...(page.nextPageToken ? { nextPageToken: page.nextPageToken } : {}),
    ...(isLast ? { nextSyncToken: syncToken(state, calendar.id, page.revision, same) } : {}),
    items,
  }
}

/** `events.instances`: the instances of one series. */
export const listInstances = (
  state: State,
  calendar: CalendarRecord,
  role: Role,
  id: string,
  params: Params,
  query: URLSearchParams,
) => {
  const series = eventsOn(state, calendar.id).get(id)
  if (!series)
    return findOccurrence(state, calendar.id, id) ? badRequest('Not a recurring event.') : notFound()
  const original = params.time('originalStart')
  const all = isSeriesMaster(series)
    ? instancesOf(state, series, rangeOf(params))
    : [occurrenceOf(state, series)]
  const placed = all
    .filter(({ status, lost }) => (status !== 'cancelled' || params.flag('showDeleted')) && !lost)
    .filter(
      (one) =>
        original === undefined || (one.original && instantOf(one.original, calendar.zone) === original),
    )
    .map((item): Placed<Occurrence> => ({ key: keyOf(state, item, 'startTime'), id: item.id, item }))
  const page = pageOf(state, calendar.id, placed, params, query, 250)
  return {
    ...envelope(state, calendar, role, page.revision),
    ...(page.nextPageToken ? { nextPageToken: page.nextPageToken } : {}),
    items: page.items.map((one) => sent(state, one, viewingOf(params, role))),
  }
}
