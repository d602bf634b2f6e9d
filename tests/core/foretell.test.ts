import { describe, expect, it } from 'vitest'
import { foretell } from '../../lib/core/foretell.ts'
import { defaultSettings, type Settings } from '../../lib/core/settings.ts'
import { DAY, HOUR, MINUTE } from '../../lib/core/time.ts'

const DAY_OF_IT = Date.UTC(2026, 10, 23)
const at = (hour: number, minute = 0, day = 0) => DAY_OF_IT + day * DAY + hour * HOUR + minute * MINUTE
const NIGHT = { from: '20:00', to: '08:00' }

describe('what the settings would do with a session', () => {
  it.each<
    [string, Partial<Settings['ask']>, number, { at: number | null; quiet: boolean; again: number | null }]
  >([
    [
      'after its end and grace, then in the round-up',
      {},
      at(16),
      { at: at(16, 5), quiet: false, again: at(18) },
    ],
    ['with no grace', { graceMinutes: 0 }, at(16), { at: at(16), quiet: false, again: at(18) }],
    [
      'right before the round-up: that is tomorrow',
      {},
      at(17, 30),
      { at: at(17, 35), quiet: false, again: at(18, 0, 1) },
    ],
    [
      'in quiet hours: at their end',
      { quiet: NIGHT },
      at(20, 30),
      { at: at(8, 0, 1), quiet: true, again: at(18, 0, 1) },
    ],
    [
      'into quiet hours by its grace alone',
      { quiet: NIGHT, graceMinutes: 30 },
      at(19, 45),
      { at: at(8, 0, 1), quiet: true, again: at(18, 0, 1) },
    ],
    [
      'at the end of the day',
      { when: 'end-of-day' },
      at(10),
      { at: at(18), quiet: false, again: at(18, 0, 1) },
    ],
    [
      'after the end of the day: tomorrow’s',
      { when: 'end-of-day' },
      at(19),
      { at: at(18, 0, 1), quiet: false, again: at(18, 0, 2) },
    ],
    [
      'an end of the day in quiet hours waits for their end',
      { when: 'end-of-day', endOfDay: '21:00', quiet: NIGHT },
      at(10),
      { at: at(8, 0, 1), quiet: true, again: at(8, 0, 2) },
    ],
    ['never by itself', { when: 'badge-only' }, at(10), { at: null, quiet: false, again: null }],
  ])('%s', (_, over, end, expected) => {
    expect(foretell(end, { ask: { ...defaultSettings.ask, ...over }, zone: 'UTC' })).toEqual(expected)
  })

  it('goes by the coach’s own clock', () => {
    const zone = 'America/Los_Angeles'
    // 16:00 UTC is 08:00 there: the round-up is ten hours away.
    expect(foretell(at(16), { ask: defaultSettings.ask, zone })).toEqual({
      at: at(16, 5),
      quiet: false,
      again: at(2, 0, 1),
    })
  })
})
