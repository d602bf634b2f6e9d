import type { Policy, RowId } from '../../lib/core/policy.ts'
import { defaultPolicy } from '../../lib/core/policy-default.ts'
import { type Effect, rowFor } from '../../lib/core/policy-effect.ts'
import { HOUR } from '../../lib/core/time.ts'

/** The built-in policy with some rows and knobs changed. */
export const policyWith = (
  version: string,
  effects: Partial<Record<RowId, Effect>>,
  knobs: Partial<Omit<Policy, 'version' | 'rows'>> = {},
): Policy => ({
  ...defaultPolicy,
  ...knobs,
  version,
  rows: {
    ...defaultPolicy.rows,
    ...Object.fromEntries(Object.entries(effects).map(([id, effect]) => [id, rowFor(id as RowId, effect)])),
  },
})

/** Nobody pays for a session that was not held; two days' notice. */
export const lenient = policyWith(
  'lenient',
  { 'paid/client-no-show': 'back', 'paid/client-late-cancel': 'waived' },
  { noticeMs: 48 * HOUR },
)

/** Whatever the client does counts, and a consultation has one chance; twelve hours' notice. */
export const strict = policyWith(
  'strict',
  {
    'paid/client-emergency': 'lost',
    'paid/other': 'lost',
    'paid/canceled-in-time': 'waived',
    'complimentary/client-no-show': 'waived',
    'complimentary/client-late-cancel': 'waived',
  },
  { noticeMs: 12 * HOUR, waitingMinutes: 5 },
)

/** The built-in one with two free misses, and no notice asked for. */
export const forgiving = policyWith('forgiving', {}, { freeMisses: 2, noticeMs: 0 })
