import fc from 'fast-check'
import { expect, it } from 'vitest'
import { book, type LedgerEntry } from '../../lib/core/ledger.ts'
import { MARKS, type Reported, reportsOf } from '../../lib/core/view/reports.ts'
import { DANA, headFor, LEE } from '../helpers/books.ts'

const at = (day: string): number => Date.parse(`${day}T22:30:00Z`)

const said = {
  came: { occurred: true },
  noShow: { occurred: false, reason: 'client-no-show' },
  sick: { occurred: false, reason: 'client-emergency' },
} as const

/** The ledger after these answers, in turn, about one participant of one session. */
const entriesFor = (
  key: string,
  start: number,
  answers: readonly (keyof typeof said)[],
  zone = 'UTC',
  participant = DANA,
): readonly LedgerEntry[] => {
  const subject = { sessionKey: key, participant, address: null, sessionStart: start, zone }
  const entries: LedgerEntry[] = []
  for (const [index, word] of answers.entries()) {
    entries.push(
      ...book(headFor(`${key}${participant}${index}`, said[word]), entries, subject, start + index),
    )
  }
  return entries
}

const reported = (
  entries: readonly LedgerEntry[],
  client: string | null = 'Dana',
  minutes = 60,
): Reported[] => entries.map((entry) => ({ entry, client, minutes }))

it('a month is that of the session in its own zone, and months without any stand between', () => {
  const { months, minutes } = reportsOf([
    ...reported(entriesFor('a', at('2026-08-31'), ['came'], 'Europe/Vienna')),
    ...reported(entriesFor('b', at('2026-11-02'), ['noShow'], 'UTC')),
  ])
  expect(months.map(({ key, total }) => [key, total])).toEqual([
    ['2026-09', 1],
    ['2026-10', 0],
    ['2026-11', 1],
  ])
  expect([...minutes]).toEqual([
    ['2026-09', 60],
    ['2026-10', 0],
    ['2026-11', 0],
  ])
})

it('E26 a weekday is that of the session’s start in its own zone', () => {
  // Late on a Monday in London it is Tuesday in Vienna.
  const on = (zone: string) =>
    reportsOf(reported(entriesFor('a', at('2026-08-31'), ['came'], zone))).weekdays.find(
      ({ total }) => total > 0,
    )
  expect([on('Europe/London')?.key, on('Europe/Vienna')?.key]).toEqual([1, 2])
})

it('E23 E37 an answer that was changed is told once, as it now stands', () => {
  const { reasons, months } = reportsOf(reported(entriesFor('a', at('2026-11-02'), ['noShow', 'sick'])))
  expect(reasons).toMatchObject([{ key: 'client-emergency', total: 1 }])
  expect(months[0]?.counts).toMatchObject({ 'didnt-occur': 0, 'to-reschedule': 1 })
})

it('E15 a group session is one outcome for each client, and its minutes count once', () => {
  const { minutes, clients } = reportsOf([
    ...reported(entriesFor('a', at('2026-11-02'), ['came']), 'Dana', 50),
    ...reported(entriesFor('a', at('2026-11-02'), ['came'], 'UTC', LEE), 'Lee', 60),
  ])
  expect(minutes.get('2026-11')).toBe(60)
  expect(clients.map(({ key, total }) => [key, total])).toEqual([
    ['Dana', 1],
    ['Lee', 1],
  ])
})

it('E15 E17 is one outcome for one client at two places of a session, and the minutes of the longer', () => {
  const places = (client: string | null) => [
    ...reported(entriesFor('a', at('2026-11-02'), ['noShow']), client, 50),
    ...reported(entriesFor('a', at('2026-11-02'), ['came'], 'UTC', LEE), client, 40),
    ...reported(entriesFor('a', at('2026-11-02'), ['came'], 'UTC', 'third'), client, 60),
  ]
  const told = (client: string | null) => {
    const { months, weekdays, clients, reasons, minutes } = reportsOf(places(client))
    const sum = (bars: readonly { readonly total: number }[]) =>
      bars.reduce((all, { total }) => all + total, 0)
    return [sum(months), sum(weekdays), sum(clients), sum(reasons), minutes.get('2026-11')]
  }
  expect(told('Dana')).toEqual([1, 1, 1, 0, 60])
  // Who is nobody's client is not known to be one person.
  expect(told(null)).toEqual([3, 3, 3, 1, 60])
})

it('whatever was answered, every way of telling it adds up to the same', () => {
  const words = fc.array(fc.constantFrom('came', 'noShow', 'sick'), { minLength: 1, maxLength: 4 })
  const sessions = fc.array(fc.tuple(fc.integer({ min: 0, max: 900 }), words), { maxLength: 12 })
  fc.assert(
    fc.property(sessions, (list) => {
      const view = reportsOf(
        list.flatMap(([day, answers], index) =>
          reported(
            entriesFor(`s${index}`, at('2026-01-01') + day * 86_400_000, answers as never),
            `c${index % 3}`,
          ),
        ),
      )
      const sum = (bars: readonly { readonly total: number }[]) =>
        bars.reduce((all, { total }) => all + total, 0)
      const came = MARKS.slice(0, 1).flatMap((mark) => view.months.map(({ counts }) => counts[mark]))
      expect(sum(view.months)).toBe(list.length)
      expect(sum(view.weekdays)).toBe(list.length)
      expect(sum(view.clients)).toBe(list.length)
      expect(sum(view.reasons) + came.reduce((all, count) => all + count, 0)).toBe(list.length)
    }),
  )
})
