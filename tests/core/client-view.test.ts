import { describe, expect, it } from 'vitest'
import { currentProgram, programViews, uncoveredOf } from '../../lib/core/view/client.ts'
import { paceOf } from '../../lib/core/view/pace.ts'
import { clientOf, NOW } from '../helpers/books.ts'
import { entry, program } from '../helpers/programs.ts'

const dana = clientOf('dana', { addresses: ['dana@client.example'] })
const none = new Map<string, number>()
const views = (
  programs: Parameters<typeof programViews>[1],
  entries: Parameters<typeof uncoveredOf>[2] = [],
  makeups: ReadonlyMap<string, number> = none,
) => programViews(dana, programs, { entries, makeups }, { now: NOW, booked: 1 })
const current = (...programs: Parameters<typeof programViews>[1]) =>
  currentProgram(views(programs), NOW)?.program.id ?? null

describe('a client’s programs', () => {
  it('are theirs alone, and what somebody else’s would cover stays uncovered', () => {
    const lees = program({ id: 'lee', clientId: 'lee' })
    expect(views([program(), lees]).map((view) => view.program.id)).toEqual(['p1'])
    expect(uncoveredOf(dana, [lees], [entry('2026-02-05T10:00Z')]).sessions).toBe(1)
  })

  it('E23 do not flag the month of a make-up from an earlier one', () => {
    const at = '2026-02-05T10:00Z'
    const monthly = [program({ perMonth: 1 })]
    const entries = [entry(at), entry('2026-02-12T10:00Z')]
    const over = (makeups: ReadonlyMap<string, number>) =>
      views(monthly, entries, makeups)[0]?.usage.byMonth.map((month) => month.over)
    expect(over(none)).toEqual([1])
    expect(over(new Map([[`${at}#_`, Date.UTC(2026, 0, 20)]]))).toEqual([0])
  })

  it('hold from their first day on: the newest that has begun and not ended, else the newest that has begun, else the next', () => {
    const [old, now] = [program({ id: 'old' }), program({ id: 'now', from: '2026-11-23' })]
    const over = program({ id: 'over', from: '2026-11-01', to: '2026-11-22' })
    const next = program({ id: 'next', from: '2026-11-24' })
    expect(current(old, now, next)).toBe('now')
    expect(current(old, over, next)).toBe('old')
    expect(current(over, next)).toBe('over')
    expect(current(next)).toBe('next')
    expect(current()).toBeNull()
  })

  it('are behind by what they now hold, also where sessions were added', () => {
    const more = { type: 'extended', id: 'x', at: 0, instead: null, sessions: 12, to: null } as const
    const now = Date.UTC(2026, 6, 1, 12)
    const pace = (changes: readonly (typeof more)[]) => {
      const year = program({ to: '2026-12-31', alreadyUsed: 6, changes })
      const [view] = programViews(dana, [year], { entries: [], makeups: none }, { now, booked: 1 })
      return view && paceOf(view.program, view.usage, 1, now).state
    }
    expect([pace([]), pace([more])]).toEqual(['on-track', 'behind'])
  })
})
