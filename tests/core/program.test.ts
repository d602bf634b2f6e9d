import { describe, expect, it } from 'vitest'
import { countedWithoutProgram, type Program, usage } from '../../lib/core/program.ts'
import { NOW } from '../helpers/books.ts'
import { dana, entry, program } from '../helpers/programs.ts'

const options = (programs: Program[] = []) => ({ now: NOW, programs })

describe('what a program has used', () => {
  it('is a sum over the ledger and what was used before', () => {
    const entries = [
      entry('2026-09-01T10:00Z'),
      entry('2026-09-08T10:00Z'),
      entry('2026-09-15T10:00Z', { delta: 0, mark: 'to-reschedule' }),
      entry('2026-09-22T10:00Z', { address: 'lee@client.example' }),
      entry('2026-09-29T10:00Z', { address: null, sessionKey: 'linked|-' }),
    ]
    expect(usage(program({ alreadyUsed: 2 }), entries, dana, options())).toMatchObject({
      used: 5,
      total: 12,
      left: 7,
      over: 0,
      expired: false,
    })
  })

  it('a session taken back is not counted', () => {
    const first = entry('2026-09-01T10:00Z')
    const undone = { ...first, id: `${first.id}|undo`, delta: -1 as const, compensates: first.id }
    expect(usage(program(), [first, undone], dana, options()).used).toBe(0)
  })

  it('E41 a program used up goes on counting, flagged, never below nothing', () => {
    const entries = ['2026-09-01T10:00Z', '2026-09-02T10:00Z', '2026-09-03T10:00Z'].map((at) => entry(at))
    expect(usage(program({ sessions: 2 }), entries, dana, options())).toMatchObject({
      used: 3,
      left: 0,
      over: 1,
    })
  })

  it('E41 a session after the last day is counted as over-use, on that program', () => {
    const ended = program({ to: '2026-09-30' })
    const entries = [entry('2026-09-30T20:00Z'), entry('2026-10-05T10:00Z')]
    expect(usage(ended, entries, dana, options())).toMatchObject({
      used: 2,
      over: 1,
      expired: true,
      left: 10,
    })
  })

  it('the last day is the whole day, in the zone of the program', () => {
    const ended = program({ to: '2026-09-30' })
    expect(usage(ended, [entry('2026-09-30T21:59Z')], dana, options()).over).toBe(0)
    expect(usage(ended, [entry('2026-09-30T22:01Z')], dana, options()).over).toBe(1)
  })

  it('E23 the month is that of the start in the zone of the program', () => {
    const entries = [entry('2026-09-30T21:30Z'), entry('2026-09-30T22:30Z')]
    expect(usage(program({ perMonth: 1 }), entries, dana, options()).byMonth).toEqual([
      { month: '2026-09', used: 1, over: 0 },
      { month: '2026-10', used: 1, over: 0 },
    ])
  })

  it('E23 more than the allowance is flagged, but a make-up from an earlier month is not', () => {
    const entries = [entry('2026-10-02T10:00Z'), entry('2026-10-09T10:00Z'), entry('2026-10-16T10:00Z')]
    const makeups = new Map([['2026-10-09T10:00Z#_', Date.UTC(2026, 8, 28)]])
    const two = program({ perMonth: 2 })
    expect(usage(two, entries, dana, options()).byMonth).toEqual([{ month: '2026-10', used: 3, over: 1 }])
    expect(usage(two, entries, dana, { ...options(), makeups }).byMonth).toEqual([
      { month: '2026-10', used: 3, over: 0 },
    ])
    const sameMonth = new Map([['2026-10-09T10:00Z#_', Date.UTC(2026, 9, 1)]])
    expect(usage(two, entries, dana, { ...options(), makeups: sameMonth }).byMonth[0]?.over).toBe(1)
    // Somebody else's, in the same session.
    const theirs = new Map([['2026-10-09T10:00Z#0123456789', Date.UTC(2026, 8, 28)]])
    expect(usage(two, entries, dana, { ...options(), makeups: theirs }).byMonth[0]?.over).toBe(1)
  })

  it('a second program takes over when the first is used up, and no session is charged twice', () => {
    const first = program({ sessions: 2 })
    const second = program({ id: 'p2', from: '2026-09-02', sessions: 10 })
    const entries = ['2026-09-01T10:00Z', '2026-09-02T10:00Z', '2026-09-03T10:00Z'].map((at) => entry(at))
    const both = options([second, first])
    expect(usage(first, entries, dana, both)).toMatchObject({ used: 2, over: 0 })
    expect(usage(second, entries, dana, both)).toMatchObject({ used: 1, over: 0 })
  })

  it('what came before every program is counted apart', () => {
    const late = program({ from: '2026-09-02' })
    const entries = [entry('2026-08-20T10:00Z'), entry('2026-08-27T10:00Z'), entry('2026-09-03T10:00Z')]
    expect(usage(late, entries, dana, options()).used).toBe(1)
    expect(countedWithoutProgram([late], entries, dana)).toEqual({
      sessions: 2,
      since: Temporal.Instant.from('2026-08-20T10:00Z').epochMilliseconds,
    })
    expect(countedWithoutProgram([], [], dana)).toEqual({ sessions: 0, since: null })
  })
})
