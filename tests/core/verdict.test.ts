import { describe, expect, it } from 'vitest'
import { defaultPolicy } from '../../lib/core/policy-default.ts'
import { verdict } from '../../lib/core/verdict.ts'

const plain = { courtesy: false, freeMissesLeft: 0 }
const courtesy = { courtesy: true, freeMissesLeft: 0 }
const noShow = { occurred: false, reason: 'client-no-show' } as const

describe('from the word to the verdict', () => {
  it('a courtesy make-up sends a counted miss back, uncounted, and says that it overrode the row', () => {
    expect(verdict(noShow, 'paid', courtesy, defaultPolicy)).toEqual({
      code: 'client-no-show',
      kind: 'paid',
      mark: 'to-reschedule',
      counts: false,
      reschedule: true,
      rowId: 'paid/client-no-show',
      policyVersion: 'default-1',
      override: 'courtesy',
    })
  })

  it('a courtesy make-up goes before a free miss', () => {
    expect(verdict(noShow, 'paid', { courtesy: true, freeMissesLeft: 2 }, defaultPolicy)).toMatchObject({
      mark: 'to-reschedule',
      override: 'courtesy',
    })
  })

  it.each([
    ['a session that took place', { occurred: true }, 'paid'],
    ['an emergency', { occurred: false, reason: 'client-emergency' }, 'paid'],
    ['a consultation', noShow, 'complimentary'],
  ] as const)('courtesy changes nothing for %s', (_, said, kind) => {
    expect(verdict(said, kind, courtesy, defaultPolicy)).toEqual(verdict(said, kind, plain, defaultPolicy))
  })

  it('"We moved it" decides nothing', () => {
    expect(verdict({ moved: true, toSessionKey: null }, 'paid', courtesy, defaultPolicy)).toEqual({
      code: 'moved',
      kind: 'paid',
      mark: null,
      counts: false,
      reschedule: false,
      rowId: null,
      policyVersion: 'default-1',
      override: null,
    })
  })

  it('a late cancelation that was reported with its notice is a late cancelation', () => {
    expect(verdict({ canceledByClient: { noticeMs: 1000 } }, 'paid', plain, defaultPolicy).code).toBe(
      'client-late-cancel',
    )
  })
})
