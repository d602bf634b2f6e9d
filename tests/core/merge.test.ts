import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { effective, type Head, outcomeOf } from '../../lib/core/answer.ts'
import { keepHeads, MAX_HEADS, mergeHeads } from '../../lib/core/merge.ts'
import { headFor, NOW } from '../helpers/books.ts'
import { anyHead, anyHeads } from './arbitrary.ts'

const came = headFor('a', { occurred: true })
const missed = headFor('b', { occurred: false, reason: 'client-no-show' })
const sick = headFor('c', { occurred: false, reason: 'client-emergency' })
/** The same heads twice, in two orders. */
const inTwoOrders = anyHeads(6).chain((heads) =>
  fc.tuple(
    fc.constant(heads),
    fc.shuffledSubarray(heads, { minLength: heads.length, maxLength: heads.length }),
  ),
)
const ids = (heads: readonly { id: string }[]): string[] => heads.map((head) => head.id)

describe('the merge of answers', () => {
  it('E48 finds an answer that is there already done', () => {
    expect(mergeHeads([came], came, [])).toEqual({ how: 'done', heads: [came], dropped: [] })
  })

  it('replaces exactly the heads that the answer saw', () => {
    expect(mergeHeads([came], missed, ['a'])).toMatchObject({ how: 'replaced', heads: [missed] })
    expect(mergeHeads([], came, [])).toMatchObject({ how: 'replaced', heads: [came] })
  })

  it.each([
    ['a head it did not see', [came, sick], ['a']],
    ['another head in place of the one it saw', [sick], ['a']],
    ['one of the two it saw', [came], ['a', 'c']],
  ])('stands beside %s', (_, there, base) => {
    const merged = mergeHeads(there, missed, base)
    expect(merged.how).toBe('appended')
    expect(ids(merged.heads)).toEqual(ids([...there, missed]).sort())
  })

  it('an annotation that went missing is written by a new answer, which then stands alone', () => {
    expect(mergeHeads([], missed, ['a'])).toMatchObject({ how: 'appended', heads: [missed] })
  })

  it('uses the answer that does not count; of several the smallest time, then id', () => {
    expect(effective([came, missed, sick])?.id).toBe('c')
    expect(effective([{ ...came, at: NOW - 1 }, missed])?.id).toBe('a')
    expect(effective([missed, came])?.id).toBe('a')
    expect(effective([sick, { ...sick, id: 'b0' }])?.id).toBe('b0')
    expect(effective([sick, { ...sick, id: 'z', at: NOW - 1 }])?.id).toBe('z')
    expect(effective([])).toBeNull()
  })

  it('browsers that said the same do not disagree', () => {
    expect(outcomeOf([came, { ...came, id: 'x', device: 'there', at: NOW + 5 }])?.conflict).toBe(false)
    expect(outcomeOf([came, sick])).toMatchObject({ answerId: 'c', conflict: true, counts: false })
  })

  it('a miss that was free in one browser and counted in another is a disagreement', () => {
    const free = { ...missed, id: 'f', counts: false, device: 'there' }
    expect(outcomeOf([missed, free])).toMatchObject({ answerId: 'f', conflict: true, counts: false })
  })

  it('E40 the same answer, paid in one browser and free in another, is a disagreement', () => {
    const free = { ...sick, id: 'k', kind: 'complimentary', device: 'there' } as const
    expect(outcomeOf([sick, free])).toMatchObject({ conflict: true, counts: false })
  })

  it('an answer taken back is no outcome, also beside one that counts', () => {
    const undone = { ...sick, id: 'u', code: 'undone', mark: null, reschedule: false } as const
    expect(outcomeOf([undone])).toBeNull()
    expect(outcomeOf([came, undone])).toBeNull()
  })

  it('property: the result is the same whatever the order in which browsers write', () => {
    fc.assert(
      fc.property(inTwoOrders, ([heads, shuffled]) => {
        const write = (order: readonly Head[]) =>
          order.reduce<readonly Head[]>((there, own) => mergeHeads(there, own, []).heads, [])
        expect(write(shuffled)).toEqual(write(heads))
        expect(effective(write(heads))).toEqual(effective(heads))
      }),
    )
  })

  it('property: writing twice is writing once', () => {
    fc.assert(
      fc.property(anyHeads(3), anyHead, fc.boolean(), (there, own, saw) => {
        const base = saw ? ids(there) : []
        const { heads: once, dropped } = mergeHeads(there, own, base)
        const twice = mergeHeads(once, own, base)
        expect(twice.heads).toEqual(once)
        // An old answer among four may itself be the one for which there is no room: then it is named each time.
        expect(twice).toEqual(
          dropped.includes(own)
            ? { how: 'appended', heads: once, dropped: [own] }
            : { how: 'done', heads: once, dropped: [] },
        )
      }),
    )
  })

  it('property: no head goes silently: it is kept, or was seen by the answer, or is named as dropped', () => {
    fc.assert(
      fc.property(anyHeads(4), anyHead, fc.func(fc.boolean()), (there, own, isSeen) => {
        const base = ids(there).filter((id) => isSeen(id))
        const merged = mergeHeads(there, own, base)
        const named = new Set(ids([...merged.heads, ...merged.dropped]))
        const lost = ids([...there, own]).filter((id) => !named.has(id))
        expect(lost.every((id) => base.includes(id))).toBe(true)
        if (merged.how !== 'replaced') expect(lost).toEqual([])
        expect(merged.how === 'done' || merged.heads.length <= MAX_HEADS).toBe(true)
      }),
    )
  })

  it('property: keeping three of many keeps the one in use', () => {
    fc.assert(
      fc.property(anyHeads(8), (heads) => {
        expect(keepHeads(heads).length).toBe(Math.min(heads.length, MAX_HEADS))
        expect(effective(keepHeads(heads))).toEqual(effective(heads))
      }),
    )
  })
})
