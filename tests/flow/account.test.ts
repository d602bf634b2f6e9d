import { describe, expect, it } from 'vitest'
import type { Account, CalendarRecord } from '../../lib/core/account.ts'
import { recordOf } from '../../lib/core/account.ts'
import { writeOf } from '../../lib/core/outbox.ts'
import type { Proposal, QueueItem } from '../../lib/core/proposal.ts'
import type { Copy, Session } from '../../lib/core/session.ts'
import { HOUR } from '../../lib/core/time.ts'
import { chooseCalendar, noteSignIn, refreshCalendars, startPractice } from '../../lib/flow/account.ts'
import { removeAccount } from '../../lib/flow/remove-account.ts'
import type { EventRecord } from '../../lib/ports.ts'
import { COACH } from '../calendars/google/emulated.ts'
import { createOffice, type Office } from '../calendars/person.ts'

const TABLES = ['accounts', 'calendars', 'events', 'sessions', 'proposals', 'queue', 'outbox'] as const
const all = ({ deps }: Pick<Office, 'deps'>) =>
  deps.store.read(TABLES, async (tx) => ({
    accounts: await tx.accounts.all(),
    calendars: await tx.calendars.all(),
    events: await tx.events.all(),
    sessions: await tx.sessions.all(),
    proposals: await tx.proposals.all(),
    queue: await tx.queue.all(),
    outbox: await tx.outbox.all(),
  }))

describe('the practice account', () => {
  it('is connected without a sign-in, its first calendar chosen', async () => {
    const office = await createOffice()
    expect(await startPractice(office.deps)).toEqual({ ok: true, value: { accountId: 'practice' } })
    const { accounts, calendars } = await all(office)
    expect(accounts).toMatchObject([{ id: 'practice', provider: 'practice', access: 'write', state: 'ok' }])
    expect(calendars.map(({ key, chosen }) => [key, chosen])).toEqual([
      ['practice/practice', true],
      ['practice/practice-home', false],
    ])
  })

  it('E38 started twice it is one, and keeps the coach’s choices', async () => {
    const office = await createOffice()
    await startPractice(office.deps)
    await chooseCalendar(office.deps, { calendarKey: 'practice/practice-home', chosen: true })
    await chooseCalendar(office.deps, { calendarKey: 'practice/practice', chosen: false })
    const before = await all(office)
    office.deps.time.advance(HOUR)
    await startPractice(office.deps)
    expect(await all(office)).toEqual(before)
  })

  it('removed and started again it is a fresh month', async () => {
    const office = await createOffice()
    await startPractice(office.deps)
    await removeAccount(office.deps, { accountId: 'practice', takeBack: false })
    expect(office.practice.value).toBeNull()
    office.deps.time.advance(HOUR)
    await startPractice(office.deps)
    expect(office.practice.value).toMatchObject({ epoch: office.deps.clock.now() })
  })
})

const account: Account = {
  id: 'a',
  provider: 'google',
  email: COACH,
  name: 'Alex',
  access: 'write',
  state: 'ok',
  connectedAt: 0,
}

const calendarOf = (id: string, more: Partial<CalendarRecord> = {}): CalendarRecord => ({
  ...recordOf(
    {
      key: `a/${id}`,
      id,
      accountId: 'a',
      provider: 'google',
      name: id,
      zone: 'UTC',
      role: 'owner',
      primary: id === 'one',
      colour: null,
    },
    true,
  ),
  cursor: 'c',
  ...more,
})

const copyIn = (id: string): Copy => ({
  calendarKey: `a/${id}`,
  eventId: 'e',
  seriesId: null,
  writable: true,
  organisedByCoach: true,
  lastSeenAt: 0,
  goneAt: null,
})

const outcome = {
  answerId: 'x',
  at: 0,
  code: 'occurred',
  mark: 'completed',
  counts: true,
  reschedule: false,
  override: null,
  conflict: false,
} as const

