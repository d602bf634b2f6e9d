import { describe, expect, it } from 'vitest'
import { isNews } from '../../lib/flow/batch.ts'
import { eventOf, NOW, recordOf } from '../helpers/books.ts'

const stored = (over: Parameters<typeof eventOf>[0] = {}) => recordOf(eventOf(over))

describe('what a calendar tells anew', () => {
  it('is an event that nobody knew, unless it is gone already', () => {
    expect(isNews(eventOf(), undefined)).toBe(true)
    expect(isNews(eventOf({ status: 'cancelled' }), undefined)).toBe(false)
  })

  it('is not what we wrote ourselves, which comes back as it is stored', () => {
    expect(isNews(eventOf({ updated: NOW + 1 }), stored())).toBe(false)
    expect(isNews(eventOf({ etag: '"2"' }), stored())).toBe(true)
  })

  it('is whatever comes where the calendar gives no version to tell by', () => {
    expect(isNews(eventOf({ etag: null, updated: NOW + 1 }), stored({ etag: null }))).toBe(true)
    expect(isNews(eventOf({ etag: null, updated: null }), stored({ etag: null }))).toBe(true)
  })

  it('is not a page that comes late, but is another change of the same moment', () => {
    expect(isNews(eventOf({ etag: '"2"', updated: NOW - 1 }), stored())).toBe(false)
    expect(isNews(eventOf({ etag: '"2"', updated: NOW }), stored())).toBe(true)
  })

  it('is that an event went, once, and that it is back', () => {
    const gone = { status: 'cancelled', etag: '"2"' } as const
    expect(isNews(eventOf(gone), stored())).toBe(true)
    expect(isNews(eventOf({ ...gone, etag: '"3"' }), stored(gone))).toBe(false)
    expect(isNews(eventOf({ etag: '"3"' }), stored(gone))).toBe(true)
  })
})
