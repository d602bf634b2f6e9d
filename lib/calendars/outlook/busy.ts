import { array, looseObject, type output } from 'zod/mini'
import type { Calendar } from '../../core/event.ts'
import { type Failure, retryOf } from '../../core/failure.ts'
import { ok, type Result } from '../../core/result.ts'
import { DAY, type Interval, overlaps } from '../../core/time.ts'
import type { Busy } from '../../ports.ts'
import { collectBusy, type Told } from '../free-busy.ts'
import { readAnswer } from '../read-answer.ts'
import { spanOf } from '../span.ts'
import { instantOf, toWireTime } from '../time.ts'
import { listAll } from './list.ts'
import { eventFromOutlook } from './map.ts'
import type { Send } from './request.ts'
import { schedule } from './wire.ts'

/** The most people and the longest stretch that one `getSchedule` answers for, with some room (the documentation says 20 and 62 days). */
const MOST_PEOPLE = 20
const LONGEST = 60 * DAY

/** What tells whether an event takes time, and nothing of what it is about. */
const TIMES =
  'id,type,start,end,isAllDay,isCancelled,showAs,responseStatus,iCalUId,seriesMasterId,originalStart'

const schedules = looseObject({ value: array(schedule) })

/** What is no stretch of being busy. */
const FREE: readonly unknown[] = ['free', 'workingElsewhere']

const inOrder = (busy: readonly Interval[]): readonly Interval[] => busy.toSorted((a, b) => a.start - b.start)

/** The stretches told of one person; 'unknown' when none were, null when they cannot be read. */
const toldOf = (told: output<typeof schedule> | undefined): Told => {
  if (told === undefined || told.error != null) return 'unknown'
  const busy: Interval[] = []
  for (const { status, start, end } of told.scheduleItems ?? []) {
    // In UTC, as asked for.
    const [from, to] = [instantOf(`${start.dateTime}Z`), instantOf(`${end.dateTime}Z`)]
    if (from === null || to === null) return null
    if (!FREE.includes(status)) busy.push({ start: from, end: to })
  }
  return busy
}

const ask = async (send: Send, people: readonly string[], { start, end }: Interval) => {
  const at = (ms: number) => ({ dateTime: toWireTime(ms).slice(0, 19), timeZone: 'UTC' })
  const body = { schedules: people, startTime: at(start), endTime: at(end), availabilityViewInterval: 60 }
  return readAnswer(await send({ method: 'POST', at: ['me', 'calendar', 'getSchedule'], body }), schedules)
}

/** Free/busy of people, by their addresses. Where it is not to be had (a personal account, another firm), they are unknown. */
const busyOfPeople = (
  send: Send,
  people: readonly string[],
  window: Interval,
): Promise<Result<Busy, Failure>> =>
  collectBusy(people, window, { most: MOST_PEOPLE, longest: LONGEST }, async (some, stretch) => {
    const answer = await ask(send, some, stretch)
    if (!answer.ok) return retryOf(answer.error).when === 'never' ? ok(() => 'unknown') : answer
    const told = new Map(answer.value.value.map((one) => [one.scheduleId.toLowerCase(), one] as const))
    return ok((address) => toldOf(told.get(address.toLowerCase())))
  })

const busyOfCalendar = async (
  send: Send,
  id: string,
  zone: string,
  window: Interval,
): Promise<Result<readonly Interval[], Failure>> => {
  const calendar: Calendar = { ...BARE, id, zone }
  const query = {
    startDateTime: toWireTime(window.start),
    endDateTime: toWireTime(window.end),
    $select: TIMES,
    $top: 1000,
  }
  const busy = await listAll(send, { at: ['me', 'calendars', id, 'calendarView'], query }, (item) => {
    const event = eventFromOutlook(item, calendar)
    const span = event.ok && event.value.busy ? spanOf(event.value, zone) : null
    return span !== null && overlaps(span, window) ? span : null
  })
  return busy.ok ? ok(inOrder(busy.value)) : busy
}

const BARE = {
  key: '',
  accountId: '',
  provider: 'outlook',
  name: '',
  role: 'reader',
  primary: false,
  colour: null,
} as const

/**
 * Busy stretches within `window`. A calendar's own are read off its events, which every sort of account lets one do and which know of a
 * hold at once; those of people, named by their address, are asked for by `getSchedule`.
 */
export const readBusy = async (
  send: Send,
  ids: readonly string[],
  zone: string,
  window: Interval,
): Promise<Result<Busy, Failure>> => {
  const found = new Map<string, readonly Interval[]>()
  const unknown: string[] = []
  const people = ids.filter((id) => id.includes('@'))
  for (const id of ids) {
    if (people.includes(id)) continue
    const busy = await busyOfCalendar(send, id, zone, window)
    if (busy.ok) found.set(id, busy.value)
    else if (busy.error.type === 'not-found' || busy.error.type === 'forbidden') unknown.push(id)
    else return busy
  }
  if (people.length === 0) return ok({ busyByCalendar: found, unknown })
  const theirs = await busyOfPeople(send, people, window)
  if (!theirs.ok) return theirs
  for (const [address, busy] of theirs.value.busyByCalendar) found.set(address, inOrder(busy))
  return ok({ busyByCalendar: found, unknown: [...unknown, ...theirs.value.unknown] })
}
