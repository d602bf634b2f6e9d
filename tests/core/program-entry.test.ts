import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Program, usage } from '../../lib/core/program.ts'
import { attaching, firstDayOf } from '../../lib/core/program-entry.ts'
import { NOW } from '../helpers/books.ts'
import { dana, entry, program } from '../helpers/programs.ts'

const books = ['2026-01-05T10:00Z', '2026-02-05T10:00Z', '2026-03-05T10:00Z'].map((at) => entry(at))
const dates = (entries: readonly { readonly id: string }[]) => entries.map(({ id }) => id.slice(0, 10))

describe('a program that is being entered', () => {
  it.each([
    ['takes in what counted from its first day on', program({ from: '2026-02-01' }), [], 2, 1],
    [
      'takes in nothing that another one covers',
      program({ from: '2026-02-01' }),
      [program({ id: 'p0' })],
      0,
      0,
    ],
    ['stands for itself when it is changed', program({ from: '2026-03-01' }), [program()], 1, 2],
    ['can be filled up by it', program({ sessions: 1 }), [], 3, 0],
  ])('%s', (_, entered, others, taken, before) => {
    const found = attaching(entered, others, books, dana)
    expect([found.taken.length, found.before.length]).toEqual([taken, before])
  })

  it('names those that another program had no room for, when it begins after them', () => {
    const used = program({ id: 'p0', sessions: 1 })
    const next = program({ from: '2026-04-01' })
    expect(dates(attaching(next, [used], books, dana).before)).toEqual(['2026-02-05', '2026-03-05'])
    const earlier = { ...next, from: '2026-02-05' }
    expect(dates(attaching(earlier, [used], books, dana).taken)).toEqual(['2026-02-05', '2026-03-05'])
  })

  it('property: what is listed is what it has used once it is kept', () => {
    const anyProgram = fc.record({
      from: fc.constantFrom('2026-01-01', '2026-02-05', '2026-02-06', '2026-04-01'),
      to: fc.constantFrom(null, '2026-05-01'),
      sessions: fc.integer({ min: 1, max: 4 }),
      alreadyUsed: fc.nat(2),
    })
    fc.assert(
      fc.property(anyProgram, fc.array(anyProgram, { maxLength: 3 }), (entered, others) => {
        const one = program({ ...entered, id: 'new' })
        const kept: readonly Program[] = others.map((other, index) => program({ ...other, id: `p${index}` }))
        const { taken } = attaching(one, kept, books, dana)
        const { used } = usage(one, books, dana, { now: NOW, programs: [...kept, one] })
        expect(used).toBe(one.alreadyUsed + taken.length)
      }),
    )
  })
})

describe('the first guess for its first day', () => {
  const at = { today: '2026-04-01', zone: 'Europe/Berlin' }

  it.each([
    ['the first session without a program', [], books, '2026-01-05'],
    ['today, when nothing counted', [], [], '2026-04-01'],
    ['the first one too many of the last program', [program({ sessions: 1 })], books, '2026-02-05'],
    ['the day after the last program', [program({ to: '2026-06-30' })], books, '2026-07-01'],
    ['today, when the last program is over', [program({ to: '2026-03-31' })], books, '2026-04-01'],
    ['today, for what lies before the only program', [program({ from: '2026-03-01' })], books, '2026-04-01'],
  ])('%s', (_, programs, entries, expected) => {
    expect(firstDayOf(programs, entries, dana, at)).toBe(expected)
  })

  it('is the day in the coach’s zone, on the days that clocks change too', () => {
    const night = [entry('2026-03-28T23:30Z')]
    expect(firstDayOf([], night, dana, at)).toBe('2026-03-29')
    expect(firstDayOf([], night, dana, { ...at, zone: 'America/New_York' })).toBe('2026-03-28')
  })
})
