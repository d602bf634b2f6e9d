import { describe, expect, it } from 'vitest'
import type { Account } from '../../lib/core/account.ts'
import { HOUR, MINUTE } from '../../lib/core/time.ts'
import { signInFinish, signInStart } from '../../lib/flow/sign-in.ts'
import { COACH } from './google/emulated.ts'
import { createOffice, type Office, REDIRECT } from './person.ts'

const connected = async (access: Account['access'] = 'read'): Promise<Office & { account: Account }> => {
  const office = await createOffice()
  const { deps, person } = office
  const begun = await signInStart(deps, {
    provider: 'google',
    access,
    accountId: null,
    redirectUri: REDIRECT,
  })
  const done = begun.ok && (await signInFinish(deps, { redirectedTo: await person.signIn(begun.value.url) }))
  const [account] = await deps.store.read(['accounts'], (tx) => tx.accounts.all())
  if (done === false || !done.ok || account === undefined) throw new Error('Not signed in')
  return { ...office, account }
}

const ask = ({ deps, account }: { deps: Office['deps']; account: Account }) =>
  deps.calendars.of(account).calendars()
const SIGN_IN = { ok: false, error: { type: 'sign-in-needed' } }

describe('a token is renewed unseen', () => {
  it('before it ends, with the account’s address as the hint', async () => {
    const office = await connected()
    office.deps.time.advance(54 * MINUTE)
    expect((await ask(office)).ok).toBe(true)
    expect(office.person.silent.count).toBe(0)
    office.deps.time.advance(2 * MINUTE)
    expect((await ask(office)).ok).toBe(true)
    expect(office.person.silent.count).toBe(1)
    const asked = office.emulator.log.findLast(({ path }) => path === '/o/oauth2/v2/auth')?.query
    expect(asked).toMatchObject({ prompt: 'none', login_hint: COACH, response_type: 'token' })
    expect((await ask(office)).ok).toBe(true)
    expect(office.person.silent.count).toBe(1)
  })

  it('after the browser was closed, when nothing is kept of it', async () => {
    const office = await connected('write')
    await office.deps.vault.remove(`token/${office.account.id}`)
    expect((await ask(office)).ok).toBe(true)
    expect(await office.deps.vault.get(`token/${office.account.id}`)).toMatchObject({
      scopes: expect.arrayContaining(['https://www.googleapis.com/auth/calendar.events.owned']),
    })
  })

  it('once for many requests at the same time', async () => {
    const office = await connected()
    office.deps.time.advance(2 * HOUR)
    const answers = await Promise.all([ask(office), ask(office), ask(office)])
    expect(answers.every(({ ok }) => ok)).toBe(true)
    expect(office.person.silent.count).toBe(1)
  })

  it('E43 once after a 401, and the request is made again', async () => {
    const office = await connected()
    office.emulator.google.expireTokens(COACH)
    expect((await ask(office)).ok).toBe(true)
    expect(office.person.silent.count).toBe(1)
    expect(office.emulator.log.slice(-3).map(({ status }) => status)).toEqual([401, 302, 200])
  })

  it('E43 no more than once: a service that goes on refusing needs the coach', async () => {
    const office = await connected()
    office.emulator.faults.next({ kind: '401', times: 2, match: { host: 'www.googleapis.com' } })
    const before = office.emulator.log.length
    expect(await ask(office)).toEqual(SIGN_IN)
    expect(office.emulator.log.length - before).toBe(3)
    expect((await ask(office)).ok).toBe(true)
  })
})

describe('when it cannot be renewed', () => {
  it('E43 taken back at Google: a person is needed, and the page is not asked again at every poll', async () => {
    const office = await connected()
    office.emulator.google.revoke(COACH)
    expect(await ask(office)).toEqual(SIGN_IN)
    expect(await ask(office)).toEqual(SIGN_IN)
    expect(office.person.silent.count).toBe(1)
    office.deps.time.advance(11 * MINUTE)
    expect(await ask(office)).toEqual(SIGN_IN)
    expect(office.person.silent.count).toBe(2)
  })

  it('E43 signing in again ends the pause at once', async () => {
    const office = await connected()
    office.emulator.google.revoke(COACH)
    expect(await ask(office)).toEqual(SIGN_IN)
    const { deps, person, account } = office
    const begun = await signInStart(deps, {
      provider: 'google',
      access: 'read',
      accountId: account.id,
      redirectUri: REDIRECT,
    })
    if (!begun.ok) throw new Error(begun.error.reason)
    await signInFinish(deps, { redirectedTo: await person.signIn(begun.value.url) })
    office.emulator.google.expireTokens(COACH)
    expect((await ask(office)).ok).toBe(true)
  })

  it('a passing fault never costs a token that still lives', async () => {
    const office = await connected()
    const kept = await office.deps.vault.get(`token/${office.account.id}`)
    office.person.silent.reachable = false
    office.deps.time.advance(57 * MINUTE)
    expect((await ask(office)).ok).toBe(true)
    expect(await office.deps.vault.get(`token/${office.account.id}`)).toEqual(kept)
    office.person.silent.reachable = true
    expect((await ask(office)).ok).toBe(true)
    expect(await office.deps.vault.get(`token/${office.account.id}`)).not.toEqual(kept)
  })

  it('nor does a sign-out: it is used until it ends', async () => {
    const office = await connected()
    office.person.signOut()
    office.deps.time.advance(57 * MINUTE)
    expect((await ask(office)).ok).toBe(true)
    office.deps.time.advance(5 * MINUTE)
    expect(await ask(office)).toEqual(SIGN_IN)
  })

  it('E50 offline is not signed out', async () => {
    const office = await connected()
    office.person.silent.reachable = false
    office.deps.time.advance(2 * HOUR)
    expect(await ask(office)).toEqual({ ok: false, error: { type: 'offline' } })
    office.person.silent.reachable = true
    expect((await ask(office)).ok).toBe(true)
  })

  it('an answer to another request is not taken', async () => {
    const office = await connected()
    const { identity } = office.person
    const honest = identity.silent
    identity.silent = async (url) => {
      const came = await honest(url)
      return came.ok ? { ok: true, value: came.value.replace(/state=[0-9a-f]+/, 'state=0') } : came
    }
    office.deps.time.advance(2 * HOUR)
    expect(await ask(office)).toEqual(SIGN_IN)
    expect(await office.deps.vault.get(`token/${office.account.id}`)).toMatchObject({
      expiresAt: office.deps.clock.now() - HOUR - 1000,
    })
  })

  it('what is not a token in the vault is none', async () => {
    const office = await connected()
    await office.deps.vault.set(`token/${office.account.id}`, { value: 7 })
    expect((await ask(office)).ok).toBe(true)
    expect(office.person.silent.count).toBe(1)
  })
})

it('an account whose service has no OAuth client here any more needs the coach', async () => {
  const { deps, account } = await connected()
  expect(await ask({ deps, account: { ...account, id: 'outlook:1', provider: 'outlook' } })).toEqual(SIGN_IN)
})
