import { afterEach, describe, expect, it } from 'vitest'
import { clockWords } from '../../components/clock-words.ts'
import {
  dayHeading,
  duration,
  longDate,
  monthName,
  number,
  plainDate,
  relativeTime,
  shortDate,
  timeOf,
  timeRange,
  weekdayRange,
  weekdayTime,
  zoneName,
} from '../../components/format.ts'
import { DAY, HOUR, MINUTE } from '../../lib/core/time.ts'
import en from '../../public/_locales/en/messages.json' with { type: 'json' }
import es from '../../public/_locales/es/messages.json' with { type: 'json' }
import { useCatalogue } from '../helpers/catalogue.ts'

const at = (text: string): number => Temporal.Instant.from(text).epochMilliseconds
/** Tuesday 24 November 2026, 10:00 in Madrid. */
const ten = at('2026-11-24T09:00:00Z')
const madrid = 'Europe/Madrid'
const session = { start: ten, end: ten + HOUR }

let restore = (): void => undefined
const speak = (language: 'en' | 'es', locale: string) => {
  restore()
  restore = useCatalogue({ en, es }[language], locale)
}
afterEach(() => restore())

/** `Intl` joins with several sorts of space and dash; what matters here is what is read. */
const read = (text: string) => text.replace(/\s+/gu, ' ').replace(/ ?[–-] ?/gu, '–')

describe.each<['en' | 'es', string, Record<string, string>]>([
  [
    'en',
    'en-GB',
    {
      time: '10:00',
      range: '10:00–11:00',
      week: 'Tue 10:00–11:00',
      day: 'Tue 24 Nov',
      long: 'Tuesday 24 November',
      ago: '4 min ago',
      yesterday: 'Yesterday',
      length: '1 hr, 30 mins',
      month: 'September',
      date: '24 Nov 2026',
      number: '12,345',
    },
  ],
  [
    'en',
    'en-US',
    {
      time: '10:00 AM',
      range: '10:00–11:00 AM',
      week: 'Tue 10:00–11:00 AM',
      day: 'Tue, Nov 24',
      long: 'Tuesday, November 24',
      ago: '4 min. ago',
      yesterday: 'Yesterday',
      length: '1 hr, 30 min',
      month: 'September',
      date: 'Nov 24, 2026',
      number: '12,345',
    },
  ],
  [
    'es',
    'es-ES',
    {
      time: '10:00',
      range: '10:00–11:00',
      week: 'mar 10:00–11:00',
      day: 'mar, 24 nov',
      long: 'martes, 24 de noviembre',
      ago: 'hace 4 min',
      yesterday: 'Ayer',
      length: '1 h y 30 min',
      month: 'septiembre',
      date: '24 nov 2026',
      number: '12.345',
    },
  ],
])('in %s, as people write in %s', (language, locale, written) => {
  it('times, dates, lengths and numbers', () => {
    speak(language, locale)
    expect({
      time: read(timeOf(ten, madrid)),
      range: read(timeRange(session, madrid)),
      week: read(weekdayRange(session, madrid)),
      day: shortDate(ten, ten, madrid),
      long: longDate(ten, ten, madrid),
      ago: relativeTime(ten - 4 * MINUTE - 59_000, ten, madrid),
      yesterday: dayHeading(ten - DAY, ten, madrid),
      length: duration(90 * MINUTE),
      month: monthName('2026-09', ten, madrid),
      date: plainDate('2026-11-24'),
      number: number(12_345),
    }).toEqual(written)
  })
})

