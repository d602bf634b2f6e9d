import { describe, expect, it } from 'vitest'
import { defaultPolicy } from '../../lib/core/policy-default.ts'
import { documentOf } from '../../lib/core/policy-document.ts'
import { policyOf } from '../../lib/core/settings.ts'
import { HOUR } from '../../lib/core/time.ts'
import { answer } from '../../lib/flow/answer.ts'
import { followOrganisation, savePolicy } from '../../lib/flow/policy.ts'
import { DANA, fill, LEE, participantOf, sessionOf } from '../helpers/books.ts'
import { createTestDeps, type TestDeps } from '../helpers/deps.ts'
import { forgiving, lenient, policyWith, strict } from '../helpers/policies.ts'
import { came, intent, noShow } from './answering.ts'

const own = (policy: typeof lenient | null) =>
  ({ policy: policy && documentOf(policy), by: 'coach' }) as const

const inForce = async (deps: TestDeps) => policyOf((await deps.db.settings.get('settings'))?.value)
const history = async (deps: TestDeps) => {
  const uses = await deps.db.policies.between('at', Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY)
  return uses.map(({ by, policy }) => [by, policy.version])
}

const opened = async () => {
  const deps = await createTestDeps()
  await fill(deps)
  return deps
}

describe('the coach’s own policy', () => {
  it('E39 decides from now on; what was answered before keeps outcome and version', async () => {
    const deps = await opened()
    await answer(deps, intent(noShow))
    const before = await deps.db.answers.all()
    const ledger = await deps.db.ledger.all()
    expect(await savePolicy(deps, own(lenient))).toEqual({ ok: true, value: null })
    expect(await deps.db.answers.all()).toEqual(before)
    expect(await deps.db.ledger.all()).toEqual(ledger)

    await answer(deps, intent(noShow, { intentId: 'i2' }))
    const holds = (await deps.db.answers.all()).find((each) => each.inForce)
    expect(holds).toMatchObject({ counts: false, reschedule: true })
    expect(holds?.policyVersion).toMatch(/^p-[0-9a-f]{8}$/)
    expect(holds?.policyVersion).toBe((await inForce(deps)).version)
  })

  it.each([
    ['did not come', noShow],
    ['told the coach more than a day ahead', { canceledByClient: { noticeMs: 30 * HOUR } }],
    ['came', came],
  ] as const)(
    'E15 E39 who %s stays as decided when only another of the group is said otherwise',
    async (_, word) => {
      const deps = await createTestDeps()
      const people = [participantOf(DANA, 'dana@client.example'), participantOf(LEE, 'lee@client.example')]
      await fill(deps, { events: [], sessions: [sessionOf({ participants: people, copies: [] })] })
      const both = (intentId: string, lees: typeof came) =>
        answer(
          deps,
          intent(word, {
            intentId,
            answers: [DANA, LEE].map((participant) => ({
              participant,
              said: participant === DANA ? word : lees,
              courtesy: false,
              minutes: null,
            })),
          }),
        )
      const holds = async (who: string) =>
        (await deps.db.answers.all()).filter(
          ({ participant, inForce: holding }) => holding && participant === who,
        )
      await both('first', noShow)
      const [before] = await holds(DANA)
      await savePolicy(deps, own(lenient))
      expect(await both('corrected', came)).toMatchObject({
        ok: true,
        value: { answerIds: [before?.id, expect.any(String)] },
      })
      expect(await holds(DANA)).toEqual([{ ...before, repeated: [expect.any(String)] }])
      expect(await holds(LEE)).toMatchObject([
        { code: 'occurred', policyVersion: (await inForce(deps)).version },
      ])
    },
  )

  it('is kept version by version, and the built-in one comes back under its own name', async () => {
    const deps = await opened()
    await savePolicy(deps, own(lenient))
    deps.time.advance(1)
    await savePolicy(deps, { policy: documentOf(strict), by: 'file' })
    deps.time.advance(1)
    await savePolicy(deps, own(strict))
    await savePolicy(deps, own(null))
    expect(await inForce(deps)).toEqual(defaultPolicy)
    expect((await history(deps)).map(([by]) => by)).toEqual(['coach', 'file', 'coach'])
    expect((await history(deps)).at(-1)).toEqual(['coach', 'default-1'])
  })

  it('that says the same as the built-in one is the built-in one', async () => {
    const deps = await opened()
    await savePolicy(deps, own(defaultPolicy))
    expect((await deps.db.settings.get('settings'))?.value.policy).toBeNull()
    expect(await history(deps)).toEqual([])
  })

  it('a miss that costs nothing anyway spends no free one', async () => {
    const deps = await createTestDeps()
    const keys = ['uid-1|-', 'uid-2|-', 'uid-3|-']
    await fill(deps, { sessions: keys.map((key) => sessionOf({ key, copies: [] })) })
    await savePolicy(deps, own(policyWith('', { 'paid/client-late-cancel': 'waived' }, { freeMisses: 1 })))
    const reasons = ['client-late-cancel', 'client-no-show', 'client-no-show'] as const
    for (const [index, reason] of reasons.entries()) {
      const sessionKey = keys[index] ?? ''
      await answer(deps, intent({ occurred: false, reason }, { intentId: sessionKey, sessionKey }))
    }
    const answers = await deps.db.answers.all()
    const byKey = new Map(answers.map(({ sessionKey, counts }) => [sessionKey, counts]))
    expect(keys.map((key) => byKey.get(key))).toEqual([false, false, true])
  })
})

describe('a policy that the organisation sets', () => {
  it('decides, is not the coach’s to change, and gives way to the coach’s own when it goes', async () => {
    const deps = await opened()
    await savePolicy(deps, own(lenient))
    const mine = await inForce(deps)
    deps.time.advance(1)
    await followOrganisation(deps, documentOf(strict))
    expect((await inForce(deps)).rows).toEqual(strict.rows)
    expect(await savePolicy(deps, own(forgiving))).toEqual({
      ok: false,
      error: { reason: 'set-by-organisation', failure: null },
    })
    deps.time.advance(1)
    await followOrganisation(deps, documentOf(strict))
    await followOrganisation(deps, undefined)
    expect(await inForce(deps)).toEqual(mine)
    expect((await history(deps)).map(([by]) => by)).toEqual(['coach', 'organisation', 'organisation-gone'])
    await followOrganisation(deps, undefined)
    expect(await history(deps)).toHaveLength(3)
  })

  it('and that cannot be read changes no decision: the last that could stays, with what is wrong', async () => {
    const deps = await opened()
    await followOrganisation(deps, { format: 'afterward-policy-1', noticeMs: 'a day' })
    expect(await inForce(deps)).toEqual(defaultPolicy)
    expect((await deps.db.settings.get('settings'))?.value.organisation).toMatchObject({
      policy: null,
      fault: { reason: 'invalid' },
    })
    await followOrganisation(deps, documentOf(strict))
    await followOrganisation(deps, 'strict')
    expect((await inForce(deps)).rows).toEqual(strict.rows)
    expect((await deps.db.settings.get('settings'))?.value.organisation?.fault?.reason).toBe('not-a-policy')
    expect((await history(deps)).map(([by]) => by)).toEqual(['organisation'])
  })
})
