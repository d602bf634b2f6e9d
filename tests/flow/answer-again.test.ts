import { describe, expect, it } from 'vitest'
import type { Said } from '../../lib/core/answer.ts'
import { balance, standing } from '../../lib/core/ledger.ts'
import { DAY, HOUR } from '../../lib/core/time.ts'
import { answer } from '../../lib/flow/answer.ts'
import { keepBooks } from '../../lib/flow/books.ts'
import { undo } from '../../lib/flow/undo.ts'
import {
  answerOf,
  DANA,
  fill,
  headFor,
  LEE,
  NOW,
  participantOf,
  sessionOf,
  settingsWith,
} from '../helpers/books.ts'
import { createTestDeps } from '../helpers/deps.ts'
import { change } from '../helpers/store.ts'
import { books, came, intent, KEY, noShow, sick } from './answering.ts'

const worldOf = async (rows: Parameters<typeof fill>[1] = {}) => {
  const deps = await createTestDeps()
  await fill(deps, rows)
  return deps
}
const people = [participantOf(DANA, 'dana@client.example'), participantOf(LEE, 'lee@client.example')]

describe('an answer given again', () => {
  const once = (said: Said, minutes: number | null = null) => ({
    ...intent(said),
    answers: [{ participant: DANA, said, courtesy: false, minutes }],
  })

  it.each<[string, ReturnType<typeof once>, ReturnType<typeof once>, object]>([
    ['E16 with the minutes that it really took', once(came), once(came, 35), { minutes: 35 }],
    [
      'with another word beside “Other”',
      once({ occurred: false, reason: 'other', note: 'a burst pipe' }),
      once({ occurred: false, reason: 'other', note: 'a flood' }),
      { note: 'a flood' },
    ],
    [
      'with other hours of notice, in time all the same',
      once({ canceledByClient: { noticeMs: 25 * HOUR } }),
      once({ canceledByClient: { noticeMs: 60 * HOUR } }),
      { noticeMs: 60 * HOUR },
    ],
  ])('%s is kept in place of the first', async (_, first, second, kept) => {
    const deps = await worldOf()
    await answer(deps, first)
    deps.time.advance(HOUR)
    await answer(deps, { ...second, intentId: 'i2' })
    const { answers, ledger } = await books(deps)
    expect(answers.filter(({ inForce }) => inForce)).toMatchObject([{ at: NOW + HOUR, ...kept }])
    expect(standing(ledger)).toHaveLength(1)
  })

  it('E05 after the session was moved is about the new times', async () => {
    const deps = await worldOf()
    await answer(deps, intent(came))
    const moved = { start: NOW - 3 * HOUR, end: NOW - 2 * HOUR }
    await change(deps.db.sessions, KEY, moved)
    await answer(deps, intent(noShow, { intentId: 'i2' }))
    expect((await books(deps)).session).toMatchObject({ answeredTimes: moved })
  })

  it('E05 not given again, it stays about the times that it was given for', async () => {
    const deps = await worldOf()
    await answer(deps, intent(came))
    const { session } = await books(deps)
    const moved = { ...session!, start: NOW + DAY, end: NOW + DAY + HOUR }
    const kept = await deps.store.write(['answers', 'ledger', 'queue'], (tx) => keepBooks(tx, moved, NOW))
    expect(kept.answeredTimes).toEqual({ start: NOW - HOUR, end: NOW })
  })

  it('E17 leaves whose it is to the address: given to somebody else, the line in the books goes along', async () => {
    const deps = await worldOf()
    await answer(deps, intent(came))
    const [dana] = await deps.db.clients.all()
    expect(dana).toMatchObject({ addresses: ['dana@client.example'], participants: [] })
  })

  it('is booked in the zone of the session, and so in its month', async () => {
    const deps = await worldOf({ sessions: [sessionOf({ zone: 'Asia/Tokyo' })] })
    await answer(deps, intent(came))
    expect((await books(deps)).ledger).toMatchObject([{ zone: 'Asia/Tokyo', sessionStart: NOW - HOUR }])
  })
})

describe('an answer taken back', () => {
  it('is asked about again at once, though it had been put off', async () => {
    const deps = await worldOf({ sessions: [sessionOf({ notBefore: NOW + DAY })] })
    await answer(deps, intent(came))
    await undo(deps, { intentId: 'back', sessionKey: KEY, participants: [DANA] })
    expect((await books(deps)).session).toMatchObject({ standing: 'open', open: 1, notBefore: null })
  })

  it('E15 of one of a group leaves what was said of the other, in the books too', async () => {
    const deps = await worldOf({ sessions: [sessionOf({ participants: people })] })
    const answers = [DANA, LEE].map((participant) => ({
      ...{ participant, said: came, courtesy: false, minutes: null },
    }))
    await answer(deps, intent(came, { answers }))
    await undo(deps, { intentId: 'back', sessionKey: KEY, participants: [DANA] })
    const { answers: all, ledger, session } = await books(deps)
    const holding = all.filter(({ inForce }) => inForce)
    expect(holding.map(({ participant, code }) => [participant, code]).toSorted()).toEqual([
      [DANA, 'undone'],
      [LEE, 'occurred'],
    ])
    expect([balance(ledger), session?.open]).toEqual([1, 1])
  })

  it('E36 takes back every answer of browsers that disagree, and not only the one that is used', async () => {
    const deps = await worldOf()
    await answer(deps, intent(sick))
    await undo(deps, { intentId: 'here', sessionKey: KEY, participants: [DANA] })
    const there = answerOf(headFor('there', came), { inForce: true, source: 'calendar' })
    await deps.db.answers.put(there)
    await undo(deps, { intentId: 'both', sessionKey: KEY, participants: [DANA] })
    const { answers } = await books(deps)
    const [holds, ...others] = answers.filter(({ inForce }) => inForce)
    expect([holds?.code, others]).toEqual(['undone', []])
    expect(holds?.base).toContain('there')
    expect(holds?.base).toHaveLength(2)
  })

  it('of a session added by hand is asked about again, if it ended since Afterward came', async () => {
    const byHand = sessionOf({ copies: [], recognisedBy: 'hand' })
    const standingAfter = async (installedAt: number) => {
      const deps = await worldOf({ sessions: [byHand], settings: settingsWith({ installedAt }) })
      await answer(deps, intent(came))
      await undo(deps, { intentId: 'back', sessionKey: KEY, participants: [DANA] })
      return (await books(deps)).session?.standing
    }
    expect(await standingAfter(NOW - 1)).toBe('open')
    expect(await standingAfter(NOW)).toBe('history')
  })
})

it('E36 a disagreement about what the coach set aside asks nothing', async () => {
  const deps = await worldOf()
  const heads = [headFor('a', came), headFor('b', noShow)]
  await deps.db.answers.putMany(heads.map((head) => answerOf(head, { inForce: true })))
  const kept = (standing: 'aside' | 'history') =>
    deps.store.write(['answers', 'ledger', 'queue'], (tx) =>
      keepBooks(tx, sessionOf({ standing, open: 0 }), NOW),
    )
  expect(await kept('aside')).toMatchObject({ standing: 'aside', open: 0 })
  expect(await kept('history')).toMatchObject({ standing: 'open', open: 1 })
})
