import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { draftToOutlook, patchToOutlook } from '../../../lib/calendars/outlook/body.ts'
import { textOfHtml } from '../../../lib/calendars/outlook/html.ts'
import { eventFromOutlook, unknownZoneOf } from '../../../lib/calendars/outlook/map.ts'
import {
  changedMarks,
  decodeMarks,
  encodeMarks,
  MARKS_ID,
  marksFit,
} from '../../../lib/calendars/outlook/marks.ts'
import type { Calendar } from '../../../lib/core/event.ts'

const calendar: Calendar = {
  key: 'outlook:alex/AAMkCal=',
  id: 'AAMkCal=',
  accountId: 'outlook:alex',
  provider: 'outlook',
  name: 'Calendar',
  zone: 'Europe/Madrid',
  role: 'owner',
  primary: true,
  colour: null,
  owner: 'alex@coachwell.example',
}

type Row = { readonly name: string; readonly wire: unknown; readonly event: Record<string, unknown> }
type BadRow = {
  readonly name: string
  readonly wire: unknown
  readonly id: string | null
  readonly detail: string
}

/** Frozen answers: what is expected of them may only be added to. */
const fixture = <T>(name: string): readonly T[] =>
  JSON.parse(readFileSync(new URL(`../../fixtures/outlook/${name}.json`, import.meta.url), 'utf8'))

const read = (wire: unknown) => {
  const event = eventFromOutlook(wire, calendar)
  if (!event.ok) throw new Error(`${event.error.id}: ${event.error.detail}`)
  return event.value
}

const whole = () => fixture<Row>('events')[0]?.wire as Readonly<Record<string, unknown>>

describe('an event of Outlook', () => {
  it.each(fixture<Row>('events'))('$name', ({ wire, event }) => {
    expect(read(wire)).toMatchObject(event)
  })

  it('is read whole: no field is forgotten, none invented', () => {
    const [first] = fixture<Row>('events')
    expect(read(first?.wire)).toEqual(first?.event)
  })

  it.each(fixture<BadRow>('malformed'))('E52 is refused with the reason: $name', ({ wire, id, detail }) => {
    expect(eventFromOutlook(wire, calendar)).toEqual({
      ok: false,
      error: { type: 'malformed-event', id, detail },
    })
  })

  it('says so when nobody knows its zone', () => {
    expect(unknownZoneOf({ ...whole(), originalStartTimeZone: 'Moon Standard Time' })).toBe(
      'Moon Standard Time',
    )
    expect(unknownZoneOf(whole())).toBeNull()
    expect(unknownZoneOf('x')).toBeNull()
  })
})

/** Every field an event may have, each with anything in it: much likelier to get past the first checks than any JSON. */
const almostAnEvent = () => {
  const time = fc.oneof(
    fc.jsonValue(),
    fc.record({
      dateTime: fc.oneof(fc.jsonValue(), fc.constant('2026-11-24T10:00:00.0000000')),
      timeZone: fc.oneof(fc.jsonValue(), fc.constant('UTC')),
    }),
  )
  const any = Object.fromEntries(Object.keys(whole()).map((name) => [name, fc.jsonValue()]))
  return fc.record(
    {
      ...any,
      id: fc.string({ minLength: 1 }),
      type: fc.constantFrom('singleInstance', 'occurrence', 7),
      isAllDay: fc.boolean(),
      start: time,
      end: time,
      attendees: fc.constantFrom([], null),
    },
    { requiredKeys: [] },
  )
}

describe('whatever arrives', () => {
  it('E52 never throws: it is an event or a reason', () => {
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), almostAnEvent()), (wire) => {
        const event = eventFromOutlook(wire, calendar)
        if (!event.ok) expect(event.error.detail).not.toBe('')
        else {
          const { start, end } = event.value
          expect(typeof start).toBe(typeof end)
          if (typeof start === 'number' && typeof end === 'number') expect(end).toBeGreaterThanOrEqual(start)
        }
      }),
      { numRuns: 2000 },
    )
  })

  it.each([
    '<style'.repeat(15_000),
    '<!--'.repeat(20_000),
    '<a href="https:'.repeat(5_000),
    '&#'.repeat(40_000),
    ' \n'.repeat(40_000),
  ])('E54 a body made to be slow to read is read in no time (%#)', (content) => {
    const began = performance.now()
    textOfHtml(content)
    expect(performance.now() - began).toBeLessThan(500)
  })

  it('E54 the text of HTML has no markup left that could be any', () => {
    expect(textOfHtml('a <b>c')).toBe('a c')
    expect(textOfHtml('1 < 2 <b')).toBe('1')
    expect(textOfHtml('&lt;script&gt;x &bogus; &#0; &#x41;')).toBe('<script>x &bogus; &#0; A')
  })
})

