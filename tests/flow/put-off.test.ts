import { describe, expect, it } from 'vitest'
import type { Said } from '../../lib/core/answer.ts'
import { balance, standing } from '../../lib/core/ledger.ts'
import { participantKey } from '../../lib/core/session.ts'
import { DAY, HOUR, MINUTE } from '../../lib/core/time.ts'
import { answer } from '../../lib/flow/answer.ts'
import { ask } from '../../lib/flow/ask.ts'
import { propose } from '../../lib/flow/propose.ts'
import { push } from '../../lib/flow/push.ts'
import { sayMoved } from '../../lib/flow/say-moved.ts'
import { setKind } from '../../lib/flow/set-kind.ts'
import { undo } from '../../lib/flow/undo.ts'
import { rescheduleQueue } from '../../lib/store/queries/queue.ts'
import { DANA, fill, LEE, NOW, participantOf, sessionOf } from '../helpers/books.ts'
import { createTestDeps } from '../helpers/deps.ts'
import { createQueue, HOLD_MAKEUP, QUEUE_ID } from '../helpers/reschedule.ts'
import { change } from '../helpers/store.ts'
import { came, intent, KEY, noShow, sick } from './answering.ts'

const THURSDAY = NOW + 3 * DAY

/** Dana's session was sent back and waits in the queue; then its own event is put at another time, as a pull leaves it. */
const putOff = async (start = THURSDAY) => {
  const { deps, calendar } = await createQueue()
  await change(deps.db.sessions, KEY, { start, end: start + HOUR })
  const rows = async () => {
    const view = await rescheduleQueue(deps.db, { now: deps.clock.now(), keptMs: DAY })
    return [...view.open, ...view.proposed]
  }
  const say = (moved: boolean) => sayMoved(deps, { queueId: QUEUE_ID, sessionKey: KEY, moved })
  const session = async () => (await deps.db.sessions.get(KEY)) ?? null
  return { deps, calendar, rows, say, session }
}

