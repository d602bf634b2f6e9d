import { describe, expect, it } from 'vitest'
import { HOUR, MINUTE } from '../../lib/core/time.ts'
import { pauseAccount, renameAccount } from '../../lib/flow/account.ts'
import { answer } from '../../lib/flow/answer.ts'
import { ask } from '../../lib/flow/ask.ts'
import { readBusy } from '../../lib/flow/busy.ts'
import { push } from '../../lib/flow/push.ts'
import { tick } from '../../lib/flow/tick.ts'
import { overview } from '../../lib/store/queries/overview.ts'
import { waitingView } from '../../lib/store/queries/waiting.ts'
import { waitingKeys } from '../../lib/store/queries/waiting-keys.ts'
import {
  accountOf,
  calendarOf,
  eventOf,
  fill,
  NOW,
  recordOf,
  sessionOf,
  settingsWith,
  storedSession,
} from '../helpers/books.ts'
import { createTestDeps, type TestDeps } from '../helpers/deps.ts'
import { came, intent } from './answering.ts'
import { createWorld, meeting } from './pulling.ts'
import { setUp } from './pushing.ts'

const pause = (deps: TestDeps, paused = true) => pauseAccount(deps, { accountId: 'acc', paused })

/** A session that is due, in one account or, with another copy, in two. */
const dueIn = async (accounts: 1 | 2) => {
  const deps = await createTestDeps({ now: NOW + 10 * MINUTE })
  const session = sessionOf()
  const elsewhere = session.copies.map((copy) => ({ ...copy, calendarKey: 'other' }))
  await fill(deps, {
    settings: settingsWith({ setUp: true }),
    sessions: [{ ...session, copies: accounts === 1 ? session.copies : [...session.copies, ...elsewhere] }],
  })
  await deps.db.accounts.put(accountOf({ id: 'second' }))
  await deps.db.calendars.put(calendarOf({ key: 'other', accountId: 'second' }))
  return deps
}

const shown = async ({ db, clock }: TestDeps) => ({
  badge: (await waitingView(db, clock.now())).total,
  prompt: (await waitingKeys(db, clock.now())).length,
  dashboard: (await overview(db, clock.now())).waiting,
})

describe('a paused account', () => {
  it('is not asked about anywhere, and is when it goes on', async () => {
    const deps = await dueIn(1)
    await pause(deps)
    await ask(deps)
    expect(deps.told).toMatchObject({ prompts: [], badges: [{ waiting: 0 }] })
    expect(await shown(deps)).toEqual({ badge: 0, prompt: 0, dashboard: 0 })
    expect(await deps.db.sessions.get('uid-1|-')).toEqual(storedSession(sessionOf()))
    await pause(deps, false)
    await ask(deps)
    expect(deps.told.prompts).toEqual([['uid-1|-']])
    expect(await shown(deps)).toEqual({ badge: 1, prompt: 1, dashboard: 1 })
  })

  it('E11 a session that lives in another account too is asked about all the same', async () => {
    const deps = await dueIn(2)
    await pause(deps)
    await ask(deps)
    expect(deps.told.prompts).toEqual([['uid-1|-']])
    expect(await shown(deps)).toEqual({ badge: 1, prompt: 1, dashboard: 1 })
  })

  it('is not read, and what came meanwhile is read when it goes on', async () => {
    const world = await createWorld()
    world.calendar.say({ events: [meeting('a', NOW + HOUR)] })
    await pause(world)
    await tick(world, 'start')
    world.time.advance(3 * HOUR)
    await tick(world, 'alarm')
    expect(world.calendar.requests).toEqual([])
    expect(world.told.prompts).toEqual([])
    await pause(world, false)
    await tick(world, 'message')
    expect(world.calendar.requests).toHaveLength(1)
    expect(world.told.prompts).toEqual([['a@calendar.example|-']])
  })

  it('keeps what waits to be written untouched until it goes on', async () => {
    const { calendar, deps, rows } = await setUp()
    await answer(deps, intent(came))
    const before = await rows()
    await pause(deps)
    expect(await push(deps)).toEqual({ nextAt: null })
    expect(await rows()).toEqual(before)
    expect(calendar.calls).toEqual([])
    await pause(deps, false)
    await push(deps)
    expect(await rows()).toEqual([])
  })

  it('calls for nobody, even when its sign-in has ended', async () => {
    const deps = await createTestDeps()
    await fill(deps, { account: accountOf({ state: 'sign-in' }), sessions: [] })
    await ask(deps)
    await pause(deps)
    await ask(deps)
    expect(deps.told.badges.map(({ attention }) => attention)).toEqual([true, false])
  })

  it('is not asked when it is free, and its stored events still count as busy', async () => {
    const deps = await createTestDeps()
    const event = eventOf({ start: NOW + HOUR, end: NOW + 2 * HOUR })
    await fill(deps, { events: [recordOf(event)] })
    await pause(deps)
    expect(await readBusy(deps, { start: NOW, end: NOW + 4 * HOUR })).toEqual({
      busy: [{ start: NOW + HOUR, end: NOW + 2 * HOUR }],
      unknown: new Map([['work', null]]),
    })
  })
})

describe('the name of an account', () => {
  it('is the coach’s own, trimmed; what else is known of it stays', async () => {
    const deps = await createTestDeps()
    await fill(deps)
    await renameAccount(deps, { accountId: 'acc', label: '  Practice clients ' })
    expect(await deps.db.accounts.get('acc')).toEqual({ ...accountOf(), label: 'Practice clients' })
    expect(await renameAccount(deps, { accountId: 'nobody', label: 'x' })).toMatchObject({
      error: { reason: 'not-found' },
    })
  })
})
