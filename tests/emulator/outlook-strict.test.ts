import { describe, expect, it } from 'vitest'
import { createEmulator } from './emulator.ts'
import { createGraphCaller, graphHour, PREFER, viewOf } from './outlook-caller.ts'

const COACH = 'alex@coachwell.example'
const WEEK = ['2026-11-23T00:00:00Z', '2026-11-30T00:00:00Z'] as const
const VIEW = viewOf(...WEEK)

const start = (scopes?: readonly string[]) => {
  const emulator = createEmulator({ outlookMailboxes: [{ email: COACH }] })
  return { emulator, outlook: emulator.outlook, call: createGraphCaller(emulator, COACH, scopes) }
}

describe('what no correct client sends to Graph is an error and a violation', () => {
  const hour = graphHour('2026-11-24T10:00')
  it.each([
    ['an unknown parameter', 'GET', `${VIEW}&foo=1`, undefined, {}],
    ['a parameter twice', 'GET', `${VIEW}&$top=1&$top=2`, undefined, {}],
    ['a property there is not', 'GET', `${VIEW}&$select=summary`, undefined, {}],
    ['a property a view cannot select', 'GET', `${VIEW}&$select=lastModifiedDateTime`, undefined, {}],
    ['an expansion without a filter', 'GET', `${VIEW}&$expand=singleValueExtendedProperties`, undefined, {}],
    ['a filter Graph does not take', 'GET', `${VIEW}&$filter=subject eq 'x'`, undefined, {}],
    ['an unknown field', 'POST', '/me/events', { ...hour, colour: 'red' }, {}],
    ['a field of the server', 'POST', '/me/events', { ...hour, iCalUId: 'x' }, {}],
    ['a wrong type', 'POST', '/me/events', { ...hour, subject: 7 }, {}],
    ['a status there is not', 'POST', '/me/events', { ...hour, showAs: 'maybe' }, {}],
    ['a transactionId in a change', 'PATCH', '/me/events/x', { transactionId: 't' }, {}],
    ['JSON that is said to be text', 'POST', '/me/events', hour, { 'content-type': 'text/plain' }],
    ['a body where none belongs', 'DELETE', '/me/events/x', {}, {}],
    ['If-Match where it means nothing', 'GET', VIEW, undefined, { 'if-match': 'W/"x"' }],
    ['a cookie', 'GET', VIEW, undefined, { cookie: 'SID=1' }],
    ['a preference there is not', 'GET', VIEW, undefined, { prefer: `${PREFER}, odata.colour="red"` }],
    [
      'more than 20 in a batch',
      'POST',
      '/$batch',
      { requests: Array(21).fill({ id: '1', method: 'GET', url: '/me' }) },
      {},
    ],
  ] as const)('%s', async (_, method, path, body, headers) => {
    const { emulator, call } = start()
    expect((await call(method, path, body, headers)).status).toBe(400)
    expect(emulator.violations).toHaveLength(1)
    expect(emulator.outlook.events(COACH, 'default')).toEqual([])
  })

  it.each([
    ['a view', 'GET', VIEW, 3],
    ['a view without bodies', 'GET', `${VIEW}&$select=subject,start`, 2],
    ['calendars', 'GET', '/me/calendars', 1],
  ] as const)('%s asked for without the preferences it relies on', async (_, method, path, needed) => {
    const { emulator, call } = start()
    const all = PREFER.split(', ')
    for (const missing of all.slice(0, needed)) {
      const prefer = all.filter((one) => one !== missing).join(', ')
      expect((await call(method, path, undefined, { prefer })).status).toBe(400)
    }
    expect(emulator.violations).toHaveLength(needed)
    expect((await call(method, path, undefined, { prefer: all.slice(0, needed).join(',') })).status).toBe(200)
  })

  it('an address the emulator does not know, delta among them', async () => {
    const { emulator, call } = start()
    expect((await call('GET', '/me/calendarView/delta?startDateTime=x')).status).toBe(501)
    expect((await call('GET', '/me/messages')).status).toBe(501)
    expect(emulator.violations).toHaveLength(2)
  })

  it('a call beyond what the token was granted', async () => {
    const { emulator, call } = start(['Calendars.Read'])
    expect((await call('GET', VIEW)).status).toBe(200)
    const write = await call('POST', '/me/events', graphHour('2026-11-24T10:00'))
    expect([write.status, write.json.error.code]).toEqual([403, 'ErrorAccessDenied'])
    expect((await call('GET', '/me/outlook/masterCategories')).status).toBe(403)
    expect(emulator.violations).toHaveLength(2)
  })
})

describe('what may happen to any client of Graph is an error and no violation', () => {
  it.each([
    [
      'a window without an end',
      'GET',
      '/me/calendarView?startDateTime=2026-11-23T00:00:00Z',
      'ErrorInvalidParameter',
    ],
    [
      'a window of six years',
      'GET',
      viewOf('2020-01-01', '2026-01-01').replaceAll('-01&', '-01T00:00:00Z&'),
      'ErrorInvalidParameter',
    ],
    ['a page of more than a thousand', 'GET', `${VIEW}&$top=1001`, 'ErrorInvalidUrlQuery'],
    ['an event that is not there', 'GET', '/me/events/nowhere', 'ErrorItemNotFound'],
    ['a calendar that is not there', 'GET', '/me/calendars/nowhere', 'ErrorItemNotFound'],
  ] as const)('%s', async (_, method, path, code) => {
    const { emulator, call } = start()
    expect((await call(method, path)).json.error.code).toBe(code)
    expect(emulator.violations).toEqual([])
  })

  it.each([
    [
      'a zone nobody knows',
      { start: { dateTime: '2026-11-24T10:00:00', timeZone: 'Moon Time' } },
      'TimeZoneNotSupportedException',
    ],
    [
      'a time with an offset',
      { start: { dateTime: '2026-11-24T10:00:00Z', timeZone: 'UTC' } },
      'ErrorInvalidParameter',
    ],
    [
      'an end before the start',
      { start: graphHour('2026-11-25T10:00').start },
      'ErrorCalendarEndDateIsEarlierThanStartDate',
    ],
    ['an all-day event that begins at noon', { isAllDay: true }, 'ErrorInvalidRequest'],
    [
      'a guest without an address',
      { attendees: [{ emailAddress: { name: 'Dana' } }] },
      'ErrorInvalidRecipients',
    ],
    [
      'a property with a wrong id',
      { singleValueExtendedProperties: [{ id: 'aw', value: '1' }] },
      'ErrorInvalidProperty',
    ],
  ])('%s', async (_, change, code) => {
    const { emulator, call } = start()
    const { status, json } = await call('POST', '/me/events', { ...graphHour('2026-11-24T10:00'), ...change })
    expect([status, json.error.code]).toEqual([400, code])
    expect(emulator.violations).toEqual([])
    expect(emulator.outlook.events(COACH, 'default')).toEqual([])
  })
})
