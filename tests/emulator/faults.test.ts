import { describe, expect, it } from 'vitest'
import { API, createCaller, hour } from './caller.ts'
import { createEmulator } from './emulator.ts'
import type { FaultKind } from './faults.ts'

const COACH = 'alex@coachwell.example'
const EVENTS = '/calendars/primary/events'

const start = () => {
  const emulator = createEmulator({ mailboxes: [{ email: COACH }] })
  return { emulator, call: createCaller(emulator, COACH) }
}

describe('faults on demand', () => {
  it.each([
    ['401', 401, 'authError'],
    ['403-rate', 403, 'userRateLimitExceeded'],
    ['403-forbidden', 403, 'forbidden'],
    ['404', 404, 'notFound'],
    ['409', 409, 'duplicate'],
    ['410', 410, 'fullSyncRequired'],
    ['412', 412, 'conditionNotMet'],
    ['429', 429, 'rateLimitExceeded'],
    ['500', 500, 'backendError'],
    ['503', 503, 'backendError'],
  ] as const)('%s looks as Google words it, once, and does nothing', async (kind, status, reason) => {
    const { emulator, call } = start()
    emulator.faults.next({ kind, retryAfter: 17 })
    const struck = await call('POST', EVENTS, hour('2026-11-23T10:00'))
    expect([struck.status, struck.json.error.errors[0].reason]).toEqual([status, reason])
    expect(struck.headers.get('retry-after')).toBe('17')
    expect(emulator.google.events(COACH, 'primary')).toEqual([])
    expect((await call('GET', EVENTS)).status).toBe(200)
    expect(emulator.log.map(({ fault }) => fault)).toEqual([kind, null])
    expect(emulator.violations).toEqual([])
  })

  it('lose a request before or an answer after the work is done', async () => {
    const { emulator, call } = start()
    const held = { id: 'abcde', ...hour('2026-11-23T10:00') }
    emulator.faults.next({ kind: 'lost-request' })
    await expect(call('POST', EVENTS, held)).rejects.toThrow(TypeError)
    expect(emulator.google.event(COACH, 'primary', 'abcde')).toBeNull()
    emulator.faults.next({ kind: 'lost-response' })
    await expect(call('POST', EVENTS, held)).rejects.toThrow(TypeError)
    expect(emulator.google.event(COACH, 'primary', 'abcde')?.status).toBe('confirmed')
    expect((await call('POST', EVENTS, held)).status).toBe(409)
    expect(emulator.log.map(({ status }) => status)).toEqual([0, 0, 409])
  })

  it('send an item nobody can read, or half an answer', async () => {
    const { emulator, call } = start()
    for (const id of ['aaaaa', 'bbbbb'])
      emulator.google.addEvent(COACH, 'primary', { id, ...hour('2026-11-23T10:00') })
    emulator.faults.next({ kind: 'malformed' })
    const { items } = (await call('GET', EVENTS)).json
    expect(items[0]).toMatchObject({ id: 'aaaaa', start: { dateTime: 'half past' }, end: 7 })
    expect(items[1].start.dateTime).toBe('2026-11-23T10:00:00Z')
    emulator.faults.next({ kind: 'malformed', mangle: () => ({ items: 'none' }) })
    expect((await call('GET', EVENTS)).json).toEqual({ items: 'none' })
    emulator.faults.next({ kind: 'truncated' })
    await expect(call('GET', EVENTS)).rejects.toThrow(SyntaxError)
  })

  it('strike only what they are meant for, as often as said, in the order they were armed', async () => {
    const { emulator, call } = start()
    const kinds: readonly [FaultKind, number][] = [
      ['503', 2],
      ['429', 1],
    ]
    for (const [kind, times] of kinds)
      emulator.faults.next({ kind, times, match: { method: 'GET', path: /events$/ } })
    emulator.faults.next({ kind: '404', match: ({ query }) => query.has('q') })
    expect((await call('GET', '/users/me/calendarList')).status).toBe(200)
    const statuses: number[] = []
    for (let index = 0; index < 4; index += 1) statuses.push((await call('GET', EVENTS)).status)
    expect(statuses).toEqual([503, 503, 429, 200])
    expect(emulator.faults.pending).toBe(1)
    emulator.faults.clear()
    expect((await call('GET', `${EVENTS}?q=x`)).status).toBe(200)
  })

  it('delay an answer without a timer of their own, so that a later request can overtake', async () => {
    const { emulator, call } = start()
    const order: string[] = []
    emulator.faults.next({ kind: 'delay' })
    await Promise.all([
      call('GET', EVENTS).then(() => order.push('delayed')),
      call('GET', EVENTS).then(() => order.push('second')),
    ])
    expect(order).toEqual(['second', 'delayed'])
  })

  it('delay as long as they are told where the emulator is given a way to wait', async () => {
    const waited: number[] = []
    const emulator = createEmulator({
      mailboxes: [{ email: COACH }],
      sleep: async (ms) => void waited.push(ms),
    })
    emulator.faults.next({ kind: 'delay', delayMs: 2500 })
    await createCaller(emulator, COACH)('GET', EVENTS)
    expect(waited).toEqual([2500])
  })

  it('spare the question a browser asks first', async () => {
    const { emulator } = start()
    emulator.faults.next({ kind: '503' })
    const preflight = new Request(`${API}${EVENTS}`, {
      method: 'OPTIONS',
      headers: { origin: 'https://x.example' },
    })
    expect((await emulator.fetch(preflight)).status).toBe(200)
    expect(emulator.faults.pending).toBe(1)
  })
})
