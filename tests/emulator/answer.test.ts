import { describe, expect, it } from 'vitest'
import { API, createCaller, hour } from './caller.ts'
import { createEmulator } from './emulator.ts'

const COACH = 'alex@coachwell.example'
const EVENTS = '/calendars/primary/events'

const start = (scopes?: readonly string[]) => {
  const emulator = createEmulator({ mailboxes: [{ email: COACH }] })
  return { emulator, call: createCaller(emulator, COACH, scopes) }
}

describe('the answer', () => {
  it('allows other origins as googleapis does, asked first or not', async () => {
    const { emulator, call } = start()
    const origin = 'chrome-extension://abcdefghijklmnopabcdefghijklmnop'
    const asked = await emulator.fetch(
      new Request(`${API}${EVENTS}`, {
        method: 'OPTIONS',
        headers: {
          origin,
          'access-control-request-method': 'PATCH',
          'access-control-request-headers': 'authorization,if-match',
        },
      }),
    )
    expect(asked.status).toBe(200)
    expect(asked.headers.get('access-control-allow-origin')).toBe(origin)
    expect(asked.headers.get('access-control-allow-methods')).toContain('PATCH')
    expect(asked.headers.get('access-control-allow-headers')).toBe('authorization,if-match')
    expect(
      (await call('GET', EVENTS, undefined, { origin })).headers.get('access-control-allow-origin'),
    ).toBe(origin)
    expect(
      (await call('GET', `${EVENTS}/none`, undefined, { origin })).headers.get('access-control-allow-origin'),
    ).toBe(origin)
    expect((await call('GET', EVENTS)).headers.get('access-control-allow-origin')).toBeNull()
  })

  it('is dated by the emulator’s clock and tries to leave a cookie, to catch whoever sends it back', async () => {
    const { emulator, call } = start()
    emulator.clock.set(Date.UTC(2031, 0, 1))
    const fresh = createCaller(emulator, COACH)
    const { headers } = await fresh('GET', EVENTS)
    expect(headers.get('date')).toBe('Wed, 01 Jan 2031 00:00:00 GMT')
    expect(headers.getSetCookie()).toHaveLength(1)
    expect((await call('GET', EVENTS)).status).toBe(401)
  })

  it.each([
    [
      'items(id,start/dateTime),nextSyncToken',
      {
        items: [{ id: 'event', start: { dateTime: '2026-11-23T10:00:00Z' } }],
        nextSyncToken: expect.any(String),
      },
    ],
    ['items/id', { items: [{ id: 'event' }] }],
    ['items(extendedProperties/private/aw)', { items: [{ extendedProperties: { private: { aw: '1' } } }] }],
    [
      'items(extendedProperties/private(aw,none))',
      { items: [{ extendedProperties: { private: { aw: '1' } } }] },
    ],
    ['items/start/*', { items: [{ start: { dateTime: '2026-11-23T10:00:00Z', timeZone: 'UTC' } }] }],
    ['summary', { summary: COACH }],
  ])('holds what fields=%s selects', async (fields, expected) => {
    const { emulator, call } = start()
    emulator.google.addEvent(COACH, 'primary', {
      id: 'event',
      ...hour('2026-11-23T10:00'),
      extendedProperties: { private: { aw: '1', other: '2' } },
    })
    expect((await call('GET', `${EVENTS}?fields=${encodeURIComponent(fields)}`)).json).toEqual(expected)
  })

  it.each([['items(id'], ['items(nothing)'], ['id/'], ['items(id))'], ['summary/more'], ['']])(
    'refuses the mask %s, and before anything is written',
    async (fields) => {
      const { emulator, call } = start()
      const path = `${EVENTS}?fields=${encodeURIComponent(fields)}`
      expect((await call('GET', path)).status).toBe(400)
      expect((await call('POST', path, hour('2026-11-23T10:00'))).status).toBe(400)
      expect(emulator.google.events(COACH, 'primary')).toEqual([])
    },
  )
})

describe('the log', () => {
  it('keeps every request with who sent it and how it ended', async () => {
    const { emulator, call } = start()
    await call(
      'POST',
      `${EVENTS}?sendUpdates=none`,
      { id: 'abcde', ...hour('2026-11-23T10:00') },
      { origin: 'moz-extension://x' },
    )
    await call('PATCH', `${EVENTS}/abcde`, { summary: 'x' }, { 'if-match': '"0"' })
    expect(emulator.log).toMatchObject([
      {
        at: emulator.clock.now(),
        method: 'POST',
        host: 'www.googleapis.com',
        path: '/calendar/v3/calendars/primary/events',
        query: { sendUpdates: 'none' },
        body: { id: 'abcde' },
        origin: 'moz-extension://x',
        user: COACH,
        status: 200,
        fault: null,
      },
      { method: 'PATCH', ifMatch: '"0"', status: 412 },
    ])
  })
})
