import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { draftToGoogle, marksFit, patchToGoogle } from '../../../lib/calendars/google/body.ts'
import { eventFromGoogle } from '../../../lib/calendars/google/map.ts'
import type { Calendar } from '../../../lib/core/event.ts'

const calendar: Calendar = {
  key: 'google:alex/alex@coachwell.example',
  id: 'alex@coachwell.example',
  accountId: 'google:alex',
  provider: 'google',
  name: 'Alex',
  zone: 'Europe/Madrid',
  role: 'owner',
  primary: true,
  colour: null,
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
  JSON.parse(readFileSync(new URL(`../../fixtures/google/${name}.json`, import.meta.url), 'utf8'))

const read = (wire: unknown) => {
  const event = eventFromGoogle(wire, calendar)
  if (!event.ok) throw new Error(`${event.error.id}: ${event.error.detail}`)
  return event.value
}

describe('an event of Google', () => {
  it.each(fixture<Row>('events'))('$name', ({ wire, event }) => {
    expect(read(wire)).toMatchObject(event)
  })

  it('is read whole: no field is forgotten, none invented', () => {
    const [first] = fixture<Row>('events')
    expect(read(first?.wire)).toEqual(first?.event)
  })

  it('keeps rooms apart from people, and takes an unknown answer for none', () => {
    const named = (name: string) => fixture<Row>('events').find((row) => row.name === name)?.wire
    expect(read(named('a room with an address of its own')).attendees[1]).toMatchObject({ resource: true })
    expect(read(named('an answer that is new')).attendees[0]).toMatchObject({ response: 'needs-action' })
  })
})

describe('E52 a malformed event is refused with the reason', () => {
  it.each(fixture<BadRow>('malformed'))('E52 $name', ({ wire, id, detail }) => {
    expect(eventFromGoogle(wire, calendar)).toEqual({
      ok: false,
      error: { type: 'malformed-event', id, detail },
    })
  })
})

describe('E54 hostile text is text', () => {
  it.each(fixture<Row>('hostile'))('E54 $name', ({ wire, event }) => {
    expect(read(wire)).toMatchObject(event)
    expect(Object.getPrototypeOf(read(wire))).toBe(Object.prototype)
    expect({}).not.toHaveProperty('polluted')
  })

  it('E54 a description made to be slow to search is searched in no time', () => {
    const description = `https://${'a.'.repeat(200_000)} ${'https://zoom.us'.repeat(20_000)}`
    const began = performance.now()
    expect(
      read({ ...(fixture<Row>('events')[0]?.wire as object), hangoutLink: null, description }).joinLink,
    ).toBeNull()
    expect(performance.now() - began).toBeLessThan(1000)
  })
})

/** Every field an event may have, each with anything in it: much likelier to get past the first checks than any JSON. */
const almostAnEvent = () => {
  const fields = Object.keys(fixture<Row>('events')[0]?.wire as object)
  const more = [
    'attendees',
    'recurringEventId',
    'originalStartTime',
    'extendedProperties',
    'conferenceData',
    'location',
  ]
  const time = fc.oneof(
    fc.jsonValue(),
    fc.record({
      dateTime: fc.oneof(fc.jsonValue(), fc.constant('2026-11-24T10:00:00')),
      timeZone: fc.jsonValue(),
    }),
    fc.record({ date: fc.oneof(fc.jsonValue(), fc.constant('2026-11-24')) }),
  )
  const any = Object.fromEntries([...fields, ...more].map((name) => [name, fc.jsonValue()]))
  return fc.record(
    {
      ...any,
      id: fc.string({ minLength: 1 }),
      status: fc.constantFrom('confirmed', 'cancelled', 7),
      start: time,
      end: time,
    },
    { requiredKeys: [] },
  )
}

describe('whatever arrives', () => {
  it('E52 never throws: it is an event or a reason', () => {
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), almostAnEvent()), (wire) => {
        const event = eventFromGoogle(wire, calendar)
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

  it('reads an instant as the same instant, whatever its offset', () => {
    const zones = ['Europe/Madrid', 'America/St_Johns', 'Asia/Kathmandu', 'Pacific/Apia', 'UTC']
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_102_444_800 }), fc.constantFrom(...zones), (seconds, zone) => {
        const at = Temporal.Instant.fromEpochMilliseconds(seconds * 1000)
        const dateTime = at.toZonedDateTimeISO(zone).toString({ timeZoneName: 'never', offset: 'auto' })
        const event = read({ id: 'x', start: { dateTime, timeZone: zone }, end: { dateTime } })
        expect(event).toMatchObject({ start: seconds * 1000, zone })
      }),
    )
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

  it('a hold is tentative, private, without anybody, under our own id alone', () => {
    expect(draftToGoogle(draft)).toEqual({
      id: 'abcdef',
      summary: 'Hold',
      start: { dateTime: '2026-11-24T09:00:00.000Z', timeZone: 'Europe/Madrid' },
      end: { dateTime: '2026-11-24T10:00:00.000Z', timeZone: 'Europe/Madrid' },
      status: 'tentative',
      visibility: 'private',
      extendedProperties: { private: { aw: '1' } },
    })
  })

  it('a patch names what changes and nothing else', () => {
    expect(patchToGoogle({})).toEqual({})
    expect(patchToGoogle({ marks: { aw: null } })).toEqual({ extendedProperties: { private: { aw: null } } })
    expect(patchToGoogle({ private: false, attendees: [{ email: 'a@b.example', name: null }] })).toEqual({
      visibility: 'default',
      attendees: [{ email: 'a@b.example' }],
    })
  })

  it.each([
    [{ ['k'.repeat(44)]: 'v'.repeat(1024) }, true],
    [{ ['k'.repeat(45)]: 'v' }, false],
    [{ k: 'v'.repeat(1025) }, false],
    [{ k: null }, true],
  ])('never sends a mark that Google would spoil in silence (%#)', (marks, fits) => {
    expect(marksFit(marks)).toBe(fits)
  })
})
