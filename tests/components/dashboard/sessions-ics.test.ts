import fc from 'fast-check'
import ICAL from 'ical.js'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sessionsIcs } from '../../../components/dashboard/sessions-ics.ts'
import { HOUR } from '../../../lib/core/time.ts'
import type { ExportedPlace, ExportedSession } from '../../../lib/core/view/calendar-file.ts'
import en from '../../../public/_locales/en/messages.json' with { type: 'json' }
import { useCatalogue } from '../../helpers/catalogue.ts'

let leave: () => void
beforeEach(() => {
  leave = useCatalogue(en)
})
afterEach(() => leave())

const NOW = Date.UTC(2026, 10, 23, 9)

const place = (over: Partial<ExportedPlace> = {}): ExportedPlace => ({
  state: 'completed',
  code: 'occurred',
  counts: true,
  ...over,
})

const noShow = place({ state: 'didnt-occur', code: 'client-no-show' })

const session = (over: Partial<ExportedSession> = {}): ExportedSession => ({
  key: 'uid-1|-',
  title: 'Coaching: Dana Reyes',
  start: NOW - HOUR,
  end: NOW,
  private: false,
  kind: 'paid',
  off: false,
  places: [place()],
  ...over,
})

const write = (sessions: readonly ExportedSession[], titles = true): string =>
  sessionsIcs(
    sessions.map((session) => ({ session, uid: `uid of ${session.key}` })),
    { titles, now: NOW },
  )

const read = (text: string) =>
  new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((event) => {
    const text = (name: string) => event.getFirstPropertyValue(name) as string | null
    const instant = (name: string) => (event.getFirstPropertyValue(name) as ICAL.Time).toJSDate().getTime()
    return {
      uid: text('uid'),
      title: text('summary'),
      says: text('description'),
      status: text('status'),
      class: text('class'),
      start: instant('dtstart'),
      end: instant('dtend'),
    }
  })

const told = (over: Partial<ExportedSession>) => read(write([session(over)]))[0]?.says

/** Lines as RFC 5545 counts them: ended by CRLF alone. */
const linesOf = (text: string) => text.split('\r\n')
const octets = (line: string) => new TextEncoder().encode(line).length

describe('the sessions as a calendar file', () => {
  it('is one that any calendar reads, times in UTC', () => {
    expect(linesOf(write([session()]))).toEqual([
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Afterward//Sessions//EN',
      'CALSCALE:GREGORIAN',
      'BEGIN:VEVENT',
      'UID:uid of uid-1|-',
      'DTSTAMP:20261123T090000Z',
      'DTSTART:20261123T080000Z',
      'DTEND:20261123T090000Z',
      'SUMMARY:Coaching: Dana Reyes',
      'DESCRIPTION:Completed · Counts\\nPaid',
      'STATUS:CONFIRMED',
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ])
  })

  it('is a calendar, too, when there is nothing in it', () => {
    expect(read(write([]))).toEqual([])
  })

  it.each([
    [
      'an answer and what it came to',
      { places: [noShow] },
      'Didn’t occur: Client did not show up · Counts\nPaid',
    ],
    [
      'nothing yet of what is to come',
      { places: [place({ state: 'upcoming', code: null, counts: false })] },
      'Paid',
    ],
    [
      'that it waits',
      { places: [place({ state: 'unanswered', code: null, counts: false })] },
      'Unanswered\nPaid',
    ],
    [
      'a cancelation once',
      { places: [place({ state: 'canceled-in-time', code: 'canceled-in-time', counts: false })] },
      'Canceled in time\nPaid',
    ],
    ['no kind that nobody said', { kind: null }, 'Completed · Counts'],
  ] as const)('says in words %s', (_, over, words) => {
    expect(told(over)).toBe(words)
  })

  it('E15 of a group it tells how many, and nobody’s name', () => {
    expect(told({ places: [place(), place(), noShow] })).toBe(
      'Completed · Counts (2)\nDidn’t occur: Client did not show up · Counts (1)\nPaid',
    )
  })

  it('what is off is cancelled, what is private stays so', () => {
    const [event] = read(write([session({ off: true, private: true })]))
    expect([event?.status, event?.class]).toEqual(['CANCELLED', 'PRIVATE'])
  })

  it('names nobody where the coach wants no titles, and has a word where there is none', () => {
    expect(write([session()], false)).not.toContain('Dana')
    expect(read(write([session()], false))[0]?.title).toBe('Coaching session')
    expect(read(write([session({ title: ' \n ' })]))[0]?.title).toBe('Coaching session')
  })

  it.each([
    [
      'a line of its own',
      'x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:y',
      'x END:VEVENT BEGIN:VEVENT SUMMARY:y',
    ],
    ['a bare carriage return', 'x\rATTACH:http://evil.example', 'x ATTACH:http://evil.example'],
    ['the line breaks of Unicode', 'x\u2028END:VEVENT\u2029y\u0085z', 'x END:VEVENT y z'],
    ['what separates and escapes', 'a;b,c\\n"d":e', 'a;b,c\\n"d":e'],
    ['control characters', 'a\u0000b\u001bc\u007f', 'a b c'],
    ['half a character', 'a\ud83d', 'a\ufffd'],
  ])('E54 %s in a title is text', (_, title, shown) => {
    const text = write([session({ title })])
    expect(read(text).map((event) => event.title)).toEqual([shown])
    expect(
      text.split(/[\r\n\u0085\u2028\u2029]+/).filter((line) => line.startsWith('END:VEVENT')),
    ).toHaveLength(1)
  })

  it('E54 folds a long line within a character’s bounds', () => {
    const title = '🎉é漢'.repeat(60)
    const text = write([session({ title })])
    expect(read(text)[0]?.title).toBe(title)
    expect(Math.max(...linesOf(text).map(octets))).toBeLessThanOrEqual(75)
  })

  it('E54 whatever titles say, each comes back as it was and nothing else comes of it', () => {
    const anything = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({
        unit: fc.constantFrom('\r', '\n', '\\', ';', ',', ':', '"', ' ', '\t', 'n', 'N', '漢', '🎉'),
      }),
    )
    const one = fc.record({
      title: anything,
      start: fc.integer({ min: 0, max: 4_000_000_000 }),
      minutes: fc.integer({ min: 1, max: 1440 }),
      off: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(one, { maxLength: 4 }), (all) => {
        const sessions = all.map(({ title, start, minutes, off }, index) =>
          session({ key: `${index}|-`, title, off, start: start * 1000, end: (start + minutes * 60) * 1000 }),
        )
        const text = write(sessions)
        const plain = (title: string) =>
          title
            .toWellFormed()
            .replace(/[\s\p{Cc}]+/gu, ' ')
            .trim()
        expect(read(text)).toEqual(
          sessions.map(({ key, title, start, end, off }) => ({
            uid: `uid of ${key}`,
            title: plain(title) || 'Coaching session',
            says: 'Completed · Counts\nPaid',
            status: off ? 'CANCELLED' : 'CONFIRMED',
            class: null,
            start,
            end,
          })),
        )
        // Nothing but CRLF ends a line, and none is longer than a reader must take.
        expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
        expect(Math.max(...linesOf(text).map(octets))).toBeLessThanOrEqual(75)
      }),
      { numRuns: 50 },
    )
  })
})
