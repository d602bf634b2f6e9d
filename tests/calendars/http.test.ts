import { describe, expect, it } from 'vitest'
import { createHttp, failureOf, retryAfterMs } from '../../lib/calendars/http.ts'
import { type Failure, retryOf } from '../../lib/core/failure.ts'

const AT = Date.UTC(2026, 10, 22, 12)
const CALL = { method: 'GET', url: 'https://www.googleapis.com/calendar/v3/x', token: 'secret' } as const

type Sent = { url: string; init: RequestInit }

/** A `fetch` that answers as told and notes what it was given. */
const answering = (answer: () => Response | Promise<Response>): { fetch: typeof fetch; sent: Sent[] } => {
  const sent: Sent[] = []
  return {
    sent,
    fetch: async (url, init) => {
      sent.push({ url: String(url), init: init ?? {} })
      return answer()
    },
  }
}

const google = (reason: string, message = 'No') => ({
  error: { code: 0, message, errors: [{ domain: 'global', reason }] },
})

const json = (status: number, body: unknown, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), { status, headers: { date: new Date(AT).toUTCString(), ...headers } })

describe('an answer becomes a failure by status and reason', () => {
  it.each<[number, unknown, Failure['type']]>([
    [401, google('authError'), 'sign-in-needed'],
    [403, google('rateLimitExceeded'), 'rate-limited'],
    [403, google('userRateLimitExceeded'), 'rate-limited'],
    [403, google('quotaExceeded'), 'rate-limited'],
    [403, google('insufficientPermissions'), 'scope-needed'],
    [403, { error: { details: [{ reason: 'ACCESS_TOKEN_SCOPE_INSUFFICIENT' }] } }, 'scope-needed'],
    [403, google('forbiddenForNonOrganizer'), 'forbidden'],
    [403, google('requiredAccessLevel'), 'forbidden'],
    [403, null, 'forbidden'],
    [404, google('notFound'), 'not-found'],
    [409, google('duplicate'), 'duplicate'],
    [410, google('fullSyncRequired'), 'cursor-expired'],
    [410, google('updatedMinTooLongAgo'), 'cursor-expired'],
    [410, { error: { code: 'SyncStateNotFound', message: '' } }, 'cursor-expired'],
    [410, google('deleted'), 'not-found'],
    [400, google('invalid', 'Invalid sync token value.'), 'cursor-expired'],
    [400, google('invalid', 'Invalid attendee email.'), 'rejected'],
    [412, google('conditionNotMet'), 'changed'],
    [429, google('rateLimitExceeded'), 'rate-limited'],
    [408, null, 'unavailable'],
    [500, 'not even an object', 'unavailable'],
    [503, google('backendError'), 'unavailable'],
    [501, { error: { code: 'NotImplemented', message: '' } }, 'rejected'],
    [400, { error: { code: 'ErrorDuplicateTransactionId', message: '' } }, 'duplicate'],
    [409, { error: { code: 'ErrorDuplicateTransactionId', message: '' } }, 'duplicate'],
    [412, { error: { code: 'ErrorIrresolvableConflict', message: '' } }, 'changed'],
    [400, { error: { code: 'ErrorInvalidIdMalformed', message: '' } }, 'not-found'],
    [404, { error: { code: 'ErrorItemNotFound', message: '' } }, 'not-found'],
    [429, { error: { code: 'ApplicationThrottled', message: '' } }, 'rate-limited'],
    [418, { error: 7 }, 'rejected'],
  ])('%i %j is %s', (status, body, type) => {
    expect(failureOf(status, body, null).type).toBe(type)
  })
})

