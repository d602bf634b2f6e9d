import { type Calendar, type CalendarEvent, isTimed } from '../../core/event.ts'
import type { Failure } from '../../core/failure.ts'
import { err, ok, type Result } from '../../core/result.ts'
import { DAY, type Interval } from '../../core/time.ts'
import type { Busy } from '../../ports.ts'
import { eventFromGoogle } from './map.ts'
import { readAnswer, type Send } from './request.ts'
import { createZoneReader, instantOf, toWireTime } from './time.ts'
import { eventsPage, type FreeBusy, freeBusy, MASK } from './wire.ts'

/** The most that one `freebusy.query` answers for (API A). */
const MOST_CALENDARS = 50

/** A longer stretch may be refused as `timeRangeTooLong`; the limit is not documented [unconfirmed against live Google]. */
const LONGEST = 60 * DAY

const readZone = createZoneReader()

const slicesOf = <T>(items: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  )

const stretchesOf = ({ start, end }: Interval): readonly Interval[] =>
  Array.from({ length: Math.ceil((end - start) / LONGEST) }, (_, index) => ({
    start: start + index * LONGEST,
    end: Math.min(end, start + (index + 1) * LONGEST),
  }))

/** The stretches of one calendar; 'unknown' when it gave none, null when they cannot be read. */
const toldOf = (told: FreeBusy['calendars'][string] | undefined): readonly Interval[] | 'unknown' | null => {
  if (told === undefined || (told.errors?.length ?? 0) > 0) return 'unknown'
  const busy: Interval[] = []
  for (const stretch of told.busy ?? []) {
    const [start, end] = [instantOf(stretch.start), instantOf(stretch.end)]
    if (start === null || end === null) return null
    busy.push({ start, end })
  }
  return busy
}

const query = async (
  send: Send,
  ids: readonly string[],
  { start, end }: Interval,
): Promise<Result<FreeBusy, Failure>> => {
  const body = { timeMin: toWireTime(start), timeMax: toWireTime(end), items: ids.map((id) => ({ id })) }
  return readAnswer(
    await send({ method: 'POST', path: ['freeBusy'], query: { fields: MASK.freeBusy }, body }),
    freeBusy,
  )
}

/** Busy stretches by `freebusy.query`, at most 50 calendars and 60 days a request. */
export const busyByQuery = async (
  send: Send,
  calendarIds: readonly string[],
  window: Interval,
): Promise<Result<Busy, Failure>> => {
  const found = new Map<string, Interval[]>(calendarIds.map((id) => [id, []]))
  const unknown = new Set<string>()
  for (const stretch of stretchesOf(window)) {
    for (const ids of slicesOf(calendarIds, MOST_CALENDARS)) {
      const read = await query(send, ids, stretch)
      if (!read.ok) return read
      for (const id of ids) {
        const busy = toldOf(read.value.calendars[id])
        if (busy === null) return err({ type: 'malformed', detail: 'busy: a time that is none' })
        if (busy === 'unknown') unknown.add(id)
        else found.get(id)?.push(...busy)
      }
    }
  }
  for (const id of unknown) found.delete(id)
  return ok({ busyByCalendar: found, unknown: [...unknown] })
}

const spanOf = (event: CalendarEvent, zone: string): Interval | null => {
  if (isTimed({ ...event, iCalUid: '' })) return { start: Number(event.start), end: Number(event.end) }
  if (typeof event.start !== 'string' || typeof event.end !== 'string') return null
  const at = (date: string) => Temporal.PlainDate.from(date).toZonedDateTime(zone).epochMilliseconds
  return { start: at(event.start), end: at(event.end) }
}

const busyOfCalendar = async (
  send: Send,
  id: string,
  window: Interval,
): Promise<Result<readonly Interval[], Failure>> => {
  const busy: Interval[] = []
  let page: string | null = null
  do {
    const answer = await send({
      method: 'GET',
      path: ['calendars', id, 'events'],
      query: {
        singleEvents: true,
        maxResults: 2500,
        maxAttendees: 1,
        timeMin: toWireTime(window.start),
        timeMax: toWireTime(window.end),
        fields:
          'timeZone,nextPageToken,items(id,status,start,end,transparency,eventType,attendees(email,responseStatus,self))',
        ...(page === null ? {} : { pageToken: page }),
      },
    })
    const read = readAnswer(answer, eventsPage)
    if (!read.ok) return read
    const zone = readZone(read.value.timeZone, 'UTC')
    const calendar: Calendar = { ...BARE, id, zone }
    for (const item of read.value.items ?? []) {
      const event = eventFromGoogle(item, calendar)
      const span =
        event.ok && event.value.busy && event.value.type !== 'workingLocation'
          ? spanOf(event.value, zone)
          : null
      if (span !== null) busy.push(span)
    }
    page = read.value.nextPageToken ?? null
  } while (page !== null)
  return ok(busy)
}

const BARE = {
  key: '',
  accountId: '',
  provider: 'google',
  name: '',
  role: 'reader',
  primary: false,
  colour: null,
} as const

/** The same read off the events themselves, for a sign-in that may only read: it has no scope for free/busy (API A). */
export const busyByEvents = async (
  send: Send,
  calendarIds: readonly string[],
  window: Interval,
): Promise<Result<Busy, Failure>> => {
  const found = new Map<string, readonly Interval[]>()
  const unknown: string[] = []
  for (const id of calendarIds) {
    const busy = await busyOfCalendar(send, id, window)
    if (busy.ok) found.set(id, busy.value)
    else if (busy.error.type === 'not-found' || busy.error.type === 'forbidden') unknown.push(id)
    else return busy
  }
  return ok({ busyByCalendar: found, unknown })
}
