import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Answer, effective, type Said } from '../../lib/core/answer.ts'
import { freeMissesLeft } from '../../lib/core/free-miss.ts'
import { balance, book, type LedgerEntry } from '../../lib/core/ledger.ts'
import type { Policy } from '../../lib/core/policy.ts'
import { defaultPolicy } from '../../lib/core/policy-default.ts'
import { DAY, HOUR } from '../../lib/core/time.ts'
import { verdict } from '../../lib/core/verdict.ts'
import { ownerFinder, whatIfView } from '../../lib/core/view/what-if.ts'
import { createWeigher, supposedEntries } from '../../lib/core/what-if.ts'
import { NOW } from '../helpers/books.ts'
import { forgiving, lenient, policyWith, strict } from '../helpers/policies.ts'
import { anyPolicy, anySaid } from './arbitrary.ts'

type Told = {
  readonly said: Said
  readonly client?: string
  readonly kind?: 'paid' | 'complimentary'
  readonly courtesy?: boolean
  /** Of the session before this one, at another place of it. */
  readonly along?: boolean
}

const dana = 'dana@client.example'
const noShow: Said = { occurred: false, reason: 'client-no-show' }
const told = (noticeMs: number): Said => ({ canceledByClient: { noticeMs } })

/** A life under one policy: each place answered once, a day after the one before. */
const live = (policy: Policy, words: readonly Told[]) => {
  const answers: Answer[] = []
  const entries: LedgerEntry[] = []
  let session = 0
  for (const [index, word] of words.entries()) {
    const { said, client = dana, kind = 'paid', courtesy = false, along = false } = word
    if (!along) session = index
    const subject = {
      sessionKey: `s${session}|-`,
      participant: `p${index}`,
      address: client,
      sessionStart: NOW + session * DAY,
      zone: 'UTC',
    }
    const own = entries.filter(({ address }) => address === client)
    const left = freeMissesLeft(policy, own, subject)
    const answer: Answer = {
      ...verdict(said, kind, { courtesy, freeMissesLeft: left }, policy),
      id: `a${String(index).padStart(2, '0')}`,
      at: NOW + index * DAY + HOUR,
      device: 'here',
      minutes: null,
      sessionKey: subject.sessionKey,
      participant: subject.participant,
      base: [],
      noticeMs: 'canceledByClient' in said ? said.canceledByClient.noticeMs : null,
      note: '',
      source: 'here',
      published: false,
      inForce: true,
    }
    answers.push(answer)
    entries.push(...book(effective([answer]), [], subject, answer.at))
  }
  return { answers, entries }
}

const weigh = (policy: Policy, { answers, entries }: ReturnType<typeof live>) => {
  const weigher = createWeigher(policy, entries, ownerFinder([]))
  weigher.weigh(answers)
  return weigher.result()
}

const outcomes = (policy: Policy, words: readonly Told[]) =>
  weigh(policy, live(defaultPolicy, words))
    .otherwise.map(({ entry, before, after }) => [entry.sessionKey, before.counts, after.mark, after.counts])
    .toReversed()

