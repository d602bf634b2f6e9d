import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Program } from '../../lib/core/program.ts'
import { usage } from '../../lib/core/program.ts'
import {
  type Extension,
  holding,
  inForce,
  type Pause,
  type ProgramChange,
  problemWith,
} from '../../lib/core/program-change.ts'
import { DAY } from '../../lib/core/time.ts'
import { NOW } from '../helpers/books.ts'
import { dana, entry, program } from '../helpers/programs.ts'

const paused = (from: string, to: string, movesEnd = true): Pause => ({ type: 'paused', from, to, movesEnd })
const extended = (sessions: number, to: string | null = null): Extension => ({
  type: 'extended',
  sessions,
  to,
})

type Said = Pause | Extension | { readonly type: 'withdrawn' }
const said = (id: string, change: Said, instead: string | null = null): ProgramChange => ({
  ...change,
  id,
  at: NOW,
  instead,
})

const yearly = (...changes: readonly ProgramChange[]): Program =>
  program({ from: '2026-01-01', to: '2026-06-30', changes })
const terms = (...changes: readonly ProgramChange[]) => {
  const { sessions, to } = inForce(yearly(...changes))
  return [sessions, to]
}

describe('a program as it now holds', () => {
  it.each<[string, readonly ProgramChange[], readonly [number, string]]>([
    ['as agreed', [], [12, '2026-06-30']],
    [
      'paused, the end as many days later',
      [said('a', paused('2026-03-01', '2026-03-10'))],
      [12, '2026-07-10'],
    ],
    ['paused, the end as it was', [said('a', paused('2026-03-01', '2026-03-10', false))], [12, '2026-06-30']],
    [
      'paused over its end: what was left comes afterwards',
      [said('a', paused('2026-06-20', '2026-07-10'))],
      [12, '2026-07-21'],
    ],
    ['paused from its last day on', [said('a', paused('2026-06-30', '2026-07-02'))], [12, '2026-07-03']],
    [
      'paused over the days that clocks change',
      [said('a', paused('2026-03-28', '2026-03-30'))],
      [12, '2026-07-03'],
    ],
    [
      'paused from before it begins: only its own days',
      [said('a', paused('2025-12-20', '2026-01-05'))],
      [12, '2026-07-05'],
    ],
    ['more sessions', [said('a', extended(3))], [15, '2026-06-30']],
    ['a later end', [said('a', extended(0, '2026-12-31'))], [12, '2026-12-31']],
    [
      'extended, then paused',
      [said('a', extended(2, '2026-08-31')), said('b', paused('2026-03-01', '2026-03-10'))],
      [14, '2026-09-10'],
    ],
    [
      'paused, then extended to a day',
      [said('a', paused('2026-03-01', '2026-03-10')), said('b', extended(0, '2026-08-31'))],
      [12, '2026-08-31'],
    ],
    [
      'taken back',
      [said('a', paused('2026-03-01', '2026-03-10')), said('b', { type: 'withdrawn' }, 'a')],
      [12, '2026-06-30'],
    ],
    [
      'said anew, in its own place',
      [
        said('a', paused('2026-03-01', '2026-03-10')),
        said('b', extended(0, '2026-08-31')),
        said('c', paused('2026-03-01', '2026-03-20'), 'a'),
      ],
      [12, '2026-08-31'],
    ],
    [
      'said anew and then taken back: the first does not come back',
      [
        said('a', paused('2026-03-01', '2026-03-10')),
        said('b', paused('2026-03-01', '2026-03-20'), 'a'),
        said('c', { type: 'withdrawn' }, 'b'),
      ],
      [12, '2026-06-30'],
    ],
  ])('%s', (_name, changes, expected) => {
    expect(terms(...changes)).toEqual(expected)
  })

  it('extended to a day, and then corrected to a later one or to no end, is not cut short by the extension', () => {
    const changes = [said('a', extended(0, '2026-08-31'))]
    expect(inForce(program({ from: '2026-01-01', to: '2026-12-31', changes })).to).toBe('2026-12-31')
    expect(inForce(program({ from: '2026-01-01', to: null, changes })).to).toBeNull()
  })

  it('without an end has none to move', () => {
    const open = program({ changes: [said('a', paused('2026-03-01', '2026-03-10'))] })
    expect(inForce(open).to).toBeNull()
  })

  it('E41 an extension takes in what was one too many, and a pause what came after the last day', () => {
    const books = ['2026-03-02T10:00Z', '2026-04-02T10:00Z', '2026-07-02T10:00Z'].map((at) => entry(at))
    const look = (...changes: readonly ProgramChange[]) => {
      const one = { ...yearly(...changes), sessions: 2 }
      return usage(one, books, dana, { now: NOW, programs: [one] })
    }
    expect(look()).toMatchObject({ used: 3, total: 2, over: 1 })
    expect(look(said('a', extended(2)))).toMatchObject({ used: 3, total: 4, left: 1, over: 1 })
    const later = [said('a', extended(2)), said('b', paused('2026-05-01', '2026-05-05'))]
    expect(look(...later)).toMatchObject({ used: 3, total: 4, left: 1, over: 0 })
  })
})

