import { describe, expect, it } from 'vitest'
import type { Account } from '../../lib/core/account.ts'
import { readMarks } from '../../lib/core/annotation.ts'
import type { CalendarEvent } from '../../lib/core/event.ts'
import { HOUR } from '../../lib/core/time.ts'
import { pauseAccount } from '../../lib/flow/account.ts'
import { answer } from '../../lib/flow/answer.ts'
import { push } from '../../lib/flow/push.ts'
import { removeAccount } from '../../lib/flow/remove-account.ts'
import { retryWrite } from '../../lib/flow/stuck.ts'
import { accountOf, calendarOf, DANA, eventOf, fill, recordOf, sessionOf } from '../helpers/books.ts'
import { createFakeCalendar } from '../helpers/calendar.ts'
import { createTestDeps } from '../helpers/deps.ts'
import { came, intent, KEY, noShow, sick } from './answering.ts'

/** One meeting in two accounts: the coach's own copy in the first, an invitation in the second. */
const twoAccounts = async (over: { first?: Partial<Account>; second?: Partial<Account> } = {}) => {
  const invitation: CalendarEvent = eventOf({ id: 'event2', calendarId: 'other@coach.example' })
  const calendar = createFakeCalendar([eventOf(), invitation])
  const deps = await createTestDeps({ calendar })
  const [own] = sessionOf().copies
  if (own === undefined) throw new Error('no copy')
  const guest = { ...own, calendarKey: 'other', eventId: 'event2', organisedByCoach: false }
  await fill(deps, {
    account: accountOf(over.first),
    sessions: [sessionOf({ copies: [own, guest] })],
    events: [recordOf(eventOf()), { ...recordOf(invitation), key: 'other/event2', calendarKey: 'other' }],
  })
  await deps.db.accounts.put(accountOf({ id: 'second', email: 'coach@other.example', ...over.second }))
  await deps.db.calendars.put(calendarOf({ key: 'other', id: 'other@coach.example', accountId: 'second' }))
  const carried = (id: string) =>
    (readMarks(calendar.events.get(id)?.marks ?? {}).heads.get(DANA) ?? []).map(({ code }) => code)
  return {
    deps,
    calendar,
    rows: () => deps.db.outbox.all(),
    carried: () => ({ own: carried('event1'), guest: carried('event2') }),
  }
}

