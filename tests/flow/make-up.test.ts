import { describe, expect, it } from 'vitest'
import type { Said } from '../../lib/core/answer.ts'
import { partsOf, type Session } from '../../lib/core/session.ts'
import { DAY, HOUR } from '../../lib/core/time.ts'
import { wouldBe } from '../../lib/core/view/card.ts'
import { answer } from '../../lib/flow/answer.ts'
import { sayMoved } from '../../lib/flow/say-moved.ts'
import { undo } from '../../lib/flow/undo.ts'
import { cardView } from '../../lib/store/queries/card.ts'
import { clientPage } from '../../lib/store/queries/client-page.ts'
import { rescheduleQueue } from '../../lib/store/queries/queue.ts'
import { clientOf, DANA, fill, LEE, NOW, participantOf, sessionOf } from '../helpers/books.ts'
import { createTestDeps, type TestDeps } from '../helpers/deps.ts'
import { program } from '../helpers/programs.ts'
import { came, intent, sick } from './answering.ts'

const dana = participantOf(DANA, 'dana@client.example')
const at = (iso: string): number => Temporal.Instant.from(`${iso}Z`).epochMilliseconds

const session = (id: string, start: string, over: Partial<Session> = {}): Session =>
  sessionOf({
    ...{ key: `${id}|-`, uid: id, copies: [], participants: [dana] },
    ...{ start: at(start), end: at(start) + HOUR },
    ...over,
  })

const say = (deps: TestDeps, id: string, said: Said, participant = DANA) =>
  answer(
    deps,
    intent(said, {
      intentId: `${id} ${participant}`,
      sessionKey: `${id}|-`,
      answers: [{ participant, said, courtesy: false, minutes: null }],
    }),
  )

const monthsOf = async (deps: TestDeps, clientId: string) =>
  (await clientPage(deps.db, { clientId, now: deps.clock.now() }))?.programs[0]?.usage.byMonth

describe('the month of a make-up', () => {
  it('E23 is flagged on the card of another of its sessions as on the client’s page: not for the make-up', async () => {
    const deps = await createTestDeps()
    const sessions = [
      session('october', '2026-10-20T10:00'),
      session('makeup', '2026-11-03T10:00', { makeupOf: `october|-#${DANA}` }),
      session('a', '2026-11-10T10:00'),
      session('b', '2026-11-17T10:00'),
      session('c', '2026-11-18T10:00'),
    ]
    await fill(deps, { events: [], sessions })
    await deps.db.clients.put(clientOf('dana', { addresses: ['dana@client.example'] }))
    await deps.db.programs.put(program({ perMonth: 2 }))
    const told = async (id: string) => {
      const card = await cardView(deps.db, `${id}|-`, NOW)
      const [person] = card?.people ?? []
      if (!card || !person) throw new Error('No card')
      return wouldBe(card, person, { said: came, kind: 'paid', courtesy: false }, NOW).month
    }
    await say(deps, 'october', sick)
    for (const id of ['makeup', 'a']) await say(deps, id, came)
    expect(await told('b')).toEqual({ month: '2026-11', used: 3, over: 0, allowance: 2 })
    await say(deps, 'b', came)
    expect(await monthsOf(deps, 'dana')).toEqual([{ month: '2026-11', used: 3, over: 0 }])
    expect(await told('c')).toMatchObject({ used: 4, over: 1 })
  })
})

describe('a make-up of one person of a group', () => {
  const lee = participantOf(LEE, 'lee@client.example')
  const setUp = async () => {
    const deps = await createTestDeps()
    const sessions = [
      session('october', '2026-10-20T10:00'),
      session('lee', '2026-11-10T10:00', { participants: [lee] }),
      session('group', '2026-11-24T10:00', { participants: [dana, lee], firstSeenAt: NOW }),
    ]
    await fill(deps, { events: [], sessions })
    const person = (id: string) => clientOf(id, { addresses: [`${id}@client.example`] })
    await deps.db.clients.putMany([person('dana'), person('lee')])
    await deps.db.programs.putMany(
      ['dana', 'lee'].map((clientId) => program({ id: clientId, clientId, perMonth: 1 })),
    )
    await say(deps, 'october', sick)
    await sayMoved(deps, { queueId: `october|-#${DANA}`, sessionKey: 'group|-', moved: true })
    deps.time.set(at('2026-11-24T12:00'))
    await say(deps, 'lee', came, LEE)
    await answer(
      deps,
      intent(came, {
        intentId: 'group',
        sessionKey: 'group|-',
        answers: [DANA, LEE].map((participant) => ({
          participant,
          said: came,
          courtesy: false,
          minutes: null,
        })),
      }),
    )
    return deps
  }

  it('E23 lowers nobody else’s flag: one too many in the month is one too many', async () => {
    const deps = await setUp()
    expect(await monthsOf(deps, 'lee')).toEqual([{ month: '2026-11', used: 2, over: 1 }])
    expect(await monthsOf(deps, 'dana')).toEqual([{ month: '2026-11', used: 1, over: 0 }])
  })

  it('E15 E42 is one in their own statement and chain alone', async () => {
    const deps = await setUp()
    const told = async (clientId: string) => {
      const page = await clientPage(deps.db, { clientId, now: deps.clock.now() })
      return {
        lines: page?.statement.map(({ sessionKey, remarks }) => [sessionKey, ...remarks]),
        sessions: page?.sessions.filter(({ makeup }) => makeup).map(({ key }) => key),
        chains: page?.chains.map((chain) => chain.map(({ key }) => key)),
      }
    }
    expect(await told('lee')).toEqual({ lines: [['group|-'], ['lee|-']], sessions: [], chains: [] })
    expect(await told('dana')).toEqual({
      lines: [['group|-', 'make-up'], ['october|-']],
      sessions: ['group|-'],
      chains: [['october|-', 'group|-']],
    })
  })
})

