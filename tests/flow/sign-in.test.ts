import { describe, expect, it } from 'vitest'
import { calendarKeyOf } from '../../lib/core/account.ts'
import { type NewWrite, writeOf } from '../../lib/core/outbox.ts'
import { defaultSettings, type Settings } from '../../lib/core/settings.ts'
import { HOUR, MINUTE } from '../../lib/core/time.ts'
import { signInFinish, signInStart } from '../../lib/flow/sign-in.ts'
import type { Deps } from '../../lib/ports.ts'
import { BACKUP_TABLES } from '../../lib/tables.ts'
import { COACH } from '../calendars/google/emulated.ts'
import { createOffice, type Office, REDIRECT } from '../calendars/person.ts'

const ID = `google:${COACH}`
const KEY = calendarKeyOf(ID, COACH)

const start = async (
  deps: Deps,
  access: 'read' | 'write' = 'read',
  accountId: string | null = null,
): Promise<string> => {
  const begun = await signInStart(deps, { provider: 'google', access, accountId, redirectUri: REDIRECT })
  if (!begun.ok) throw new Error(begun.error.reason)
  return begun.value.url
}

/** The whole way, as a page goes it. */
const connect = async (
  { deps, person }: Office,
  access: 'read' | 'write' = 'read',
  accountId: string | null = null,
) => signInFinish(deps, { redirectedTo: await person.signIn(await start(deps, access, accountId)) })

const stored = ({ deps }: Pick<Office, 'deps'>) =>
  deps.store.read(['accounts', 'calendars', 'outbox'], async (tx) => ({
    accounts: await tx.accounts.all(),
    calendars: await tx.calendars.all(),
    outbox: await tx.outbox.all(),
  }))

const nothing = { accounts: [], calendars: [], outbox: [] }

describe('connecting a Google account', () => {
  it('asks for reading only, with a random state, at Google’s own page', async () => {
    const { deps } = await createOffice()
    const [one, two] = [new URL(await start(deps)), new URL(await start(deps))]
    expect(`${one.origin}${one.pathname}`).toBe('https://accounts.google.com/o/oauth2/v2/auth')
    expect(one.searchParams.get('scope')?.split(' ')).toEqual([
      'https://www.googleapis.com/auth/calendar.events.readonly',
      'https://www.googleapis.com/auth/calendar.calendarlist.readonly',
    ])
    expect(one.searchParams.get('response_type')).toBe('token')
    expect(one.searchParams.get('redirect_uri')).toBe(REDIRECT)
    expect(one.searchParams.get('state')).toMatch(/^[0-9a-f]{32}$/)
    expect(one.searchParams.get('state')).not.toBe(two.searchParams.get('state'))
  })

  it('stores the account and its calendars, the primary one chosen, and no token among them', async () => {
    const office = await createOffice()
    expect(await connect(office)).toEqual({ ok: true, value: { accountId: ID } })
    const { accounts, calendars } = await stored(office)
    expect(accounts).toEqual([
      {
        id: ID,
        provider: 'google',
        email: COACH,
        name: COACH,
        access: 'read',
        state: 'ok',
        connectedAt: office.deps.clock.now(),
      },
    ])
    expect(calendars.map(({ key, chosen, cursor }) => [key, chosen, cursor]).sort()).toEqual([
      [KEY, true, null],
      [calendarKeyOf(ID, 'team@group.example'), false, null],
    ])
    const kept = JSON.stringify(
      await Promise.all([...BACKUP_TABLES, 'secrets' as const].map((name) => office.deps.db[name].all())),
    )
    expect(kept).not.toContain('ya29.')
    expect(office.emulator.violations).toEqual([])
  })

  it('the account can be read from at once, without another sign-in', async () => {
    const office = await createOffice()
    await connect(office)
    const [account] = (await stored(office)).accounts
    if (account === undefined) throw new Error('No account')
    expect((await office.deps.calendars.of(account).calendars()).ok).toBe(true)
    expect(office.person.silent.count).toBe(0)
  })

  it('connecting again keeps the choices and what was synced', async () => {
    const office = await createOffice()
    await connect(office)
    const before = await stored(office)
    await office.deps.store.write(['accounts', 'calendars'], async (tx) => {
      await tx.accounts.putMany(before.accounts.map((account) => ({ ...account, state: 'sign-in' })))
      await tx.calendars.putMany(
        before.calendars.map((one) => ({ ...one, chosen: !one.chosen, cursor: 'c' })),
      )
    })
    office.deps.time.advance(HOUR)
    await connect(office, 'read', ID)
    const after = await stored(office)
    expect(after.accounts).toEqual(before.accounts)
    expect(after.calendars).toEqual(
      before.calendars.map((one) => ({ ...one, chosen: !one.chosen, cursor: 'c' })),
    )
  })

  it('says so when the build has no client id, or the account is unknown', async () => {
    const { deps } = await createOffice({ clientId: null })
    const ask = { provider: 'google', access: 'read', redirectUri: REDIRECT } as const
    expect(await signInStart(deps, { ...ask, accountId: null })).toMatchObject({
      error: { reason: 'no-client-id' },
    })
    expect(await signInStart(deps, { ...ask, accountId: 'nobody' })).toMatchObject({
      error: { reason: 'not-found' },
    })
    expect(await deps.vault.get('sign-ins')).toBeUndefined()
  })
})

