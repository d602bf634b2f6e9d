import fc from 'fast-check'
import { expect, it } from 'vitest'
import { withBreak, withDay, withoutStretch, withStretch } from '../../lib/core/hours-edit.ts'

const day = (...stretches: [string, string][]) => ({ 2: stretches.map(([start, end]) => ({ start, end })) })

it('a day is off, or worked as a whole', () => {
  expect(withDay(day(['10:00', '12:00']), 2, false)).toEqual(day())
  expect(withDay({}, 2, true)).toEqual(day(['09:00', '17:00']))
})

it.each([
  ['at noon', day(['09:00', '17:00']), day(['09:00', '12:00'], ['13:00', '17:00'])],
  [
    'in the middle of a day that has no noon',
    day(['14:00', '20:00']),
    day(['14:00', '16:30'], ['17:30', '20:00']),
  ],
  [
    'in the longest stretch',
    day(['08:00', '10:00'], ['11:00', '18:00']),
    day(['08:00', '10:00'], ['11:00', '12:00'], ['13:00', '18:00']),
  ],
])('a break is put %s', (_, before, after) => {
  expect(withBreak(before, 2)).toEqual(after)
})

it('there is no break where nothing is long enough for one', () => {
  expect(withBreak(day(['09:00', '11:30']), 2)).toBeNull()
  expect(withBreak({}, 2)).toBeNull()
})

it('whatever the hours, a break takes one hour away, and stretches stay real and in order', () => {
  const time = fc.integer({ min: 0, max: 95 }).map((quarter) => {
    const plain = Temporal.PlainTime.from({ hour: Math.floor(quarter / 4), minute: (quarter % 4) * 15 })
    return plain.toString({ smallestUnit: 'minute' })
  })
  const minutes = (hours: ReturnType<typeof day>) =>
    hours[2].reduce(
      (sum, { start, end }) =>
        sum + Temporal.PlainTime.from(start).until(Temporal.PlainTime.from(end)).total('minutes'),
      0,
    )
  fc.assert(
    fc.property(time, time, (start, end) => {
      fc.pre(start < end)
      const before = day([start, end])
      const after = withBreak(before, 2) as ReturnType<typeof day> | null
      if (after === null) return
      expect(minutes(after)).toBe(minutes(before) - 60)
      const times = after[2].flatMap((stretch) => [stretch.start, stretch.end])
      expect(times).toEqual(times.toSorted())
    }),
  )
})

it('stretches are changed one by one and stay in order', () => {
  const two = day(['09:00', '12:00'], ['13:00', '17:00'])
  expect(withStretch(two, 2, 0, { start: '18:00', end: '20:00' })).toEqual(
    day(['13:00', '17:00'], ['18:00', '20:00']),
  )
  expect(withoutStretch(two, 2, 0)).toEqual(day(['13:00', '17:00']))
})
