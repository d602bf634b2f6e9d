import { describe, expect, it, vi } from 'vitest'
import { balance } from '../../lib/core/ledger.ts'
import type { Participant } from '../../lib/core/session.ts'
import { answer } from '../../lib/flow/answer.ts'
import { mergeClients, splitClient } from '../../lib/flow/client-merge.ts'
import { undo } from '../../lib/flow/undo.ts'
import type { Tx } from '../../lib/ports.ts'
import { clientOf, DANA, fill, LEE, participantOf, sessionOf, settingsWith } from '../helpers/books.ts'
import { createTestDeps, type TestDeps } from '../helpers/deps.ts'
import { policyWith } from '../helpers/policies.ts'
import { came, intent, noShow } from './answering.ts'

/** Who was there, session by session, under a policy that forgives each client so many misses. */
const worldOf = async (freeMisses: number, sessions: readonly (readonly Participant[])[]) => {
  const deps = await createTestDeps()
  await fill(deps, {
    sessions: sessions.map((participants, index) =>
      sessionOf({ key: `uid-${index}|-`, uid: `uid-${index}`, title: 'Coaching Pat', participants }),
    ),
    settings: settingsWith({ policy: policyWith('forgiving', {}, { freeMisses }) }),
  })
  return deps
}

/** Somebody did not show up: whether it counts. */
const misses = async (deps: TestDeps, session: number, participant: string): Promise<boolean> => {
  const sessionKey = `uid-${session}|-`
  const answers = [{ participant, said: noShow, courtesy: false, minutes: null }]
  await answer(deps, intent(noShow, { intentId: `miss ${session} ${participant}`, sessionKey, answers }))
  const entries = await deps.db.ledger.where('sessionKey', sessionKey)
  return balance(entries.filter((entry) => entry.participant === participant)) === 1
}

const dana = participantOf(DANA, 'dana@client.example')
const lee = participantOf(LEE, 'lee@client.example')
const nobody = participantOf('_', null)

