import { describe, expect, it } from 'vitest'
import { createOutlookCalendar } from '../../../lib/calendars/outlook/client.ts'
import { MARKS_ID } from '../../../lib/calendars/outlook/marks.ts'
import type { Calendar, EventDraft } from '../../../lib/core/event.ts'
import { DAY, HOUR, MINUTE } from '../../../lib/core/time.ts'
import type { PageRequest } from '../../../lib/ports.ts'

const NOW = Date.UTC(2026, 10, 24, 16, 3)
const BASE = 'https://graph.microsoft.com/v1.0/'
const window = { start: NOW - 60 * DAY, end: NOW + 365 * DAY }

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
}

const wireAt = (id: string, start: number, more: object = {}) => ({
  '@odata.etag': `W/"${id}"`,
  id,
  subject: 'Coaching',
  iCalUId: id,
  type: 'singleInstance',
  start: { dateTime: new Date(start).toISOString().slice(0, -1), timeZone: 'UTC' },
  end: { dateTime: new Date(start + HOUR).toISOString().slice(0, -1), timeZone: 'UTC' },
  originalStartTimeZone: 'Romance Standard Time',
  ...more,
})

type Sent = {
  readonly method: string
  readonly at: string
  readonly query: URLSearchParams
  readonly headers: Headers
  readonly body: unknown
}
type Say = {
  readonly status?: number
  readonly body?: unknown
  readonly text?: string
  readonly headers?: HeadersInit
}

/** Graph as a row of answers; what it was asked is kept. */
const outlookSaying = (...says: Say[]) => {
  const sent: Sent[] = []
  let now = NOW
  const port = createOutlookCalendar({
    fetch: async (input, init) => {
      const url = new URL(String(input))
      sent.push({
        method: init?.method ?? 'GET',
        at: decodeURIComponent(url.pathname).replace('/v1.0/', ''),
        query: url.searchParams,
        headers: new Headers(init?.headers),
        body: init?.body === undefined ? null : JSON.parse(String(init.body)),
      })
      const {
        status = 200,
        body,
        text = body === undefined ? null : JSON.stringify(body),
        headers = {},
      } = says.shift() ?? {}
      return new Response(text, { status, headers })
    },
    token: async () => 'secret',
    accountId: 'outlook:alex',
    now: () => now,
    zone: () => 'Europe/Madrid',
  })
  const request = (more: Partial<PageRequest> = {}) =>
    port.page({ calendar, cursor: null, window, page: null, ...more })
  return { port, sent, says, request, at: (ms: number) => (now = ms) }
}

const error = (code: string) => ({ error: { code, message: 'No', innerError: {} } })

describe('how Graph is asked', () => {
  it('each request says what its answer is relied on to be, and shows the token to Graph alone', async () => {
    const { request, sent } = outlookSaying({ body: { value: [] } })
    await request()
    expect(sent).toHaveLength(1)
    expect(sent[0]?.at).toBe('me/calendars/AAMkCal=/calendarView')
    expect(sent[0]?.headers.get('authorization')).toBe('Bearer secret')
    const prefer = 'IdType="ImmutableId", outlook.timezone="UTC", outlook.body-content-type="text"'
    expect(sent[0]?.headers.get('prefer')).toBe(prefer)
    expect(Object.fromEntries(sent[0]?.query ?? [])).toEqual({
      startDateTime: new Date(window.start).toISOString(),
      endDateTime: new Date(window.end).toISOString(),
      $top: '1000',
      $expand: `singleValueExtendedProperties($filter=id eq '${MARKS_ID}')`,
    })
  })

  it('a refusal is told at once: nothing is tried again by itself', async () => {
    for (const status of [429, 503, 504]) {
      const { request, sent } = outlookSaying({ status, headers: { 'retry-after': '7' }, body: error('x') })
      expect(await request()).toMatchObject({ ok: false, error: { retryAfterMs: 7000 } })
      expect(sent).toHaveLength(1)
    }
  })

  it('without an answer it is offline, without a token the coach has to sign in', async () => {
    const deaf = createOutlookCalendar({
      fetch: () => Promise.reject(new TypeError('x')),
      token: async () => 't',
    })
    expect(await deaf.calendars()).toEqual({ ok: false, error: { type: 'offline' } })
    const mute = createOutlookCalendar({
      fetch: () => Promise.reject(new TypeError('x')),
      token: () => Promise.reject(new Error('x')),
    })
    expect(await mute.calendars()).toEqual({ ok: false, error: { type: 'sign-in-needed' } })
  })
})

