import { describe, expect, it } from 'vitest'
import { readMarks } from '../../lib/core/annotation.ts'
import type { Said } from '../../lib/core/answer.ts'
import { MINUTE } from '../../lib/core/time.ts'
import { answer } from '../../lib/flow/answer.ts'
import { push } from '../../lib/flow/push.ts'
import { accountOf, DANA, eventOf, NOW, recordOf, sessionOf } from '../helpers/books.ts'
import { came, intent, KEY, sick } from './answering.ts'

import { setUp } from './pushing.ts'

describe('when the calendar says no', () => {
  it('E44 not the organiser: the answer stays here, the row is dead and to be seen', async () => {
    const { calendar, deps, rows } = await setUp()
    await answer(deps, intent(came))
    calendar.faults.push({ failure: { type: 'forbidden', reason: 'forbiddenForNonOrganizer' } })
    expect(await push(deps)).toEqual({ nextAt: null })
    expect(await rows()).toMatchObject([
      { state: 'dead', sessionKey: KEY, lastFailure: { type: 'forbidden' } },
    ])
    expect((await deps.db.sessions.get(KEY))?.standing).toBe('answered')
    await push(deps)
    expect(calendar.calls).toHaveLength(1)
  })

  it.each([
    [{ type: 'rate-limited', retryAfterMs: 20 * MINUTE } as const, 20 * MINUTE],
    [{ type: 'unavailable', status: 503, retryAfterMs: null } as const, 7_500],
    [{ type: 'offline' } as const, 7_500],
  ])('E50 $type waits in the row, through a restart, and goes out when due', async (failure, least) => {
    const { calendar, deps, rows } = await setUp()
    await answer(deps, intent(came))
    calendar.faults.push({ failure })
    const { nextAt } = await push(deps)
    expect((nextAt ?? 0) - NOW).toBeGreaterThanOrEqual(least)
    expect(await rows()).toMatchObject([{ nextAttemptAt: nextAt, lastFailure: failure }])
    deps.time.set((nextAt ?? 0) - 1)
    await push(deps)
    expect(calendar.calls).toHaveLength(1)
    deps.time.advance(1)
    await push(deps)
    expect(await rows()).toEqual([])
  })

  const two = {
    sessions: [
      sessionOf(),
      sessionOf({
        key: 'uid-2|-',
        copies: sessionOf().copies.map((copy) => ({ ...copy, eventId: 'event2' })),
      }),
    ],
    events: [recordOf(eventOf()), recordOf(eventOf({ id: 'event2' }), 'uid-2|-')],
  }
  const answerBoth = async (deps: Parameters<typeof answer>[0]) => {
    await answer(deps, intent(came))
    await answer(deps, intent(came, { intentId: 'i2', sessionKey: 'uid-2|-' }))
  }

  it('E50 a rate limit holds back all writes of the account for as long', async () => {
    const { calendar, deps, rows } = await setUp(two)
    await answerBoth(deps)
    calendar.faults.push({ failure: { type: 'rate-limited', retryAfterMs: MINUTE } })
    const { nextAt } = await push(deps)
    expect(calendar.calls).toHaveLength(1)
    expect((await rows()).map(({ nextAttemptAt }) => nextAttemptAt)).toEqual([nextAt, nextAt])
  })

  it('one stuck event holds up no other', async () => {
    const { calendar, deps, rows } = await setUp(two)
    calendar.events.set('event2', eventOf({ id: 'event2' }))
    await answerBoth(deps)
    calendar.faults.push({ failure: { type: 'unavailable', status: 500, retryAfterMs: null } })
    await push(deps)
    expect((await rows()).map(({ eventId }) => eventId)).toEqual(['event1'])
  })

  it("E44 an answer that was replaced while it was refused is nobody's to decide about, and makes no conflict", async () => {
    const { calendar, deps, rows } = await setUp()
    await answer(deps, intent(came))
    await push(deps)
    await answer(deps, intent(sick, { intentId: 'i2' }))
    await answer(deps, intent(came, { intentId: 'i3' }))
    calendar.faults.push({ failure: { type: 'forbidden', reason: 'for-a-moment' } })
    await push(deps)
    expect(await rows()).toMatchObject([{ state: 'queued' }])
    await push(deps)
    expect(await rows()).toEqual([])
    const [last] = (await deps.db.answers.all()).filter(({ inForce }) => inForce)
    const heads = readMarks(calendar.events.get('event1')?.marks ?? {}).heads.get(DANA)
    expect(heads?.map(({ id }) => id)).toEqual([last?.id])
  })

  it('E43 a sign-in that is needed leaves the rows untouched, asks for it once, and loses nothing', async () => {
    const { calendar, deps, rows } = await setUp()
    await answer(deps, intent(came))
    const before = await rows()
    calendar.faults.push({ failure: { type: 'sign-in-needed' } })
    expect(await push(deps)).toEqual({ nextAt: null })
    expect(await rows()).toEqual(before.map((row) => ({ ...row, lastFailure: { type: 'sign-in-needed' } })))
    expect(await deps.db.accounts.get('acc')).toMatchObject({ state: 'sign-in' })
    await push(deps)
    expect(calendar.calls).toHaveLength(1)
    await deps.db.accounts.put(accountOf())
    await push(deps)
    expect(await rows()).toEqual([])
  })

  it('missing write access parks every write of the account until it is given', async () => {
    const { calendar, deps, rows } = await setUp(two)
    await answerBoth(deps)
    calendar.faults.push({ failure: { type: 'scope-needed' } })
    expect(await push(deps)).toEqual({ nextAt: null })
    expect((await rows()).map(({ state }) => state)).toEqual(['consent', 'consent'])
    await push(deps)
    expect(calendar.calls).toHaveLength(1)
    calendar.events.set('event2', eventOf({ id: 'event2' }))
    await deps.db.accounts.put(accountOf())
    await push(deps)
    expect(await rows()).toEqual([])
  })

  it('E46 a write of an account that is gone is dead, not lost', async () => {
    const { deps, rows } = await setUp()
    await answer(deps, intent(came))
    await deps.db.accounts.removeMany((await deps.db.accounts.all()).map(({ id }) => id))
    await push(deps)
    expect(await rows()).toMatchObject([{ state: 'dead', lastFailure: { type: 'not-found' } }])
  })

  it('E38 two pushes at once write once', async () => {
    const { calendar, deps } = await setUp()
    await answer(deps, intent(came))
    await Promise.all([push(deps), push(deps)])
    expect(calendar.calls).toHaveLength(1)
  })

  it.each<[string, Said]>([
    ['"yes"', came],
    ['an emergency', sick],
  ])('%s is answered all the same while the network is away', async (_, said) => {
    const { calendar, deps } = await setUp()
    calendar.faults.push({ failure: { type: 'offline' } })
    expect(await answer(deps, intent(said))).toMatchObject({ ok: true })
    await push(deps)
    expect((await deps.db.sessions.get(KEY))?.open).toBe(0)
  })
})