describe('E05 a session that was sent back, and whose own event is put at a later time', () => {
  it('keeps its answer and its place, and is offered there as the one moved, also once that time is over', async () => {
    const { deps, rows, session } = await putOff()
    const offered = { start: NOW - HOUR, movedTo: { key: KEY, start: THURSDAY } }
    expect(await rows()).toMatchObject([offered])
    deps.time.set(THURSDAY + DAY)
    await ask(deps)
    expect(deps.told.prompts).toEqual([])
    expect(await rows()).toMatchObject([offered])
    expect(await session()).toMatchObject({ participants: [{ outcome: { reschedule: true } }] })
  })

  it('yes: the answer is taken back, its place is closed, times on offer go, and it is asked about at its new time', async () => {
    const { deps, rows, say, session } = await putOff()
    await change(deps.db.sessions, KEY, { askedAt: NOW })
    const slots = [{ start: THURSDAY + DAY, end: THURSDAY + DAY + HOUR }]
    await propose(deps, { ...HOLD_MAKEUP, intentId: 'i', slots })
    await push(deps)
    expect([await say(true), await say(true)]).toEqual([
      { ok: true, value: null },
      { ok: true, value: null },
    ])
    expect(await rows()).toEqual([])
    expect(await deps.db.queue.all()).toEqual([])
    expect((await deps.db.proposals.all()).map(({ state }) => state)).toEqual(['withdrawn'])
    const holding = (await deps.db.answers.all()).filter(({ inForce }) => inForce)
    expect(holding.map(({ code }) => code)).toEqual(['undone'])
    await ask(deps)
    expect(deps.told.prompts).toEqual([])
    deps.time.set(THURSDAY + HOUR + 6 * MINUTE)
    await ask(deps)
    expect(deps.told.prompts).toEqual([[KEY]])
    await answer(deps, intent(came, { intentId: 'came' }))
    expect(balance(await deps.db.ledger.all())).toBe(1)
    expect(await session()).toMatchObject({ answeredTimes: { start: THURSDAY } })
  })

  describe('of a group', () => {
    const lee = participantOf(LEE, 'lee@client.example')
    const dana = participantOf(DANA, 'dana@client.example')
    const say = (participant: string, said: Said) => ({ participant, said, courtesy: false, minutes: null })
    const group = async (said: Said) => {
      const { deps, rows } = await putOff()
      await change(deps.db.sessions, KEY, {
        ...{ start: NOW - HOUR, end: NOW, standing: 'open', answeredTimes: null },
        participants: [dana, lee],
      })
      await answer(deps, intent(sick, { intentId: 'all', answers: [say(DANA, sick), say(LEE, said)] }))
      await change(deps.db.sessions, KEY, { start: THURSDAY, end: THURSDAY + HOUR })
      const moved = (participant: string, isSo = true) =>
        sayMoved(deps, { queueId: participantKey(KEY, participant), sessionKey: KEY, moved: isSo })
      const codes = async () =>
        (await deps.db.sessions.get(KEY))?.participants.map(({ outcome }) => outcome?.code ?? null)
      return { deps, rows, moved, codes }
    }

    it('E15 yes is said of everybody who waits for it, once: the event is one', async () => {
      const { deps, rows, moved, codes } = await group(sick)
      expect(await rows()).toMatchObject([
        { start: NOW - HOUR, movedTo: { key: KEY } },
        { start: NOW - HOUR, movedTo: { key: KEY } },
      ])
      expect([await moved(DANA), await moved(LEE)]).toEqual([
        { ok: true, value: null },
        { ok: true, value: null },
      ])
      expect(await rows()).toEqual([])
      expect(await codes()).toEqual([null, null])
      deps.time.set(THURSDAY + HOUR + 6 * MINUTE)
      await ask(deps)
      expect(deps.told.prompts).toEqual([[KEY]])
    })

    it('E15 leaves who was answered otherwise, and who was not moved', async () => {
      const counted = await group(noShow)
      await counted.moved(DANA)
      expect(await counted.codes()).toEqual([null, 'client-no-show'])
      const staying = await group(sick)
      await staying.moved(LEE, false)
      await staying.moved(DANA)
      expect(await staying.codes()).toEqual([null, 'client-emergency'])
      expect(await staying.rows()).toMatchObject([
        { id: participantKey(KEY, LEE), start: NOW - HOUR, end: NOW, movedTo: null },
      ])
    })

    it('E15 put at yet another time, asks again of who was not moved; a yes for somebody else is not theirs', async () => {
      const { deps, rows, moved, codes } = await group(sick)
      await moved(LEE, false)
      await change(deps.db.sessions, KEY, { start: THURSDAY + DAY, end: THURSDAY + DAY + HOUR })
      const offered = { movedTo: { start: THURSDAY + DAY } }
      expect(await rows()).toMatchObject([offered, offered])
      await moved(DANA)
      expect(await codes()).toEqual([null, 'client-emergency'])
      expect(await rows()).toMatchObject([{ id: participantKey(KEY, LEE), ...offered }])
      expect(await moved(LEE)).toEqual({ ok: true, value: null })
      expect([await rows(), await codes()]).toEqual([[], [null, null]])
    })

    it('E15 asks each of the times that they were answered for: who was answered anew was not put off', async () => {
      const { deps, rows, moved, codes } = await group(sick)
      await undo(deps, { intentId: 'back', sessionKey: KEY, participants: [DANA] })
      const stays = { id: participantKey(KEY, LEE), start: NOW - HOUR, movedTo: { start: THURSDAY } }
      expect(await rows()).toMatchObject([stays])
      await answer(deps, intent(sick, { intentId: 'anew', answers: [say(DANA, sick)] }))
      const anew = { id: participantKey(KEY, DANA), start: THURSDAY, movedTo: null }
      const bySince = (await rows()).toSorted((a, b) => a.start - b.start)
      expect(bySince).toMatchObject([stays, anew])
      expect(await moved(DANA)).toMatchObject({ ok: false })
      await moved(LEE)
      expect(await codes()).toEqual(['client-emergency', null])
    })
  })

  it('yes, said when that time is over: it waits for its answer without another window', async () => {
    const { deps, say, session } = await putOff()
    await change(deps.db.sessions, KEY, { askedAt: NOW })
    deps.time.set(THURSDAY + DAY)
    await say(true)
    expect(await session()).toMatchObject({ standing: 'open', open: 1, askedAt: NOW })
  })

  it('no: it is not asked again, and stays in the queue', async () => {
    const { deps, rows, say } = await putOff()
    await say(false)
    expect(await rows()).toMatchObject([{ state: 'open', movedTo: null }])
    expect((await deps.db.answers.all()).filter(({ inForce }) => inForce)).toMatchObject([
      { code: 'client-emergency' },
    ])
  })

  it('no is said of one time: put at another one it is offered again, and never twice for the same', async () => {
    const { deps, rows, say } = await putOff()
    const drag = (start: number) => change(deps.db.sessions, KEY, { start, end: start + HOUR })
    const asked = async () => (await rows()).map(({ movedTo }) => movedTo?.start ?? null)
    await say(false)
    expect(await asked()).toEqual([null])
    await drag(THURSDAY + DAY)
    expect(await asked()).toEqual([THURSDAY + DAY])
    await say(false)
    for (const start of [THURSDAY, THURSDAY + DAY, NOW - HOUR]) {
      await drag(start)
      expect(await asked()).toEqual([null])
    }
    await drag(THURSDAY + 2 * DAY)
    expect(await asked()).toEqual([THURSDAY + 2 * DAY])
    await say(true)
    expect(await rows()).toEqual([])
  })

  it('no is said of the time that the coach saw, also when the event was put elsewhere at that moment', async () => {
    const { deps, rows } = await putOff()
    const friday = THURSDAY + DAY
    await change(deps.db.sessions, KEY, { start: friday, end: friday + HOUR })
    await sayMoved(deps, { queueId: QUEUE_ID, sessionKey: KEY, moved: false, start: THURSDAY })
    expect(await rows()).toMatchObject([{ movedTo: { start: friday } }])
  })

  it('put at an earlier time is not offered, and cannot be said to be moved', async () => {
    const { rows, say } = await putOff(NOW - 3 * HOUR)
    expect(await rows()).toMatchObject([{ movedTo: null }])
    expect(await say(true)).toMatchObject({ error: { reason: 'not-found' } })
  })

  it('answered ahead of its time and left where it is, it is not offered', async () => {
    const { deps } = await createQueue({ session: { start: THURSDAY, end: THURSDAY + HOUR } })
    const { open } = await rescheduleQueue(deps.db, { now: NOW, keptMs: DAY })
    expect(open).toMatchObject([{ id: QUEUE_ID, movedTo: null }])
  })

  it('of which no event is left is not offered', async () => {
    const { deps, rows, session } = await putOff()
    const copies = ((await session())?.copies ?? []).map((copy) => ({ ...copy, goneAt: NOW }))
    await change(deps.db.sessions, KEY, { copies })
    expect(await rows()).toMatchObject([{ movedTo: null }])
  })
})