describe('one meeting in two accounts', () => {
  it('E11 its outcome is written once, on the copy the coach organises', async () => {
    const { deps, carried } = await twoAccounts()
    await answer(deps, intent(came))
    await push(deps)
    expect(carried()).toEqual({ own: ['occurred'], guest: [] })
  })

  it.each([
    ['paused', { paused: true }],
    ['signed out', { state: 'sign-in' }],
    ['read-only', { access: 'read' }],
  ] as const)('E11 with the first account %s, the other one carries it', async (_, first) => {
    const { deps, carried, rows } = await twoAccounts({ first })
    await answer(deps, intent(came))
    await push(deps)
    expect(carried()).toEqual({ own: [], guest: ['occurred'] })
    expect(await rows()).toEqual([])
  })

  it('E11 what waited for an account that is then paused goes out by the other', async () => {
    const { deps, carried, rows } = await twoAccounts()
    await answer(deps, intent(came))
    await pauseAccount(deps, { accountId: 'acc', paused: true })
    await push(deps)
    expect(carried()).toEqual({ own: [], guest: ['occurred'] })
    expect(await rows()).toEqual([])
  })

  it('E11 E46 what waited for an account that is removed goes out by the other, and is not listed', async () => {
    const { deps, calendar, carried, rows } = await twoAccounts()
    await answer(deps, intent(came))
    calendar.faults.push({ failure: { type: 'offline' } })
    await removeAccount(deps, { accountId: 'acc', takeBack: false })
    expect(await rows()).toMatchObject([{ state: 'queued', accountId: 'second' }])
    await push(deps)
    expect(carried()).toEqual({ own: [], guest: ['occurred'] })
  })

  it('E44 where the first copy is not ours to change, the other one carries it', async () => {
    const { deps, calendar, carried, rows } = await twoAccounts()
    await answer(deps, intent(came))
    calendar.faults.push({ failure: { type: 'forbidden', reason: 'forbiddenForNonOrganizer' } })
    await push(deps)
    expect(carried()).toEqual({ own: [], guest: ['occurred'] })
    expect(await rows()).toEqual([])
  })

  it('E11 where the first copy is deleted by then, the other one carries it', async () => {
    const { deps, calendar, carried, rows } = await twoAccounts()
    await answer(deps, intent(came))
    calendar.edit('event1', { status: 'cancelled' })
    await push(deps)
    expect(carried()).toEqual({ own: [], guest: ['occurred'] })
    expect(await rows()).toEqual([])
  })

  it('E11 one that is not found is left for the other when its calendar has told that it is gone, and not before', async () => {
    const { deps, calendar, carried, rows } = await twoAccounts()
    await answer(deps, intent(came))
    calendar.events.delete('event1')
    await push(deps)
    expect(carried().guest).toEqual([])
    const [{ id: writeId = '' } = {}] = await rows()
    await retryWrite(deps, { writeId })
    await push(deps)
    expect(await rows()).toMatchObject([
      { state: 'dead', lastFailure: { type: 'not-found' }, calendarKey: 'work' },
    ])
    const session = await deps.db.sessions.get(KEY)
    if (session === undefined) throw new Error('No session')
    const copies = session.copies.map((copy) => (copy.calendarKey === 'work' ? { ...copy, goneAt: 1 } : copy))
    await deps.db.sessions.put({ ...session, copies })
    await push(deps)
    expect(carried().guest).toEqual(['occurred'])
    expect(await rows()).toEqual([])
  })

  it('E11 E44 what was refused on the one, and is tried again on the other that is gone by then, goes back to the one', async () => {
    const { deps, calendar, carried, rows } = await twoAccounts()
    await answer(deps, intent(came))
    const no = { type: 'forbidden', reason: 'forbiddenForNonOrganizer' } as const
    calendar.faults.push({ failure: no }, { failure: no })
    await push(deps)
    const [{ id: writeId = '' } = {}] = await rows()
    calendar.edit('event2', { status: 'cancelled' })
    await retryWrite(deps, { writeId })
    await push(deps)
    expect(carried()).toEqual({ own: ['occurred'], guest: [] })
    expect(await rows()).toEqual([])
  })

  it('E44 refused on both it is dead, once, and to be seen', async () => {
    const { deps, calendar, rows } = await twoAccounts()
    await answer(deps, intent(came))
    calendar.faults.push(
      { failure: { type: 'forbidden', reason: 'forbiddenForNonOrganizer' } },
      { failure: { type: 'forbidden', reason: 'forbiddenForNonOrganizer' } },
    )
    await push(deps)
    await push(deps)
    expect(calendar.calls).toHaveLength(2)
    expect(await rows()).toMatchObject([{ state: 'dead', lastFailure: { type: 'forbidden' } }])
  })

  it.each([
    ['said after that', false],
    ['said before that, offline', true],
  ])(
    'E11 E44 a word that was refused on the one goes by the other: the next, %s, is not set beside what it had replaced',
    async (_, isWaiting) => {
      const { deps, calendar, carried } = await twoAccounts()
      await answer(deps, intent(noShow))
      await push(deps)
      await answer(deps, intent(came, { intentId: 'i2' }))
      if (isWaiting) await answer(deps, intent(sick, { intentId: 'i3' }))
      calendar.faults.push({ failure: { type: 'forbidden', reason: 'forbiddenForNonOrganizer' } })
      await push(deps)
      if (!isWaiting) {
        expect(carried()).toEqual({ own: ['client-no-show'], guest: ['occurred'] })
        await answer(deps, intent(sick, { intentId: 'i3' }))
      }
      await push(deps)
      expect(carried()).toEqual({ own: ['client-emergency'], guest: ['occurred'] })
      const session = await deps.db.sessions.get(KEY)
      expect(session?.participants[0]?.outcome).toMatchObject({ mark: 'to-reschedule', conflict: false })
    },
  )

  it('E11 E43 a changed answer waits for the copy that has it, so that nobody takes it for two', async () => {
    const { deps, carried, rows } = await twoAccounts()
    await answer(deps, intent(came))
    await push(deps)
    await deps.db.accounts.put(accountOf({ state: 'sign-in' }))
    deps.time.advance(HOUR)
    await answer(deps, intent(noShow, { intentId: 'i2' }))
    await push(deps)
    expect(carried()).toEqual({ own: ['occurred'], guest: [] })
    expect(await rows()).toMatchObject([{ state: 'queued', accountId: 'acc', attempts: 0 }])
    await deps.db.accounts.put(accountOf())
    await push(deps)
    expect(carried()).toEqual({ own: ['client-no-show'], guest: [] })
    expect((await deps.db.sessions.get(KEY))?.participants[0]?.outcome).toMatchObject({ conflict: false })
  })
})
