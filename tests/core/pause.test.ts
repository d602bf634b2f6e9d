import { describe, expect, it } from 'vitest'
import { isResting, pausedCalendars } from '../../lib/core/pause.ts'
import { NOW, sessionOf } from '../helpers/books.ts'

const [copy] = sessionOf().copies
const copyIn = (calendarKey: string, goneAt: number | null = null) => ({ ...copy!, calendarKey, goneAt })
const paused = pausedCalendars(
  [{ id: 'a', paused: true }, { id: 'b', paused: false }, { id: 'c' }],
  [
    { key: 'mine', accountId: 'a' },
    { key: 'work', accountId: 'b' },
    { key: 'home', accountId: 'c' },
  ],
)
const rests = (...copies: ReturnType<typeof copyIn>[]) => isResting({ copies }, paused)

describe('a session of a paused account', () => {
  it('rests while all that lives of it lies there', () => {
    expect([...paused]).toEqual(['mine'])
    expect([rests(copyIn('mine')), rests(copyIn('work')), rests(copyIn('home'))]).toEqual([
      true,
      false,
      false,
    ])
  })

  it('E11 goes on where it also lives elsewhere, but not where it was deleted elsewhere', () => {
    expect(rests(copyIn('mine'), copyIn('work'))).toBe(false)
    expect(rests(copyIn('mine'), copyIn('work', NOW))).toBe(true)
    expect(rests(copyIn('mine', NOW), copyIn('work'))).toBe(false)
  })

  it('that is gone everywhere rests only if it was in no other', () => {
    expect(rests(copyIn('mine', NOW))).toBe(true)
    expect(rests(copyIn('mine', NOW), copyIn('work', NOW))).toBe(false)
  })

  it('never rests when it was added by hand: it is in no calendar', () => {
    expect(rests()).toBe(false)
  })
})
