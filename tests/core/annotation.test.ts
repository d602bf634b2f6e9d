import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MARK, readMarks } from '../../lib/core/annotation.ts'
import { mergeQueue, queueAfter, readQueue, writeQueue } from '../../lib/core/annotation-queue.ts'
import { decodeHeads, encodeHeads, MAX_VALUE } from '../../lib/core/annotation-value.ts'
import { DANA, headFor, LEE, NOW } from '../helpers/books.ts'
import { anyHeads } from './arbitrary.ts'

const came = headFor('a1', { occurred: true }, { minutes: 45 })
const sick = headFor('b2', { occurred: false, reason: 'client-emergency' })

describe('the value of an annotation', () => {
  it('comes back as it was written', () => {
    expect(decodeHeads(encodeHeads([came, sick]))).toEqual([came, sick])
  })

  it('is frozen: what earlier versions wrote stays readable', () => {
    expect(encodeHeads([came])).toBe(
      `[["a1",${NOW},"here","occurred","paid","completed",1,0,"paid/occurred","default-1",null,45]]`,
    )
  })

  it('property: three heads at most, never over 1,024 characters, always readable again', () => {
    fc.assert(
      fc.property(anyHeads(6), (heads) => {
        const value = encodeHeads(heads)
        expect(value.length).toBeLessThanOrEqual(MAX_VALUE)
        const read = decodeHeads(value)
        expect(read.length).toBe(Math.min(3, heads.length))
        expect(encodeHeads(read)).toBe(value)
        for (const head of read) {
          expect(heads.find(({ id }) => id === head.id)).toMatchObject({
            at: head.at,
            code: head.code,
            counts: head.counts,
            minutes: head.minutes,
          })
        }
      }),
    )
  })

  it('property: whatever stands there, reading never throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json(), fc.anything()), (value) => {
        expect(Array.isArray(decodeHeads(value))).toBe(true)
        const marks = {
          [MARK.answer('_')]: value,
          [MARK.queue]: value,
          [MARK.hold]: value,
          [MARK.makeupOf]: value,
        }
        expect(() => readMarks(marks as unknown as Record<string, string>)).not.toThrow()
      }),
    )
  })

  it.each([
    ['empty, as Graph leaves a removed one', ''],
    ['not JSON', '[["a1",'],
    ['no list', '{"id":"a1"}'],
    ['a time that is none', encodeHeads([came]).replace(String(NOW), '"yesterday"')],
    ['a code nobody knows', encodeHeads([came]).replace('"occurred"', '"exploded"')],
    ['an id with markup', encodeHeads([came]).replace('"a1"', '"<img src=x>"')],
    ['an undo that counts', encodeHeads([came]).replace('"occurred"', '"undone"')],
    ['an answer without a mark', encodeHeads([came]).replace('"completed"', 'null')],
    ['too long', `[${' '.repeat(MAX_VALUE)}${encodeHeads([came]).slice(1)}`],
  ])('E54 is left out when it is %s', (_, value) => {
    expect(decodeHeads(encodeHeads([came]))).toHaveLength(1)
    expect(decodeHeads(value)).toEqual([])
  })

  it('one bad head does not take the good one along', () => {
    const value = encodeHeads([came, sick]).replace('"completed"', '"nonsense"')
    expect(decodeHeads(value)).toEqual([sick])
  })

  it('a later version may say more', () => {
    expect(decodeHeads(encodeHeads([came]).replace(',45]', ',45,"more"]'))).toEqual([came])
  })
})

describe('the marks of an event', () => {
  it('are read by participant, with queue, hold and make-up', () => {
    const read = readMarks({
      [MARK.any]: '1',
      [MARK.answer(DANA)]: encodeHeads([came]),
      [MARK.answer('_')]: encodeHeads([sick]),
      'aw1.notahash': encodeHeads([sick]),
      [MARK.queue]: `${DANA}=open\n${LEE}=proposed:p1`,
      [MARK.hold]: 'p1:2',
      [MARK.makeupOf]: `uid|-#${DANA}`,
    })
    expect([...read.heads]).toEqual([
      [DANA, [came]],
      ['_', [sick]],
    ])
    expect([...read.queue]).toEqual([
      [DANA, 'open'],
      [LEE, 'proposed:p1'],
    ])
    expect(read.hold).toEqual({ proposalId: 'p1', slot: 2 })
    expect(read.makeupOf).toBe(`uid|-#${DANA}`)
  })

  it.each(['', 'p1', 'p1:', 'p1:x', '../p:1', ':1'])('no hold in "%s"', (value) => {
    expect(readMarks({ [MARK.hold]: value }).hold).toBeNull()
  })

  it.each(['', '#', 'uid|-', 'uid|-#nobody'])('no make-up in "%s"', (value) => {
    expect(readMarks({ [MARK.makeupOf]: value }).makeupOf).toBeNull()
  })

  it('every key stays below the length at which Google drops it', () => {
    const keys = [MARK.any, MARK.answer(DANA), MARK.queue, MARK.colour, MARK.hold, MARK.makeupOf]
    expect(keys.every((key) => key.length <= 44)).toBe(true)
  })
})

describe('the queue mark', () => {
  it('keeps the lines of others in a group', () => {
    expect(mergeQueue(`${LEE}=off`, `${DANA}=proposed:p1`)).toBe(`${DANA}=proposed:p1\n${LEE}=off`)
    expect(mergeQueue(`${DANA}=open\n${LEE}=off`, `${DANA}=`)).toBe(`${LEE}=off`)
    expect(mergeQueue(`${DANA}=open`, `${DANA}=`)).toBeNull()
  })

  it('opens with an answer that sends back, keeps how far it got, closes with any other', () => {
    expect(queueAfter(undefined, DANA, sick)).toBe(`${DANA}=open`)
    expect(queueAfter(`${DANA}=booked:uid|-`, DANA, sick)).toBe(`${DANA}=booked:uid|-`)
    expect(queueAfter(`${DANA}=open`, DANA, came)).toBeNull()
  })

  it('leaves out lines of another shape', () => {
    expect([...readQueue(`${DANA}=open\nnobody=open\n${LEE}=sold\n=\n`)]).toEqual([[DANA, 'open']])
    expect(readQueue(undefined).size).toBe(0)
  })

  it('never cuts a line in two', () => {
    const many = new Map(
      Array.from({ length: 40 }, (_, i) => [i.toString(16).padStart(10, '0'), `booked:${'k'.repeat(60)}`]),
    )
    const value = writeQueue(many) ?? ''
    expect(value.length).toBeLessThanOrEqual(MAX_VALUE)
    expect(readQueue(value).size).toBe(value.split('\n').length)
  })
})