describe('what cannot be said of a program', () => {
  const one = yearly(said('a', paused('2026-03-01', '2026-03-10', false)))

  it.each([
    ['a pause that ends before it begins', paused('2026-05-02', '2026-05-01'), null, 'reversed'],
    ['a pause before it', paused('2025-11-01', '2025-12-31'), null, 'outside'],
    ['a pause after it', paused('2026-07-01', '2026-07-02'), null, 'outside'],
    ['a pause that ends on its first day', paused('2025-12-20', '2026-01-01'), null, null],
    ['a pause that begins on its last day', paused('2026-06-30', '2026-07-02'), null, null],
    ['a pause on the last day of another', paused('2026-03-10', '2026-03-20'), null, 'overlap'],
    ['a pause in place of the one it meets', paused('2026-03-10', '2026-03-20'), 'a', null],
    ['a pause the day after another', paused('2026-03-11', '2026-03-20'), null, null],
    ['an extension of nothing', extended(0), null, 'nothing'],
    ['an extension to the day on which it ends', extended(1, '2026-06-30'), null, 'not-later'],
    ['an extension by a day', extended(0, '2026-07-01'), null, null],
    ['more sessions only', extended(1), null, null],
  ] as const)('%s', (_name, change, instead, expected) => {
    expect(problemWith(one, change, instead)).toBe(expected)
  })

  it('a later end where there is none', () => {
    expect(problemWith(program(), extended(1, '2026-12-31'), null)).toBe('no-end')
  })
})

describe('property: any history of a program', () => {
  const date = fc
    .integer({ min: 0, max: 400 })
    .map((day) => new Date(Date.UTC(2025, 11, 1) + day * DAY).toISOString().slice(0, 10))
  const anySaid: fc.Arbitrary<Said> = fc.oneof(
    fc.record({ type: fc.constant('paused' as const), from: date, to: date, movesEnd: fc.boolean() }),
    fc.record({ type: fc.constant('extended' as const), sessions: fc.nat(5), to: fc.option(date) }),
    fc.constant({ type: 'withdrawn' as const }),
  )
  const anySteps = fc.array(fc.record({ change: anySaid, place: fc.option(fc.nat(9)) }), { maxLength: 12 })

  /** Says one after the other, as far as each can be said. */
  const history = (steps: readonly { readonly change: Said; readonly place: number | null }[]): Program =>
    steps.reduce((now, { change, place }, index) => {
      const standing = holding(now)
      const instead = place === null ? null : (standing[place % Math.max(1, standing.length)]?.id ?? null)
      const isPossible =
        change.type === 'withdrawn' ? instead !== null : problemWith(now, change, instead) === null
      return isPossible ? yearly(...(now.changes ?? []), said(`${index}`, change, instead)) : now
    }, yearly())

  it('never loses what was agreed, nor a word that was said', () => {
    fc.assert(
      fc.property(anySteps, anySteps, (first, then) => {
        const before = history(first)
        const after = history([...first, ...then])
        expect(after).toMatchObject({ sessions: 12, from: '2026-01-01', to: '2026-06-30' })
        expect((after.changes ?? []).slice(0, before.changes?.length)).toEqual(before.changes)
      }),
    )
  })

  it('has the sessions and the last day that a count by hand gives', () => {
    fc.assert(
      fc.property(anySteps, (steps) => {
        const one = history(steps)
        const standing = holding(one)
        let end = Date.parse('2026-06-30')
        let sessions = 12
        for (const change of standing) {
          if (change.type === 'extended') {
            sessions += change.sessions
            if (change.to !== null) end = Math.max(end, Date.parse(change.to))
          }
          if (change.type !== 'paused' || !change.movesEnd || Date.parse(change.from) > end) continue
          for (let day = Date.parse(change.from); day <= Date.parse(change.to); day += DAY)
            if (day >= Date.parse('2026-01-01')) end += DAY
        }
        expect(inForce(one)).toMatchObject({ sessions, to: new Date(end).toISOString().slice(0, 10) })
      }),
    )
  })

  it('taking everything back leaves what was agreed at first', () => {
    fc.assert(
      fc.property(anySteps, (steps) => {
        const one = history(steps)
        const back = holding(one).map(({ id }, index) => said(`back-${index}`, { type: 'withdrawn' }, id))
        expect(terms(...(one.changes ?? []), ...back)).toEqual([12, '2026-06-30'])
      }),
    )
  })
})