describe('what if', () => {
  it('names what would have come out otherwise, and leaves the rest out', () => {
    expect(
      outcomes(lenient, [{ said: { occurred: true } }, { said: noShow }, { said: told(30 * HOUR) }]),
    ).toEqual([
      ['s1|-', true, 'to-reschedule', false],
      // Told 30 hours before, and two days are wanted: late, which this policy lets pass.
      ['s2|-', false, 'didnt-occur', false],
    ])
  })

  it('the notice that the coach reported decides again, by the millisecond', () => {
    const at = strict.noticeMs
    expect(outcomes(strict, [{ said: told(at) }, { said: told(at - 1) }])).toEqual([
      ['s0|-', true, 'canceled-in-time', false],
    ])
  })

  it('free misses go to each client’s first ones; a courtesy spends none', () => {
    expect(
      outcomes(forgiving, [
        { said: noShow, courtesy: true },
        { said: noShow },
        { said: noShow, client: 'lee@client.example' },
        { said: noShow },
        { said: noShow },
      ]).map(([key]) => key),
    ).toEqual(['s1|-', 's2|-', 's3|-'])
  })

  it('canceled in time by the word of another browser stays so, and is counted as unsure', () => {
    const { answers, entries } = live(defaultPolicy, [{ said: told(25 * HOUR) }])
    const pulled = answers.map((answer) => ({ ...answer, noticeMs: null, source: 'calendar' as const }))
    expect(weigh(lenient, { answers: pulled, entries })).toEqual({ weighed: 1, unsure: 1, otherwise: [] })
  })

  it('E15 E17 a session that one person misses at two places spends one free miss, and none if they came', () => {
    const along = true
    expect(
      outcomes(forgiving, [
        ...[{ said: noShow }, { said: { occurred: true }, along } as const],
        ...[{ said: noShow }, { said: noShow, along }],
        ...[{ said: noShow }, { said: noShow, along }],
        { said: noShow },
      ]).map(([key]) => key),
    ).toEqual(['s0|-', 's2|-', 's2|-', 's4|-', 's4|-'])
    // Which place stands for them is decided by that policy, too.
    const policy = policyWith('waiving', { 'paid/client-emergency': 'waived' }, { freeMisses: 1 })
    const sick = { said: { occurred: false, reason: 'client-emergency' } } as const
    expect(outcomes(policy, [sick, { said: noShow, along }, { said: noShow }, { said: noShow }])).toEqual([
      ['s0|-', true, 'didnt-occur', false],
      ['s0|-', false, 'didnt-occur', false],
      ['s2|-', true, 'didnt-occur', false],
    ])
  })

  it('E15 E17 a session that one person has two places in weighs once in their balance', () => {
    const along = true
    const view = (words: readonly Told[], policy = lenient) => {
      const books = live(defaultPolicy, words)
      const all = { entries: books.entries, clients: [], programs: [], ownerOf: ownerFinder([]), now: NOW }
      return whatIfView(weigh(policy, books), all).balances.map(({ before, after }) => [before, after])
    }
    const sick = { occurred: false, reason: 'client-emergency' } as const
    expect(view([{ said: noShow }, { said: noShow, along }])).toEqual([[1, 0]])
    expect(view([{ said: sick }, { said: sick, along }], strict)).toEqual([[0, 1]])
    // They came: whatever becomes of the other place, the session counts.
    expect(view([{ said: noShow }, { said: { occurred: true }, along }])).toEqual([])
  })

  it('says whose balance would be another, and where their program would stand', () => {
    const books = live(defaultPolicy, [{ said: { occurred: true } }, { said: noShow }])
    const clients = [
      {
        id: 'c1',
        name: 'Dana',
        addresses: [dana],
        titles: [],
        participants: [],
        kinds: [],
        dontAsk: false,
        createdAt: 0,
      },
    ]
    const program = {
      id: 'p',
      clientId: 'c1',
      name: 'Twelve',
      sessions: 12,
      alreadyUsed: 3,
      from: '2026-01-01',
      to: null,
      perMonth: null,
      zone: 'UTC',
      createdAt: 0,
      changes: [{ type: 'extended' as const, id: 'x', at: 0, instead: null, sessions: 2, to: null }],
    }
    const view = whatIfView(weigh(lenient, books), {
      entries: books.entries,
      clients,
      programs: [program],
      ownerOf: ownerFinder(clients),
      now: NOW,
    })
    expect(view.otherwise.map(({ name }) => name)).toEqual(['Dana'])
    expect(view.balances).toEqual([
      {
        client: 'c1',
        name: 'Dana',
        before: 2,
        after: 1,
        programs: [{ name: 'Twelve', total: 14, before: 5, after: 4 }],
      },
    ])
  })

  const anyTold: fc.Arbitrary<Told> = fc.record({
    said: fc.oneof(anySaid, fc.constant(noShow)),
    client: fc.constantFrom(dana, 'lee@client.example'),
    kind: fc.constantFrom('paid' as const, 'complimentary' as const),
    courtesy: fc.boolean(),
    along: fc.boolean(),
  })

  it('property: it is what would have been booked, had the policy been that one all along', () => {
    fc.assert(
      fc.property(
        anyPolicy,
        anyPolicy,
        fc.array(anyTold, { maxLength: 14 }),
        fc.nat(5),
        (was, other, words, cut) => {
          const books = live(was, words)
          const weigher = createWeigher(other, books.entries, ownerFinder([]))
          // In batches, the later ones first: the order in which they are read says nothing.
          weigher.weigh(books.answers.slice(cut))
          weigher.weigh(books.answers.slice(0, cut))
          const result = weigher.result()
          // A courtesy that nothing called for left no trace, and is not supposed either.
          const kept = words.map((each, index) => ({
            ...each,
            courtesy: books.answers[index]?.override === 'courtesy',
          }))
          const lived = live(other, kept)
          const supposed = supposedEntries(books.entries, result)
          const told = (entries: readonly LedgerEntry[]) =>
            entries.map(({ participant, mark, delta }) => [participant, mark, delta])
          expect(told(supposed)).toEqual(told(lived.entries))
          expect(balance(supposed)).toBe(balance(lived.entries))
          expect(weigh(was, books).otherwise).toEqual([])
          const sent = new Map(lived.answers.map(({ participant, reschedule }) => [participant, reschedule]))
          for (const { entry, after } of result.otherwise)
            expect(after.reschedule).toBe(sent.get(entry.participant))
        },
      ),
    )
  })
})