/** Two watched calendars with all that can hang on them. Sessions are named after what becomes of them when `one` is left. */
const furnish = async (office: Office): Promise<void> => {
  const now = office.deps.clock.now()
  const session = (key: string, copies: readonly Copy[], more: Partial<Session> = {}): Session => ({
    key,
    uid: key,
    originalStart: null,
    copies,
    title: key,
    start: now + HOUR,
    end: now + 2 * HOUR,
    zone: 'UTC',
    private: false,
    joinLink: null,
    webLink: null,
    participants: [{ id: 'p', address: null, name: null, response: 'accepted', outcome: null }],
    kind: null,
    ruleKind: null,
    recognisedBy: 'rule',
    sightings: [],
    standing: 'open',
    open: 1,
    notBefore: null,
    askedAt: null,
    makeupOf: null,
    answeredTimes: null,
    ...more,
  })
  const past = { start: now - 2 * HOUR, end: now - HOUR }
  const answered = {
    participants: [{ id: 'p', address: null, name: null, response: 'accepted', outcome }],
  } as const
  const event = (id: string) => ({ key: `a/${id}/e`, calendarKey: `a/${id}`, sessionKey: '' }) as EventRecord
  const proposal: Proposal = {
    id: 'pr',
    after: 'q#p',
    purpose: 'makeup',
    way: 'hold',
    calendarKey: 'a/one',
    slots: [],
    state: 'open',
    createdAt: 0,
    expiresAt: 1,
  }
  const item: QueueItem = {
    id: 'q#p',
    sessionKey: 'q',
    participant: 'p',
    state: 'proposed',
    proposalId: 'pr',
    makeupKey: null,
    since: 0,
  }
  const write = (id: string, accountId: string, state: 'queued' | 'consent') =>
    writeOf(
      {
        idempotencyKey: id,
        accountId,
        calendarKey: `${accountId}/one`,
        calendarId: 'one',
        eventId: id,
        sessionKey: null,
        operation: { type: 'strip' },
        state,
      },
      1,
      0,
    )
  await office.deps.store.write(TABLES, async (tx) => {
    await tx.accounts.put(account)
    await tx.calendars.putMany([calendarOf('one'), calendarOf('two')])
    await tx.events.putMany([event('one'), event('two')])
    await tx.sessions.putMany([
      session('dropped', [copyIn('one')]),
      session('lives-on', [copyIn('one'), copyIn('two')]),
      session('elsewhere', [copyIn('two')]),
      session('asked-no-more', [copyIn('one')], past),
      session('answered', [copyIn('one')], { ...past, ...answered, standing: 'answered', open: 0 }),
      session('kind-said', [copyIn('one')], { kind: 'complimentary' }),
      session('by-hand', [], { recognisedBy: 'hand' }),
    ])
    await tx.proposals.put(proposal)
    await tx.queue.put(item)
    await tx.outbox.putMany([
      write('w1', 'a', 'queued'),
      write('w2', 'a', 'consent'),
      write('w3', 'b', 'queued'),
    ])
  })
}

describe('leaving a calendar', () => {
  it('stops questions about it, keeps what was said, and lets go of the rest', async () => {
    const office = await createOffice()
    await furnish(office)
    expect(await chooseCalendar(office.deps, { calendarKey: 'a/one', chosen: false })).toEqual({
      ok: true,
      value: null,
    })
    const { calendars, events, sessions, proposals, queue, outbox } = await all(office)
    expect(calendars.map(({ key, chosen, cursor }) => [key, chosen, cursor])).toEqual([
      ['a/one', false, null],
      ['a/two', true, 'c'],
    ])
    expect(events.map(({ key }) => key)).toEqual(['a/two/e'])
    expect(
      Object.fromEntries(
        sessions.map(({ key, standing, open, copies }) => [key, [standing, open, copies.length]]),
      ),
    ).toEqual({
      'lives-on': ['open', 1, 1],
      elsewhere: ['open', 1, 1],
      'asked-no-more': ['history', 0, 0],
      answered: ['answered', 0, 0],
      'kind-said': ['history', 0, 0],
      'by-hand': ['open', 1, 0],
    })
    expect(proposals).toMatchObject([{ state: 'withdrawn' }])
    expect(queue).toMatchObject([{ state: 'open', proposalId: null }])
    expect(outbox.map(({ state }) => state)).toEqual(['queued', 'consent', 'queued'])
  })

  it('choosing what is chosen changes nothing; a calendar that is gone is refused', async () => {
    const office = await createOffice()
    await furnish(office)
    const before = await all(office)
    await chooseCalendar(office.deps, { calendarKey: 'a/one', chosen: true })
    expect(await all(office)).toEqual(before)
    const answer = await chooseCalendar(office.deps, { calendarKey: 'a/gone', chosen: true })
    expect(answer).toEqual({ ok: false, error: { reason: 'not-found', failure: null } })
    expect(await all(office)).toEqual(before)
  })

  it('E46 removing the account: history stays, questions stop, queued writes are listed as discarded', async () => {
    const office = await createOffice()
    await furnish(office)
    await office.deps.store.write(['accounts'], (tx) =>
      tx.accounts.put({ ...account, id: 'b', state: 'sign-in' }),
    )
    await office.deps.vault.set('token/a', { value: 't', expiresAt: 1, scopes: [] })
    expect(await removeAccount(office.deps, { accountId: 'a', takeBack: false })).toEqual({
      ok: true,
      value: null,
    })
    const { accounts, calendars, events, sessions, outbox } = await all(office)
    expect([accounts.map(({ id }) => id), calendars, events]).toEqual([['b'], [], []])
    expect(sessions.filter(({ open }) => open === 1).map(({ key }) => key)).toEqual(['by-hand'])
    expect(sessions.find(({ key }) => key === 'answered')?.participants).toMatchObject([{ outcome }])
    expect(outbox.map(({ id, state, lastFailure }) => [id, state, lastFailure])).toEqual([
      ['w1', 'dead', { type: 'rejected', status: 0, reason: 'account-removed' }],
      ['w2', 'dead', { type: 'rejected', status: 0, reason: 'account-removed' }],
      ['w3', 'queued', null],
    ])
    expect(await office.deps.vault.get('token/a')).toBeUndefined()
    expect(await removeAccount(office.deps, { accountId: 'a', takeBack: false })).toEqual({
      ok: true,
      value: null,
    })
  })
})

