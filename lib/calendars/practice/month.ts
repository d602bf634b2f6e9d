import type { CalendarEvent } from '../../core/event.ts'
import { DAY, HOUR, MINUTE, overlaps, zoned } from '../../core/time.ts'
import { HOME, type Person, type Sketch, toEvent } from './event.ts'
import type { PracticeWords } from './words.ts'

/**
 * The practice month (PRODUCT 10: everything works without an account). It is made of the instant, the zone and the coach’s language
 * alone, so that tests, the demo and a second start on the same minute see the same month.
 */

/** Weeks of every series before and after the week of now. */
const WEEKS_BEFORE = 4
const WEEKS_AFTER = 5

const DANA: Person = { name: 'Dana Reyes' }
const LEE: Person = { name: 'Lee Park' }
const ANA: Person = { name: 'Ana Ruiz' }
const SAM: Person = { name: 'Sam Ito' }
const KIM: Person = { name: 'Kim Novak' }
const PRIYA: Person = { name: 'Priya Shah' }
const NOOR: Person = { name: 'Noor Haddad' }

type Series = {
  readonly id: string
  readonly title: string
  readonly with: readonly Person[]
  /** Where the instance of now's own week stands by the series. */
  readonly anchor: Temporal.ZonedDateTime
  readonly minutes: number
  readonly everyWeeks?: number
  /** What is different about the instance of now's own week. */
  readonly thisWeek?: Partial<Pick<Sketch, 'start' | 'end' | 'with' | 'updated'>>
}

const instanceId = (seriesId: string, start: Temporal.ZonedDateTime): string =>
  `${seriesId}_${start.toInstant().round('second').toString().replaceAll(/[-:]/g, '')}`

/** Instances at the same wall time each week, whatever daylight saving does in between. */
const instancesOf = (series: Series): readonly Sketch[] => {
  const step = series.everyWeeks ?? 1
  const sketches: Sketch[] = []
  for (let week = -WEEKS_BEFORE; week <= WEEKS_AFTER; week += 1) {
    if (week % step !== 0) continue
    const start = series.anchor.add({ weeks: week })
    const originalStart = start.epochMilliseconds
    sketches.push({
      id: instanceId(series.id, start),
      title: series.title,
      with: series.with,
      start: originalStart,
      end: originalStart + series.minutes * MINUTE,
      series: { id: series.id, originalStart },
      updated: originalStart - 60 * DAY,
      ...(week === 0 ? series.thisWeek : {}),
    })
  }
  return sketches
}

/** The sessions that stand around now: one ended six minutes ago, one ends in two, one in about three hours was declined just now. */
const aroundNow = (now: number, zone: string, words: PracticeWords): readonly Sketch[] => {
  const minute = Math.floor(now / MINUTE) * MINUTE
  const ended = minute - 6 * MINUTE
  const began = ended - HOUR
  const usual = zoned(began, zone).round({
    smallestUnit: 'minute',
    roundingIncrement: 30,
    roundingMode: 'floor',
  })
  const later = zoned(minute + 3 * HOUR, zone).round({
    smallestUnit: 'minute',
    roundingIncrement: 30,
    roundingMode: 'ceil',
  })
  return [
    ...instancesOf({
      id: 'dana',
      title: words('coaching', DANA.name),
      with: [DANA],
      anchor: usual,
      minutes: 60,
      thisWeek: { start: began, end: ended, updated: now - 2 * DAY },
    }),
    {
      id: 'checkin',
      title: words('checkIn', SAM.name),
      with: [SAM],
      start: ended,
      end: minute + 2 * MINUTE,
      updated: now - DAY,
    },
    ...instancesOf({
      id: 'lee',
      title: words('coaching', LEE.name),
      with: [LEE],
      anchor: later,
      minutes: 50,
      thisWeek: { with: [{ ...LEE, response: 'declined' }], updated: now - 40 * MINUTE },
    }),
  ]
}

