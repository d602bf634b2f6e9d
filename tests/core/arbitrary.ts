import fc from 'fast-check'
import type { Head, Said } from '../../lib/core/answer.ts'
import { type Policy, REASONS, type RowId } from '../../lib/core/policy.ts'
import { LIMITS } from '../../lib/core/policy-document.ts'
import { type Effect, effectsOf, ROW_IDS } from '../../lib/core/policy-effect.ts'
import { HOUR } from '../../lib/core/time.ts'
import { headFor } from '../helpers/books.ts'
import { policyWith } from '../helpers/policies.ts'

/** Anything the coach can say of a session. */
export const anySaid: fc.Arbitrary<Said> = fc.oneof(
  fc.constant<Said>({ occurred: true }),
  fc.constantFrom(...REASONS).map<Said>((reason) => ({ occurred: false, reason })),
  fc.integer({ min: -1, max: 200_000_000 }).map<Said>((noticeMs) => ({ canceledByClient: { noticeMs } })),
  fc.constant<Said>({ moved: true, toSessionKey: null }),
)

/** Any head; its fields as long and strange as types allow. */
export const anyHead: fc.Arbitrary<Head> = fc
  .record({
    id: fc.stringMatching(/^[0-9a-f]{20}$/),
    said: anySaid,
    at: fc.integer({ min: 0, max: 4_000_000_000_000 }),
    kind: fc.constantFrom('paid' as const, 'complimentary' as const),
    device: fc.string({ maxLength: 200, unit: 'binary', size: 'max' }),
    policyVersion: fc.string({ maxLength: 200, unit: 'binary', size: 'max' }),
    minutes: fc.option(fc.integer({ min: 0, max: 1440 })),
  })
  .map(({ id, said, kind, ...over }) => headFor(id, said, over, kind))

/** Several heads, no id twice, few times so that ties happen. */
export const anyHeads = (max: number): fc.Arbitrary<Head[]> =>
  fc.uniqueArray(
    fc.tuple(anyHead, fc.integer({ min: 0, max: 3 })).map(([head, at]) => ({ ...head, at })),
    { selector: (head) => head.id, maxLength: max },
  )

/** Any policy that a coach can make. */
export const anyPolicy: fc.Arbitrary<Policy> = fc
  .record({
    noticeMs: fc.constantFrom(0, 1, 12 * HOUR, 24 * HOUR, 48 * HOUR, LIMITS.noticeMs),
    waitingMinutes: fc.nat(LIMITS.waitingMinutes),
    freeMisses: fc.nat(3),
    effects: fc.record(
      Object.fromEntries(ROW_IDS.map((id) => [id, fc.constantFrom(...effectsOf(id))])) as Record<
        RowId,
        fc.Arbitrary<Effect>
      >,
    ),
  })
  .map(({ effects, ...knobs }) => policyWith('any', effects, knobs))
