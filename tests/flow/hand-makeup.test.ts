import { describe, expect, it } from 'vitest'
import { MARK } from '../../lib/core/annotation.ts'
import { encodeHeads } from '../../lib/core/annotation-value.ts'
import { headOf, type Said } from '../../lib/core/answer.ts'
import { plan } from '../../lib/core/plan.ts'
import { addSession, type HandEntry } from '../../lib/flow/add-session.ts'
import { adopt } from '../../lib/flow/adopt.ts'
import { answer } from '../../lib/flow/answer.ts'
import { removeSession } from '../../lib/flow/remove-session.ts'
import { sayMoved } from '../../lib/flow/say-moved.ts'
import { rescheduleQueue } from '../../lib/store/queries/queue.ts'
import { clientOf, DANA, eventOf, fill, LEE, participantOf } from '../helpers/books.ts'
import { createTestDeps } from '../helpers/deps.ts'
import { change } from '../helpers/store.ts'
import { came, intent, sick } from './answering.ts'

const ORIGINAL = `uid-1|-#${DANA}`

/** Dana's session did not take place, and a call with her stands on the next day. */
const setUp = async () => {
  const deps = await createTestDeps()
  await fill(deps)
  await deps.db.clients.putMany([
    clientOf('dana', { addresses: ['dana@client.example'] }),
    clientOf('lee', { addresses: ['lee@client.example'] }),
  ])
  let count = 0
  const put = async (over: Partial<HandEntry> = {}): Promise<string> => {
    count += 1
    const added = await addSession(deps, {
      intentId: `put ${count}`,
      sessionKey: null,
      client: { clientId: 'dana' },
      date: '2026-11-24',
      time: '10:00',
      minutes: 30,
      zone: 'UTC',
      kind: 'paid',
      ...over,
    })
    if (!added.ok) throw new Error(added.error.reason)
    return added.value.sessionKey
  }
  const call = await put()
  const row = (key: string) => deps.db.sessions.get(key)
  const remove = () => removeSession(deps, { intentId: 'remove', sessionKey: call })
  const isWaiting = async () => {
    const { open, booked } = await rescheduleQueue(deps.db, { now: deps.clock.now(), keptMs: 0 })
    return [open.map(({ id }) => id), booked.map(({ id }) => id)]
  }
  return { deps, call, put, row, remove, isWaiting }
}

describe('a call by hand that a session was moved to', () => {
  const moved = async () => {
    const world = await setUp()
    await answer(world.deps, intent({ moved: true, toSessionKey: world.call }))
    return world
  }

  it('stays its make-up when it is put at another time', async () => {
    const { call, put, row } = await moved()
    await put({ sessionKey: call, time: '11:00' })
    expect(await row(call)).toMatchObject({ makeupOf: ORIGINAL })
    expect(await row('uid-1|-')).toMatchObject({ participants: [{ outcome: { code: 'moved' } }] })
  })

  it('E37 leaves it waiting for an answer when it is removed', async () => {
    const { deps, row, remove } = await moved()
    expect([await remove(), await remove()]).toEqual([
      { ok: true, value: null },
      { ok: true, value: null },
    ])
    expect(await row('uid-1|-')).toMatchObject({ standing: 'open', open: 1 })
    const inForce = (await deps.db.answers.all()).filter((each) => each.inForce)
    expect(inForce.map(({ code }) => code)).toEqual(['undone'])
  })

  it('E37 leaves it waiting for an answer when it is with somebody else after all', async () => {
    const { call, put, row } = await moved()
    await put({ sessionKey: call, client: { clientId: 'lee' } })
    expect(await row(call)).toMatchObject({ makeupOf: null })
    expect(await row('uid-1|-')).toMatchObject({ standing: 'open', open: 1 })
  })

  it('leaves it alone when the call was answered, and is only corrected', async () => {
    const { deps, call, put, row } = await moved()
    const [{ id = '' } = {}] = (await row(call))?.participants ?? []
    const answers = [{ participant: id, said: came, courtesy: false, minutes: null }]
    await answer(deps, intent(came, { intentId: 'came', sessionKey: call, answers }))
    await put({ sessionKey: call, client: { clientId: 'lee' }, time: '09:00' })
    expect(await row(call)).toMatchObject({ makeupOf: ORIGINAL })
  })
})

