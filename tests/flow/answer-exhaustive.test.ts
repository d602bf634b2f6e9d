import { describe, expect, it } from 'vitest'
import type { Said } from '../../lib/core/answer.ts'
import { balance, standing } from '../../lib/core/ledger.ts'
import { type Kind, type Policy, REASONS } from '../../lib/core/policy.ts'
import { defaultPolicy } from '../../lib/core/policy-default.ts'
import { HOUR } from '../../lib/core/time.ts'
import { answer } from '../../lib/flow/answer.ts'
import { DANA, fill, participantOf, sessionOf, settingsWith } from '../helpers/books.ts'
import { createTestDeps } from '../helpers/deps.ts'
import { forgiving, lenient, strict } from '../helpers/policies.ts'
import { BUILT_IN, ruling, type Terms } from '../helpers/ruling.ts'

/** Each policy beside the words in which its coach would say it. */
const policies: readonly (readonly [Policy, Terms])[] = [
  [defaultPolicy, BUILT_IN],
  [
    lenient,
    {
      noticeMs: 48 * HOUR,
      freeMisses: 0,
      instead: { 'paid/client-no-show': 'back', 'paid/client-late-cancel': 'waived' },
    },
  ],
  [
    strict,
    {
      noticeMs: 12 * HOUR,
      freeMisses: 0,
      instead: {
        'paid/client-emergency': 'lost',
        'paid/other': 'lost',
        'paid/canceled-in-time': 'waived',
        'complimentary/client-no-show': 'waived',
        'complimentary/client-late-cancel': 'waived',
      },
    },
  ],
  [forgiving, { noticeMs: 0, freeMisses: 2 }],
]

const kinds: readonly Kind[] = ['paid', 'complimentary']

/** Everything that can be said, a cancelation with exactly the notice asked for and a millisecond to both sides of it. */
const wordsAround = (noticeMs: number): readonly Said[] => [
  { occurred: true },
  ...REASONS.map((reason): Said => ({ occurred: false, reason })),
  ...[-1, 0, 1].map((ms): Said => ({ canceledByClient: { noticeMs: noticeMs + ms } })),
]

const cases = policies.flatMap(([policy, terms]) =>
  [0, 1, 2].flatMap((freeMisses) =>
    kinds.flatMap((kind) =>
      wordsAround(terms.noticeMs).flatMap((said) =>
        [false, true].map((courtesy) => ({
          policy: { ...policy, freeMisses },
          terms: { ...terms, freeMisses },
          word: { kind, said, courtesy, freeLeft: freeMisses },
        })),
      ),
    ),
  ),
)

/** Gives one answer about a client of whom nothing was said before, and tells what came of it in the books. */
const booked = async ({ policy, word: { kind, said, courtesy } }: (typeof cases)[number]) => {
  const deps = await createTestDeps()
  const session = sessionOf({ participants: [participantOf(DANA, 'dana@client.example')] })
  await fill(deps, { sessions: [session], settings: settingsWith({ policy }) })
  const answers = [{ participant: DANA, said, courtesy, minutes: null }]
  await answer(deps, { intentId: 'i', sessionKey: session.key, kind, answers })
  const rows = await deps.store.read(['answers', 'ledger', 'queue'], async (tx) => ({
    answers: await tx.answers.all(),
    ledger: await tx.ledger.all(),
    queue: await tx.queue.all(),
  }))
  deps.db.close()
  const [given] = rows.answers
  const lines = standing(rows.ledger)
  return {
    code: given?.code,
    mark: given?.mark,
    rowId: given?.rowId,
    policyVersion: given?.policyVersion,
    lines: lines.map(({ code, mark, delta }) => ({ code, mark, delta })),
    balance: balance(rows.ledger),
    queue: rows.queue.map(({ state }) => state),
  }
}

describe('every policy, kind, answer, notice around the boundary, number of free misses and courtesy, down to the books', () => {
  it('are these cases', () => {
    expect(cases).toHaveLength(4 * 3 * 2 * 10 * 2)
  })

  it.each(policies.map(([{ version }]) => version))('%s: as the written rule has it', async (version) => {
    const own = cases.filter(({ policy }) => policy.version === version)
    expect(own).toHaveLength(120)
    for (const each of own) {
      const { code, mark, counts, reschedule } = ruling(each.word, each.terms)
      const delta = counts ? 1 : 0
      const wanted = {
        ...{ code, mark, rowId: `${each.word.kind}/${code}`, policyVersion: version },
        ...{ lines: [{ code, mark, delta }], balance: delta, queue: reschedule ? ['open'] : [] },
      }
      expect([each.word, await booked(each)]).toEqual([each.word, wanted])
    }
  })
})
