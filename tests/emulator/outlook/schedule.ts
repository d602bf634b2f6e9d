import { NEEDED } from './access.ts'
import { CONTEXT } from './list.ts'
import { type Occurrence, occurrencesIn, type Range } from './occurrence.ts'
import { badRequest, denied } from './refusal.ts'
import { type Call, path, type Route } from './route.ts'
import { SCHEDULE_SHAPE } from './schema.ts'
import { defaultCalendar } from './state.ts'
import { momentOf, spanOf, wallTime } from './time.ts'
import type { ShowAs, WireTime } from './wire.ts'
import { windowsZone } from './zones.ts'

const DIGITS: Readonly<Record<ShowAs, string>> = {
  free: '0',
  tentative: '1',
  busy: '2',
  oof: '3',
  workingElsewhere: '4',
  unknown: '0',
}
const MOST_DAYS = 62
const MOST_MAILBOXES = 20
const MINUTE = 60_000

type Item = {
  readonly status: ShowAs
  readonly start: number
  readonly end: number
  readonly isPrivate: boolean
}

const itemOf = ({ own, shared }: Occurrence, zone: string): Item => ({
  status: own.showAs,
  ...spanOf(shared, zone),
  isPrivate: shared.sensitivity === 'private',
})

/** One digit for each interval: the busiest thing that touches it. */
const availability = (items: readonly Item[], { from, to }: Range, minutes: number): string => {
  const step = minutes * MINUTE
  const digits = Array.from({ length: Math.ceil((to - from) / step) }, (_, index) => {
    const [start, end] = [from + index * step, from + (index + 1) * step]
    const touching = items.filter((item) => item.start < end && item.end > start)
    return (
      touching
        .map(({ status }) => DIGITS[status])
        .toSorted()
        .at(-1) ?? '0'
    )
  })
  return digits.join('')
}

const scheduleOf = (call: Call, address: string, range: Range, minutes: number) => {
  const { state, prefer } = call
  const user = state.users.get(address.toLowerCase())
  const calendar = defaultCalendar(state, address)
  if (!user || !calendar || user.kind === 'personal') {
    const message = `Mailbox for ${address} was not found.`
    return { scheduleId: address, error: { message, responseCode: 'ErrorMailRecipientNotFound' } }
  }
  const found = occurrencesIn(state, calendar.id, range, user.zone).filter(({ cancelled }) => !cancelled)
  const items = found.map((one) => itemOf(one, user.zone))
  const time = (ms: number): WireTime => ({
    dateTime: wallTime(ms, prefer.zone?.iana ?? 'UTC'),
    timeZone: prefer.zone?.name ?? 'UTC',
  })
  return {
    scheduleId: address,
    availabilityView: availability(items, range, minutes),
    scheduleItems: items.map(({ status, start, end, isPrivate }) => ({
      status,
      isPrivate,
      start: time(start),
      end: time(end),
    })),
    workingHours: {
      daysOfWeek: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
      startTime: '08:00:00.0000000',
      endTime: '17:00:00.0000000',
      timeZone: { name: windowsZone(user.zone) },
    },
  }
}

/** `getSchedule`: when people of one's own organisation are busy. Personal accounts have no such method (API B). */
export const scheduleRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: path('/calendar/getSchedule'),
    scopes: NEEDED.readEvents,
    query: [],
    body: SCHEDULE_SHAPE,
    relies: () => ['zone'],
    run: (call) => {
      if (call.user.kind === 'personal') return denied()
      const body = call.body as {
        schedules?: readonly string[]
        startTime?: WireTime
        endTime?: WireTime
        availabilityViewInterval?: number
      }
      const { schedules = [], startTime, endTime, availabilityViewInterval: minutes = 30 } = body
      if (!startTime || !endTime) return badRequest('A time window is required.', 'ErrorInvalidParameter')
      const range = { from: momentOf(startTime, false, null).ms, to: momentOf(endTime, false, null).ms }
      const isTooLong = range.to - range.from > MOST_DAYS * 1440 * MINUTE
      if (range.from >= range.to || isTooLong)
        return badRequest('The requested time duration is not valid.', 'ErrorInvalidTimeInterval')
      if (minutes < 5 || minutes > 1440)
        return badRequest('The merged free/busy interval is not valid.', 'ErrorInvalidMergedFreeBusyInterval')
      if (schedules.length === 0 || schedules.length > MOST_MAILBOXES)
        return badRequest('The number of mailboxes is not valid.', 'ErrorInvalidParameter')
      return {
        body: {
          '@odata.context': `${CONTEXT}#Collection(microsoft.graph.scheduleInformation)`,
          value: schedules.map((address) => scheduleOf(call, address, range, minutes)),
        },
      }
    },
  },
]
