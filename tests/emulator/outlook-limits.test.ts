import { describe, expect, it } from 'vitest'
import { createEmulator } from './emulator.ts'
import { createGraphCaller, GRAPH, graphHour, PREFER, viewOf } from './outlook-caller.ts'

const COACH = 'alex@coachwell.example'
const DANA = 'dana@client.example'
const VIEW = viewOf('2026-11-23T00:00:00Z', '2026-11-30T00:00:00Z')

const start = () => {
  const emulator = createEmulator({ outlookMailboxes: [{ email: COACH }, { email: DANA }] })
  return { emulator, outlook: emulator.outlook, call: createGraphCaller(emulator, COACH) }
}

const statuses = (answers: readonly { readonly status: number }[]) => answers.map(({ status }) => status)

describe('a mailbox', () => {
  it('serves four requests at once and refuses the fifth, saying how long to wait', async () => {
    const { emulator, outlook, call } = start()
    const five = await Promise.all(Array.from({ length: 5 }, () => call('GET', VIEW)))
    expect(statuses(five)).toEqual([200, 200, 200, 200, 429])
    expect(five[4]?.json.error).toMatchObject({
      code: 'ApplicationThrottled',
      message: 'Application is over its MailboxConcurrency limit.',
    })
    expect(five[4]?.headers.get('retry-after')).toBe('2')
    expect(outlook.highestConcurrency(COACH)).toBe(5)
    expect(statuses(await Promise.all([call('GET', VIEW), call('GET', VIEW)]))).toEqual([200, 200])
    expect(emulator.violations).toEqual([])
  })

  it('counts by itself: another’s requests take no place of it', async () => {
    const { emulator, outlook, call } = start()
    const dana = createGraphCaller(emulator, DANA)
    const both = [0, 1, 2, 3].flatMap(() => [call('GET', VIEW), dana('GET', VIEW)])
    expect(new Set(statuses(await Promise.all(both)))).toEqual(new Set([200]))
    expect([outlook.highestConcurrency(COACH), outlook.highestConcurrency(DANA)]).toEqual([4, 4])
  })

  it('holds a place for as long as an answer takes', async () => {
    const waits: (() => void)[] = []
    const emulator = createEmulator({
      outlookMailboxes: [{ email: COACH }],
      sleep: () => new Promise((resolve) => waits.push(resolve)),
    })
    emulator.outlook.settings.latencyMs = 300
    emulator.outlook.settings.concurrent = 1
    const call = createGraphCaller(emulator, COACH)
    const first = call('GET', VIEW)
    await new Promise((resolve) => setImmediate(resolve))
    const second = call('GET', VIEW)
    await new Promise((resolve) => setImmediate(resolve))
    for (const done of waits) done()
    expect(statuses(await Promise.all([first, second]))).toEqual([200, 429])
  })

  it('takes so many requests in ten minutes', async () => {
    const { emulator, outlook, call } = start()
    outlook.settings.perTenMinutes = 2
    expect(statuses([await call('GET', '/me'), await call('GET', '/me'), await call('GET', '/me')])).toEqual([
      200, 200, 429,
    ])
    emulator.clock.advance(600_001)
    expect((await call('GET', '/me')).status).toBe(200)
  })
})

