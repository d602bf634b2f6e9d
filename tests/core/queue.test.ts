import { describe, expect, it } from 'vitest'
import type { QueueItem } from '../../lib/core/proposal.ts'
import { queueItemAfter, queueItemWith } from '../../lib/core/queue.ts'
import { DANA, headFor, NOW } from '../helpers/books.ts'

const subject = { sessionKey: 'uid-1|-', participant: DANA }
const sick = headFor('b', { occurred: false, reason: 'client-emergency' })
const came = headFor('a', { occurred: true })
const item = (over: Partial<QueueItem> = {}): QueueItem => ({
  id: `uid-1|-#${DANA}`,
  ...subject,
  state: 'open',
  proposalId: null,
  makeupKey: null,
  since: NOW,
  ...over,
})

describe('the place in the reschedule queue', () => {
  it('opens with an answer that sends back, and another such answer leaves it as far as it got', () => {
    expect(queueItemAfter(undefined, sick, subject, NOW)).toEqual(item())
    const proposed = item({ state: 'proposed', proposalId: 'p' })
    expect(queueItemAfter(proposed, sick, subject, NOW + 1)).toBe(proposed)
  })

  it('closes with any other answer, and with an undo', () => {
    expect(queueItemAfter(item(), came, subject, NOW)).toBeUndefined()
    expect(queueItemAfter(item(), null, subject, NOW)).toBeUndefined()
    expect(queueItemAfter(undefined, came, subject, NOW)).toBeUndefined()
  })

  it('E37 with times on offer it steps aside, so that they can be withdrawn, and comes back', () => {
    const proposed = item({ state: 'proposed', proposalId: 'p' })
    const aside = queueItemAfter(proposed, came, subject, NOW)
    expect(aside).toEqual({ ...proposed, state: 'off' })
    expect(queueItemAfter(aside, sick, subject, NOW)).toEqual(proposed)
  })

  it('a booked make-up stays linked', () => {
    const booked = item({ state: 'booked', makeupKey: 'uid-2|-' })
    expect(queueItemAfter(booked, came, subject, NOW)).toBe(booked)
  })

  it('what the coach let go stays let go under another reason', () => {
    const off = item({ state: 'off' })
    expect(queueItemAfter(off, sick, subject, NOW)).toBe(off)
  })

  it.each([
    ['proposed:p9', { state: 'proposed', proposalId: 'p9', elsewhere: true }],
    ['booked:uid:7|-', { state: 'booked', makeupKey: 'uid:7|-' }],
    ['off', { state: 'off' }],
    ['open', { state: 'open' }],
    ['constructor', { state: 'open' }],
    [undefined, { state: 'open' }],
  ] as const)('the calendar says %s', (mark, expected) => {
    expect(queueItemWith(item(), mark)).toEqual(item(expected))
  })

  it('a mark that lags behind takes nothing back', () => {
    const booked = item({ state: 'booked', makeupKey: 'uid-2|-' })
    expect(queueItemWith(booked, 'open')).toBe(booked)
    expect(queueItemWith(booked, 'proposed:p')).toBe(booked)
    expect(queueItemWith(booked, 'off')).toBe(booked)
    const off = item({ state: 'off' })
    expect(queueItemWith(off, 'booked:uid-2|-')).toBe(off)
  })

  it('is not booked again with what was let go, but is with anything else', () => {
    const freed = item({ notBooked: ['uid:2|-'] })
    expect(queueItemWith(freed, 'booked:uid:2|-')).toBe(freed)
    expect(queueItemWith(freed, 'booked:uid:3|-')).toMatchObject({ state: 'booked', makeupKey: 'uid:3|-' })
  })
})