describe('reading in stretches', () => {
  const page = (...value: unknown[]) => ({ body: { value } })

  it('the whole first, then what is near at every poll, and the whole again after six hours', async () => {
    const { request, sent, says, at } = outlookSaying(page())
    const first = await request()
    if (!first.ok) throw new Error(first.error.type)
    const { cursor } = first.value
    expect(first.value.snapshotOf).toEqual(window)
    at(NOW + 6 * HOUR - 1)
    says.push(page())
    const near = await request({ cursor })
    expect(near).toMatchObject({ ok: true, value: { cursor } })
    const stretch = { start: NOW + 6 * HOUR - 1 - 2 * DAY, end: NOW + 6 * HOUR - 1 + 14 * DAY }
    expect(near.ok && near.value.snapshotOf).toEqual(stretch)
    expect(sent[1]?.query.get('startDateTime')).toBe(new Date(stretch.start).toISOString())
    at(NOW + 6 * HOUR)
    says.push(page())
    const whole = await request({ cursor })
    expect(whole.ok && whole.value.snapshotOf).toEqual(window)
    expect(whole.ok && whole.value.cursor).not.toBe(cursor)
  })

  it('a clock that was set back puts the whole off for no longer', async () => {
    const { request, at, says } = outlookSaying(page())
    const first = await request()
    at(NOW - MINUTE)
    says.push(page())
    const second = await request({ cursor: first.ok ? first.value.cursor : null })
    expect(second.ok && second.value.snapshotOf).toEqual(window)
  })

  it('only the last of its pages says what stretch was told', async () => {
    const link = `${BASE}me/calendars/AAMkCal=/calendarView?startDateTime=x&%24skiptoken=a%2Bb`
    const { request, sent, says } = outlookSaying({
      body: { value: [wireAt('a', NOW)], '@odata.nextLink': link },
    })
    const first = await request()
    if (!first.ok) throw new Error(first.error.type)
    expect(first.value).toMatchObject({ cursor: null, snapshotOf: null })
    says.push(page(wireAt('b', NOW)))
    const second = await request({ page: first.value.nextPage })
    expect(second).toMatchObject({
      ok: true,
      value: { nextPage: null, snapshotOf: window, events: [{ id: 'b' }] },
    })
    expect(sent[1]?.query.get('$skiptoken')).toBe('a+b')
  })

  it.each([
    ['elsewhere', 'https://evil.example/v1.0/me'],
    ['Graph’s name in front', 'https://graph.microsoft.com.evil.example/v1.0/me'],
  ])('the token goes nowhere else, whatever is named as the next page: %s', async (_, link) => {
    const { request, sent } = outlookSaying({ body: { value: [], '@odata.nextLink': link } })
    expect(await request()).toMatchObject({ ok: false, error: { type: 'malformed' } })
    expect(await request({ page: `whole 1 ${link}` })).toMatchObject({
      ok: false,
      error: { type: 'malformed' },
    })
    expect(sent).toHaveLength(1)
  })

  it.each([
    ['cut off', { text: '{"value":[{"id":"a"},{"i' }],
    ['without its list', { body: {} }],
    ['a list that is none', { body: { value: {} } }],
    ['a log-in page', { text: '<html>Welcome to the hotel</html>' }],
    ['nothing', {}],
  ])('E52 a page that is %s fails as a whole, so that nothing follows from it', async (_, say) => {
    const { request } = outlookSaying(say)
    expect(await request()).toMatchObject({ ok: false, error: { type: 'malformed' } })
  })

  it('E52 a skeleton is skipped and named, so that it is not taken for gone; the rest comes', async () => {
    const skeleton = {
      id: 's',
      type: 'occurrence',
      seriesMasterId: 'm',
      start: wireAt('s', NOW).start,
      end: wireAt('s', NOW).end,
    }
    const { request } = outlookSaying(page(skeleton, wireAt('a', NOW)))
    const read = await request()
    expect(read.ok && read.value.malformed).toEqual([
      { type: 'malformed-event', id: 's', detail: 'a skeleton' },
    ])
    expect(read.ok && read.value.events.map(({ id }) => id)).toEqual(['a'])
  })

  it('a zone that nobody knows is said once, and its events come', async () => {
    const moon = { originalStartTimeZone: 'Moon Standard Time' }
    const { request } = outlookSaying(page(wireAt('a', NOW, moon), wireAt('b', NOW, moon)))
    const read = await request()
    expect(read.ok && read.value.remarks).toEqual(['unknown zone: Moon Standard Time'])
    expect(read.ok && read.value.events.map(({ zone }) => zone)).toEqual(['Europe/Madrid', 'Europe/Madrid'])
  })
})

