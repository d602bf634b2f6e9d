import type { Calendar } from '../../core/event.ts'
import type { Failure } from '../../core/failure.ts'
import { ok, type Result } from '../../core/result.ts'
import { DAY, type Interval } from '../../core/time.ts'
import type { Busy } from '../../ports.ts'
import { collectBusy, type Told } from '../free-busy.ts'
import { readAnswer } from '../read-answer.ts'
import { spanOf } from '../span.ts'
import { createZoneReader, instantOf, toWireTime } from '../time.ts'
import { eventFromGoogle } from './map.ts'
import type { Send } from './request.ts'
import { eventsPage, type FreeBusy, freeBusy, MASK } from './wire.ts'

/** The most that one `freebusy.query` answers for (API A). */
const MOST_CALENDARS = 50

/** A longer stretch may be refused as `timeRangeTooLong`; the limit is not documented [unconfirmed against live Google]. */
const LONGEST = 60 * DAY

const readZone = createZoneReader()

/** The stretches of one calendar; 'unknown' when it gave none, null when they cannot be read. */
const toldOf = (told: FreeBusy['calendars'][string] | undefined): Told => {
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
export const busyByQuery = (
  send: Send,
  calendarIds: readonly string[],
  window: Interval,
): Promise<Result<Busy, Failure>> =>
  collectBusy(calendarIds, window, { most: MOST_CALENDARS, longest: LONGEST }, async (ids, stretch) => {
    const read = await query(send, ids, stretch)
    return read.ok ? ok((id) => toldOf(read.value.calendars[id])) : read
  })

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
