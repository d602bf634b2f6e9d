import { describe, expect, it } from 'vitest'
import { API, CALENDAR_SCOPE, createCaller, hour } from './caller.ts'
import { createEmulator } from './emulator.ts'

const COACH = 'alex@coachwell.example'
const EVENTS = '/calendars/primary/events'

const start = (scopes?: readonly string[]) => {
  const emulator = createEmulator({ mailboxes: [{ email: COACH }] })
  return { emulator, call: createCaller(emulator, COACH, scopes) }
}

const detailsOf = (json: {
  error: { code: number; status?: string; errors: { reason: string; domain: string }[] }
}) => ({
  code: json.error.code,
  status: json.error.status,
  reason: json.error.errors[0]?.reason,
  domain: json.error.errors[0]?.domain,
})

describe('what no correct client sends is an error and a violation', () => {
  it.each([
    ['an unknown parameter', 'GET', `${EVENTS}?foo=1`, undefined, {}],
    ['a token in the query', 'GET', `${EVENTS}?access_token=x`, undefined, {}],
    ['a parameter twice', 'GET', `${EVENTS}?maxResults=1&maxResults=2`, undefined, {}],
    ['a parameter of another method', 'GET', `${EVENTS}?sendUpdates=all`, undefined, {}],
    ['an unknown field', 'POST', EVENTS, { ...hour('2026-11-23T10:00'), colour: 'red' }, {}],
    [
      'an unknown field deep inside',
      'POST',
      EVENTS,
      { ...hour('2026-11-23T10:00'), attendees: [{ mail: 'x@y.example' }] },
      {},
    ],
    ['a wrong type', 'POST', EVENTS, { ...hour('2026-11-23T10:00'), summary: 7 }, {}],
    [
      'a number as a property',
      'POST',
      EVENTS,
      { ...hour('2026-11-23T10:00'), extendedProperties: { private: { aw: 1 } } },
      {},
    ],
    ['a status there is not', 'POST', EVENTS, { ...hour('2026-11-23T10:00'), status: 'maybe' }, {}],
    ['a list for a body', 'POST', EVENTS, [1], {}],
    [
      'JSON that is said to be text',
      'POST',
      EVENTS,
      hour('2026-11-23T10:00'),
      { 'content-type': 'text/plain' },
    ],
    ['a body where none belongs', 'DELETE', `${EVENTS}/abcde`, {}, {}],
    ['a cookie', 'GET', EVENTS, undefined, { cookie: 'SID=1' }],
  ] as const)('%s', async (_, method, path, body, headers) => {
    const { emulator, call } = start()
    const { status, json } = await call(method, path, body, headers)
    expect(status).toBe(400)
    expect(detailsOf(json).code).toBe(400)
    expect(emulator.violations).toHaveLength(1)
    expect(emulator.google.events(COACH, 'primary')).toEqual([])
  })

  it('an address or host the emulator does not know', async () => {
    const { emulator, call } = start()
    expect((await call('POST', `${EVENTS}/import`, hour('2026-11-23T10:00'))).status).toBe(501)
    expect((await call('POST', `${EVENTS}/watch`, {})).status).toBe(501)
    expect((await emulator.fetch(new Request('https://telemetry.example/collect'))).status).toBe(501)
    expect(emulator.violations).toHaveLength(3)
    expect(emulator.violations[2]).toContain('telemetry.example')
  })

  it('a call without a token', async () => {
    const { emulator } = start()
    const answer = await emulator.fetch(new Request(`${API}${EVENTS}`))
    expect(answer.status).toBe(401)
    expect(answer.headers.get('www-authenticate')).toContain('Bearer')
    expect(detailsOf((await answer.json()) as never)).toMatchObject({ code: 401, reason: 'required' })
    expect(emulator.violations).toHaveLength(1)
  })

  it('a call beyond what the token was granted', async () => {
    const { emulator, call } = start([
      `${CALENDAR_SCOPE}.events.readonly`,
      `${CALENDAR_SCOPE}.calendarlist.readonly`,
    ])
    expect((await call('GET', EVENTS)).status).toBe(200)
    expect((await call('GET', '/users/me/calendarList')).status).toBe(200)
    const write = await call('POST', EVENTS, hour('2026-11-23T10:00'))
    expect(detailsOf(write.json)).toMatchObject({
      code: 403,
      status: 'PERMISSION_DENIED',
      reason: 'insufficientPermissions',
    })
    expect(write.json.error.details[0].reason).toBe('ACCESS_TOKEN_SCOPE_INSUFFICIENT')
    const free = await call('POST', '/freeBusy', {
      timeMin: '2026-11-23T00:00:00Z',
      timeMax: '2026-11-24T00:00:00Z',
      items: [],
    })
    expect(free.status).toBe(403)
    expect(emulator.violations).toHaveLength(2)
  })

  it('events.owned on a calendar that is not owned', async () => {
    const { emulator, call } = start([`${CALENDAR_SCOPE}.events.owned`])
    emulator.google.addCalendar(COACH, { id: 'team@group.calendar.google.com', name: 'Team', role: 'writer' })
    expect((await call('POST', EVENTS, hour('2026-11-23T10:00'))).status).toBe(200)
    const other = await call(
      'POST',
      '/calendars/team@group.calendar.google.com/events',
      hour('2026-11-23T10:00'),
    )
    expect(detailsOf(other.json).reason).toBe('insufficientPermissions')
  })
})

describe('what may happen to any client is an error and no violation', () => {
  it('a token that has expired or been revoked: 401 authError', async () => {
    const { emulator, call } = start()
    emulator.google.expireTokens(COACH)
    expect(detailsOf((await call('GET', EVENTS)).json)).toMatchObject({
      code: 401,
      reason: 'authError',
      status: 'UNAUTHENTICATED',
    })
    const second = createCaller(emulator, COACH)
    expect((await second('GET', EVENTS)).status).toBe(200)
    emulator.clock.advance(3_599_000)
    expect((await second('GET', EVENTS)).status).toBe(401)
    const third = createCaller(emulator, COACH)
    emulator.google.revoke(COACH)
    expect((await third('GET', EVENTS)).status).toBe(401)
    expect(emulator.violations).toEqual([])
  })

  it('the quota: 403 rateLimitExceeded for a minute, by user', async () => {
    const { emulator, call } = start()
    emulator.google.settings.perMinute = 3
    for (let index = 0; index < 3; index += 1) expect((await call('GET', EVENTS)).status).toBe(200)
    expect(detailsOf((await call('GET', EVENTS)).json)).toMatchObject({
      code: 403,
      domain: 'usageLimits',
      reason: 'rateLimitExceeded',
    })
    emulator.google.addUser({ email: 'other@x.example' })
    expect((await createCaller(emulator, 'other@x.example')('GET', EVENTS)).status).toBe(200)
    emulator.clock.advance(60_001)
    expect((await call('GET', EVENTS)).status).toBe(200)
    expect(emulator.violations).toEqual([])
  })
})