/** The rest of the practice week: a group of three, two more clients, consultations, and a life beside them. */
const theWeek = (now: number, zone: string, words: PracticeWords): readonly Sketch[] => {
  const today = zoned(now, zone).startOfDay()
  const monday = today.subtract({ days: today.dayOfWeek - 1 })
  const at = (day: number, hour: number, minute = 0): Temporal.ZonedDateTime =>
    monday.add({ days: day - 1 }).withPlainTime({ hour, minute })
  const single = (
    id: string,
    title: string,
    start: Temporal.ZonedDateTime,
    minutes: number,
    more?: Partial<Sketch>,
  ): Sketch => ({
    id,
    title,
    start: start.epochMilliseconds,
    end: start.epochMilliseconds + minutes * MINUTE,
    updated: now - 5 * DAY,
    ...more,
  })
  const date = (days: number): string => today.add({ days }).toPlainDate().toString()
  const weekday = (days: number, hour: number, minute = 0): Temporal.ZonedDateTime => {
    const day = today.add({ days })
    const onward = day.dayOfWeek > 5 ? (days < 0 ? -2 : 2) : 0
    return day.add({ days: onward }).withPlainTime({ hour, minute })
  }
  return [
    ...instancesOf({
      id: 'circle',
      title: words('circle'),
      with: [ANA, SAM, KIM],
      anchor: at(4, 12),
      minutes: 90,
    }),
    ...instancesOf({
      id: 'ana',
      title: words('coaching', ANA.name),
      with: [ANA],
      anchor: at(3, 9),
      minutes: 60,
      everyWeeks: 2,
    }),
    ...instancesOf({
      id: 'kim',
      title: words('coaching', KIM.name),
      with: [KIM],
      anchor: at(1, 14),
      minutes: 60,
    }),
    ...instancesOf({ id: 'writing', title: words('writing'), with: [], anchor: at(5, 9), minutes: 120 }).map(
      (sketch) => ({
        ...sketch,
        type: 'focusTime',
      }),
    ),
    single('intropriya', words('intro', PRIYA.name), weekday(-3, 15, 30), 30, {
      with: [PRIYA],
    }),
    single('intronoor', words('intro', NOOR.name), weekday(2, 15, 30), 30, {
      with: [NOOR],
    }),
    single('dentist', words('dentist'), weekday(1, 8, 15), 45),
    single('accounts', words('accounts'), weekday(6, 16), 60),
    {
      id: 'conference',
      title: words('conference'),
      start: date(9),
      end: date(11),
      busy: false,
      updated: now - 30 * DAY,
    },
    {
      id: 'birthday',
      title: words('birthday'),
      calendarId: HOME,
      start: date(4),
      end: date(5),
      busy: false,
      updated: now - 90 * DAY,
    },
    single('dinner', words('dinner'), weekday(1, 19), 150, { calendarId: HOME }),
    ...instancesOf({ id: 'choir', title: words('choir'), with: [], anchor: at(2, 18, 30), minutes: 90 }).map(
      (sketch) => ({
        ...sketch,
        calendarId: HOME,
      }),
    ),
  ]
}

const isInTheWay = (a: Sketch, b: Sketch): boolean =>
  typeof a.start === 'number' &&
  typeof a.end === 'number' &&
  typeof b.start === 'number' &&
  typeof b.end === 'number' &&
  overlaps({ start: a.start, end: a.end }, { start: b.start, end: b.end })

/**
 * Every event of the practice month around `now` (epoch ms) in `zone`: about nine weeks, so that a program has a history and a
 * future. What stands around now wins: anything of the usual week that would overlap is left out, as a coach would have moved it.
 */
export const practiceMonth = (now: number, zone: string, words: PracticeWords): readonly CalendarEvent[] => {
  const placed: Sketch[] = []
  for (const sketch of [...aroundNow(now, zone, words), ...theWeek(now, zone, words)]) {
    if (!placed.some((other) => isInTheWay(sketch, other))) placed.push(sketch)
  }
  return placed.map((sketch) => toEvent(sketch, zone))
}