describe('a call by hand that was booked for what was sent back', () => {
  const booked = async () => {
    const world = await setUp()
    await answer(world.deps, intent(sick))
    await sayMoved(world.deps, { queueId: ORIGINAL, sessionKey: world.call, moved: true })
    expect(await world.isWaiting()).toEqual([[], [ORIGINAL]])
    return world
  }

  it('leaves it in the queue when it is removed', async () => {
    const { row, remove, isWaiting } = await booked()
    await remove()
    expect(await isWaiting()).toEqual([[ORIGINAL], []])
    expect(await row('uid-1|-')).toMatchObject({ standing: 'answered' })
  })

  it('leaves it in the queue when it is with somebody else after all', async () => {
    const { call, put, row, isWaiting } = await booked()
    await put({ sessionKey: call, client: { clientId: 'lee' } })
    expect(await isWaiting()).toEqual([[ORIGINAL], []])
    expect(await row(call)).toMatchObject({ makeupOf: null })
  })

  it('E37 leaves nothing to reschedule when it took place after all', async () => {
    const { deps, remove, isWaiting } = await booked()
    await answer(deps, intent(came, { intentId: 'after all' }))
    await remove()
    expect(await isWaiting()).toEqual([[], []])
    expect(await deps.db.queue.all()).toEqual([])
  })

  /** The event is read, with these words of ours on it. */
  const read = async ({ deps }: Awaited<ReturnType<typeof booked>>, place: string) => {
    const [own] = (await deps.db.answers.all()).filter(({ inForce }) => inForce)
    if (own === undefined) throw new Error('No answer')
    const marks = {
      [MARK.any]: '1',
      [MARK.answer(DANA)]: encodeHeads([headOf(own)]),
      [MARK.queue]: `${DANA}=${place}`,
    }
    await deps.store.write(['sessions', 'answers', 'ledger', 'queue'], async (tx) => {
      const session = await tx.sessions.get('uid-1|-')
      if (session !== undefined) await tx.sessions.put(await adopt(tx, session, [marks], deps.clock.now()))
    })
  }

  /** What its event says of the queue once all that waits has been written, in order. */
  const placeOnEvent = async ({ deps }: Awaited<ReturnType<typeof booked>>) => {
    const rows = (await deps.db.outbox.all()).toSorted((a, b) => a.sequence - b.sequence)
    let event = eventOf()
    for (const { operation } of rows) {
      const next = operation.type === 'insert' ? null : plan(operation, event)
      if (next?.do !== 'patch') continue
      const marks = Object.entries({ ...event.marks, ...next.patch.marks })
      event = eventOf({
        marks: Object.fromEntries(marks.flatMap(([key, value]) => (value === null ? [] : [[key, value]]))),
      })
    }
    return event.marks[MARK.queue] ?? null
  }

  it('E51 is not booked for it again by an event that is read before ours has got there', async () => {
    const world = await booked()
    await world.remove()
    await read(world, `booked:${world.call}`)
    expect(await world.isWaiting()).toEqual([[ORIGINAL], []])
  })

  it('E37 is not on its event any more once it is removed, whatever was answered meanwhile', async () => {
    const world = await booked()
    await answer(world.deps, intent(came, { intentId: 'after all' }))
    await world.remove()
    expect(await placeOnEvent(world)).toBeNull()
    await answer(world.deps, intent(sick, { intentId: 'not so' }))
    expect(await placeOnEvent(world)).toBe(`${DANA}=open`)
  })

  it('leaves it on its event as one that waits again when it is removed', async () => {
    const world = await booked()
    expect(await placeOnEvent(world)).toBe(`${DANA}=booked:${world.call}`)
    await world.remove()
    expect(await placeOnEvent(world)).toBe(`${DANA}=open`)
  })
})

describe('a call by hand with somebody who was in a session under two addresses', () => {
  const setUpTwice = async () => {
    const world = await setUp()
    const { db } = world.deps
    const participants = [participantOf(DANA, 'dana@client.example'), participantOf(LEE, 'dana@work.example')]
    await change(db.sessions, 'uid-1|-', { participants })
    await change(db.clients, 'dana', { addresses: ['dana@client.example', 'dana@work.example'] })
    const say = (said: Said, places = [DANA, LEE]) =>
      answer(
        world.deps,
        intent(said, {
          intentId: places.join(),
          answers: places.map((participant) => ({ participant, said, courtesy: false, minutes: null })),
        }),
      )
    const codes = async () =>
      (await world.row('uid-1|-'))?.participants.map(({ outcome }) => outcome?.code ?? null)
    return { ...world, say, codes }
  }

  it('E37 leaves both places waiting for an answer when both moved to it', async () => {
    const { call, say, remove, codes } = await setUpTwice()
    await say({ moved: true, toSessionKey: call })
    await remove()
    expect(await codes()).toEqual([null, null])
  })

  it('E37 leaves each waiting as it did when one had moved to it and one was sent back', async () => {
    const { deps, call, say, remove, codes, isWaiting } = await setUpTwice()
    await say(sick, [DANA])
    await sayMoved(deps, { queueId: ORIGINAL, sessionKey: call, moved: true })
    await say({ moved: true, toSessionKey: call }, [LEE])
    await remove()
    expect(await codes()).toEqual(['client-emergency', null])
    expect(await isWaiting()).toEqual([[ORIGINAL], []])
  })
})
