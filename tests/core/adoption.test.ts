import { describe, expect, it } from 'vitest'
import { adoptHeads, onCalendar } from '../../lib/core/adoption.ts'
import type { Answer, Head } from '../../lib/core/answer.ts'
import { answerOf, DANA, headFor } from '../helpers/books.ts'

const subject = { sessionKey: 'uid-1|-', participant: DANA }
const head = (id: string): Head => headFor(id, { occurred: true })
const given = (id: string, over: Partial<Answer> = {}) => answerOf(head(id), { inForce: true, ...over })

/** Ids in force after `pulled` was adopted. */
const inForce = (local: readonly Answer[], pulled: readonly Head[]): string[] => {
  const rows = new Map(local.map((answer) => [answer.id, answer]))
  for (const changed of adoptHeads(local, pulled, subject)) rows.set(changed.id, changed)
  return [...rows.values()].filter((answer) => answer.inForce).map((answer) => answer.id)
}

describe('adopting what the calendar says', () => {
  it('E35 an answer from another browser is taken over as it was decided', () => {
    expect(adoptHeads([], [head('x')], subject)).toEqual([given('x', { source: 'calendar' })])
  })

  it('pulled heads replace what was published', () => {
    expect(inForce([given('a')], [head('b')])).toEqual(['b'])
    expect(adoptHeads([given('a')], [head('b')], subject).at(-1)?.base).toEqual(['a'])
  })

  it('an answer that comes back is in force again', () => {
    const local = [given('a', { inForce: false }), given('b', { base: ['a'] })]
    expect(inForce(local, [head('a')])).toEqual(['a'])
  })

  it('nothing pulled takes nothing away', () => {
    expect(adoptHeads([given('a')], [], subject)).toEqual([])
  })

  it('our own heads coming back change nothing, but are known to be there', () => {
    expect(adoptHeads([given('a')], [head('a')], subject)).toEqual([])
    expect(adoptHeads([given('a', { published: false })], [head('a')], subject)).toEqual([given('a')])
  })

  it('E36 an answer not yet written stands beside one it did not see', () => {
    expect(inForce([given('a', { published: false })], [head('x')]).sort()).toEqual(['a', 'x'])
  })

  it('an answer not yet written keeps what it replaced out of force, also through others', () => {
    const local = [
      given('a', { inForce: false }),
      given('b', { base: ['a'], published: false, inForce: false }),
      given('c', { base: ['b'], published: false }),
    ]
    expect(inForce(local, [head('a')])).toEqual(['c'])
    expect(inForce(local, [head('b')])).toEqual(['c'])
    expect(inForce(local, [head('c')])).toEqual(['c'])
  })
})

describe('what a write finds', () => {
  const local = [
    given('a'),
    given('b', { base: ['a'], published: false, at: 2 }),
    given('c', { base: ['b'], published: false, at: 3 }),
  ]
  const find = (replaced: readonly string[], pending: readonly string[] = []) =>
    onCalendar(replaced, local, new Set(pending))

  it('is published answers, and those on their way', () => {
    expect(find(['a'])).toEqual({ base: ['a'], perhaps: [] })
    expect(find(['c'], ['c'])).toEqual({ base: ['c'], perhaps: [] })
  })

  it('is in place of answers that were never written what these had replaced; each may be there all the same', () => {
    expect(find(['c'])).toEqual({
      base: ['a'],
      perhaps: [
        { id: 'b', base: ['a'] },
        { id: 'c', base: ['a'] },
      ],
    })
    expect(find(['c'], ['b'])).toEqual({ base: ['b'], perhaps: [{ id: 'c', base: ['b'] }] })
  })
})
