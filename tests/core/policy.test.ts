import { describe, expect, it } from 'vitest'
import {
  decide,
  type Kind,
  type Mark,
  type Policy,
  REASONS,
  type SessionFacts,
} from '../../lib/core/policy.ts'
import { defaultPolicy } from '../../lib/core/policy-default.ts'
import { DAY, HOUR } from '../../lib/core/time.ts'

type Cell = readonly [Kind, string, SessionFacts['answer'], Mark, boolean, boolean]

const yes = { occurred: true } as const
const no = (reason: (typeof REASONS)[number]) => ({ occurred: false, reason }) as const
const told = (noticeMs: number) => ({ canceledByClient: { noticeMs } })

/** The table of PRODUCT 2, written out: kind, case, answer, mark, counts, sent back. */
const cells: readonly Cell[] = [
  ['paid', 'occurred', yes, 'completed', true, false],
  ['paid', 'client-emergency', no('client-emergency'), 'to-reschedule', false, true],
  ['paid', 'coach-emergency', no('coach-emergency'), 'to-reschedule', false, true],
  ['paid', 'coach-missed', no('coach-missed'), 'to-reschedule', false, true],
  ['paid', 'other', no('other'), 'to-reschedule', false, true],
  ['paid', 'client-no-show', no('client-no-show'), 'didnt-occur', true, false],
  ['paid', 'client-late-cancel', no('client-late-cancel'), 'didnt-occur', true, false],
  ['paid', 'client-late-cancel', told(DAY - 1), 'didnt-occur', true, false],
  ['paid', 'canceled-in-time', told(DAY), 'canceled-in-time', false, true],
  ['complimentary', 'occurred', yes, 'completed', false, false],
  ['complimentary', 'client-emergency', no('client-emergency'), 'to-reschedule', false, true],
  ['complimentary', 'coach-emergency', no('coach-emergency'), 'to-reschedule', false, true],
  ['complimentary', 'coach-missed', no('coach-missed'), 'to-reschedule', false, true],
  ['complimentary', 'other', no('other'), 'to-reschedule', false, true],
  ['complimentary', 'client-no-show', no('client-no-show'), 'to-reschedule', false, true],
  ['complimentary', 'client-late-cancel', no('client-late-cancel'), 'to-reschedule', false, true],
  ['complimentary', 'client-late-cancel', told(DAY - 1), 'to-reschedule', false, true],
  ['complimentary', 'canceled-in-time', told(DAY), 'canceled-in-time', false, true],
]

const elapsed = (from: string, to: string): number =>
  Temporal.ZonedDateTime.from(to).epochMilliseconds - Temporal.ZonedDateTime.from(from).epochMilliseconds

describe('the policy', () => {
  it.each(cells)(
    '%s, %s (%j): %s, counts %s, sent back %s',
    (kind, name, answer, mark, counts, reschedule) => {
      expect(decide({ kind, answer }, defaultPolicy)).toEqual({
        mark,
        counts,
        reschedule,
        rowId: `${kind}/${name}`,
        policyVersion: 'default-1',
      })
    },
  )

  it('has a row for every kind and case, and the cells above are all of them', () => {
    expect(Object.keys(defaultPolicy.rows).sort()).toEqual(
      [...new Set(cells.map(([kind, name]) => `${kind}/${name}`))].sort(),
    )
    expect(Object.keys(defaultPolicy.rows)).toHaveLength(2 * (REASONS.length + 2))
  })

  it('the reasons are the six, in the order in which they are shown', () => {
    expect(REASONS).toEqual([
      'client-emergency',
      'coach-emergency',
      'coach-missed',
      'other',
      'client-no-show',
      'client-late-cancel',
    ])
  })

  it.each([
    [86_400_000, 'canceled-in-time'],
    [86_400_001, 'canceled-in-time'],
    [86_399_999, 'didnt-occur'],
    [0, 'didnt-occur'],
    [-HOUR, 'didnt-occur'],
  ] as const)('E21 notice of %i ms: %s', (noticeMs, mark) => {
    expect(decide({ kind: 'paid', answer: told(noticeMs) }, defaultPolicy).mark).toBe(mark)
  })

  it.each([
    ['2026-03-28T10:00[Europe/Berlin]', '2026-03-29T10:00[Europe/Berlin]', 23, 'didnt-occur'],
    ['2026-10-24T10:00[Europe/Berlin]', '2026-10-25T10:00[Europe/Berlin]', 25, 'canceled-in-time'],
    ['2026-10-24T10:30[Europe/Berlin]', '2026-10-25T10:00[Europe/Berlin]', 24.5, 'canceled-in-time'],
  ] as const)('E20 told at %s for %s: %d elapsed hours, %s', (toldAt, start, hours, mark) => {
    const noticeMs = elapsed(toldAt, start)
    expect(noticeMs / HOUR).toBe(hours)
    expect(decide({ kind: 'paid', answer: told(noticeMs) }, defaultPolicy).mark).toBe(mark)
  })

  it('an emergency of the client costs nothing, whatever the notice', () => {
    expect(decide({ kind: 'paid', answer: no('client-emergency') }, defaultPolicy).counts).toBe(false)
  })

  it('a notice that is no number charges nobody', () => {
    expect(decide({ kind: 'paid', answer: told(Number.NaN) }, defaultPolicy).counts).toBe(false)
  })

  it.each(['client-no-show', 'client-late-cancel'] as const)(
    'a free miss (%s) shows as a miss, counts nothing, is not sent back',
    (reason) => {
      expect(decide({ kind: 'paid', answer: no(reason), freeMissesLeft: 1 }, defaultPolicy)).toEqual({
        mark: 'didnt-occur',
        counts: false,
        reschedule: false,
        rowId: `paid/${reason}`,
        policyVersion: 'default-1',
      })
    },
  )

  it('a free miss is not spent on a session that took place, nor once none are left', () => {
    expect(decide({ kind: 'paid', answer: yes, freeMissesLeft: 3 }, defaultPolicy).counts).toBe(true)
    expect(
      decide({ kind: 'paid', answer: no('client-no-show'), freeMissesLeft: 0 }, defaultPolicy).counts,
    ).toBe(true)
  })

  it('a policy with a row changed decides by that row and says its version', () => {
    const mine: Policy = {
      ...defaultPolicy,
      version: 'mine-2',
      noticeMs: 48 * HOUR,
      rows: {
        ...defaultPolicy.rows,
        'paid/client-late-cancel': { mark: 'to-reschedule', counts: false, reschedule: true },
      },
    }
    expect(decide({ kind: 'paid', answer: told(47 * HOUR) }, mine)).toEqual({
      mark: 'to-reschedule',
      counts: false,
      reschedule: true,
      rowId: 'paid/client-late-cancel',
      policyVersion: 'mine-2',
    })
  })
})