describe('how long to wait', () => {
  it.each([
    ['120', 120_000],
    [' 7 ', 7_000],
    ['0', 0],
    [new Date(AT + 90_000).toUTCString(), 90_000],
    [new Date(AT - 90_000).toUTCString(), 0],
    ['soon', null],
    ['-5', null],
    ['', null],
    [null, null],
  ])('E50 Retry-After %j is %j ms', (header, wait) => {
    expect(retryAfterMs(header, AT)).toBe(wait)
  })

  it('E50 a date to wait for is counted from the server’s clock, and says nothing without it', () => {
    expect(retryAfterMs(new Date(AT + 60_000).toUTCString(), null)).toBeNull()
  })

  it.each([403, 429])('E50 %i with a rate reason waits as told, and may be tried again', async (status) => {
    const { fetch } = answering(() => json(status, google('rateLimitExceeded'), { 'retry-after': '30' }))
    const answer = await createHttp(fetch)(CALL)
    expect(answer).toEqual({ ok: false, error: { type: 'rate-limited', retryAfterMs: 30_000 } })
    if (!answer.ok) expect(retryOf(answer.error)).toEqual({ when: 'later', notBeforeMs: 30_000 })
  })

  it('E50 5xx waits as told', async () => {
    const when = new Date(AT + 45_000).toUTCString()
    const { fetch } = answering(() => json(503, null, { 'retry-after': when }))
    expect(await createHttp(fetch)(CALL)).toEqual({
      ok: false,
      error: { type: 'unavailable', status: 503, retryAfterMs: 45_000 },
    })
  })
})

describe('the way out', () => {
  it('E50 without a network it is offline, and may be tried again', async () => {
    const answer = await createHttp(async () => Promise.reject(new TypeError('Failed to fetch')))(CALL)
    expect(answer).toEqual({ ok: false, error: { type: 'offline' } })
  })

  it('E50 gives up on a server that never answers', async () => {
    const silent: typeof fetch = (_, init) =>
      new Promise((_resolve, reject) =>
        init?.signal?.addEventListener('abort', () => reject(init.signal?.reason)),
      )
    expect(await createHttp(silent, 20)(CALL)).toEqual({ ok: false, error: { type: 'offline' } })
  })

  it('E50 gives up on an answer that stops in the middle', async () => {
    const broken = new ReadableStream({ start: (stream) => stream.error(new TypeError('terminated')) })
    const { fetch } = answering(() => new Response(broken))
    expect(await createHttp(fetch)(CALL)).toEqual({ ok: false, error: { type: 'offline' } })
  })

  it('sends no cookie, follows no redirect, and shows the token to nobody but the service', async () => {
    const { fetch, sent } = answering(() => json(200, {}))
    await createHttp(fetch)({ ...CALL, method: 'PATCH', body: { a: 1 }, ifMatch: '"7"' })
    expect(sent[0]?.init).toMatchObject({
      credentials: 'omit',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
    })
    expect(sent[0]?.init).toMatchObject({ method: 'PATCH', body: '{"a":1}' })
    expect(sent[0]?.init.headers).toEqual({
      authorization: 'Bearer secret',
      'content-type': 'application/json',
      'if-match': '"7"',
    })
    expect(sent[0]?.url).not.toContain('secret')
  })

  it('E25 hands on the server’s clock, or that there was none', async () => {
    const { fetch } = answering(() => json(200, { a: 1 }))
    expect(await createHttp(fetch)(CALL)).toEqual({ ok: true, value: { body: { a: 1 }, serverTime: AT } })
    const mute = answering(() => new Response('{}', { headers: { date: 'yesterday' } }))
    expect(await createHttp(mute.fetch)(CALL)).toMatchObject({ value: { serverTime: null } })
  })

  it('an empty answer of success is one', async () => {
    const { fetch } = answering(() => new Response(null, { status: 204 }))
    expect(await createHttp(fetch)(CALL)).toEqual({ ok: true, value: { body: null, serverTime: null } })
  })

  it('E52 success that is not JSON is malformed, a refusal that is not JSON is still a refusal', async () => {
    const portal = answering(() => new Response('<html>Welcome to the hotel</html>'))
    expect(await createHttp(portal.fetch)(CALL)).toMatchObject({ ok: false, error: { type: 'malformed' } })
    const proxy = answering(() => new Response('<html>Bad gateway</html>', { status: 502 }))
    expect(await createHttp(proxy.fetch)(CALL)).toMatchObject({
      ok: false,
      error: { type: 'unavailable', status: 502 },
    })
  })
})
