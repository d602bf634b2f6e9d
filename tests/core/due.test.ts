import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Askable, type DueRules, due, nextWallTime } from '../../lib/core/due.ts'
import { defaultSettings } from '../../lib/core/settings.ts'
import { DAY, HOUR, MINUTE } from '../../lib/core/time.ts'

const NOON = Date.UTC(2026, 10, 23, 12)
const GRACE = 5 * MINUTE

const session = (key: string, end: number, over: Partial<Askable> = {}): Askable => ({
  key,
  start: end - HOUR,
  end,
  open: 1,
  notBefore: null,
  askedAt: null,
  ...over,
})
const settings = (over: Partial<NonNullable<DueRules['ask']>> = {}) => ({ ...defaultSettings.ask, ...over })
const keysOf = (sessions: readonly Askable[]) => sessions.map(({ key }) => key)
const look = (sessions: readonly Askable[], now: number, rules: DueRules = {}) => {
  const { ask, waiting, ...rest } = due(sessions, now, rules)
  return { ask: keysOf(ask), waiting: keysOf(waiting), ...rest }
}

describe('when a question is due', () => {
  it('is after the end and the grace, to the millisecond, and until then when to look again', () => {
    const one = [session('a', NOON)]
    expect(look(one, NOON + GRACE - 1)).toEqual({ ask: [], waiting: [], wakeAt: NOON + GRACE, held: null })
    expect(look(one, NOON + GRACE)).toEqual({ ask: ['a'], waiting: ['a'], wakeAt: null, held: null })
  })

  it('needs no rules, and nothing open', () => {
    expect(due([], NOON)).toEqual({ ask: [], waiting: [], wakeAt: null, held: null })
    expect(look([session('a', NOON, { open: 0 })], NOON + HOUR)).toMatchObject({ ask: [], wakeAt: null })
  })

  it('E29 after days asleep is one stack, oldest first', () => {
    const sessions = [session('c', NOON), session('a', NOON - 3 * DAY), session('b', NOON - DAY)]
    expect(look(sessions, NOON + HOUR)).toEqual({
      ask: ['a', 'b', 'c'],
      waiting: ['a', 'b', 'c'],
      wakeAt: null,
      held: null,
    })
  })

  it('comes once: what had its window waits in the badge until the daily round-up', () => {
    const asked = [session('a', NOON, { askedAt: NOON + GRACE })]
    const evening = Date.UTC(2026, 10, 23, 18)
    expect(look(asked, NOON + HOUR)).toEqual({ ask: [], waiting: ['a'], wakeAt: evening, held: null })
    expect(look(asked, evening)).toMatchObject({ ask: ['a'] })
    const again = [session('a', NOON, { askedAt: evening })]
    expect(look(again, evening + MINUTE)).toMatchObject({ ask: [], wakeAt: evening + DAY })
  })

  it('comes back when a snooze ends, and only then', () => {
    const snoozed = [session('a', NOON, { askedAt: NOON + GRACE, notBefore: NOON + 15 * MINUTE })]
    expect(look(snoozed, NOON + 14 * MINUTE)).toEqual({
      ask: [],
      waiting: [],
      wakeAt: NOON + 15 * MINUTE,
      held: null,
    })
    expect(look(snoozed, NOON + 15 * MINUTE)).toMatchObject({ ask: ['a'], waiting: ['a'] })
    const shown = [session('a', NOON, { askedAt: NOON + 15 * MINUTE, notBefore: NOON + 15 * MINUTE })]
    expect(look(shown, NOON + 20 * MINUTE)).toMatchObject({ ask: [], waiting: ['a'] })
  })

  it('"Still going" before the end never brings it forward', () => {
    const early = [session('a', NOON, { notBefore: NOON - 30 * MINUTE })]
    expect(look(early, NOON - MINUTE)).toMatchObject({ ask: [], wakeAt: NOON + GRACE })
  })

  it('waits for the end of the day when the coach wants that, and for nothing but the badge otherwise', () => {
    const one = [session('a', NOON)]
    const evening = Date.UTC(2026, 10, 23, 18)
    expect(look(one, NOON + HOUR, { ask: settings({ when: 'end-of-day' }) })).toMatchObject({
      ask: [],
      wakeAt: evening,
    })
    expect(look(one, evening, { ask: settings({ when: 'end-of-day' }) })).toMatchObject({ ask: ['a'] })
    expect(look(one, NOON + DAY, { ask: settings({ when: 'badge-only' }) })).toEqual({
      ask: [],
      waiting: ['a'],
      wakeAt: null,
      held: null,
    })
  })
})