describe('a group that was missed as a whole and has one new session', () => {
  const lee = participantOf(LEE, 'lee@client.example')
  const missed: Said = { occurred: false, reason: 'coach-emergency' }
  const setUp = async () => {
    const deps = await createTestDeps()
    const both = { participants: [dana, lee] }
    const sessions = [
      session('old', '2026-11-22T10:00', both),
      session('new', '2026-11-26T10:00', { ...both, firstSeenAt: NOW }),
    ]
    await fill(deps, { events: [], sessions })
    const person = (id: string) => clientOf(id, { addresses: [`${id}@client.example`] })
    await deps.db.clients.putMany([person('dana'), person('lee')])
    const waiting = async () => {
      const { open } = await rescheduleQueue(deps.db, { now: NOW, keptMs: DAY })
      return open.map(({ id, movedTo }) => [partsOf(id).participant, movedTo?.key ?? null])
    }
    const moved = (participant: string) =>
      sayMoved(deps, { queueId: `old|-#${participant}`, sessionKey: 'new|-', moved: true })
    const madeUp = async (clientId: string) => {
      const page = await clientPage(deps.db, { clientId, now: NOW })
      return page?.sessions.filter(({ makeup }) => makeup).map(({ key }) => key)
    }
    return { deps, waiting, moved, madeUp }
  }

  it('E15 is asked about for each of them, and each yes leaves the queue', async () => {
    const { deps, waiting, moved, madeUp } = await setUp()
    for (const id of [DANA, LEE]) await say(deps, 'old', missed, id)
    expect((await waiting()).toSorted()).toEqual([
      [DANA, 'new|-'],
      [LEE, 'new|-'],
    ])
    expect(await moved(DANA)).toEqual({ ok: true, value: null })
    expect(await waiting()).toEqual([[LEE, 'new|-']])
    expect([await madeUp('dana'), await madeUp('lee')]).toEqual([['new|-'], []])
    expect(await moved(LEE)).toEqual({ ok: true, value: null })
    expect(await waiting()).toEqual([])
    expect([await madeUp('dana'), await madeUp('lee')]).toEqual([['new|-'], ['new|-']])
  })

  it('E37 stays one for the other of them when "We moved it" is taken back for the first', async () => {
    const { deps, moved, madeUp } = await setUp()
    await say(deps, 'old', { moved: true, toSessionKey: 'new|-' }, DANA)
    await say(deps, 'old', missed, LEE)
    await moved(LEE)
    await undo(deps, { intentId: 'u', sessionKey: 'old|-', participants: [DANA] })
    expect([await madeUp('dana'), await madeUp('lee')]).toEqual([[], ['new|-']])
  })
  describe('and said to have moved there', () => {
    const allMoved = async (toLee = 'new|-') => {
      const world = await setUp()
      const { deps } = world
      await deps.db.sessions.put(session('other', '2026-11-27T10:00', { participants: [lee] }))
      const to = { [DANA]: 'new|-', [LEE]: toLee }
      for (const [id, toSessionKey] of Object.entries(to))
        await say(deps, 'old', { moved: true, toSessionKey }, id)
      const makeupOf = async () => (await deps.db.sessions.get('new|-'))?.makeupOf
      const takeBack = async (...participants: string[]) => {
        await undo(deps, { intentId: 'u', sessionKey: 'old|-', participants })
        return makeupOf()
      }
      return { ...world, makeupOf, takeBack }
    }

    it('E37 leaves it the other one’s when one of them is taken back, and nobody’s when both are', async () => {
      const one = await allMoved()
      expect(await one.makeupOf()).toBe(`old|-#${DANA}`)
      expect(await one.takeBack(DANA)).toBe(`old|-#${LEE}`)
      expect([await one.madeUp('dana'), await one.madeUp('lee')]).toEqual([[], ['new|-']])
      expect(await (await allMoved()).takeBack(DANA, LEE)).toBeNull()
    })

    it('E15 is a make-up of those who moved there, and not of somebody who moved elsewhere', async () => {
      const { madeUp } = await allMoved('other|-')
      expect([await madeUp('dana'), await madeUp('lee')]).toEqual([['new|-'], ['other|-']])
    })

    it('E37 does not become that of somebody who moved elsewhere', async () => {
      expect(await (await allMoved('other|-')).takeBack(DANA)).toBeNull()
    })
  })
})
