import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Row } from '../../lib/core/policy.ts'
import { defaultPolicy } from '../../lib/core/policy-default.ts'
import {
  canonical,
  documentOf,
  parsePolicy,
  policyDocument,
  readPolicy,
} from '../../lib/core/policy-document.ts'
import { effectOf, effectsOf, ROW_IDS, rowFor } from '../../lib/core/policy-effect.ts'
import { lenient } from '../helpers/policies.ts'
import { managedSchema, policySchema } from '../helpers/policy-schema.ts'
import { anyPolicy } from './arbitrary.ts'

const whole = documentOf(defaultPolicy)
const rowsWith = (id: string, row: unknown) => ({ ...whole, rows: { ...whole.rows, [id]: row } })
const without = (key: string) => Object.fromEntries(Object.entries(whole).filter(([name]) => name !== key))

describe('the document of a policy', () => {
  it('property: what is exported comes in again as it was', () => {
    fc.assert(
      fc.property(anyPolicy, (policy) => {
        const read = parsePolicy(JSON.stringify(documentOf(policy)))
        const { version, ...terms } = policy
        expect(version).toBe('any')
        expect(read).toEqual({ ok: true, value: terms })
      }),
      { numRuns: 50 },
    )
  })

  it('the built-in policy is one that can be written', () => {
    expect(parsePolicy(canonical(defaultPolicy)).ok).toBe(true)
    expect(canonical(defaultPolicy)).not.toBe(canonical(lenient))
  })

  it('every row has a word for each thing it can say, and only those', () => {
    for (const id of ROW_IDS)
      for (const effect of effectsOf(id))
        expect(effectOf(id, { rows: { ...defaultPolicy.rows, [id]: rowFor(id, effect) } })).toBe(effect)
    expect(effectsOf('complimentary/client-no-show')).not.toContain('lost')
    expect(effectsOf('paid/canceled-in-time')).not.toContain('lost')
  })

  it('a row that no word fits, from a policy made elsewhere, goes by its consequences: back, before lost', () => {
    const said = (row: Partial<Row>) => {
      const odd = { ...defaultPolicy.rows['paid/other'], mark: 'completed', ...row } as const
      return effectOf('paid/other', { rows: { ...defaultPolicy.rows, 'paid/other': odd } })
    }
    expect(said({ reschedule: true, counts: true })).toBe('back')
    expect(said({ reschedule: false, counts: true })).toBe('lost')
    expect(said({ reschedule: false, counts: false })).toBe('waived')
  })

  it.each([
    ['no JSON', 'The policy', { reason: 'not-json', at: [] }],
    ['null', 'null', { reason: 'not-a-policy', at: [] }],
    ['something else', '{"name":"package"}', { reason: 'not-a-policy', at: [] }],
    [
      'a later format',
      JSON.stringify({ ...whole, format: 'afterward-policy-2' }),
      { reason: 'newer', at: [] },
    ],
    [
      'no waiting time',
      JSON.stringify(without('waitingMinutes')),
      { reason: 'invalid', at: ['waitingMinutes'] },
    ],
    [
      'a notice of 15 days',
      JSON.stringify({ ...whole, noticeMs: 15 * 86_400_000 }),
      { reason: 'invalid', at: ['noticeMs'] },
    ],
    [
      'half a free miss',
      JSON.stringify({ ...whole, freeMisses: 0.5 }),
      { reason: 'invalid', at: ['freeMisses'] },
    ],
    ['a word too many', JSON.stringify({ ...whole, script: '<b>' }), { reason: 'invalid', at: ['script'] }],
    [
      'a row that contradicts itself',
      JSON.stringify(rowsWith('paid/other', { mark: 'to-reschedule', counts: true, reschedule: true })),
      { reason: 'invalid', at: ['rows/paid/other'] },
    ],
    [
      'a consultation that counts',
      JSON.stringify(
        rowsWith('complimentary/occurred', { mark: 'completed', counts: true, reschedule: false }),
      ),
      { reason: 'invalid', at: ['rows/complimentary/occurred/counts'] },
    ],
    [
      'a row that there is not',
      JSON.stringify(rowsWith('paid/moved', whole.rows['paid/other'])),
      { reason: 'invalid', at: ['rows/paid/moved'] },
    ],
  ])('%s is refused, with where it is wrong', (_, text, error) => {
    expect(parsePolicy(text)).toEqual({ ok: false, error })
  })

  it('property: whatever comes from outside, nothing but a whole policy is taken', () => {
    fc.assert(
      fc.property(fc.anything(), (outside) => {
        const read = readPolicy(outside)
        expect(read.ok && !policyDocument.safeParse(documentOf(read.value)).success).toBe(false)
      }),
    )
  })

  it('its schema is published as it is read: after a change, run this file with -u', async () => {
    await expect(policySchema()).toMatchFileSnapshot('../../public/policy.schema.json')
    await expect(managedSchema()).toMatchFileSnapshot('../../public/managed.schema.json')
  })
})
