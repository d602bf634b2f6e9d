import { describe, expect, it } from 'vitest'
import { isAnnotated, withCalendar } from '../../lib/core/annotated.ts'
import { defaultSettings } from '../../lib/core/settings.ts'

const calendar = (role: 'owner' | 'writer', key = 'k') => ({ key, role })
const { annotations } = defaultSettings

describe('where outcomes are written', () => {
  it('is every own calendar, and no other, until the coach says so', () => {
    expect(isAnnotated(calendar('owner'), annotations)).toBe(true)
    expect(isAnnotated(calendar('writer'), annotations)).toBe(false)
    expect(withCalendar(annotations, calendar('owner'), false).off).toEqual(['k'])
    expect(withCalendar(annotations, calendar('writer'), true).on).toEqual(['k'])
    expect(withCalendar({ ...annotations, off: ['k'] }, calendar('owner'), true).off).toEqual([])
  })

  it('is what was last said, also of a calendar that became the coach’s own or is theirs no more', () => {
    for (const before of ['owner', 'writer'] as const)
      for (const after of ['owner', 'writer'] as const)
        for (const wanted of [true, false]) {
          const once = withCalendar(annotations, calendar(before), !wanted)
          const now = withCalendar(once, calendar(after), wanted)
          expect(isAnnotated(calendar(after), now), `${before} ${after} ${wanted}`).toBe(wanted)
          expect(isAnnotated(calendar('owner', 'other'), now)).toBe(true)
        }
  })
})
