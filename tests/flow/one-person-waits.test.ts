import { describe, expect, it } from 'vitest'
import { DAY } from '../../lib/core/time.ts'
import { mergeClients, splitClient } from '../../lib/flow/client-merge.ts'
import { letGo, withdraw } from '../../lib/flow/withdraw.ts'
import { overview } from '../../lib/store/queries/overview.ts'
import { rescheduleQueue } from '../../lib/store/queries/queue.ts'
import { waitingView } from '../../lib/store/queries/waiting.ts'
import { clientOf, DANA, LEE, NOW } from '../helpers/books.ts'
import type { TestDeps } from '../helpers/deps.ts'
import { came, noShow, sick } from './answering.ts'
import { HOME, keyOf, say, WORK, worldOf } from './two-places.ts'

/** The places that wait for another time, by session; every page and the popup are to count as many. */
const waiting = async ({ db }: TestDeps) => {
  const { open } = await rescheduleQueue(db, { now: NOW, keptMs: DAY })
  const counts = [(await overview(db, NOW)).toPropose, (await waitingView(db, NOW)).toReschedule]
  expect(counts).toEqual([open.length, open.length])
  return open.map(({ id }) => id).toSorted()
}

const itemOf = async ({ db }: TestDeps, place: string) => {
  const item = await db.queue.get(place)
  if (item === undefined) throw new Error(`${place} is not in the queue`)
  return item
}

const placeOf = (index: number, participant: string) => `${keyOf(index)}#${participant}`

describe('E15 E17 one person at two addresses of one session', () => {
  const oneClient = async (sessions = 1) => {
    const deps = await worldOf(sessions)
    await deps.db.clients.put(clientOf('dana', { addresses: [HOME, WORK] }))
    return deps
  }

  it('who came is not offered their miss back; who missed it at both is, for each', async () => {
    const deps = await oneClient(2)
    await say(deps, 0, { [DANA]: noShow, [LEE]: came })
    await say(deps, 1, { [DANA]: noShow, [LEE]: noShow })
    const { counted } = await rescheduleQueue(deps.db, { now: NOW, keptMs: DAY })
    expect(counted.map(({ id }) => id)).toEqual([`${keyOf(1)}#${DANA}`, `${keyOf(1)}#${LEE}`])
  })

  it('waits for another time once, and not at all where they came', async () => {
    const deps = await oneClient(2)
    await say(deps, 0, { [DANA]: sick, [LEE]: sick })
    await say(deps, 1, { [DANA]: sick, [LEE]: came })
    expect(await waiting(deps)).toEqual([placeOf(0, DANA)])
  })

  it.each(['proposed', 'booked', 'off'] as const)(
    'does not wait at one place while the other is %s',
    async (state) => {
      const deps = await oneClient()
      await say(deps, 0, { [DANA]: sick, [LEE]: sick })
      await deps.db.queue.put({ ...(await itemOf(deps, placeOf(0, LEE))), state })
      expect(await waiting(deps)).toEqual([])
    },
  )

  it('let go, waits no more; waits where only the other place was answered otherwise', async () => {
    const deps = await oneClient(2)
    await say(deps, 0, { [DANA]: sick, [LEE]: sick })
    await say(deps, 1, { [DANA]: sick, [LEE]: sick })
    expect(await letGo(deps, { queueId: placeOf(0, DANA) })).toMatchObject({ ok: true })
    await say(deps, 1, { [LEE]: noShow })
    expect(await waiting(deps)).toEqual([placeOf(1, DANA)])
    // With times on offer an answer only makes a place step aside (E37).
    const item = await itemOf(deps, placeOf(1, DANA))
    await deps.db.queue.put({ ...item, id: placeOf(1, LEE), participant: LEE, state: 'off' })
    expect(await waiting(deps)).toEqual([placeOf(1, DANA)])
  })

  it('E37 with times on offer for one place, who comes at the other wants none of them', async () => {
    const deps = await oneClient()
    await say(deps, 0, { [DANA]: sick, [LEE]: sick })
    const after = placeOf(0, DANA)
    await deps.db.queue.put({ ...(await itemOf(deps, after)), state: 'proposed', proposalId: 'q1' })
    await deps.db.proposals.put({
      ...{ id: 'q1', after, purpose: 'makeup', way: 'hold', calendarKey: 'work', slots: [], state: 'open' },
      ...{ createdAt: NOW, expiresAt: NOW + DAY },
    })
    const offered = async () =>
      (await rescheduleQueue(deps.db, { now: NOW, keptMs: DAY })).proposed.map(({ overtaken }) => overtaken)
    expect(await offered()).toEqual([null])
    await say(deps, 0, { [LEE]: came })
    expect(await offered()).toEqual(['answer'])
    await withdraw(deps, { proposalId: 'q1' })
    expect([await offered(), await waiting(deps)]).toEqual([[], []])
  })

  it('merged and split, each waits for themselves again', async () => {
    const deps = await worldOf(1)
    await deps.db.clients.putMany([
      clientOf('dana', { addresses: [HOME] }),
      clientOf('lee', { addresses: [WORK] }),
    ])
    await say(deps, 0, { [DANA]: sick, [LEE]: sick })
    const apart = await waiting(deps)
    expect(apart).toHaveLength(2)
    const pair = { clientId: 'dana', otherId: 'lee' }
    await mergeClients(deps, pair)
    expect(await waiting(deps)).toHaveLength(1)
    await splitClient(deps, pair)
    expect(await waiting(deps)).toEqual(apart)
  })
})