describe('an answer that is not good leaves nothing half-done', () => {
  const refusalOf = async (office: Office, redirectedTo: string) => {
    const answer = await signInFinish(office.deps, { redirectedTo })
    expect(await stored(office)).toEqual(nothing)
    expect(await office.deps.vault.get(`token/${ID}`)).toBeUndefined()
    return answer.ok ? 'success' : answer.error
  }

  it.each([
    ['another state', (url: string) => url.replace(/state=[0-9a-f]+/, 'state=forged')],
    ['no state', (url: string) => url.replace(/state=[0-9a-f]+&?/, '')],
    ['another address', (url: string) => url.replace(REDIRECT, 'https://evil.example/')],
    ['our address as a user name', (url: string) => url.replace('.org/', '.org@evil.example/')],
    ['no token', (url: string) => url.replace(/access_token=[^&]+/, 'access_token=')],
    ['a token with a line break', (url: string) => url.replace(/access_token=/, 'access_token=%0d%0ax')],
    ['another sort of token', (url: string) => url.replace('Bearer', 'MAC')],
    ['no end', (url: string) => url.replace(/expires_in=\d+/, 'expires_in=-1')],
    ['no address at all', () => 'not an address'],
    ['nothing', () => ''],
  ])('%s', async (_, forge) => {
    const office = await createOffice()
    const answer = await office.person.signIn(await start(office.deps))
    expect(await refusalOf(office, forge(answer))).toEqual({ reason: 'sign-in-unknown', failure: null })
  })

  it('a forged answer does not spoil the real one', async () => {
    const office = await createOffice()
    const answer = await office.person.signIn(await start(office.deps))
    await refusalOf(office, `${REDIRECT}#state=forged&access_token=x&token_type=Bearer&expires_in=3599`)
    expect((await signInFinish(office.deps, { redirectedTo: answer })).ok).toBe(true)
  })

  it('an answer is good once, and none is good that was not asked for', async () => {
    const office = await createOffice()
    const answer = await office.person.signIn(await start(office.deps))
    expect((await signInFinish(office.deps, { redirectedTo: answer })).ok).toBe(true)
    const again = await signInFinish(office.deps, { redirectedTo: answer })
    expect(again).toMatchObject({ error: { reason: 'sign-in-unknown' } })
  })

  it('said no', async () => {
    const office = await createOffice()
    const answer = await office.person.signIn(await start(office.deps), { press: 'deny' })
    expect(await refusalOf(office, answer)).toEqual({ reason: 'sign-in-denied', failure: null })
  })

  it('left out what cannot be done without', async () => {
    const office = await createOffice()
    const answer = await office.person.signIn(await start(office.deps), { without: /events/ })
    expect(await refusalOf(office, answer)).toEqual({
      reason: 'sign-in-denied',
      failure: { type: 'scope-needed' },
    })
  })

  it('came back too late', async () => {
    const office = await createOffice()
    const answer = await office.person.signIn(await start(office.deps))
    office.deps.time.advance(15 * MINUTE)
    expect(await refusalOf(office, answer)).toEqual({ reason: 'sign-in-expired', failure: null })
  })

  it.each(['503', 'lost-request', 'truncated'] as const)('no list of calendars (%s)', async (kind) => {
    const office = await createOffice()
    const answer = await office.person.signIn(await start(office.deps))
    office.emulator.faults.next({ kind, match: { path: /calendarList/ } })
    expect(await refusalOf(office, answer)).toMatchObject({ reason: 'calendar' })
  })

  it('another account than the one to reconnect', async () => {
    const office = await createOffice()
    await connect(office)
    const before = await stored(office)
    office.emulator.google.addUser({ email: 'other@coachwell.example' })
    const answer = await office.person.signIn(await start(office.deps, 'read', ID), {
      as: 'other@coachwell.example',
    })
    expect(await signInFinish(office.deps, { redirectedTo: answer })).toMatchObject({
      error: { reason: 'sign-in-denied', failure: { reason: 'other-account' } },
    })
    expect(await stored(office)).toEqual(before)
  })
})

