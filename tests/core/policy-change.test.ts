import fc from 'fast-check'
import { expect, it } from 'vitest'
import { changesBetween } from '../../lib/core/policy-change.ts'
import { defaultPolicy } from '../../lib/core/policy-default.ts'
import { saysTheSame } from '../../lib/core/policy-document.ts'
import { rowFor } from '../../lib/core/policy-effect.ts'
import { HOUR } from '../../lib/core/time.ts'
import { lenient } from '../helpers/policies.ts'
import { anyPolicy } from './arbitrary.ts'

it('names each thing that is said differently, in the order of the table', () => {
  expect(changesBetween(defaultPolicy, lenient)).toEqual([
    { what: 'row', rowId: 'paid/client-no-show', before: 'lost', after: 'back' },
    { what: 'row', rowId: 'paid/client-late-cancel', before: 'lost', after: 'waived' },
    { what: 'noticeMs', before: 24 * HOUR, after: 48 * HOUR },
  ])
})

it('property: what is named is the whole difference', () => {
  fc.assert(
    fc.property(anyPolicy, anyPolicy, (before, after) => {
      const told = { ...before, rows: { ...before.rows } }
      for (const change of changesBetween(before, after))
        if (change.what === 'row') told.rows[change.rowId] = rowFor(change.rowId, change.after)
        else Object.assign(told, { [change.what]: change.after })
      expect(saysTheSame(told, after)).toBe(true)
      expect(changesBetween(after, after)).toEqual([])
    }),
  )
})
