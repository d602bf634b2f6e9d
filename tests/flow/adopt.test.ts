import { describe, expect, it } from 'vitest'
import { MARK } from '../../lib/core/annotation.ts'
import { encodeHeads } from '../../lib/core/annotation-value.ts'
import { type Head, headOf, type Said } from '../../lib/core/answer.ts'
import { balance, standing } from '../../lib/core/ledger.ts'
import { DAY, HOUR, MINUTE } from '../../lib/core/time.ts'
import { adopt } from '../../lib/flow/adopt.ts'
import { answer } from '../../lib/flow/answer.ts'
import { ask } from '../../lib/flow/ask.ts'
import { DANA, fill, headFor, LEE, NOW, participantOf, sessionOf, storedSession } from '../helpers/books.ts'
import { createTestDeps, type TestDeps } from '../helpers/deps.ts'
import { change } from '../helpers/store.ts'
import { books, came, intent, KEY, noShow, sick } from './answering.ts'

const marks = (heads: readonly Head[], more: Record<string, string> = {}) => ({
  [MARK.any]: '1',
  [MARK.answer(DANA)]: encodeHeads(heads),
  ...more,
})
const there = (id: string, said: Said, at = NOW): Head => headFor(id, said, { device: 'there', at })

/** As a pull does it. */
const pulled = (deps: TestDeps, ...copies: readonly Readonly<Record<string, string>>[]) =>
  deps.store.write(['sessions', 'answers', 'ledger', 'queue'], async (tx) => {
    const session = await tx.sessions.get(KEY)
    if (session === undefined) throw new Error('no session')
    const after = await adopt(tx, session, copies, deps.clock.now())
    await tx.sessions.put(after)
    return after === session
  })

const setUp = async () => {
  const deps = await createTestDeps()
  await fill(deps)
  return deps
}

