import { expect, it } from 'vitest'
import { defaultHours, inferHours } from '../../lib/core/hours.ts'

const span = (start: string, end: string) => ({
  start: Temporal.Instant.from(start).epochMilliseconds,
  end: Temporal.Instant.from(end).epochMilliseconds,
})

it("infers a weekday from its earliest start to its latest end, widened to half hours, on the coach's wall", () => {
  const sessions = [
    span('2026-11-02T08:10:00Z', '2026-11-02T09:00:00Z'),
    span('2026-11-09T15:00:00Z', '2026-11-09T16:10:00Z'),
    span('2026-11-04T09:00:00Z', '2026-11-04T10:00:00Z'),
    span('2026-11-11T09:00:00Z', '2026-11-11T10:00:00Z'),
  ]
  expect(inferHours(sessions, 'Europe/Madrid')).toEqual({
    hours: { 1: [{ start: '09:00', end: '17:30' }], 3: [{ start: '10:00', end: '11:00' }] },
    from: 'sessions',
  })
})

it('a single session on a weekday may have been an exception', () => {
  const sessions = [
    span('2026-11-02T09:00:00Z', '2026-11-02T10:00:00Z'),
    span('2026-11-09T09:00:00Z', '2026-11-09T10:00:00Z'),
    span('2026-11-08T21:00:00Z', '2026-11-08T22:00:00Z'),
  ]
  expect(Object.keys(inferHours(sessions, 'UTC').hours)).toEqual(['1'])
})

it('with little to go by it says that it guesses office hours', () => {
  expect(inferHours([], 'UTC')).toEqual({ hours: defaultHours, from: 'default' })
  expect(inferHours([span('2026-11-02T09:00:00Z', '2026-11-02T10:00:00Z')], 'UTC').from).toBe('default')
})

it('E20 the same hour before and after a daylight-saving change is the same hour', () => {
  const sessions = [
    span('2026-10-19T07:00:00Z', '2026-10-19T08:00:00Z'),
    span('2026-10-26T08:00:00Z', '2026-10-26T09:00:00Z'),
  ]
  expect(inferHours(sessions, 'Europe/Madrid').hours).toEqual({ 1: [{ start: '09:00', end: '10:00' }] })
})

it('E26 a session that spans midnight belongs to its start date', () => {
  const sessions = [
    span('2026-11-02T23:00:00Z', '2026-11-03T00:30:00Z'),
    span('2026-11-09T23:00:00Z', '2026-11-10T00:30:00Z'),
  ]
  expect(inferHours(sessions, 'UTC').hours).toEqual({ 1: [{ start: '23:00', end: '23:59' }] })
})

it('an interval that ends before it starts tells nothing', () => {
  const odd = span('2026-11-02T10:00:00Z', '2026-11-02T09:00:00Z')
  expect(inferHours([odd, odd], 'UTC').from).toBe('default')
})