describe('what holds a question back', () => {
  const one = [session('a', NOON)]
  const now = NOON + GRACE
  const span = (from: number, to: number) => ({ start: NOON + from * MINUTE, end: NOON + to * MINUTE })

  it.each<[string, DueRules, 'locked' | 'quiet' | 'busy' | 'audible' | null, number | null]>([
    ['a locked screen', { locked: true }, 'locked', null],
    ['quiet hours', { ask: settings({ quiet: { from: '12:00', to: '13:00' } }) }, 'quiet', NOON + HOUR],
    [
      'quiet hours over midnight',
      { ask: settings({ quiet: { from: '22:00', to: '12:30' } }) },
      'quiet',
      NOON + 30 * MINUTE,
    ],
    // 12:05 in UTC is 07:05 in New York and 01:05 in Auckland, each with quiet hours of its own.
    [
      'quiet hours where the coach is',
      { zone: 'America/New_York', ask: settings({ quiet: { from: '20:00', to: '08:00' } }) },
      'quiet',
      NOON + HOUR,
    ],
    [
      'quiet hours over midnight where the coach is',
      { zone: 'Pacific/Auckland', ask: settings({ quiet: { from: '22:00', to: '07:30' } }) },
      'quiet',
      NOON + 6 * HOUR + 30 * MINUTE,
    ],
    [
      'not quiet hours that are those of another zone',
      { zone: 'America/New_York', ask: settings({ quiet: { from: '12:00', to: '13:00' } }) },
      null,
      null,
    ],
    ['not the end of quiet hours', { ask: settings({ quiet: { from: '10:00', to: '12:05' } }) }, null, null],
    ['another event', { busy: [span(0, 40)] }, 'busy', NOON + 40 * MINUTE],
    ['not an event that just ended', { busy: [span(-60, 5)] }, null, null],
    ['the ten minutes before the next event', { busy: [span(15, 45)] }, 'busy', NOON + 45 * MINUTE],
    ['not the eleventh', { busy: [span(16, 45)] }, null, null],
    [
      'events with less than ten minutes between',
      { busy: [span(10, 40), span(45, 70), span(90, 99)] },
      'busy',
      NOON + 70 * MINUTE,
    ],
    ['sound', { audible: true }, 'audible', now + MINUTE],
  ])('%s', (_, rules, held, wakeAt) => {
    expect(look(one, now, rules)).toEqual({ ask: held === null ? ['a'] : [], waiting: ['a'], wakeAt, held })
  })

  it('sound, but for 15 minutes at most', () => {
    expect(look(one, now + 15 * MINUTE - 1, { audible: true })).toMatchObject({
      ask: [],
      wakeAt: now + 15 * MINUTE,
    })
    expect(look(one, now + 15 * MINUTE, { audible: true })).toMatchObject({ ask: ['a'] })
  })

  it('E27 the session right after, so that both are one stack', () => {
    const both = [session('a', NOON), session('b', NOON + HOUR)]
    expect(look(both, NOON + GRACE)).toEqual({
      ask: [],
      waiting: ['a'],
      wakeAt: NOON + HOUR + GRACE,
      held: 'busy',
    })
    expect(look(both, NOON + HOUR + GRACE)).toMatchObject({ ask: ['a', 'b'] })
  })
})

