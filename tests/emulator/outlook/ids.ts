import type { Seeded } from '../seeded.ts'

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const END = 'AAA='

/** Immutable ids as Exchange makes them: long, opaque, with a `=` at the end that has to be encoded in an address. */
export const eventId = (seeded: Seeded): string => `AAkALg${seeded.text(90, LETTERS)}${END}`
export const calendarId = (seeded: Seeded): string => `AQMkAD${seeded.text(70, LETTERS)}${END}`

const hex = (seeded: Seeded, length: number): string => seeded.text(length, '0123456789abcdef')
/** A GUID. */
export const guid = (seeded: Seeded): string =>
  `${hex(seeded, 8)}-${hex(seeded, 4)}-4${hex(seeded, 3)}-8${hex(seeded, 3)}-${hex(seeded, 12)}`

/** The id of the instance that stands for a date (`yyyy-mm-dd`) in a series. */
export const instanceId = (seriesId: string, date: string): string =>
  `${seriesId.slice(0, -END.length)}O${date.replaceAll('-', '')}A=`

/** The series and date that an instance's id names, or null for any other id. */
export const instanceOf = (id: string): { readonly seriesId: string; readonly date: string } | null => {
  const [, stem, year, month, day] = /^(.+)O(\d{4})(\d\d)(\d\d)A=$/.exec(id) ?? []
  return stem === undefined ? null : { seriesId: `${stem}${END}`, date: `${year}-${month}-${day}` }
}
