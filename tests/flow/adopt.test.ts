import { describe, expect, it } from 'vitest'
import { MARK } from '../../lib/core/annotation.ts'
import { encodeHeads } from '../../lib/core/annotation-value.ts'
import type { Head, Said } from '../../lib/core/answer.ts'
import { balance, standing } from '../../lib/core/ledger.ts'
import { adopt } from '../../lib/flow/adopt.ts'
import { answer } from '../../lib/flow/answer.ts'
import { DANA, fill, headFor, NOW, sessionOf } from '../helpers/books.ts'
import { createTestDeps, type TestDeps } from '../helpers/deps.ts'
import { books, came, intent, KEY, noShow, sick } from './answering.ts'

const marks = (heads: readonly Head[], more: Record<string, string> = {}) => ({
  [MARK.any]: '1',
  [MARK.answer(DANA)]: encodeHeads(heads),
  ...more,
})
const there = (id: string, said: Said, at = NOW): Head => headFor(id, said, { device: 'there', at })

/** As a pull does it. */
const pulled = (deps: TestDeps, from: Readonly<Record<string, string>>) =>
  deps.store.write(['sessions', 'answers', 'ledger', 'queue'], async (tx) => {
    const session = await tx.sessions.get(KEY)
    if (session === undefined) throw new Error('no session')
    const after = await adopt(tx, session, from, deps.clock.now())
    await tx.sessions.put(after)
    return after === session
  })

const setUp = async () => {
  const deps = await createTestDeps()
  await fill(deps)
  return deps
}

describe('what another browser answered', () => {
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
    expect([session, answers, ledger, queue]).toEqual([sessionOf(), [], [], []])
  })
})