describe('E05 E37 what was said before the event was put at another time', () => {
  it('is about the time before also when only its kind is said otherwise: the question stays', async () => {
    const { deps, rows, say } = await putOff()
    await setKind(deps, { sessionKey: KEY, kind: 'complimentary' })
    const offered = { start: NOW - HOUR, movedTo: { key: KEY, start: THURSDAY } }
    expect(await rows()).toMatchObject([{ ...offered, kind: 'complimentary' }])
    await say(true)
    expect(await rows()).toEqual([])
  })

  it('is booked in the month that it was about, with one kind and with the other', async () => {
    const deps = await createTestDeps()
    await fill(deps)
    await answer(deps, intent(came))
    await change(deps.db.sessions, KEY, { start: NOW + 40 * DAY, end: NOW + 40 * DAY + HOUR })
    const booked = async () =>
      standing(await deps.db.ledger.all()).map(({ kind, sessionStart }) => [kind, sessionStart])
    for (const kind of ['complimentary', 'paid'] as const) {
      await setKind(deps, { sessionKey: KEY, kind })
      expect(await booked()).toEqual([[kind, NOW - HOUR]])
    }
    await answer(deps, intent(noShow, { intentId: 'i2' }))
    expect(await booked()).toEqual([['paid', NOW + 40 * DAY]])
  })

  it('E15 of one person of a group is put right as of the time before, and leaves the others their question', async () => {
    const deps = await createTestDeps()
    const participants = [
      participantOf(DANA, 'dana@client.example'),
      participantOf(LEE, 'lee@client.example'),
    ]
    await fill(deps, { sessions: [sessionOf({ participants })] })
    const say = (participant: string, said: typeof sick) => ({
      participant,
      said,
      courtesy: false,
      minutes: null,
    })
    await answer(deps, intent(sick, { answers: [say(DANA, noShow), say(LEE, sick)] }))
    await change(deps.db.sessions, KEY, { start: THURSDAY, end: THURSDAY + HOUR })
    const rows = async () => (await rescheduleQueue(deps.db, { now: deps.clock.now(), keptMs: DAY })).open
    const before = await rows()
    expect(before).toMatchObject([{ id: `${KEY}#${LEE}`, start: NOW - HOUR, movedTo: { start: THURSDAY } }])
    await answer(deps, intent(came, { intentId: 'i2', answers: [say(DANA, came)] }))
    expect(await rows()).toEqual(before)
    const booked = standing(await deps.db.ledger.all()).filter(({ participant }) => participant === DANA)
    expect(booked).toMatchObject([{ code: 'occurred', sessionStart: NOW - HOUR }])
  })
})