describe('what another browser answered', () => {
  it('E36 the coach is asked about two answers, and what they say then takes the place of both', async () => {
    const deps = await setUp()
    await answer(deps, intent(came))
    const [own] = (await books(deps)).answers
    await pulled(deps, marks([headOf(own!), there('x', noShow)]))
    deps.time.advance(10 * MINUTE)
    await ask(deps)
    const disputed = await books(deps)
    expect(disputed.session).toMatchObject({ standing: 'open', open: 1 })
    expect(disputed.session?.participants[0]?.outcome).toMatchObject({ conflict: true })
    expect([deps.told.badges.at(-1)?.waiting, deps.told.prompts]).toEqual([1, [[KEY]]])

    await answer(deps, intent(sick, { intentId: 'settled' }))
    const settled = await books(deps)
    expect(settled.session).toMatchObject({ standing: 'answered', open: 0 })
    expect(settled.session?.participants[0]?.outcome).toMatchObject({ conflict: false })
    expect(settled.answers.find(({ inForce }) => inForce)?.base.toSorted()).toEqual([own!.id, 'x'].sort())
    await ask(deps)
    expect(deps.told.badges.at(-1)?.waiting).toBe(0)
  })

  it('E35 arrives with its outcome, its entry and its place in the queue; nobody decides again', async () => {
    const deps = await setUp()
    const strange = { ...there('x', sick), policyVersion: 'theirs-7' }
    await pulled(deps, marks([strange], { [MARK.queue]: `${DANA}=proposed:p7` }))
    const { session, answers, ledger, queue, outbox } = await books(deps)
    expect(session).toMatchObject({
      standing: 'answered',
      open: 0,
      participants: [{ outcome: { answerId: 'x' } }],
    })
    expect(answers).toMatchObject([{ ...strange, source: 'calendar', published: true, inForce: true }])
    expect(ledger).toMatchObject([{ id: `x|${DANA}`, delta: 0 }])
    expect(queue).toMatchObject([{ state: 'proposed', proposalId: 'p7' }])
    expect(outbox).toEqual([])
  })

  it('arriving again changes nothing', async () => {
    const deps = await setUp()
    await pulled(deps, marks([there('x', noShow)]))
    const before = await books(deps)
    deps.time.advance(1000)
    expect(await pulled(deps, marks([there('x', noShow)]))).toBe(true)
    expect(await books(deps)).toEqual(before)
  })

  it('E05 after the event was put off: another kind alone is about the time before, another word about the new one', async () => {
    const deps = await setUp()
    await pulled(deps, marks([there('x', came)]))
    await change(deps.db.sessions, KEY, { start: NOW + DAY, end: NOW + DAY + HOUR })
    const booked = async () => standing(await deps.db.ledger.all()).map(({ sessionStart }) => sessionStart)
    await pulled(deps, marks([headFor('y', came, { device: 'there' }, 'complimentary')]))
    expect(await booked()).toEqual([NOW - HOUR])
    await pulled(deps, marks([headFor('z', noShow, { device: 'there' }, 'complimentary')]))
    expect(await booked()).toEqual([NOW + DAY])
    // And from then on the session is answered for the new time, here as where it was said.
    await pulled(deps, marks([headFor('w', noShow, { device: 'there' })]))
    expect(await booked()).toEqual([NOW + DAY])
    expect((await books(deps)).session?.answeredTimes).toMatchObject({ start: NOW + DAY })
  })

  it('E05 E15 one person of a group that was put off is put right about the time before, as where it was said', async () => {
    const deps = await createTestDeps()
    const people = [participantOf(DANA, 'dana@client.example'), participantOf(LEE, 'lee@client.example')]
    await fill(deps, { sessions: [sessionOf({ participants: people })] })
    const both = (dana: Head) => ({ ...marks([dana]), [MARK.answer(LEE)]: encodeHeads([there('l', sick)]) })
    await pulled(deps, both(there('d', noShow)))
    await change(deps.db.sessions, KEY, { start: NOW + DAY, end: NOW + DAY + HOUR })
    await pulled(deps, both(there('e', came)))
    const entries = standing(await deps.db.ledger.all())
    expect(entries.map(({ participant, code, sessionStart }) => [participant, code, sessionStart])).toEqual(
      expect.arrayContaining([[DANA, 'occurred', NOW - HOUR]]),
    )
    expect((await books(deps)).session?.answeredTimes).toMatchObject({ start: NOW - HOUR })
  })

  it('E05 E15 a group that was put off and answered person by person is booked as where it was said, in however many readings', async () => {
    const people = [participantOf(DANA, 'dana@client.example'), participantOf(LEE, 'lee@client.example')]
    const both = (dana: Head, lee: Head) => ({ ...marks([dana]), [MARK.answer(LEE)]: encodeHeads([lee]) })
    const [then, now] = [NOW - HOUR, NOW + DAY]
    const first = [there('d', noShow), there('l', noShow)] as const
    const bookedAfter = async (...readings: readonly (readonly [Head, Head])[]) => {
      const deps = await createTestDeps()
      await fill(deps, { sessions: [sessionOf({ participants: people })] })
      await pulled(deps, both(...first))
      await change(deps.db.sessions, KEY, { start: now, end: now + HOUR })
      for (const [dana, lee] of readings) await pulled(deps, both(dana, lee))
      return standing(await deps.db.ledger.all()).map(({ sessionStart }) => sessionStart)
    }
    const [dana, lee] = [there('e', came, NOW + 1), there('m', came, NOW + 2)]
    expect(await bookedAfter([dana, first[1]], [dana, lee])).toEqual([then, then])
    expect(await bookedAfter([dana, lee])).toEqual([then, then])
    // Said of both at once, or when nobody else's stood any more, it is about the new time.
    expect(await bookedAfter([dana, there('m', came, NOW + 1)])).toEqual([now, now])
    const back = (at: number): Head => ({
      ...there('u', came, at),
      code: 'undone',
      mark: null,
      counts: false,
    })
    expect(await bookedAfter([back(NOW), first[1]], [back(NOW), lee])).toEqual([now])
    expect(await bookedAfter([back(NOW), lee])).toEqual([now])
    expect(await bookedAfter([back(NOW + 3), lee])).toEqual([then])
  })

  it('replaces what was published here, by a compensating entry', async () => {
    const deps = await setUp()
    await pulled(deps, marks([there('x', noShow)]))
    await pulled(deps, marks([there('y', sick)]))
    const { session, ledger, queue } = await books(deps)
    expect(session?.participants[0]?.outcome).toMatchObject({ answerId: 'y', conflict: false })
    expect([ledger.length, balance(ledger), queue.length]).toEqual([3, 0, 1])
  })

  it('an undo opens the session again', async () => {
    const deps = await setUp()
    await pulled(deps, marks([there('x', noShow)]))
    const undone: Head = { ...there('u', { moved: true, toSessionKey: null }), code: 'undone' }
    await pulled(deps, marks([undone]))
    const { session, ledger } = await books(deps)
    expect(session).toMatchObject({ standing: 'open', open: 1, participants: [{ outcome: null }] })
    expect(standing(ledger)).toEqual([])
  })

  it.each([
    ['the one that does not count', [there('x', came, NOW - 9), there('y', sick)], 'y'],
    ['of two that do not, the earlier', [there('x', sick, NOW), there('y', sick, NOW - 1)], 'y'],
    ['of two at the same time, the smaller id', [there('y', sick), there('x', sick)], 'x'],
  ])('E36 in a conflict every browser uses %s', async (_, heads, used) => {
    const deps = await setUp()
    await pulled(deps, marks(heads))
    const { session, ledger } = await books(deps)
    expect(session?.participants[0]?.outcome?.answerId).toBe(used)
    expect(standing(ledger).map(({ answerId }) => answerId)).toEqual([used])
  })

  it('E36 an answer given here and not yet written is neither lost nor hidden', async () => {
    const deps = await setUp()
    await answer(deps, intent(noShow))
    await pulled(deps, marks([there('x', sick)]))
    const { session, answers, ledger } = await books(deps)
    expect(session?.participants[0]?.outcome).toMatchObject({ answerId: 'x', conflict: true })
    expect(answers.filter(({ inForce }) => inForce)).toHaveLength(2)
    expect(balance(ledger)).toBe(0)
  })

  it('an annotation that went missing takes no answer back', async () => {
    const deps = await setUp()
    await pulled(deps, marks([there('x', noShow)]))
    const before = await books(deps)
    expect(await pulled(deps, {})).toBe(true)
    expect(await books(deps)).toEqual(before)
  })

  it.each([
    ['not JSON', { [MARK.answer(DANA)]: '{{{' }],
    ['a participant that is not here', { [MARK.answer('ffffffffff')]: encodeHeads([there('x', noShow)]) }],
    ['markup', { [MARK.answer(DANA)]: '<script>alert(1)</script>', [MARK.queue]: `${DANA}=<b>` }],
    ['a queue without an answer', { [MARK.queue]: `${DANA}=proposed:p` }],
  ])('E54 %s is no answer', async (_, hostile) => {
    const deps = await setUp()
    expect(await pulled(deps, hostile)).toBe(true)
    const { session, answers, ledger, queue } = await books(deps)
    expect([session, answers, ledger, queue]).toEqual([storedSession(sessionOf()), [], [], []])
  })
})

