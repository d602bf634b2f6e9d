import { describe, expect, it } from 'vitest'
import { MARK, NO_LINK } from '../../lib/core/annotation.ts'
import { HOUR } from '../../lib/core/time.ts'
import { answer } from '../../lib/flow/answer.ts'
import { undo } from '../../lib/flow/undo.ts'
import { DANA, fill, LEE, NOW, participantOf, sessionOf } from '../helpers/books.ts'
import { createTestDeps, type TestDeps } from '../helpers/deps.ts'
import { books, came, intent, KEY, noShow } from './answering.ts'

describe('the kind', () => {
  it("is asked once: an address that was nobody's becomes a client of the kind on the card", async () => {
    const deps = await createTestDeps()
    await fill(deps)
    await answer(deps, intent(came, { kind: 'complimentary' }))
    expect(await deps.db.clients.all()).toMatchObject([
      {
        name: 'dana@client.example',
        addresses: ['dana@client.example'],
        kinds: [{ from: NOW - HOUR, kind: 'complimentary' }],
      },
    ])
  })

  it('of a client who has one is not changed by an answer', async () => {
    const deps = await createTestDeps()
    await fill(deps)
    await answer(deps, intent(came, { kind: 'complimentary' }))
    await answer(deps, intent(came, { intentId: 'i2', kind: 'paid' }))
    const clients = await deps.db.clients.all()
    expect(clients).toHaveLength(1)
    expect(clients[0]?.kinds).toEqual([{ from: NOW - HOUR, kind: 'complimentary' }])
    expect((await books(deps)).session?.kind).toBe('paid')
  })
})

describe('"We moved it"', () => {
  const other = sessionOf({
    key: 'uid-2|-',
    uid: 'uid-2',
    copies: sessionOf().copies.map((copy) => ({ ...copy, eventId: 'event2' })),
  })

  it('decides nothing, queues nothing, and links the new event', async () => {
    const deps = await createTestDeps()
    await fill(deps, { sessions: [sessionOf(), other] })
    await answer(deps, intent({ moved: true, toSessionKey: 'uid-2|-' }))
    const { session, ledger, queue, outbox } = await books(deps)
    expect(session).toMatchObject({
      standing: 'answered',
      participants: [{ outcome: { code: 'moved', mark: null } }],
    })
    expect([ledger, queue]).toEqual([[], []])
    expect(await deps.db.sessions.get('uid-2|-')).toMatchObject({
      makeupOf: `${KEY}#${DANA}`,
      kind: 'paid',
      open: 1,
    })
    expect(outbox.map(({ eventId, operation }) => [eventId, operation.type])).toEqual([
      ['event1', 'annotate'],
      ['event2', 'mark'],
    ])
  })

  it.each([null, KEY, 'nowhere'])('to %s links nothing', async (toSessionKey) => {
    const deps = await createTestDeps()
    await fill(deps, { sessions: [sessionOf(), other] })
    await answer(deps, intent({ moved: true, toSessionKey }))
    expect((await books(deps)).session?.makeupOf).toBeNull()
    expect((await deps.db.sessions.get('uid-2|-'))?.makeupOf).toBeNull()
  })

  const moved = (toSessionKey: string | null) => ({ moved: true, toSessionKey }) as const
  const linked = async (deps: TestDeps) => (await deps.db.sessions.get('uid-2|-'))?.makeupOf ?? null
  const marked = async (deps: TestDeps) =>
    (await deps.db.outbox.all())
      .toSorted((a, b) => a.lane.localeCompare(b.lane) || a.sequence - b.sequence)
      .flatMap(({ operation }) => (operation.type === 'mark' ? [operation.marks[MARK.makeupOf]] : []))

  it('said again, with the new event this time, links it; the same message twice writes once', async () => {
    const deps = await createTestDeps()
    await fill(deps, { sessions: [sessionOf(), other] })
    await answer(deps, intent(moved(null)))
    await answer(deps, intent(moved('uid-2|-'), { intentId: 'i2' }))
    await answer(deps, intent(moved('uid-2|-'), { intentId: 'i2' }))
    expect(await linked(deps)).toBe(`${KEY}#${DANA}`)
    expect(await marked(deps)).toEqual([`${KEY}#${DANA}`])
    expect((await books(deps)).answers).toHaveLength(1)
  })

  it.each([
    ['undone', (deps: TestDeps) => undo(deps, { intentId: 'u', sessionKey: KEY, participants: [DANA] })],
    ['changed', (deps: TestDeps) => answer(deps, intent(came, { intentId: 'i2' }))],
  ])('E37 %s lets the other event go, also for other browsers', async (_, change) => {
    const deps = await createTestDeps()
    await fill(deps, { sessions: [sessionOf(), other] })
    await answer(deps, intent(moved('uid-2|-')))
    deps.time.advance(1000)
    await change(deps)
    expect(await linked(deps)).toBeNull()
    // Of the two that would come one after the other only the last goes out.
    expect(await marked(deps)).toEqual([NO_LINK])
    // The first message, once more and too late, moves nothing.
    await answer(deps, intent(moved('uid-2|-')))
    expect(await linked(deps)).toBeNull()
  })
})

describe('a group', () => {
  const group = sessionOf({
    participants: [participantOf(DANA, 'dana@client.example'), participantOf(LEE, 'lee@client.example')],
  })

  it('E15 has an outcome for each, and waits until each has one', async () => {
    const deps = await createTestDeps()
    await fill(deps, { sessions: [group] })
    await answer(deps, intent(came))
    expect((await books(deps)).session).toMatchObject({ standing: 'open', open: 1, answeredTimes: null })
    const lee = [{ participant: LEE, said: noShow, courtesy: false, minutes: null }]
    await answer(deps, intent(noShow, { intentId: 'i2', answers: lee }))
    const { session, ledger, outbox } = await books(deps)
    expect(session).toMatchObject({ standing: 'answered', open: 0 })
    expect(session?.participants.map(({ outcome }) => outcome?.mark)).toEqual(['completed', 'didnt-occur'])
    expect(ledger.map(({ address }) => address).sort()).toEqual(['dana@client.example', 'lee@client.example'])
    expect(outbox.map(({ sequence }) => sequence).sort()).toEqual([1, 2])
  })

  it('E06 an answer for one leaves the place in the queue that the calendar gave another', async () => {
    const deps = await createTestDeps()
    await fill(deps, { sessions: [group] })
    const given = {
      id: `${KEY}#${LEE}`,
      sessionKey: KEY,
      participant: LEE,
      state: 'open',
      proposalId: null,
      makeupKey: null,
      since: NOW,
    } as const
    await deps.db.queue.put(given)
    await answer(deps, intent(came))
    expect((await books(deps)).queue).toEqual([given])
  })
})