describe('wall clocks', () => {
  it('E20 the end of the day is at the same hour on both sides of a clock change', () => {
    // Madrid leaves summer time on 25 October 2026 at 03:00.
    const zone = 'Europe/Madrid'
    expect(nextWallTime(Date.UTC(2026, 9, 24, 10), '18:00', zone)).toBe(Date.UTC(2026, 9, 24, 16))
    expect(nextWallTime(Date.UTC(2026, 9, 24, 17), '18:00', zone)).toBe(Date.UTC(2026, 9, 25, 17))
    // 02:30 does not exist on 29 March 2026: it counts as 03:30.
    expect(nextWallTime(Date.UTC(2026, 2, 29, 0), '02:30', zone)).toBe(Date.UTC(2026, 2, 29, 1, 30))
  })

  it('E20 quiet hours through the repeated hour end at the true instant', () => {
    const one = [session('a', Date.UTC(2026, 9, 24, 20))]
    const rules = { zone: 'Europe/Madrid', ask: settings({ quiet: { from: '22:00', to: '07:00' } }) }
    expect(look(one, Date.UTC(2026, 9, 24, 21), rules)).toMatchObject({
      held: 'quiet',
      wakeAt: Date.UTC(2026, 9, 25, 6),
    })
  })

  it('E22 the coach travels: the question comes at its instant in every zone, quiet hours go by the present one', () => {
    const one = [session('a', NOON)]
    const quiet = { ask: settings({ quiet: { from: '22:00', to: '07:00' } }) }
    for (const zone of ['UTC', 'America/Los_Angeles', 'Asia/Kolkata'])
      expect(look(one, NOON + GRACE, { zone })).toMatchObject({ ask: ['a'] })
    expect(look(one, NOON + GRACE, { zone: 'America/Los_Angeles', ...quiet })).toMatchObject({
      held: 'quiet',
      wakeAt: Date.UTC(2026, 10, 23, 15),
    })
    expect(look(one, NOON + GRACE, { zone: 'Asia/Kolkata', ...quiet })).toMatchObject({ ask: ['a'] })
  })
})

describe('due, whatever is stored', () => {
  const instant = fc.integer({ min: -72, max: 24 }).map((steps) => NOON + steps * 20 * MINUTE)
  const maybe = fc.option(instant, { nil: null })
  const sessions = fc.array(
    fc.record({ end: instant, askedAt: maybe, notBefore: maybe, open: fc.constantFrom<0 | 1>(0, 1) }),
    { maxLength: 6 },
  )
  const rules = fc.record({
    audible: fc.boolean(),
    locked: fc.boolean(),
    busy: fc.array(
      instant.map((start) => ({ start, end: start + 50 * MINUTE })),
      { maxLength: 4 },
    ),
    ask: fc.record({
      when: fc.constantFrom<'after-session' | 'end-of-day' | 'badge-only'>(
        'after-session',
        'end-of-day',
        'badge-only',
      ),
      quiet: fc.constantFrom(null, { from: '22:00', to: '07:00' }),
    }),
  })

  it('asks nothing that is not open and over, never twice for one window, and always says when to look again', () => {
    fc.assert(
      fc.property(sessions, rules, (rows, { ask, ...rest }) => {
        const stored = rows.map((row, index) => session(`s${index}`, row.end, row))
        const given = { ...rest, ask: settings(ask) }
        const result = due(stored, NOON, given)
        for (const each of result.ask) {
          expect(each.open).toBe(1)
          expect(each.end + GRACE).toBeLessThanOrEqual(NOON)
          expect(each.notBefore ?? 0).toBeLessThanOrEqual(NOON)
        }
        if (result.wakeAt !== null) expect(result.wakeAt).toBeGreaterThan(NOON)
        expect([...keysOf(result.ask)].sort()).toEqual([...new Set(keysOf(result.ask))].sort())
        const shown = stored.map((each) => (result.ask.includes(each) ? { ...each, askedAt: NOON } : each))
        expect(due(shown, NOON, given).ask).toEqual([])
        // Followed from instant to instant, everything open that is not locked away is put before the coach.
        let now = NOON
        let left = stored.map((each) => ({ ...each, askedAt: null, notBefore: null }))
        for (let round = 0; round < 60; round++) {
          const next = due(left, now, { ...given, locked: false, audible: false })
          left = left.filter((each) => !next.ask.includes(each))
          if (next.wakeAt === null) break
          now = next.wakeAt
        }
        const unasked = left.filter((each) => each.open === 1)
        expect(unasked).toEqual(ask.when === 'badge-only' ? unasked : [])
      }),
      { numRuns: 300 },
    )
  })
})