describe('writing', () => {
  const draft: EventDraft = {
    id: 'abcdef0123456789',
    title: 'Hold',
    description: '',
    start: NOW + DAY,
    end: NOW + DAY + HOUR,
    zone: 'Europe/Madrid',
    status: 'tentative',
    private: true,
    attendees: [],
    marks: { aw: '1', 'aw1.h': "p'1:0" },
  }
  const marked = (value: string) => ({ singleValueExtendedProperties: [{ id: MARKS_ID, value }] })

  it.each([400, 409])(
    'E48 a draft made before, answered %i, is a duplicate and is found by its marks',
    async (status) => {
      const { port, sent } = outlookSaying(
        { status, body: error('ErrorDuplicateTransactionId') },
        { body: { value: [wireAt('AAMkHold=', draft.start, marked(JSON.stringify(draft.marks)))] } },
      )
      expect(await port.insert(calendar, draft)).toEqual({ ok: false, error: { type: 'duplicate' } })
      expect(sent[0]?.body).toMatchObject({ transactionId: draft.id })
      expect(await port.made(calendar, draft)).toMatchObject({
        ok: true,
        value: { id: 'AAMkHold=', marks: draft.marks },
      })
      expect(sent[1]?.query.get('$filter')).toBe(
        `singleValueExtendedProperties/any(ep: ep/id eq '${MARKS_ID}' and ep/value eq '{"aw":"1","aw1.h":"p''1:0"}')`,
      )
    },
  )

  it('a change to some marks keeps the others, under the etag it was made from', async () => {
    const there = wireAt('AAMk=', NOW, marked('{"aw":"1","aw1.q":"x=open"}'))
    const { port, sent } = outlookSaying({ body: there }, { body: { ...there, '@odata.etag': 'W/"2"' } })
    const done = await port.patch(calendar, 'AAMk=', { marks: { 'aw1.p': 'v', 'aw1.q': null } }, 'W/"AAMk="')
    expect(done).toMatchObject({ ok: true, value: { etag: 'W/"2"', marks: { aw: '1', 'aw1.p': 'v' } } })
    expect(sent.map(({ method, at }) => [method, at])).toEqual([
      ['GET', 'me/events/AAMk='],
      ['PATCH', 'me/events/AAMk='],
    ])
    expect(sent[1]?.headers.get('if-match')).toBe('W/"AAMk="')
    expect(sent[1]?.body).toEqual(marked('{"aw":"1","aw1.p":"v"}'))
  })

  it('the category of an outcome goes with the marks, in one request', async () => {
    const there = wireAt('AAMk=', NOW, marked('{"aw":"1"}'))
    const { port, sent } = outlookSaying({ body: there }, { body: there })
    const categories = ['VIP', 'Afterward: Completed']
    const marks = { 'aw1.k': 'Afterward: Completed' }
    await port.patch(calendar, 'AAMk=', { categories, marks }, null)
    expect(sent.map(({ method }) => method)).toEqual(['GET', 'PATCH'])
    expect(sent[1]?.body).toEqual({
      categories,
      ...marked('{"aw":"1","aw1.k":"Afterward: Completed"}'),
    })
  })

  it('taking everything back writes an empty text', async () => {
    const there = wireAt('AAMk=', NOW, marked('{"aw":"1"}'))
    const { port, sent } = outlookSaying({ body: there }, { body: there })
    expect(await port.patch(calendar, 'AAMk=', { marks: { aw: null } }, null)).toMatchObject({
      ok: true,
      value: { marks: {} },
    })
    expect(sent[1]?.body).toEqual(marked(''))
  })

  it('E51 a version that was not told about is not written over', async () => {
    const { port, sent } = outlookSaying({ body: wireAt('AAMk=', NOW) })
    const changed = { ok: false, error: { type: 'changed' } }
    expect(await port.patch(calendar, 'AAMk=', { title: 'x' }, 'W/"older"')).toEqual(changed)
    expect(sent).toHaveLength(1)
    const later = outlookSaying(
      { body: wireAt('AAMk=', NOW) },
      { status: 412, body: error('ErrorIrresolvableConflict') },
    )
    expect(await later.port.patch(calendar, 'AAMk=', { title: 'x' }, null)).toEqual(changed)
  })

  it('E48 a removal that got through although its answer was lost is done', async () => {
    const gone = { status: 404, body: error('ErrorItemNotFound') }
    const { port } = outlookSaying({ status: 412, body: error('ErrorIrresolvableConflict') }, gone, gone)
    expect(await port.remove(calendar, 'AAMk=', 'W/"1"')).toEqual({ ok: true, value: null })
    expect(await port.remove(calendar, 'AAMk=', 'W/"1"')).toEqual({ ok: true, value: null })
  })

  it('marks that might be cut are not sent', async () => {
    const { port, sent } = outlookSaying()
    const long = { ...draft, marks: { aw: '1', 'aw1.p': 'v'.repeat(40_000) } }
    expect(await port.insert(calendar, long)).toMatchObject({ error: { reason: 'mark-too-long' } })
    expect(sent).toEqual([])
  })
})