describe('free misses', () => {
  it('E19 of a client without an address: the second counts, as the policy says', async () => {
    const deps = await worldOf(1, [[nobody], [nobody], [nobody]])
    await deps.db.clients.put(clientOf('pat', { titles: ['coaching pat'] }))
    const counted = [await misses(deps, 0, '_'), await misses(deps, 1, '_'), await misses(deps, 2, '_')]
    expect(counted).toEqual([false, true, true])
  })

  it.each([
    ['came', came, false, 0],
    ['did not, as a courtesy', noShow, true, 0],
    ['did not', noShow, false, 2],
  ])(
    'E31 the clients are not read through for each of many answered at once who %s',
    async (_name, said, courtesy, times) => {
      const deps = await worldOf(1, [[dana, lee]])
      const read = vi.fn()
      const write: typeof deps.store.write = (names, work) =>
        deps.store.write(names, (tx) => {
          const { clients } = tx as unknown as { readonly clients: Pick<Tx<'clients'>['clients'], 'all'> }
          const all = () => {
            read()
            return clients.all()
          }
          return work({
            ...tx,
            clients: new Proxy(clients, {
              get: (table, name: 'all') => (name === 'all' ? all : table[name]),
            }),
          })
        })
      const answers = [DANA, LEE].map((participant) => ({ participant, said, courtesy, minutes: null }))
      await answer(
        { ...deps, store: { ...deps.store, write } },
        intent(said, { sessionKey: 'uid-0|-', answers }),
      )
      expect(await deps.db.ledger.count()).toBe(2)
      expect(read).toHaveBeenCalledTimes(times)
    },
  )

  it('E15 what another one of the group was forgiven is not spent for a client without an address', async () => {
    const deps = await worldOf(1, [[nobody, lee], [nobody]])
    await deps.db.clients.put(clientOf('pat', { participants: ['uid-0|-#_', 'uid-1|-#_'] }))
    expect(await misses(deps, 0, LEE)).toBe(false)
    expect([await misses(deps, 0, '_'), await misses(deps, 1, '_')]).toEqual([false, true])
  })

  it('E17 are one person’s, whatever the address; each has their own again when they are split', async () => {
    const deps = await worldOf(1, [[dana], [lee], [lee]])
    await deps.db.clients.putMany([
      clientOf('dana', { addresses: ['dana@client.example'] }),
      clientOf('lee', { addresses: ['lee@client.example'] }),
    ])
    const pair = { clientId: 'dana', otherId: 'lee' }
    await mergeClients(deps, pair)
    expect([await misses(deps, 0, DANA), await misses(deps, 1, LEE)]).toEqual([false, true])
    await splitClient(deps, pair)
    expect(await misses(deps, 2, LEE)).toBe(false)
  })

  it('E17 spent under the second address are spent for the first', async () => {
    const deps = await worldOf(1, [[dana], [lee]])
    await deps.db.clients.put(clientOf('dana', { addresses: ['dana@client.example', 'lee@client.example'] }))
    expect([await misses(deps, 1, LEE), await misses(deps, 0, DANA)]).toEqual([false, true])
  })

  it('E15 E17 are spent once by a session that one person misses at two places', async () => {
    const deps = await worldOf(2, [
      [dana, lee],
      [dana, lee],
      [dana, lee],
    ])
    await deps.db.clients.put(clientOf('dana', { addresses: ['dana@client.example', 'lee@client.example'] }))
    const missed = async (session: number) => [
      await misses(deps, session, LEE),
      await misses(deps, session, DANA),
    ]
    expect([await missed(0), await missed(1), await missed(2)]).toEqual([
      [false, false],
      [false, false],
      [true, true],
    ])
  })

  it('E37 that were taken back, or turned out to be none, are there again', async () => {
    const deps = await worldOf(1, [[dana], [dana], [dana], [dana]])
    expect(await misses(deps, 0, DANA)).toBe(false)
    await undo(deps, { intentId: 'back', sessionKey: 'uid-0|-', participants: [DANA] })
    expect(await misses(deps, 1, DANA)).toBe(false)
    const answers = [{ participant: DANA, said: came, courtesy: false, minutes: null }]
    await answer(deps, intent(came, { intentId: 'came', sessionKey: 'uid-1|-', answers }))
    expect([await misses(deps, 2, DANA), await misses(deps, 3, DANA)]).toEqual([false, true])
  })

  it('E15 E17 are spent once by one person’s two places in a session, also when both are answered at once', async () => {
    const deps = await worldOf(1, [[dana, lee], [lee]])
    await deps.db.clients.put(clientOf('dana', { addresses: ['dana@client.example', 'lee@client.example'] }))
    const answers = [DANA, LEE].map((participant) => ({
      ...{ participant, said: noShow, courtesy: false, minutes: null },
    }))
    const sessionKey = 'uid-0|-'
    await answer(deps, intent(noShow, { sessionKey, answers }))
    expect((await deps.db.ledger.all()).map(({ delta }) => delta)).toEqual([0, 0])
    // The same once more, under another intent: nothing is forgiven twice, nor charged.
    await answer(deps, intent(noShow, { intentId: 'again', sessionKey, answers }))
    expect(balance(await deps.db.ledger.all())).toBe(0)
    expect(await misses(deps, 1, LEE)).toBe(true)
  })

  it.each([[[DANA, LEE]], [[LEE, DANA]]])(
    'E17 E37 are not spent by who came to the session at their other place, in whatever order both are said: %o',
    async (order) => {
      const deps = await worldOf(1, [[dana, lee], [dana], [lee]])
      await deps.db.clients.put(
        clientOf('dana', { addresses: ['dana@client.example', 'lee@client.example'] }),
      )
      const say = async (missed: string) => {
        const answers = order.map((participant) => ({
          ...{ participant, said: participant === missed ? noShow : came, courtesy: false, minutes: null },
        }))
        const intentId = `missed ${missed}`
        const said = await answer(deps, intent(noShow, { intentId, sessionKey: 'uid-0|-', answers }))
        const kept = await deps.db.answers.all()
        const ids = said.ok ? said.value.answerIds : []
        return ids.map((id) => kept.find((each) => each.id === id)?.participant)
      }
      expect(await say(DANA)).toEqual(order)
      expect(await say(LEE)).toEqual(order)
      const entries = await deps.db.ledger.all()
      expect(balance(entries)).toBe(1)
      expect(balance(entries.filter(({ participant }) => participant === LEE))).toBe(0)
      expect([await misses(deps, 1, DANA), await misses(deps, 2, LEE)]).toEqual([false, true])
    },
  )

  it('E15 two people of a group have their own, when both are answered at once', async () => {
    const deps = await worldOf(1, [[dana, lee]])
    const answers = [DANA, LEE].map((participant) => ({
      ...{ participant, said: noShow, courtesy: false, minutes: null },
    }))
    await answer(deps, intent(noShow, { sessionKey: 'uid-0|-', answers }))
    expect(balance(await deps.db.ledger.all())).toBe(0)
  })
})
