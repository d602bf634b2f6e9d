import {
  instancesOf,
  isSeriesMaster,
  type Occurrence,
  occurrenceOf,
  overlaps,
  type Range,
} from './occurrence.ts'
import { badRequest } from './refusal.ts'
import { eventsOn, type State, selfAttendee } from './state.ts'
import { formatIn, instantOf, paramInstant } from './time.ts'

type Asked = {
  readonly timeMin?: string
  readonly timeMax?: string
  readonly timeZone?: string
  readonly items?: readonly { readonly id?: string }[]
}

const MOST_CALENDARS = 50

/** Whether an event keeps its owner busy: opaque, not cancelled, not declined. Tentative and private ones do; a working location never. */
const isBusy = ({ calendarId, status, fields }: Occurrence): boolean =>
  status !== 'cancelled' &&
  fields.transparency !== 'transparent' &&
  fields.eventType !== 'workingLocation' &&
  fields.eventType !== 'birthday' &&
  selfAttendee(calendarId, fields.attendees)?.responseStatus !== 'declined'

const occurrencesIn = (state: State, calendarId: string, range: Range): readonly Occurrence[] => {
  const events = eventsOn(state, calendarId)
  return [...events.values()].flatMap((stored) => {
    if (isSeriesMaster(stored)) return instancesOf(state, stored, range)
    if (stored.seriesId !== null && events.has(stored.seriesId)) return [] // came with its series
    const occurrence = occurrenceOf(state, stored)
    return overlaps(state, occurrence, range) ? [occurrence] : []
  })
}

const joined = (
  intervals: readonly (readonly [number, number])[],
): readonly (readonly [number, number])[] => {
  const result: (readonly [number, number])[] = []
  for (const [start, end] of intervals.toSorted((a, b) => a[0] - b[0])) {
    const last = result.at(-1)
    if (last && start <= last[1]) result[result.length - 1] = [last[0], Math.max(last[1], end)]
    else result.push([start, end])
  }
  return result
}

/** The busy times of a calendar, epoch ms, cut to the range, touching ones joined. */
export const busyTimes = (
  state: State,
  calendarId: string,
  range: Range,
): readonly (readonly [number, number])[] => {
  const zone = state.calendars.get(calendarId)?.zone ?? 'UTC'
  return joined(
    occurrencesIn(state, calendarId, range)
      .filter(isBusy)
      .map(({ fields }): readonly [number, number] => [
        Math.max(range.from, instantOf(fields.start ?? {}, zone)),
        Math.min(range.to, instantOf(fields.end ?? {}, zone)),
      ])
      .filter(([start, end]) => start < end),
  )
}

/** `freebusy.query`: errors go by calendar; the answer as a whole succeeds. `resolve` gives the id of a calendar the user may see, or null. */
export const freeBusy = (state: State, asked: Asked, resolve: (id: string) => string | null) => {
  const { timeMin, timeMax, timeZone = 'UTC', items } = asked
  if (timeMin === undefined || timeMax === undefined) return badRequest('Missing time range.', 'timeMin')
  if (items === undefined) return badRequest('Missing items.', 'items')
  const range = { from: paramInstant(timeMin, 'timeMin'), to: paramInstant(timeMax, 'timeMax') }
  if (range.from >= range.to) return badRequest('The specified time range is empty.', 'timeMax')
  const trouble = (reason: string) => ({ errors: [{ domain: 'global', reason }], busy: [] })
  const answer = (id: string, index: number) => {
    if (index >= MOST_CALENDARS) return trouble('tooManyCalendarsRequested')
    const calendarId = resolve(id)
    if (calendarId === null) return trouble('notFound')
    const print = (ms: number): string => formatIn(ms, timeZone)
    return {
      busy: busyTimes(state, calendarId, range).map(([start, end]) => ({
        start: print(start),
        end: print(end),
      })),
    }
  }
  return {
    kind: 'calendar#freeBusy',
    timeMin: formatIn(range.from, timeZone),
    timeMax: formatIn(range.to, timeZone),
    calendars: Object.fromEntries(items.map(({ id = '' }, index) => [id, answer(id, index)])),
  }
}
