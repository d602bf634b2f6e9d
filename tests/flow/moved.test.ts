import { describe, expect, it } from 'vitest'
import { participantKey, type Session } from '../../lib/core/session.ts'
import { answer } from '../../lib/flow/answer.ts'
import { DANA, fill, NOW, sessionOf } from '../helpers/books.ts'
import { createTestDeps } from '../helpers/deps.ts'
import { came, intent, KEY } from './answering.ts'

const PLACE = participantKey(KEY, DANA)
const other = (id: string, over: Partial<Session> = {}) =>
  sessionOf({
    key: `${id}|-`,
    uid: id,
    copies: sessionOf().copies.map((copy) => ({ ...copy, eventId: id })),
    ...over,
  })
const moved = (toSessionKey: string | null) => ({ moved: true, toSessionKey }) as const

const worldOf = async (...sessions: readonly Session[]) => {
  const deps = await createTestDeps()
  await fill(deps, { sessions: [sessionOf(), ...sessions] })
  return deps
}

describe('"We moved it"', () => {
  it('keeps the kind that was said of the new event', async () => {
    const deps = await worldOf(other('new', { kind: 'complimentary' }))
    await answer(deps, intent(moved('new|-')))
    expect(await deps.db.sessions.get('new|-')).toMatchObject({ makeupOf: PLACE, kind: 'complimentary' })
  })

  it('E42 leaves an event that makes up for another session with that', async () => {
    const deps = await worldOf(other('new', { makeupOf: 'older|-#x' }))
    await answer(deps, intent(moved('new|-')))
    expect(await deps.db.sessions.get('new|-')).toMatchObject({ makeupOf: 'older|-#x' })
  })

  it('taken back for another answer, leaves the make-up that was booked from the queue', async () => {
    const deps = await worldOf(other('booked', { makeupOf: PLACE }), other('new'))
    await deps.db.queue.put({
      ...{ id: PLACE, sessionKey: KEY, participant: DANA, state: 'booked', proposalId: 'p' },
      ...{ makeupKey: 'booked|-', since: NOW },
    })
    await answer(deps, intent(moved('new|-')))
    await answer(deps, intent(came, { intentId: 'i2' }))
    const makeupOf = async (key: string) => (await deps.db.sessions.get(key))?.makeupOf
    expect([await makeupOf('booked|-'), await makeupOf('new|-')]).toEqual([PLACE, null])
  })
})