describe('a batch', () => {
  const headers = { prefer: PREFER, 'content-type': 'application/json' }
  const part = (id: string, method: string, url: string, rest: object = {}) => ({
    id,
    method,
    url,
    headers,
    ...rest,
  })
  const byId = (json: { responses: { id: string; status: number }[] }) =>
    Object.fromEntries(json.responses.map(({ id, status }) => [id, status]))

  it('answers each request on its own, in no promised order', async () => {
    const { emulator, outlook, call } = start()
    const { json } = await call('POST', '/$batch', {
      requests: [
        part('a', 'POST', '/me/events', { body: graphHour('2026-11-24T10:00') }),
        part('b', 'GET', '/me/events/nowhere'),
        part('c', 'GET', VIEW),
      ],
    })
    expect(json.responses.map(({ id }: { id: string }) => id)).toEqual(['c', 'b', 'a'])
    expect(byId(json)).toEqual({ a: 201, b: 404, c: 200 })
    expect(outlook.events(COACH, 'default')).toHaveLength(1)
    expect(emulator.violations).toEqual([])
  })

  it('inherits no preference: what relies on one needs it itself', async () => {
    const { emulator, call } = start()
    const { json } = await call('POST', '/$batch', { requests: [{ id: 'a', method: 'GET', url: VIEW }] })
    expect(byId(json)).toEqual({ a: 400 })
    expect(emulator.violations).toHaveLength(1)
  })

  it('goes in sequence where one depends on another, and stops behind a failure', async () => {
    const { call } = start()
    const { json } = await call('POST', '/$batch', {
      requests: [
        part('a', 'GET', '/me/events/nowhere'),
        part('b', 'GET', '/me', { dependsOn: ['a'] }),
        part('c', 'GET', '/me'),
      ],
    })
    expect(json.responses.map(({ id, status }: { id: string; status: number }) => [id, status])).toEqual([
      ['a', 404],
      ['b', 424],
      ['c', 200],
    ])
  })

  it('takes four places, and loses those that others hold', async () => {
    const { outlook, call } = start()
    const requests = Array.from({ length: 8 }, (_, index) => part(`${index}`, 'GET', '/me'))
    const [, batch] = await Promise.all([call('GET', VIEW), call('POST', '/$batch', { requests })])
    const refused = Object.entries(byId(batch?.json)).filter(([, status]) => status === 429)
    expect(refused.map(([id]) => id)).toEqual(['3', '7'])
    expect(outlook.highestConcurrency(COACH)).toBe(5)
    expect(byId((await call('POST', '/$batch', { requests })).json)['7']).toBe(200)
  })

  it('is struck by a fault in the part it is meant for', async () => {
    const { emulator, call } = start()
    emulator.faults.next({ kind: '429', retryAfter: 9, match: { path: /\/me\/calendars$/ } })
    const { json } = await call('POST', '/$batch', {
      requests: [part('a', 'GET', '/me'), part('b', 'GET', '/me/calendars')],
    })
    expect(byId(json)).toEqual({ a: 200, b: 429 })
    const struck = json.responses.find(({ id }: { id: string }) => id === 'b')
    expect(struck.headers['Retry-After']).toBe('9')
  })
})

describe('a fault on demand', () => {
  it.each([
    ['401', 401, 'InvalidAuthenticationToken'],
    ['403-forbidden', 403, 'ErrorAccessDenied'],
    ['404', 404, 'ErrorItemNotFound'],
    ['409', 409, 'ErrorDuplicateTransactionId'],
    ['412', 412, 'ErrorIrresolvableConflict'],
    ['429', 429, 'ApplicationThrottled'],
    ['503', 503, 'ErrorServerBusy'],
  ] as const)('%s is worded as Graph words it', async (kind, status, code) => {
    const { emulator, call } = start()
    emulator.faults.next({ kind, match: { host: 'graph.microsoft.com' } })
    const { json, status: seen } = await call('GET', VIEW)
    expect([seen, json.error.code]).toEqual([status, code])
    expect((await call('GET', VIEW)).status).toBe(200)
  })

  it('does its work before a lost answer, and spoils one item of a page', async () => {
    const { emulator, outlook, call } = start()
    emulator.faults.next({ kind: 'lost-response', match: { method: 'POST' } })
    await expect(call('POST', '/me/events', graphHour('2026-11-24T10:00'))).rejects.toThrow('Failed to fetch')
    expect(outlook.events(COACH, 'default')).toHaveLength(1)
    emulator.faults.next({ kind: 'malformed' })
    expect((await call('GET', VIEW)).json.value[0].start).toEqual({ dateTime: 'half past' })
    emulator.faults.next({ kind: 'truncated' })
    await expect(call('GET', VIEW)).rejects.toThrow(SyntaxError)
  })
})

describe('an answer of Graph', () => {
  it('allows any origin, asked first or not, and shows a page no date', async () => {
    const { emulator } = start()
    const origin = 'chrome-extension://abcdefghijklmnopabcdefghijklmnop'
    const asked = await emulator.fetch(
      new Request(`${GRAPH}/me`, {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-headers': 'authorization,prefer' },
      }),
    )
    expect(asked.status).toBe(200)
    expect(asked.headers.get('access-control-allow-headers')).toBe('authorization,prefer')
    const token = emulator.outlook.grant(COACH, ['User.Read'])
    const headers = { origin, prefer: PREFER, authorization: `Bearer ${token}` }
    const answer = await emulator.fetch(new Request(`${GRAPH}/me`, { headers }))
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
    expect(answer.headers.get('access-control-expose-headers')).toContain('Retry-After')
    expect(answer.headers.get('access-control-expose-headers')).not.toContain('Date')
    expect(answer.headers.get('preference-applied')).toBe(PREFER)
  })
})