describe('times offered in another browser', () => {
  it('are gone here, too, when they are withdrawn there; a lagging mark undoes nothing offered here', async () => {
    const deps = await setUp()
    const queue = (place: string) => ({ [MARK.queue]: `${DANA}=${place}` })
    await pulled(deps, marks([there('x', sick)], queue('proposed:p7')))
    await pulled(deps, marks([there('x', sick)], queue('proposed:p8')))
    expect((await books(deps)).queue).toMatchObject([{ state: 'proposed', proposalId: 'p8' }])
    await pulled(deps, marks([there('x', sick)], queue('open')))
    expect((await books(deps)).queue).toMatchObject([{ state: 'open', proposalId: null }])
    const [item] = (await books(deps)).queue
    if (item === undefined) throw new Error('not in the queue')
    await deps.db.queue.put({ ...item, state: 'proposed', proposalId: 'mine' })
    await pulled(deps, marks([there('x', sick)], queue('open')))
    expect((await books(deps)).queue).toMatchObject([{ state: 'proposed', proposalId: 'mine' }])
  })
})

describe('what stands on several copies of one meeting', () => {
  it('E11 counts as much on each: answers that did not see one another are a conflict', async () => {
    const deps = await setUp()
    await pulled(deps, marks([there('x', noShow)]), marks([there('y', sick)]))
    const { session, answers } = await books(deps)
    expect(session?.participants[0]?.outcome).toMatchObject({ answerId: 'y', conflict: true })
    expect(answers.filter(({ inForce }) => inForce)).toHaveLength(2)
  })

  it('E11 is settled by an answer that saw both, although the other copy still carries the old one', async () => {
    const deps = await setUp()
    const [x, y] = [there('x', noShow), there('y', sick)]
    await pulled(deps, marks([x]), marks([y]))
    await answer(deps, intent(noShow))
    const [mine] = (await books(deps)).answers.filter(({ inForce }) => inForce)
    if (mine === undefined) throw new Error('no answer')
    await pulled(deps, marks([headOf(mine)]), marks([y]))
    const { session, ledger } = await books(deps)
    expect(session?.participants[0]?.outcome).toMatchObject({ answerId: mine.id, conflict: false })
    expect(balance(ledger)).toBe(1)
  })
})

describe('marks that came along with a copied event', () => {
  const nobody = (key: string) => sessionOf({ key, uid: key, participants: [participantOf('_', null)] })
  const twins = async () => {
    const deps = await createTestDeps()
    await fill(deps, { sessions: [nobody(KEY), nobody('copied|-')] })
    const adoptIn = (key: string, marks: Readonly<Record<string, string>>) =>
      deps.store.write(['sessions', 'answers', 'ledger', 'queue'], async (tx) => {
        const session = await tx.sessions.get(key)
        if (session === undefined) throw new Error('no session')
        await tx.sessions.put(await adopt(tx, session, [marks], NOW))
      })
    return { deps, adoptIn }
  }

  it("stay the first one's: no answer and no entry changes hands", async () => {
    const { deps, adoptIn } = await twins()
    const copied = { [MARK.answer('_')]: encodeHeads([there('x', noShow)]) }
    await adoptIn(KEY, copied)
    const before = await books(deps)
    await adoptIn('copied|-', copied)
    expect(await books(deps)).toEqual(before)
    expect(await deps.db.sessions.get('copied|-')).toEqual(storedSession(nobody('copied|-')))
  })

  it("E54 one answer under two participants is the first one's", async () => {
    const deps = await createTestDeps()
    const group = [participantOf(DANA, 'dana@client.example'), participantOf(LEE, 'lee@client.example')]
    await fill(deps, { sessions: [sessionOf({ participants: group })] })
    const x = encodeHeads([there('x', noShow)])
    await pulled(deps, { [MARK.answer(DANA)]: x, [MARK.answer(LEE)]: x })
    const { session, answers } = await books(deps)
    expect(answers).toMatchObject([{ participant: DANA }])
    expect(session?.participants.map(({ outcome }) => outcome?.answerId)).toEqual(['x', undefined])
  })
})