it.each([
  ['en', 'en-GB', madrid, 'Central European Time, Madrid'],
  ['en', 'en-US', 'Pacific/Noumea', 'New Caledonia Standard Time, Noumea'],
  ['es', 'es', madrid, 'hora de Europa central, Madrid'],
  ['es', 'es-MX', 'Pacific/Noumea', 'hora estándar de Nueva Caledonia, Noumea'],
  // The words around it are English: so is its name.
  ['en', 'fr', 'America/Argentina/Buenos_Aires', 'Argentina Standard Time, Buenos Aires'],
  ['en', 'en-GB', 'Asia/Kathmandu', 'Nepal Time, Kathmandu'],
  ['en', 'en-GB', 'UTC', 'Coordinated Universal Time'],
  ['en', 'en-GB', 'Etc/GMT+5', 'GMT-05:00'],
] as const)('E22 a zone has a name for people, %s in %s: %s', (language, locale, zone, words) => {
  speak(language, locale)
  expect(read(zoneName(zone, ten)).replace('GMT–', 'GMT-')).toBe(words)
})

it('E22 a session is shown in the zone that is asked for', () => {
  speak('en', 'en-GB')
  expect(weekdayTime(at('2026-11-24T23:30:00Z'), 'UTC')).toBe('Tue 23:30')
  expect(weekdayTime(at('2026-11-24T23:30:00Z'), madrid)).toBe('Wed 00:30')
})

it.each([
  [HOUR, 'This computer’s clock is 1 hr behind.'],
  [-HOUR, 'This computer’s clock is 1 hr ahead.'],
])('E25 a clock that is wrong by an hour is told so: %i', (offset, words) => {
  speak('en', 'en-GB')
  expect(read(clockWords(offset))).toBe(words)
})

it('E26 a session that spans midnight names the day of its end', () => {
  speak('en', 'en-GB')
  const start = at('2026-11-24T22:00:00Z')
  expect(read(timeRange({ start, end: start + 2 * HOUR }, madrid))).toBe('23:00–Wed 01:00')
})

it('another year is named', () => {
  speak('en', 'en-GB')
  expect(shortDate(ten, at('2027-01-02T00:00:00Z'), madrid)).toBe('Tue, 24 Nov 2026')
  expect(longDate(ten, at('2027-01-02T00:00:00Z'), madrid)).toBe('Tuesday, 24 November 2026')
  expect(monthName('2025-09', ten, madrid)).toBe('September 2025')
})

it.each<[number, string]>([
  [0, 'now'],
  [59_000, 'now'],
  [-59_000, 'just now'],
  [-MINUTE, '1 min ago'],
  [-59 * MINUTE, '59 min ago'],
  [-19 * HOUR - 59 * MINUTE, '19 hr ago'],
  [2 * HOUR, 'in 2 hr'],
  [-DAY, 'yesterday'],
  [-3 * DAY, '3 days ago'],
])('%i ms away is "%s"', (away, text) => {
  speak('en', 'en-GB')
  expect(relativeTime(ten + away, ten, madrid)).toBe(text)
})

it('days are named in full, in Spanish too', () => {
  speak('es', 'es-ES')
  expect(relativeTime(ten - 3 * DAY, ten, madrid)).toBe('hace 3 días')
})

it('days are told by the calendar, not by 24 hours', () => {
  speak('en', 'en-GB')
  const late = at('2026-11-24T22:30:00Z')
  expect(dayHeading(late + HOUR, late, madrid)).toBe('Tomorrow')
  expect(dayHeading(late, late, madrid)).toBe('Today')
  expect(dayHeading(late - 2 * DAY, late, madrid)).toBe('Sunday 22 November')
})

it('a browser in another language keeps its dates, but not phrases within English sentences', () => {
  speak('en', 'fr-FR')
  expect(shortDate(ten, ten, madrid)).toBe('mar. 24 nov.')
  expect(relativeTime(ten - 4 * MINUTE, ten, madrid)).toBe('4 min. ago')
})

it.each<[number, string]>([
  [0, '0 mins'],
  [50 * MINUTE, '50 mins'],
  [24 * HOUR, '24 hrs'],
  [52 * HOUR, '2 days, 4 hrs'],
  [-5, '0 mins'],
])('%i ms last "%s"', (ms, text) => {
  speak('en', 'en-GB')
  expect(duration(ms)).toBe(text)
})
