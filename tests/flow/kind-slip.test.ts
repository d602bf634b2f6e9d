import { beforeEach, describe, expect, it } from 'vitest'
import { withKind } from '../../components/prompt/weigh.ts'
import { MARK } from '../../lib/core/annotation.ts'
import { encodeHeads } from '../../lib/core/annotation-value.ts'
import { type Head, headOf } from '../../lib/core/answer.ts'
import { balance } from '../../lib/core/ledger.ts'
import type { Kind, Policy } from '../../lib/core/policy.ts'
import { defaultPolicy } from '../../lib/core/policy-default.ts'
import { participantKey } from '../../lib/core/session.ts'
import { DAY, HOUR } from '../../lib/core/time.ts'
import { adopt } from '../../lib/flow/adopt.ts'
import { answer } from '../../lib/flow/answer.ts'
import { setKind } from '../../lib/flow/set-kind.ts'
import { cardView } from '../../lib/store/queries/card.ts'
import { clientOf, DANA, entryOf, fill, headFor, NOW, sessionOf, settingsWith } from '../helpers/books.ts'
import { createTestDeps, type TestDeps } from '../helpers/deps.ts'
import { policyWith } from '../helpers/policies.ts'
import { change } from '../helpers/store.ts'
import { came, intent, KEY, noShow } from './answering.ts'

let deps: TestDeps
beforeEach(async () => {
  deps = await createTestDeps()
})

it('E40 the first session said to be a consultation, after others were answered as paid: they stay paid', async () => {
  const at = (day: number) => {
    const start = NOW + day * DAY
    return sessionOf({
      key: `uid-${day}|-`,
      uid: `uid-${day}`,
      copies: [],
      ruleKind: null,
      start,
      end: start + HOUR,
    })
  }
  await fill(deps, { events: [], sessions: [sessionOf({ copies: [], ruleKind: null }), at(2), at(3), at(9)] })
  await answer(deps, intent(came))
  for (const day of [2, 3])
    await answer(deps, intent(came, { intentId: `i${day}`, sessionKey: `uid-${day}|-` }))
  const kinds = async () => {
    const cards = await Promise.all([KEY, 'uid-2|-', 'uid-9|-'].map((key) => cardView(deps.db, key, NOW)))
    return cards.map((card) => card?.kind)
  }
  await setKind(deps, { sessionKey: KEY, kind: 'complimentary' })
  expect(await kinds()).toEqual(['complimentary', 'paid', 'paid'])
  await setKind(deps, { sessionKey: KEY, kind: 'paid' })
  expect(await kinds()).toEqual(['paid', 'paid', 'paid'])
})