describe('write access', () => {
  const parked = (type: 'annotate' | 'remove', eventId: string): NewWrite => ({
    idempotencyKey: `${type}-${eventId}`,
    accountId: ID,
    calendarKey: KEY,
    calendarId: COACH,
    eventId,
    sessionKey: null,
    operation: type === 'remove' ? { type, expects: {} } : { type: 'mark', marks: { aw: '1' } },
    state: 'consent',
  })

  const park = (office: Office, annotations: Settings['annotations']['consent']) =>
    office.deps.store.write(['outbox', 'settings'], async (tx) => {
      const value = {
        ...defaultSettings,
        annotations: { ...defaultSettings.annotations, consent: annotations },
      }
      await tx.settings.put({ id: 'settings', value })
      await tx.outbox.put(writeOf(parked('annotate', 'e1'), 1, 0))
      await tx.outbox.put(writeOf(parked('remove', 'e2'), 1, 0))
    })

  const states = async (office: Office) =>
    Object.fromEntries((await stored(office)).outbox.map(({ id, state }) => [id, state]))

  it('asks for writing to the coach’s own calendars, with a hint whose; and lets out what waited for it', async () => {
    const office = await createOffice()
    await connect(office)
    await park(office, 'on')
    const url = new URL(await start(office.deps, 'write', ID))
    expect(url.searchParams.get('login_hint')).toBe(COACH)
    expect(url.searchParams.get('include_granted_scopes')).toBe('true')
    expect(url.searchParams.get('scope')).toContain('calendar.events.owned')
    expect(url.searchParams.get('scope')?.split(' ')).not.toContain(
      'https://www.googleapis.com/auth/calendar.events',
    )
    expect(await connect(office, 'write', ID)).toEqual({ ok: true, value: { accountId: ID } })
    expect((await stored(office)).accounts).toMatchObject([{ access: 'write' }])
    expect(await states(office)).toEqual({ 'annotate-e1': 'queued', 'remove-e2': 'queued' })
  })

  it('annotations still wait for the coach’s word', async () => {
    const office = await createOffice()
    await connect(office)
    await park(office, 'ask')
    await connect(office, 'write', ID)
    expect(await states(office)).toEqual({ 'annotate-e1': 'consent', 'remove-e2': 'queued' })
  })

  it('refused on Google’s page: reading goes on as before, what waits goes on waiting', async () => {
    const office = await createOffice()
    await connect(office)
    await park(office, 'on')
    const before = await stored(office)
    const token = await office.deps.vault.get(`token/${ID}`)
    const answer = await office.person.signIn(await start(office.deps, 'write', ID), { without: /owned/ })
    expect(await signInFinish(office.deps, { redirectedTo: answer })).toMatchObject({
      error: { reason: 'sign-in-denied', failure: { type: 'scope-needed' } },
    })
    expect(await stored(office)).toEqual(before)
    expect(await office.deps.vault.get(`token/${ID}`)).toEqual(token)
  })

  it('reconnecting never narrows it', async () => {
    const office = await createOffice()
    await connect(office, 'write')
    await connect(office, 'read', ID)
    expect((await stored(office)).accounts).toMatchObject([{ access: 'write' }])
  })
})
