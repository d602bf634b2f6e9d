import { describe, expect, it } from 'vitest'
import { kindAt } from '../../lib/core/client.ts'
import { edited, newClient } from '../../lib/core/client-edit.ts'
import type { Kind } from '../../lib/core/policy.ts'
import { DAY } from '../../lib/core/time.ts'
import { NOW } from '../helpers/books.ts'

const edit = (kind: Kind | null) => ({ name: 'Dana', addresses: [], kind, dontAsk: false })
const knownAfter = (...words: readonly (readonly [Kind | null, number])[]) =>
  words.reduce((client, [kind, at]) => edited(client, edit(kind), at), newClient('dana', 0))

describe('what the coach says of a client’s kind', () => {
  it('E40 holds for all time when it is the first, for sessions of before it was said too', () => {
    const client = knownAfter(['paid', NOW])
    expect([kindAt(client, NOW - 900 * DAY), kindAt(client, NOW + DAY)]).toEqual(['paid', 'paid'])
  })

  it('E40 holds from then on when it changes; those before keep theirs, there and back', () => {
    const client = knownAfter(['complimentary', NOW], ['paid', NOW + DAY], ['complimentary', NOW + 9 * DAY])
    const kinds = [NOW, NOW + DAY - 1, NOW + DAY, NOW + 9 * DAY - 1, NOW + 9 * DAY]
    expect(kinds.map((at) => kindAt(client, at))).toEqual([
      'complimentary',
      'complimentary',
      'paid',
      'paid',
      'complimentary',
    ])
  })

  it('E40 said of a session still to come, holds until it changes and no longer', () => {
    const told = { ...newClient('dana', 0), kinds: [{ from: NOW + 9 * DAY, kind: 'complimentary' as const }] }
    const client = edited(told, edit('paid'), NOW)
    expect([NOW - 1, NOW, NOW + 9 * DAY].map((at) => kindAt(client, at))).toEqual([
      'complimentary',
      'paid',
      'paid',
    ])
  })

  it('is said once: the same again, or nothing about it, changes nothing', () => {
    const client = knownAfter(['complimentary', NOW], ['paid', NOW + DAY])
    for (const kind of ['paid', null] as const)
      expect(edited(client, edit(kind), NOW + 2 * DAY).kinds).toBe(client.kinds)
  })

  it('corrected within the same moment leaves no kind that held for no time at all', () => {
    const client = knownAfter(['complimentary', NOW], ['paid', NOW + DAY], ['complimentary', NOW + DAY])
    expect(client.kinds.filter(({ from }) => from === NOW + DAY)).toHaveLength(1)
    expect(kindAt(client, NOW + DAY)).toBe('complimentary')
  })
})
