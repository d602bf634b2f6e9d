import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Head } from '../../lib/core/answer.ts'
import { balance, book, type LedgerEntry, standing } from '../../lib/core/ledger.ts'
import { DANA, headFor, NOW } from '../helpers/books.ts'
import { anyHead } from './arbitrary.ts'

const subject = {
  sessionKey: 'uid-1|-',
  participant: DANA,
  address: 'dana@client.example',
  sessionStart: NOW,
  zone: 'UTC',
}
const came = headFor('a', { occurred: true })
const sick = headFor('b', { occurred: false, reason: 'client-emergency' })

/** Books one head after the other, as answers, changes and undos come. */
const bookAll = (heads: readonly (Head | null)[]): readonly LedgerEntry[] => {
  const entries: LedgerEntry[] = []
  for (const [i, head] of heads.entries()) entries.push(...book(head, entries, subject, NOW + i))
  return entries
}

describe('the ledger', () => {
  it('books an answer once, under its own id', () => {
    expect(bookAll([came])).toEqual([
      {
        ...subject,
        id: `a|${DANA}`,
        answerId: 'a',
        kind: 'paid',
        code: 'occurred',
        mark: 'completed',
        delta: 1,
        compensates: null,
        minutes: null,
        at: NOW,
      },
    ])
  })

  it('E38 booking the same answer again adds nothing', () => {
    expect(bookAll([came, came, came])).toEqual(bookAll([came]))
  })

  it('E37 a change is a compensating entry and a new one; the old one is never edited', () => {
    const [first] = bookAll([came])
    const after = bookAll([came, sick])
    expect(after[0]).toEqual(first)
    expect(after.slice(1)).toMatchObject([
      { id: `a|${DANA}|undo`, delta: -1, compensates: `a|${DANA}`, at: NOW + 1 },
      { id: `b|${DANA}`, delta: 0, mark: 'to-reschedule', compensates: null },
    ])
    expect(standing(after).map((entry) => entry.id)).toEqual([`b|${DANA}`])
    expect(balance(after)).toBe(0)
  })

  it('an answer that comes into force again gets an entry of its own', () => {
    const entries = bookAll([came, null, came, null, came])
    expect(entries.map((entry) => entry.id)).toEqual([
      `a|${DANA}`,
      `a|${DANA}|undo`,
      `a|${DANA}|2`,
      `a|${DANA}|2|undo`,
      `a|${DANA}|3`,
    ])
    expect(balance(entries)).toBe(1)
  })

  it('"We moved it" and an undo leave no entry standing', () => {
    const moved = headFor('m', { moved: true, toSessionKey: null })
    expect(standing(bookAll([came, moved]))).toEqual([])
    expect(bookAll([moved])).toEqual([])
  })

  it('property: after any run of answers, changes and undos the balance is a recount of what holds, and no id repeats', () => {
    const pool = fc.array(anyHead, { minLength: 1, maxLength: 4 })
    fc.assert(
      fc.property(pool, fc.array(fc.option(fc.nat(3)), { maxLength: 20 }), (heads, steps) => {
        const run = steps.map((step) => (step === null ? null : (heads[step % heads.length] as Head)))
        const entries = bookAll(run)
        const last = run.at(-1) ?? null
        const holds = last !== null && last.mark !== null
        expect(balance(entries)).toBe(last?.counts ? 1 : 0)
        expect(standing(entries).map((entry) => entry.answerId)).toEqual(holds ? [last.id] : [])
        expect(new Set(entries.map((entry) => entry.id)).size).toBe(entries.length)
        expect(entries.every((entry) => !Object.is(entry.delta, -0))).toBe(true)
        // Append-only: every shorter run is a beginning of the longer one.
        const before = bookAll(run.slice(0, -1))
        expect(entries.slice(0, before.length)).toEqual(before)
      }),
    )
  })
})