describe('the list of calendars', () => {
  it('brings new ones unchosen, new names and roles, and drops unchosen ones that are gone', async () => {
    const office = await createOffice()
    const { deps, emulator } = office
    const id = `google:${COACH}`
    await deps.vault.set(`token/${id}`, {
      value: emulator.google.grant(COACH, [
        'https://www.googleapis.com/auth/calendar.calendarlist.readonly',
        'https://www.googleapis.com/auth/calendar.events.readonly',
      ]),
      expiresAt: deps.clock.now() + HOUR,
      scopes: [],
    })
    const own = (name: string, more: Partial<CalendarRecord>): CalendarRecord => ({
      ...calendarOf(name, more),
      key: `${id}/${name}`,
      accountId: id,
    })
    await deps.store.write(['accounts', 'calendars'], async (tx) => {
      await tx.accounts.put({ ...account, id, state: 'sign-in' })
      await tx.calendars.putMany([
        own(COACH, { name: 'old name', role: 'reader' }),
        own('gone@group.example', { chosen: false }),
        own('gone-but-chosen@group.example', {}),
      ])
    })
    expect(await refreshCalendars(deps, { accountId: id })).toEqual({ ok: true, value: null })
    const { accounts, calendars } = await all(office)
    expect(accounts).toMatchObject([{ state: 'ok' }])
    expect(calendars.map((one) => [one.id, one.name, one.role, one.chosen, one.cursor]).sort()).toEqual([
      [COACH, COACH, 'owner', true, 'c'],
      ['gone-but-chosen@group.example', 'gone-but-chosen@group.example', 'owner', true, 'c'],
      ['team@group.example', 'Team', 'owner', false, null],
    ])
  })

  it('E43 without a sign-in it says so, and the account is marked; nothing else changes', async () => {
    const office = await createOffice()
    await furnish(office)
    const before = await all(office)
    expect(await refreshCalendars(office.deps, { accountId: 'a' })).toEqual({
      ok: false,
      error: { reason: 'calendar', failure: { type: 'sign-in-needed' } },
    })
    expect(await all(office)).toEqual({ ...before, accounts: [{ ...account, state: 'sign-in' }] })
    expect(await refreshCalendars(office.deps, { accountId: 'b' })).toMatchObject({
      error: { reason: 'not-found' },
    })
  })

  it('E50 a passing failure says nothing about the sign-in', async () => {
    const { deps } = await createOffice()
    await deps.store.write(['accounts'], async (tx) => {
      await tx.accounts.put({ ...account, state: 'sign-in' })
      await noteSignIn(tx, 'a', { type: 'offline' })
      expect(await tx.accounts.get('a')).toMatchObject({ state: 'sign-in' })
      await noteSignIn(tx, 'a', null)
      expect(await tx.accounts.get('a')).toMatchObject({ state: 'ok' })
    })
  })
})