describe('E37 another kind on an answered session', () => {
  const mild = policyWith('mild', { 'paid/client-no-show': 'back' })
  const begin = (kind: Kind, policy?: Policy) =>
    Promise.all([
      fill(deps, {
        events: [],
        sessions: [sessionOf({ ruleKind: null })],
        settings: settingsWith(policy === undefined ? {} : { policy }),
      }),
      deps.db.clients.put(
        clientOf('dana', { addresses: ['dana@client.example'], kinds: [{ from: 0, kind }] }),
      ),
    ])
  const nowBy = (policy: Policy) => change(deps.db.settings, 'settings', { value: settingsWith({ policy }) })
  /** Another browser's answer stands beside the one given here. */
  const also = async (head: Head) => {
    const [own] = await deps.db.answers.all()
    const marks = { [MARK.any]: '1', [MARK.answer(DANA)]: encodeHeads([headOf(own!), head]) }
    await deps.store.write(['sessions', 'answers', 'ledger', 'queue'], async (tx) => {
      const session = await tx.sessions.get(KEY)
      if (session !== undefined) await tx.sessions.put(await adopt(tx, session, [marks], NOW))
    })
  }
  const outcome = async () => (await deps.db.sessions.get(KEY))?.participants[0]?.outcome
  /** What the menu says beforehand, and what it then comes to. */
  const say = async (kind: Kind) => {
    const card = await cardView(deps.db, KEY, NOW)
    const [person] = card?.people ?? []
    const told = card && person ? withKind(card, person, kind, NOW) : null
    await setKind(deps, { sessionKey: KEY, kind })
    const { code, counts, reschedule, override } = (await outcome()) ?? {}
    expect(told).toMatchObject({ code, counts, reschedule, override })
    expect(balance(await deps.db.ledger.all())).toBe(counts ? 1 : 0)
  }

  it('pressed by a slip and put right, leaves the courtesy that was given', async () => {
    await begin('paid')
    await answer(deps, intent(noShow, {}, true))
    const { answerId, at, ...before } = (await outcome())!
    for (const kind of ['complimentary', 'paid', 'complimentary', 'paid'] as const) await say(kind)
    expect(before).toMatchObject({ override: 'courtesy', counts: false, reschedule: true })
    expect(await outcome()).toMatchObject(before)
    expect((await outcome())?.answerId).not.toBe(answerId)
  })

  it('E39 pressed by a slip and put right, leaves what an earlier policy decided, and its name', async () => {
    await begin('paid', mild)
    await answer(deps, intent(noShow))
    await nowBy(defaultPolicy)
    await say('complimentary')
    await say('paid')
    expect(await outcome()).toMatchObject({ counts: false, reschedule: true, override: null })
    const held = (await deps.db.answers.all()).filter(({ inForce }) => inForce)
    expect(held).toMatchObject([{ kind: 'paid', policyVersion: 'mild', rowId: 'paid/client-no-show' }])
  })

  it('E39 that it never had is decided by the policy of today, by the hours that were said', async () => {
    await begin('complimentary')
    await answer(deps, intent({ canceledByClient: { noticeMs: 30 * HOUR } }, { kind: 'complimentary' }))
    await nowBy(policyWith('two days', {}, { noticeMs: 48 * HOUR }))
    await say('paid')
    expect(await outcome()).toMatchObject({ code: 'client-late-cancel', counts: true })
  })

  it('answered otherwise in between, was no slip: a courtesy for another miss is none for this one', async () => {
    await begin('paid')
    await answer(deps, intent(noShow, {}, true))
    await say('complimentary')
    await answer(deps, intent(came, { intentId: 'i2', kind: 'complimentary' }))
    await say('paid')
    expect(await outcome()).toMatchObject({ code: 'occurred', counts: true, override: null })
  })

  it('E05 is told in the month that its answer was about', async () => {
    await begin('complimentary')
    await answer(deps, intent(came, { kind: 'complimentary' }))
    await change(deps.db.sessions, KEY, { start: NOW + 40 * DAY, end: NOW + 40 * DAY + HOUR })
    const card = await cardView(deps.db, KEY, NOW)
    const [person] = card?.people ?? []
    expect(card && person && withKind(card, person, 'paid', NOW)).toMatchObject({
      withoutProgram: { sessions: 1, since: NOW - HOUR },
    })
  })

  it('E36 said alike by two browsers, is decided again for both: the books follow, and the menu says so', async () => {
    await begin('paid')
    await answer(deps, intent(noShow, {}, true))
    await also(
      headFor('x', noShow, {
        device: 'there',
        override: 'courtesy',
        mark: 'to-reschedule',
        counts: false,
        reschedule: true,
      }),
    )
    await say('complimentary')
    await say('paid')
    expect(await outcome()).toMatchObject({ override: 'courtesy', counts: false, reschedule: true })
    expect((await deps.db.answers.all()).filter(({ inForce }) => inForce)).toHaveLength(1)
  })

  it('E36 where browsers disagree, decides nothing', async () => {
    await begin('paid')
    await answer(deps, intent(noShow))
    await also(headFor('x', came, { device: 'there' }))
    const card = await cardView(deps.db, KEY, NOW)
    const [person] = card?.people ?? []
    expect(card && person && withKind(card, person, 'complimentary', NOW)).toBeNull()
  })

  it('E05 E23 names the month that its answer was about with the make-ups of that month', async () => {
    const missed = Date.UTC(2026, 7, 20, 9)
    const made = NOW - 6 * DAY
    const other = (key: string, start: number, over = {}) =>
      sessionOf({ key, uid: key, copies: [], ruleKind: null, start, end: start + HOUR, ...over })
    await fill(deps, {
      events: [],
      sessions: [
        sessionOf({ ruleKind: null, copies: [] }),
        other('missed|-', missed),
        other('made|-', made, { makeupOf: participantKey('missed|-', DANA) }),
      ],
    })
    await deps.db.clients.put(
      clientOf('dana', { addresses: ['dana@client.example'], kinds: [{ from: 0, kind: 'complimentary' }] }),
    )
    await deps.db.ledger.put(entryOf({ id: 'm|p', answerId: 'm', sessionKey: 'made|-', sessionStart: made }))
    await answer(deps, intent(came, { kind: 'complimentary' }))
    const makeups = async () => [...((await cardView(deps.db, KEY, NOW))?.books.makeups?.keys() ?? [])]
    const before = await makeups()
    await change(deps.db.sessions, KEY, { start: NOW + 40 * DAY, end: NOW + 40 * DAY + HOUR })
    expect([before.length, await makeups()]).toEqual([1, before])
  })
})
