import { describe, expect, it } from 'vitest'
import type { Failure } from '../../lib/core/failure.ts'
import { afterFailure, backoff, dueWrites, nextDue, type Write, writeOf } from '../../lib/core/outbox.ts'
import { DAY, HOUR, MINUTE, SECOND } from '../../lib/core/time.ts'
import { NOW } from '../helpers/books.ts'

const row = (id: string, over: Partial<Write> = {}): Write => ({
  ...writeOf(
    {
      idempotencyKey: id,
      accountId: 'acc',
      calendarKey: 'work',
      calendarId: 'w',
      eventId: 'event1',
      sessionKey: null,
      operation: { type: 'strip' },
    },
    1,
    NOW,
  ),
  ...over,
})
const ids = (rows: readonly Write[]): string[] => rows.map(({ id }) => id)

describe('waiting before another try', () => {
  it.each([
    [1, 7.5 * SECOND, 15 * SECOND],
    [2, 15 * SECOND, 30 * SECOND],
    [5, 2 * MINUTE, 4 * MINUTE],
    [9, 30 * MINUTE, HOUR],
    [1000, 30 * MINUTE, HOUR],
  ])('E50 after %i failures between %i and %i ms', (attempts, least, most) => {
    expect(backoff(attempts, null, 0)).toBe(least)
    expect(backoff(attempts, null, 0.999_999_9)).toBeGreaterThan(most * 0.999)
    expect(backoff(attempts, null, 0.999_999_9)).toBeLessThanOrEqual(most)
  })

  it('E50 never sooner than the provider told, and not all at the same moment', () => {
    expect(backoff(1, 10 * MINUTE, 0)).toBe(10 * MINUTE)
    expect(backoff(1, 10 * MINUTE, 0.5)).toBeGreaterThan(10 * MINUTE)
    expect(backoff(9, SECOND, 0)).toBe(30 * MINUTE)
  })

  it('E50 a senseless wait is not believed', () => {
    expect(backoff(1, 1e15, 0)).toBe(DAY)
    expect(backoff(1, -5, 0)).toBe(7.5 * SECOND)
  })
})

describe('a row after a failure', () => {
  const later: Failure[] = [
    { type: 'offline' },
    { type: 'unavailable', status: 503, retryAfterMs: null },
    { type: 'malformed', detail: 'no JSON' },
    { type: 'rate-limited', retryAfterMs: null },
  ]
  it.each(later)('E50 waits and counts: $type', (failure) => {
    expect(afterFailure(row('a'), failure, NOW, 0)).toMatchObject({
      state: 'queued',
      attempts: 1,
      nextAttemptAt: NOW + 7.5 * SECOND,
      lastFailure: failure,
    })
  })

  it('E50 waits as told', () => {
    const failure: Failure = { type: 'rate-limited', retryAfterMs: 90 * SECOND }
    expect(afterFailure(row('a'), failure, NOW, 0).nextAttemptAt).toBe(NOW + 90 * SECOND)
  })

  it('E50 looks for the connection more often than it would trouble a server', () => {
    expect(afterFailure(row('a', { attempts: 20 }), { type: 'offline' }, NOW, 0).nextAttemptAt).toBe(
      NOW + 2.5 * MINUTE,
    )
  })

  it('E43 a sign-in leaves it untouched but for the reason', () => {
    const failure: Failure = { type: 'sign-in-needed' }
    expect(afterFailure(row('a'), failure, NOW, 0)).toEqual({ ...row('a'), lastFailure: failure })
  })

  it('missing write access parks it', () => {
    expect(afterFailure(row('a'), { type: 'scope-needed' }, NOW, 0)).toMatchObject({
      state: 'consent',
      attempts: 0,
    })
  })

  const never: Failure[] = [
    { type: 'forbidden', reason: 'forbiddenForNonOrganizer' },
    { type: 'changed' },
    { type: 'duplicate' },
    { type: 'not-found' },
    { type: 'rejected', status: 400, reason: 'invalid' },
  ]
  it.each(never)('E44 is dead, and kept with its reason: $type', (failure) => {
    expect(afterFailure(row('a'), failure, NOW, 0)).toMatchObject({ state: 'dead', lastFailure: failure })
  })
})

describe('which rows go out', () => {
  const first = row('first', { sequence: 1 })
  const second = row('second', { sequence: 2 })
  const other = row('other', { lane: 'work/event2', createdAt: NOW + 1 })

  it('of every event the first, and of events the oldest', () => {
    expect(ids(dueWrites([second, other, first], NOW))).toEqual(['first', 'other'])
  })

  it('a row that waits holds back its own event only', () => {
    const rows = [{ ...first, nextAttemptAt: NOW + 1 }, second, other]
    expect(ids(dueWrites(rows, NOW))).toEqual(['other'])
    expect(nextDue(rows)).toBe(NOW)
    expect(nextDue([rows[0] as Write, second])).toBe(NOW + 1)
  })

  it.each(['dead', 'consent', 'paused'] as const)('a row that is %s holds nobody back', (state) => {
    expect(ids(dueWrites([{ ...first, state }, second], NOW))).toEqual(['second'])
    expect(nextDue([{ ...first, state }])).toBeNull()
  })

  it('the same key is the same row', () => {
    expect(row('a').id).toBe(row('a', { sequence: 7 }).id)
  })
})
