import { describe, expect, it } from 'vitest'
import type { Answer, Said } from '../../lib/core/answer.ts'
import { book, type LedgerEntry } from '../../lib/core/ledger.ts'
import type { Policy } from '../../lib/core/policy.ts'
import { DAY, HOUR } from '../../lib/core/time.ts'
import { ownerFinder } from '../../lib/core/view/what-if.ts'
import { createWeigher } from '../../lib/core/what-if.ts'
import { answerOf, clientOf, DANA, headFor, NOW } from '../helpers/books.ts'
import { lenient, policyWith } from '../helpers/policies.ts'

const HOME = 'dana@client.example'
const WORK = 'dana@work.example'
const dana = clientOf('dana', { addresses: [HOME, WORK] })
const noShow: Said = { occurred: false, reason: 'client-no-show' }
const forgiving = policyWith('forgiving', {}, { freeMisses: 1 })

/** One answer in the books: of which session (a day each), given when, for whom. */
const said = (
  word: Said,
  day: number,
  { at = NOW + day * DAY, address = HOME, noticeMs = null as number | null } = {},
): { readonly answer: Answer; readonly entries: readonly LedgerEntry[] } => {
  const head = headFor(`a${day}`, word, { at })
  const subject = {
    ...{ sessionKey: `s${day}|-`, participant: DANA, address },
    ...{ sessionStart: NOW + day * DAY, zone: 'UTC' },
  }
  const { sessionKey } = subject
  return {
    answer: answerOf(head, { sessionKey, noticeMs, inForce: true }),
    entries: book(head, [], subject, at),
  }
}
const weighed = (policy: Policy, all: readonly ReturnType<typeof said>[]) => {
  const weigher = createWeigher(
    policy,
    all.flatMap(({ entries }) => entries),
    ownerFinder([dana]),
  )
  weigher.weigh(all.map(({ answer }) => answer))
  const { otherwise, ...rest } = weigher.result()
  return { ...rest, otherwise: otherwise.map(({ entry }) => entry.sessionKey) }
}

describe('what if', () => {
  it('free misses go to those answered first, whenever the sessions were', () => {
    const late = said(noShow, 1, { at: NOW + 9 * DAY })
    expect(weighed(forgiving, [late, said(noShow, 2)]).otherwise).toEqual(['s2|-'])
  })

  it('E17 free misses are one person’s, whatever the address', () => {
    const both = [said(noShow, 1), said(noShow, 2, { address: WORK })]
    expect(weighed(forgiving, both).otherwise).toEqual(['s1|-'])
  })

  it('a cancelation of which the hours are known is sure', () => {
    const told = said({ canceledByClient: { noticeMs: 60 * HOUR } }, 1, { noticeMs: 60 * HOUR })
    expect(weighed(lenient, [told])).toEqual({ weighed: 1, unsure: 0, otherwise: [] })
  })

  it('E37 an answer that was taken back is not weighed', () => {
    const { answer, entries } = said(noShow, 1)
    const back = entries.flatMap((entry) => book(null, entries, entry, NOW + 2 * DAY))
    expect(weighed(lenient, [{ answer, entries: [...entries, ...back] }])).toEqual({
      weighed: 0,
      unsure: 0,
      otherwise: [],
    })
  })
})
