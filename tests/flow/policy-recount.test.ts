import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Said } from '../../lib/core/answer.ts'
import { balance, standing } from '../../lib/core/ledger.ts'
import type { Policy } from '../../lib/core/policy.ts'
import { documentOf } from '../../lib/core/policy-document.ts'
import { answer } from '../../lib/flow/answer.ts'
import { followOrganisation, savePolicy } from '../../lib/flow/policy.ts'
import { undo } from '../../lib/flow/undo.ts'
import { anyPolicy, anySaid } from '../core/arbitrary.ts'
import { DANA, fill, LEE, participantOf, sessionOf } from '../helpers/books.ts'
import { createTestDeps, type TestDeps } from '../helpers/deps.ts'

const KEYS = ['uid-1|-', 'uid-2|-', 'uid-3|-'] as const
const PEOPLE = [DANA, LEE] as const

type Step =
  | {
      readonly do: 'answer'
      readonly at: Place
      readonly said: Said
      readonly paid: boolean
      readonly courtesy: boolean
    }
  | { readonly do: 'undo'; readonly at: Place }
  | { readonly do: 'edit'; readonly policy: Policy | null }
  | { readonly do: 'organisation'; readonly policy: Policy | null }
type Place = { readonly session: number; readonly person: number }

const place = fc.record({ session: fc.nat(2), person: fc.nat(1) })
const maybePolicy = fc.option(anyPolicy, { nil: null })
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('answer' as const),
      at: place,
      said: anySaid,
      paid: fc.boolean(),
      courtesy: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('undo' as const), at: place }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('edit' as const), policy: maybePolicy }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('organisation' as const), policy: maybePolicy }) },
)

const take = async (deps: TestDeps, step: Step, intentId: string): Promise<unknown> => {
  if (step.do === 'edit')
    return savePolicy(deps, { policy: step.policy && documentOf(step.policy), by: 'coach' })
  if (step.do === 'organisation')
    return followOrganisation(deps, step.policy ? documentOf(step.policy) : undefined)
  const sessionKey = KEYS[step.at.session] ?? KEYS[0]
  const participant = PEOPLE[step.at.person] ?? DANA
  if (step.do === 'undo') return undo(deps, { intentId, sessionKey, participants: [participant] })
  const { said, courtesy } = step
  const kind = step.paid ? 'paid' : 'complimentary'
  return answer(deps, {
    intentId,
    sessionKey,
    kind,
    answers: [{ participant, said, courtesy, minutes: null }],
  })
}

it('property: any sequence of answers, changes and policies leaves each balance equal to a recount from scratch', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyStep, { minLength: 1, maxLength: 14 }), async (steps) => {
      const deps = await createTestDeps()
      const people = [participantOf(DANA, 'dana@client.example'), participantOf(LEE, 'lee@client.example')]
      await fill(deps, {
        sessions: KEYS.map((key) => sessionOf({ key, copies: [], participants: people })),
        events: [],
      })
      const told = new Map<string, readonly [string, string]>()
      for (const [index, step] of steps.entries()) {
        deps.time.advance(1000)
        await take(deps, step, `step-${index}`)
        // No answer that was ever given says anything else later, whatever policy came since (E39).
        for (const { id, counts, mark, policyVersion } of await deps.db.answers.all()) {
          const says: readonly [string, string] = [`${counts} ${mark}`, policyVersion]
          expect(told.get(id) ?? says).toEqual(says)
          told.set(id, says)
        }
      }
      const answers = await deps.db.answers.all()
      const ledger = await deps.db.ledger.all()
      for (const participant of PEOPLE) {
        const held = answers.filter((each) => each.inForce && each.participant === participant)
        const entries = ledger.filter((entry) => entry.participant === participant)
        expect(balance(entries)).toBe(held.filter(({ counts }) => counts).length)
        expect(
          standing(entries)
            .map(({ answerId }) => answerId)
            .sort(),
        ).toEqual(held.flatMap(({ id, mark }) => (mark === null ? [] : [id])).sort())
      }
      const versions = new Set((await deps.db.policies.all()).map(({ policy }) => policy.version))
      for (const { policyVersion } of answers)
        expect(policyVersion === 'default-1' || versions.has(policyVersion)).toBe(true)
      deps.db.close()
    }),
    { numRuns: Number(process.env.AFTERWARD_CASES ?? 60) },
  )
}, 60_000)
