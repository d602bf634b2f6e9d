import { describe, expect, it } from 'vitest'
import { type Program, usage } from '../../lib/core/program.ts'
import type { ProgramChange } from '../../lib/core/program-change.ts'
import { paceOf } from '../../lib/core/view/pace.ts'
import { dana, entry, program } from '../helpers/programs.ts'

const at = (date: string): number => Temporal.Instant.from(`${date}T12:00Z`).epochMilliseconds

/** Twelve sessions, one a month of 2026. */
const year = (over: Partial<Program> = {}): Program => program({ to: '2026-12-31', ...over })

const paused = (from: string, to: string, movesEnd = false): ProgramChange => ({
  type: 'paused',
  id: from,
  at: 0,
  instead: null,
  from,
  to,
  movesEnd,
})

const pace = (one: Program, today: string, { used = 0, booked = 1 } = {}) => {
  const books = Array.from({ length: used }, (_, index) => entry(`2026-01-0${index + 1}T10:00Z`))
  const now = at(today)
  return paceOf(one, usage(one, books, dana, { now, programs: [one] }), booked, now)
}

describe('how a program is getting on', () => {
  it.each([
    ['on track: half the sessions in half the time', year(), '2026-07-01', { used: 6 }, 'on-track'],
    ['on track: less than one session short', year(), '2026-07-01', { used: 6, booked: 2 }, 'on-track'],
    ['behind: two short, and only one booked', year(), '2026-07-01', { used: 4 }, 'behind'],
    [
      'on track: short, but all that is left is booked',
      year(),
      '2026-07-01',
      { used: 4, booked: 8 },
      'on-track',
    ],
    [
      'behind: one whole session short, to the day',
      program({ sessions: 10, to: '2026-01-10' }),
      '2026-01-03',
      { used: 2 },
      'behind',
    ],
    ['nothing booked', year(), '2026-07-01', { used: 6, booked: 0 }, 'nothing-booked'],
    ['used up', year({ sessions: 3 }), '2026-02-01', { used: 3, booked: 0 }, 'done'],
    ['over', year(), '2027-01-01', { used: 3, booked: 0 }, 'done'],
    ['not begun', year(), '2025-12-31', { booked: 0 }, 'later'],
    ['without an end there is time', program(), '2026-11-01', { used: 1 }, 'on-track'],
    ['what lapsed cannot be caught up with', year({ perMonth: 1 }), '2026-11-01', { used: 1 }, 'on-track'],
    ['what was used before counts', year({ alreadyUsed: 5 }), '2026-07-01', { used: 1 }, 'on-track'],
  ] as const)('%s', (_name, one, today, how, state) => {
    expect(pace(one, today, how).state).toBe(state)
  })

  it('stays calm while it is paused, from the first day of the pause to the last', () => {
    const one = year({ changes: [paused('2026-06-01', '2026-08-31')] })
    const until = { state: 'paused', until: '2026-08-31' }
    expect(pace(one, '2026-05-31', { booked: 0 }).state).toBe('nothing-booked')
    expect(pace(one, '2026-06-01', { booked: 0 })).toEqual(until)
    expect(pace(one, '2026-08-31', { booked: 0 })).toEqual(until)
    expect(pace(one, '2026-09-01', { booked: 0 }).state).toBe('nothing-booked')
  })

  it('does not expect the sessions of a pause afterwards', () => {
    // By September an even spread over the whole year would have eight; over the nine months that are not paused, six.
    expect(pace(year(), '2026-09-01', { used: 6 }).state).toBe('behind')
    expect(
      pace(year({ changes: [paused('2026-06-01', '2026-08-31')] }), '2026-09-01', { used: 6 }).state,
    ).toBe('on-track')
  })

  it('begins and ends a pause where the program is at home', () => {
    const one = year({ zone: 'Pacific/Auckland', changes: [paused('2026-06-01', '2026-06-10')] })
    const now = Temporal.Instant.from('2026-05-31T12:30Z').epochMilliseconds
    const used = usage(one, [], dana, { now, programs: [one] })
    expect(paceOf(one, used, 0, now).state).toBe('paused')
  })
})
