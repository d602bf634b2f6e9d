import { beforeEach, describe, expect, it } from 'vitest'
import { emptyChoice } from '../../components/prompt/choice.ts'
import { weigh, withKind } from '../../components/prompt/weigh.ts'
import type { Said } from '../../lib/core/answer.ts'
import { standing } from '../../lib/core/ledger.ts'
import type { Kind } from '../../lib/core/policy.ts'
import { DAY, HOUR } from '../../lib/core/time.ts'
import { answer } from '../../lib/flow/answer.ts'
import { setKind } from '../../lib/flow/set-kind.ts'
import { undo } from '../../lib/flow/undo.ts'
import { cardView } from '../../lib/store/queries/card.ts'
import { clientOf, DANA, fill, LEE, NOW, participantOf, sessionOf, settingsWith } from '../helpers/books.ts'
import { createTestDeps, type TestDeps } from '../helpers/deps.ts'
import { policyWith } from '../helpers/policies.ts'
import { change } from '../helpers/store.ts'
import { came, intent, KEY, noShow } from './answering.ts'

/** The end of November, and where the event is put: in January. */
const THEN = NOW - HOUR
const THERE = NOW + 40 * DAY

describe('E05 E15 E23 a group that was put off to another month', () => {
  let deps: TestDeps
  beforeEach(async () => {
    deps = await createTestDeps()
    const people = [DANA, LEE].map((id) => participantOf(id, `${id}@client.example`))
    await fill(deps, { events: [], sessions: [sessionOf({ copies: [], participants: people })] })
    for (const id of [DANA, LEE]) {
      await deps.db.clients.put(
        clientOf(id, { addresses: [`${id}@client.example`], kinds: [{ from: 0, kind: 'paid' }] }),
      )
      await deps.db.programs.put({
        ...{ id: `program ${id}`, clientId: id, name: 'Twelve', sessions: 12, alreadyUsed: 0 },
        ...{ from: '2026-01-01', to: null, perMonth: 2, zone: 'UTC', createdAt: 0 },
      })
    }
  })

  let said = 0
  const say = (words: Readonly<Record<string, Said>>) => {
    said += 1
    const answers = Object.entries(words).map(([participant, word]) => ({
      ...{ participant, said: word, courtesy: false, minutes: null },
    }))
    return answer(deps, intent(came, { intentId: `said ${said}`, answers }))
  }
  const putOff = () => change(deps.db.sessions, KEY, { start: THERE, end: THERE + HOUR })
  const takeBack = (participant: string) =>
    undo(deps, { intentId: 'back', sessionKey: KEY, participants: [participant] })
  const booked = async () =>
    Object.fromEntries(
      standing(await deps.db.ledger.all()).map(({ participant, sessionStart }) => [
        participant,
        sessionStart,
      ]),
    )
  const shown = async () => {
    const card = await cardView(deps.db, KEY, NOW)
    if (card === null) throw new Error('no card')
    return { card, of: (id: string) => card.people.find((person) => person.id === id)! }
  }

  it('leaves who stayed in the month of their line when the kind is said otherwise, and says so beforehand', async () => {
    await say({ [DANA]: came, [LEE]: noShow })
    await setKind(deps, { sessionKey: KEY, kind: 'complimentary' })
    await putOff()
    await takeBack(DANA)
    const { card, of } = await shown()
    expect(withKind(card, of(LEE), 'paid', NOW)).toMatchObject({ month: { month: '2026-11' } })
    for (const kind of ['paid', 'complimentary', 'paid'] as const satisfies readonly Kind[]) {
      await setKind(deps, { sessionKey: KEY, kind })
      expect(await booked()).toEqual({ [LEE]: THEN })
    }
    await say({ [DANA]: came })
    expect(await booked()).toEqual({ [DANA]: THERE, [LEE]: THEN })
    await setKind(deps, { sessionKey: KEY, kind: 'complimentary' })
    expect(await booked()).toEqual({ [DANA]: THERE, [LEE]: THEN })
  })

  it('of which only one was answered before: put right, that one stays in the month of their line', async () => {
    await say({ [DANA]: noShow })
    await putOff()
    await setKind(deps, { sessionKey: KEY, kind: 'complimentary' })
    expect(await booked()).toEqual({ [DANA]: THEN })
    await say({ [LEE]: came })
    await say({ [DANA]: came })
    expect(await booked()).toEqual({ [DANA]: THEN, [LEE]: THERE })
  })

  it('E38 the same word said again stays in its month, and is told so beforehand; said with another note it is of the new time', async () => {
    const missed = { ...emptyChoice, what: 'client-no-show' } as const
    const ill: Said = { occurred: false, reason: 'client-no-show', note: 'ill' }
    await say({ [DANA]: noShow, [LEE]: noShow })
    await putOff()
    const told = async (id: string, choices: Readonly<Record<string, typeof emptyChoice>>) => {
      const { card, of } = await shown()
      const weighed = weigh(card, of(id), 'paid', choices[id]!, { now: NOW, zone: 'UTC', choices })
      return weighed.consequence?.month?.month
    }
    const choices = { [DANA]: missed, [LEE]: { ...missed, note: 'ill' } }
    expect([await told(DANA, choices), await told(LEE, choices)]).toEqual(['2026-11', '2027-01'])
    await say({ [DANA]: noShow, [LEE]: ill })
    expect(await booked()).toEqual({ [DANA]: THEN, [LEE]: THERE })
    expect([await told(DANA, choices), await told(LEE, choices)]).toEqual(['2026-11', '2027-01'])
  })

  it('E39 the same word said again along with somebody else’s is told as it was decided, whatever the policy says by now', async () => {
    await say({ [DANA]: noShow, [LEE]: noShow })
    const policy = policyWith('forgiving', {}, { freeMisses: 1 })
    await deps.db.settings.put({ id: 'settings', value: settingsWith({ policy }) })
    const choices = {
      [DANA]: { ...emptyChoice, what: 'client-no-show' },
      [LEE]: { ...emptyChoice, what: 'came' },
    } as const
    const { card, of } = await shown()
    const told = weigh(card, of(DANA), 'paid', choices[DANA]!, { now: NOW, zone: 'UTC', choices })
    expect(told.consequence).toMatchObject({ counts: true, free: false, program: { used: 1 } })
    await say({ [DANA]: noShow, [LEE]: came })
    expect((await shown()).of(DANA).outcome).toMatchObject({ code: 'client-no-show', counts: true })
  })

  it('tells of one person the month that it books, while somebody else stays as they were answered and when all are said anew', async () => {
    await say({ [DANA]: noShow, [LEE]: noShow })
    await putOff()
    const choice = { ...emptyChoice, what: 'came' } as const
    const { card, of } = await shown()
    const told = (choices: Readonly<Record<string, typeof choice>>) =>
      weigh(card, of(DANA), 'paid', choice, { now: NOW, zone: 'UTC', choices }).consequence?.month?.month
    expect(told({ [DANA]: choice })).toBe('2026-11')
    expect(told({ [DANA]: choice, [LEE]: choice })).toBe('2027-01')
    await say({ [DANA]: came })
    expect(await booked()).toEqual({ [DANA]: THEN, [LEE]: THEN })
    await say({ [DANA]: noShow, [LEE]: came })
    expect(await booked()).toEqual({ [DANA]: THERE, [LEE]: THERE })
  })
})
