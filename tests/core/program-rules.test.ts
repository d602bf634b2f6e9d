import { describe, expect, it } from 'vitest'
import { countedWithoutProgram, type Program, usage } from '../../lib/core/program.ts'
import { attaching, firstDayOf } from '../../lib/core/program-entry.ts'
import { NOW } from '../helpers/books.ts'
import { dana, entry, program } from '../helpers/programs.ts'

const held = (...at: readonly string[]) => at.map((each) => entry(each))
const used = (each: Program, programs: readonly Program[], entries: ReturnType<typeof held>) => {
  const figures = usage(each, entries, dana, { now: NOW, programs })
  return [figures.used, figures.over]
}

describe('an allowance', () => {
  it('does not carry over: what a month leaves is not added to the next one’s', () => {
    const monthly = program({ perMonth: 2 })
    const entries = held('2026-01-10T10:00Z', '2026-02-02T10:00Z', '2026-02-09T10:00Z', '2026-02-16T10:00Z')
    expect(usage(monthly, entries, dana, { now: NOW, programs: [monthly] }).byMonth).toEqual([
      { month: '2026-01', used: 1, over: 0 },
      { month: '2026-02', used: 3, over: 1 },
    ])
  })
})

describe('which program a session uses up', () => {
  it('E41 is the last that covers it where none has room: over-use is flagged there', () => {
    const first = program({ sessions: 1 })
    const second = program({ id: 'p2', from: '2026-02-01', sessions: 1 })
    const entries = held('2026-01-05T10:00Z', '2026-02-05T10:00Z', '2026-02-12T10:00Z')
    const both = [first, second]
    expect([used(first, both, entries), used(second, both, entries)]).toEqual([
      [1, 0],
      [2, 1],
    ])
  })

  it('is the one that was entered first where two begin on the same day', () => {
    const first = program({ sessions: 1, createdAt: 1 })
    const second = program({ id: 'p2', sessions: 5, createdAt: 2 })
    const both = [second, first]
    const entries = held('2026-01-05T10:00Z')
    expect([used(first, both, entries), used(second, both, entries)]).toEqual([
      [1, 0],
      [0, 0],
    ])
  })

  it('E41 is the one that ended last, after the last day of all', () => {
    const short = program({ to: '2026-02-28' })
    const long = program({ id: 'p2', to: '2026-03-31' })
    const both = [long, short]
    const entries = held('2026-04-05T10:00Z')
    expect([used(short, both, entries), used(long, both, entries)]).toEqual([
      [0, 0],
      [1, 1],
    ])
  })

  it('goes by when sessions were, not by when they were answered', () => {
    const first = program({ sessions: 1, createdAt: 1 })
    const second = program({ id: 'p2', sessions: 5, createdAt: 2 })
    const late = entry('2026-02-12T10:00Z', { at: NOW })
    const early = entry('2026-01-05T10:00Z', { at: NOW + 1 })
    const months = (each: Program) =>
      usage(each, [late, early], dana, { now: NOW, programs: [first, second] }).byMonth.map(
        ({ month }) => month,
      )
    expect([months(first), months(second)]).toEqual([['2026-01'], ['2026-02']])
  })

  it('leaves nothing outside, and no day since when, where programs cover all', () => {
    expect(countedWithoutProgram([program()], held('2026-02-05T10:00Z'), dana)).toEqual({
      sessions: 0,
      since: null,
    })
  })
})

describe('what a program that is being entered leaves outside', () => {
  it('is what lies before its first day, in its own zone: not what is too much for it on that day', () => {
    // Half past midnight in Berlin, still January elsewhere.
    const entries = held('2026-01-31T23:10Z', '2026-01-31T23:30Z')
    const found = attaching(program({ from: '2026-02-01', sessions: 1 }), [], entries, dana)
    expect([found.taken.length, found.before.length]).toEqual([2, 0])
  })

  it('E41 names what came after the last day of the program before', () => {
    const ended = program({ id: 'p0', to: '2026-03-31' })
    const entries = held('2026-03-05T10:00Z', '2026-04-10T10:00Z')
    const { before } = attaching(program({ from: '2026-05-01' }), [ended], entries, dana)
    expect(before.map(({ sessionKey }) => sessionKey)).toEqual(['2026-04-10T10:00Z'])
  })

  it('counts the sessions it was extended by when it is corrected', () => {
    const more = { type: 'extended', id: 'x', at: 1, instead: null, sessions: 3, to: null } as const
    expect(attaching(program({ changes: [more] }), [], [], dana).total).toBe(15)
  })
})

describe('the first day that is proposed', () => {
  const at = { today: '2026-04-01', zone: 'Europe/Berlin' }
  const dayOf = (programs: readonly Program[], entries: ReturnType<typeof held>) =>
    firstDayOf(programs, entries, dana, at)

  it('is that of the session which was too many, also on the first day of the last program', () => {
    const full = program({ from: '2026-03-02', sessions: 1 })
    expect(dayOf([full], held('2026-03-02T09:00Z', '2026-03-02T15:00Z'))).toBe('2026-03-02')
  })

  it('is today when the session that was too many is of today, though the last program goes on', () => {
    const full = program({ sessions: 1, to: '2026-06-30' })
    expect(dayOf([full], held('2026-03-02T09:00Z', '2026-04-01T09:00Z'))).toBe('2026-04-01')
  })

  it('is never a day to come because of a session that was answered before its time', () => {
    const full = program({ sessions: 1, to: '2026-06-30' })
    expect(dayOf([full], held('2026-03-02T09:00Z', '2026-04-02T09:00Z'))).toBe('2026-07-01')
  })

  it('is tomorrow on the last day of the program before', () => {
    expect(dayOf([program({ to: '2026-04-01' })], [])).toBe('2026-04-02')
  })

  it('is the day after the end that an extension gave the program before', () => {
    const later = { type: 'extended', id: 'x', at: 1, instead: null, sessions: 0, to: '2026-05-31' } as const
    expect(dayOf([program({ to: '2026-03-31', changes: [later] })], [])).toBe('2026-06-01')
  })
})
