import { describe, expect, it } from 'vitest'
import { MARK, readMarks } from '../../lib/core/annotation.ts'
import { encodeHeads } from '../../lib/core/annotation-value.ts'
import { type Plan, plan } from '../../lib/core/plan.ts'
import { DANA, eventOf, headFor, LEE } from '../helpers/books.ts'

const came = headFor('a', { occurred: true })
const sick = headFor('b', { occurred: false, reason: 'client-emergency' })
const annotate = (head = came, base: string[] = []) =>
  ({ type: 'annotate', participant: DANA, head, base }) as const
const marksOf = (result: Plan) => (result.do === 'patch' ? result.patch.marks : null)
const nothing = { do: 'nothing' }
const conflict = { do: 'refuse', failure: { type: 'changed' } }

describe('what a queued write still has to do', () => {
  it('an answer becomes one mark of its participant, findable, and nothing else', () => {
    expect(plan(annotate(), eventOf())).toEqual({
      do: 'patch',
      patch: { marks: { [MARK.any]: '1', [MARK.answer(DANA)]: encodeHeads([came]) } },
    })
  })

  it('E15 in a group only the keys of the participant are touched, and the queue keeps the others', () => {
    const there = { [MARK.any]: '1', [MARK.answer(LEE)]: encodeHeads([came]), [MARK.queue]: `${LEE}=open` }
    expect(marksOf(plan(annotate(sick), eventOf({ marks: there })))).toEqual({
      [MARK.answer(DANA)]: encodeHeads([sick]),
      [MARK.queue]: `${DANA}=open\n${LEE}=open`,
    })
  })

  it('an answer that does not send back takes the place in the queue away', () => {
    const marks = { [MARK.any]: '1', [MARK.answer(DANA)]: encodeHeads([sick]), [MARK.queue]: `${DANA}=open` }
    expect(marksOf(plan(annotate(came, ['b']), eventOf({ marks })))).toEqual({
      [MARK.answer(DANA)]: encodeHeads([came]),
      [MARK.queue]: null,
    })
  })

  it('E48 an answer that is there is done', () => {
    const marks = { [MARK.any]: '1', [MARK.answer(DANA)]: encodeHeads([came, sick]) }
    expect(plan(annotate(), eventOf({ marks }))).toEqual(nothing)
  })

  it('E36 a head it did not see stays beside it', () => {
    const marks = { [MARK.answer(DANA)]: encodeHeads([sick]) }
    const written = marksOf(plan(annotate(), eventOf({ marks })))?.[MARK.answer(DANA)] ?? ''
    expect(readMarks({ [MARK.answer(DANA)]: written }).heads.get(DANA)).toEqual([came, sick])
  })

  const late = headFor('c', { occurred: false, reason: 'client-no-show' })
  it.each([
    ['beside what it saw', ['b'], [came, sick], ['c']],
    ['where it looked for nothing', [], [came], ['c']],
    ['but not where what it saw is gone', ['b'], [came], ['a', 'c']],
  ])(
    'E48 an answer takes along what was replaced before it and stands there once more: %s',
    (_, base, there, left) => {
      const marks = { [MARK.answer(DANA)]: encodeHeads(there) }
      const operation = { ...annotate(late, base), earlier: ['a'] }
      const written = marksOf(plan(operation, eventOf({ marks })))?.[MARK.answer(DANA)] ?? ''
      const heads = readMarks({ [MARK.answer(DANA)]: written }).heads.get(DANA) ?? []
      expect(heads.map(({ id }) => id)).toEqual(left)
    },
  )

  /** Settles what was never written here, and had replaced `z`, together with what the calendar says since. */
  const settling = { ...annotate(late, ['b', 'z']), perhaps: [{ id: 'u', base: ['z'] }] } as const
  it.each([
    ['while what that had replaced is gone', [sick], true],
    ['while it is still there', [sick, headFor('z', { occurred: true })], true],
    ['when it got there unheard after all', [sick, headFor('u', { occurred: true })], true],
    ['but not with what nobody had seen', [sick, came], false],
  ])('E36 settles an answer that was never written, and what the calendar says: %s', (_, there, alone) => {
    const marks = { [MARK.answer(DANA)]: encodeHeads(there) }
    const written = marksOf(plan(settling, eventOf({ marks })))?.[MARK.answer(DANA)] ?? ''
    const heads = readMarks({ [MARK.answer(DANA)]: written }).heads.get(DANA) ?? []
    expect(heads.map(({ id }) => id)).toEqual(alone ? ['c'] : ['a', 'b', 'c'])
  })

  it.each([
    annotate(),
    { type: 'mark', marks: { x: '1' } },
    { type: 'strip' },
    { type: 'remove', expects: {} },
  ] as const)('there is nothing to do on a deleted event: $type', (operation) => {
    expect(plan(operation, eventOf({ status: 'cancelled', marks: { [MARK.any]: '1' } }))).toEqual(nothing)
  })

  it('stripping takes back exactly what is ours, and is done when nothing is left', () => {
    const marks = { [MARK.any]: '1', [MARK.answer(DANA)]: encodeHeads([came]) }
    expect(marksOf(plan({ type: 'strip' }, eventOf({ marks })))).toEqual({
      [MARK.any]: null,
      [MARK.answer(DANA)]: null,
    })
    expect(plan({ type: 'strip' }, eventOf())).toEqual(nothing)
  })

  it('a queue mark merges by line; one that is there already is done', () => {
    const mark = { type: 'mark', marks: { [MARK.queue]: `${DANA}=proposed:p1` } } as const
    const there = { [MARK.any]: '1', [MARK.queue]: `${LEE}=open` }
    expect(marksOf(plan(mark, eventOf({ marks: there })))).toEqual({
      [MARK.queue]: `${DANA}=proposed:p1\n${LEE}=open`,
    })
    const done = { [MARK.any]: '1', [MARK.queue]: `${DANA}=proposed:p1\n${LEE}=open` }
    expect(plan(mark, eventOf({ marks: done }))).toEqual(nothing)
  })

  describe('on an event of our own making', () => {
    const hold = { [MARK.hold]: 'p1:0' }
    const choose = {
      type: 'patch',
      patch: { title: 'Coaching', status: 'confirmed', marks: { [MARK.hold]: null, [MARK.makeupOf]: 'k#_' } },
      expects: hold,
    } as const

    it('is changed while it is ours', () => {
      expect(plan(choose, eventOf({ title: 'Hold', marks: hold }))).toEqual({
        do: 'patch',
        patch: choose.patch,
      })
    })

    it('E51 is left alone once it is not ours any more', () => {
      expect(plan(choose, eventOf({ marks: {} }))).toEqual(conflict)
      expect(plan(choose, eventOf({ marks: { [MARK.hold]: 'p2:0' } }))).toEqual(conflict)
      expect(plan(choose, eventOf({ marks: hold, status: 'cancelled' }))).toEqual(conflict)
      expect(plan({ type: 'remove', expects: hold }, eventOf({ marks: {} }))).toEqual(conflict)
    })

    it('has nothing left to be taken off it once it is gone', () => {
      const marks = { [MARK.hold]: null, [MARK.makeupOf]: 'k#_' }
      const operation = { type: 'patch', patch: { marks }, expects: hold } as const
      expect(plan(operation, eventOf({ marks: hold, status: 'cancelled' }))).toEqual(nothing)
    })

    it('E51 keeps the title and the text that the coach gave it after the choice', () => {
      const patch = { ...choose.patch, description: 'https://meet.example/x' }
      const event = eventOf({ title: 'Lunch', description: 'By the river', marks: hold })
      const { title: _, description: __, ...rest } = patch
      expect(plan({ ...choose, patch }, event)).toEqual({ do: 'patch', patch: rest })
      const bare = eventOf({ title: 'Hold', description: '', marks: hold })
      expect(plan({ ...choose, patch }, bare)).toEqual({ do: 'patch', patch })
    })

    it('E48 is found changed, even when somebody retitled it since', () => {
      expect(plan(choose, eventOf({ title: 'With Dana', marks: { [MARK.makeupOf]: 'k#_' } }))).toEqual(
        nothing,
      )
    })

    it('a change of title alone is done when the title is so', () => {
      const retitle = { type: 'patch', patch: { title: 'New' }, expects: {} } as const
      expect(plan(retitle, eventOf({ title: 'New' }))).toEqual(nothing)
      expect(plan(retitle, eventOf({ title: 'Old' })).do).toBe('patch')
    })

    it('is removed while it is ours', () => {
      expect(plan({ type: 'remove', expects: hold }, eventOf({ title: 'Hold', marks: hold }))).toEqual({
        do: 'remove',
        tell: 'nobody',
      })
    })

    it('loses only our marker once the coach has named it', () => {
      expect(plan({ type: 'remove', expects: hold }, eventOf({ title: 'Dentist', marks: hold }))).toEqual({
        do: 'patch',
        patch: { marks: { [MARK.hold]: null } },
      })
    })
  })
})