describe('the marks in one property', () => {
  const marks = fc.dictionary(fc.stringMatching(/^aw1\.[a-z0-9]{1,10}$/), fc.string(), { maxKeys: 6 })

  it('come back as they were written, whatever their order', () => {
    fc.assert(
      fc.property(marks, (before) => {
        const value = encodeMarks(before)
        expect(decodeMarks([{ id: MARKS_ID, value }])).toEqual(before)
        expect(encodeMarks(Object.fromEntries(Object.entries(before).reverse()))).toBe(value)
      }),
    )
  })

  it('change one by one; the last one gone leaves an empty text', () => {
    expect(changedMarks({ aw: '1', 'aw1.h': 'p:0' }, { 'aw1.h': null, 'aw1.m': 'k' })).toEqual({
      aw: '1',
      'aw1.m': 'k',
    })
    expect(encodeMarks(changedMarks({ aw: '1' }, { aw: null }))).toBe('')
  })

  it('are not sent when they could be cut', () => {
    expect(marksFit({ 'aw1.p': 'v'.repeat(1024) })).toBe(true)
    expect(marksFit({ 'aw1.p': 'v'.repeat(30_000) })).toBe(false)
  })
})

describe('what we write', () => {
  const draft = {
    id: 'abcdef',
    title: 'Hold',
    description: '',
    start: Date.UTC(2026, 10, 24, 9),
    end: Date.UTC(2026, 10, 24, 10),
    zone: 'Europe/Madrid',
    status: 'tentative',
    private: true,
    attendees: [],
    marks: { aw: '1' },
  } as const

  it('a hold is tentative, private, without anybody, once for its id', () => {
    expect(draftToOutlook(draft)).toEqual({
      transactionId: 'abcdef',
      subject: 'Hold',
      start: { dateTime: '2026-11-24T10:00:00', timeZone: 'W. Europe Standard Time' },
      end: { dateTime: '2026-11-24T11:00:00', timeZone: 'W. Europe Standard Time' },
      showAs: 'tentative',
      sensitivity: 'private',
      singleValueExtendedProperties: [{ id: MARKS_ID, value: '{"aw":"1"}' }],
    })
  })

  it('is in UTC where Windows knows no zone with the same clock', () => {
    const { start, end } = draftToOutlook({ ...draft, zone: 'Antarctica/Troll' })
    expect([start, end]).toEqual([
      { dateTime: '2026-11-24T09:00:00', timeZone: 'UTC' },
      { dateTime: '2026-11-24T10:00:00', timeZone: 'UTC' },
    ])
  })

  it('a patch names what changes and nothing else', () => {
    expect(patchToOutlook({}, {}, null)).toEqual({})
    expect(patchToOutlook({ private: false, status: 'confirmed' }, {}, {})).toEqual({
      sensitivity: 'normal',
      showAs: 'busy',
      singleValueExtendedProperties: [{ id: MARKS_ID, value: '' }],
    })
  })

  it('E51 who is invited already stays as they are', () => {
    const optional = { type: 'optional', emailAddress: { address: 'Sam@client.example', name: 'Sam' } }
    const attendees = [
      { email: 'sam@client.example', name: 'Samuel' },
      { email: 'dana@client.example', name: null },
    ]
    const before = { attendees: [{ ...optional, status: { response: 'accepted' } }] }
    expect(patchToOutlook({ attendees }, before, null)).toEqual({
      attendees: [optional, { type: 'required', emailAddress: { address: 'dana@client.example' } }],
    })
  })
})