describe('busy times', () => {
  it('of people are asked for; where they are not to be had, as with a personal account, they are unknown', async () => {
    const item = (status: string, from: string, to: string) => ({
      status,
      start: { dateTime: from, timeZone: 'UTC' },
      end: { dateTime: to, timeZone: 'UTC' },
    })
    const stretch = { start: NOW, end: NOW + DAY }
    const work = outlookSaying({
      body: {
        value: [
          {
            scheduleId: 'Dana@client.example',
            scheduleItems: [
              item('tentative', '2026-11-25T10:00:00.0000000', '2026-11-25T11:00:00.0000000'),
              item('busy', '2026-11-25T08:00:00.0000000', '2026-11-25T09:00:00.0000000'),
              item('free', '2026-11-25T12:00:00.0000000', '2026-11-25T13:00:00.0000000'),
            ],
          },
          { scheduleId: 'noor@client.example', error: { responseCode: 'ErrorMailRecipientNotFound' } },
        ],
      },
    })
    const people = ['dana@client.example', 'noor@client.example']
    const told = await work.port.busy(people, stretch)
    expect(told.ok && [...told.value.busyByCalendar]).toEqual([
      [
        'dana@client.example',
        [
          { start: Date.UTC(2026, 10, 25, 8), end: Date.UTC(2026, 10, 25, 9) },
          { start: Date.UTC(2026, 10, 25, 10), end: Date.UTC(2026, 10, 25, 11) },
        ],
      ],
    ])
    expect(told.ok && told.value.unknown).toEqual(['noor@client.example'])
    const personal = outlookSaying({ status: 403, body: error('ErrorAccessDenied') })
    const none = await personal.port.busy(people, stretch)
    expect(none.ok && [none.value.busyByCalendar.size, none.value.unknown]).toEqual([0, people])
  })
})

describe('the list of calendars', () => {
  it('knows the coach’s own from those of others, and which may be written to', async () => {
    const owner = (address: string) => ({ owner: { name: 'x', address } })
    const { port } = outlookSaying({
      body: {
        value: [
          {
            id: 'a',
            name: 'Calendar',
            isDefaultCalendar: true,
            canEdit: true,
            hexColor: '',
            ...owner('Alex@coachwell.example'),
          },
          { id: 'b', name: 'Side', canEdit: true, hexColor: '#a1b2c3', ...owner('alex@coachwell.example') },
          { id: 'c', name: 'Boss', canEdit: true, ...owner('boss@corp.example') },
          { id: 'd', name: null, canEdit: false, ...owner('team@corp.example') },
          { name: 'no id' },
        ],
      },
    })
    const listed = await port.calendars()
    expect(
      listed.ok &&
        listed.value.map(({ id, name, role, primary, colour, zone }) => [
          id,
          name,
          role,
          primary,
          colour,
          zone,
        ]),
    ).toEqual([
      ['a', 'Calendar', 'owner', true, null, 'Europe/Madrid'],
      ['b', 'Side', 'owner', false, '#a1b2c3', 'Europe/Madrid'],
      ['c', 'Boss', 'writer', false, null, 'Europe/Madrid'],
      ['d', 'd', 'reader', false, null, 'Europe/Madrid'],
    ])
  })
})
