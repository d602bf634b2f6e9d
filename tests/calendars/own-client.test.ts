import { describe, expect, it } from 'vitest'
import { HOUR, MINUTE } from '../../lib/core/time.ts'
import { saveOwnClient } from '../../lib/flow/own-client.ts'
import { signInFinish, signInStart } from '../../lib/flow/sign-in.ts'
import { ownClients } from '../../lib/store/queries/own-clients.ts'
import { currentSettings } from '../../lib/store/queries/settings.ts'
import { COACH } from './google/emulated.ts'
import { createOffice, type Office, REDIRECT } from './person.ts'

const CLIENT = { clientId: '123456-own.apps.googleusercontent.com', secret: 's3cret' }
const ID = `google:${COACH}`

/** A build without any client, and a coach who registered one. */
const createOwnOffice = async (secret: string | null = CLIENT.secret) => {
  const office = await createOffice({ clientId: null })
  office.emulator.google.registerClient({ ...CLIENT, redirects: [REDIRECT] })
  const saved = await saveOwnClient(office.deps, {
    provider: 'google',
    clientId: ` ${CLIENT.clientId} `,
    secret,
  })
  if (!saved.ok) throw new Error(saved.error.reason)
  return office
}

const connect = async ({ deps, person }: Office) => {
  const ask = { provider: 'google', access: 'read', accountId: null, redirectUri: REDIRECT } as const
  const begun = await signInStart(deps, ask)
  if (!begun.ok) return begun
  return signInFinish(deps, { redirectedTo: await person.signIn(begun.value.url) })
}

const read = async ({ deps }: Office) => {
  const account = await deps.store.read(['accounts'], (tx) => tx.accounts.get(ID))
  if (account === undefined) throw new Error('No account')
  return deps.calendars.of(account).calendars()
}

const paths = ({ emulator }: Office, from = 0) => emulator.log.slice(from).map(({ path }) => path)

describe('the coach’s own OAuth client at Google', () => {
  it('signs in by code and verifier, where the build has no client at all', async () => {
    const office = await createOwnOffice()
    expect(await connect(office)).toEqual({ ok: true, value: { accountId: ID } })
    expect(office.emulator.violations).toEqual([])
    expect((await read(office)).ok).toBe(true)
  })

  it('is renewed by its key, without any page', async () => {
    const office = await createOwnOffice()
    await connect(office)
    office.person.signOut()
    office.deps.time.advance(2 * HOUR)
    const before = office.emulator.log.length
    expect((await read(office)).ok).toBe(true)
    expect(paths(office, before)).toEqual(['/token', '/calendar/v3/users/me/calendarList'])
    expect(office.person.silent.count).toBe(0)
  })

  it.each(['503', 'lost-request', 'truncated'] as const)(
    'E50 keeps the key through a passing fault of the exchange (%s)',
    async (kind) => {
      const office = await createOwnOffice()
      await connect(office)
      office.person.signOut()
      office.deps.time.advance(2 * HOUR)
      office.emulator.faults.next({ kind, match: { path: /token/ } })
      expect(await read(office)).toEqual({ ok: false, error: { type: 'offline' } })
      expect((await read(office)).ok).toBe(true)
    },
  )

  it('E43 taken back: the key goes, the silent page is tried once, then the coach is needed', async () => {
    const office = await createOwnOffice()
    await connect(office)
    office.emulator.google.revoke(COACH)
    expect(await read(office)).toEqual({ ok: false, error: { type: 'sign-in-needed' } })
    expect(office.person.silent.count).toBe(1)
    office.deps.time.advance(11 * MINUTE)
    const before = office.emulator.log.length
    await read(office)
    expect(paths(office, before)).toEqual(['/calendar/v3/users/me/calendarList', '/o/oauth2/v2/auth'])
  })

  it('with a wrong secret: says that the client was refused, and nothing is connected', async () => {
    const office = await createOwnOffice('guess')
    expect(await connect(office)).toEqual({ ok: false, error: { reason: 'sign-in-client', failure: null } })
    expect(await office.deps.db.accounts.count()).toBe(0)
  })
})

describe('its place', () => {
  it('is among the secrets; pages see the id only', async () => {
    const office = await createOwnOffice()
    expect(await ownClients(office.deps.db)).toEqual({ google: CLIENT.clientId, outlook: null })
    expect(JSON.stringify(await currentSettings(office.deps.db))).not.toContain(CLIENT.secret)
  })

  it('is empty again afterwards, and so are the places of the keys that were given to it', async () => {
    const office = await createOwnOffice()
    await connect(office)
    expect(await office.deps.db.secrets.count()).toBe(2)
    await saveOwnClient(office.deps, { provider: 'google', clientId: null, secret: null })
    expect(await office.deps.db.secrets.count()).toBe(0)
    expect((await read(office)).ok).toBe(true)
  })

  it.each([
    ['google', 'own'],
    ['google', 'own.apps.googleusercontent.com.evil.example'],
    ['outlook', '00000000-0000-4000-8000-00000000a4e7x'],
    ['outlook', ''],
  ] as const)('takes no id that %s would never give: %s', async (provider, clientId) => {
    const { deps } = await createOffice()
    expect(await saveOwnClient(deps, { provider, clientId, secret: null })).toMatchObject({
      error: { reason: 'sign-in-client' },
    })
    expect(await deps.db.secrets.count()).toBe(0)
  })

  it('removing the account forgets its key', async () => {
    const office = await createOwnOffice()
    await connect(office)
    await office.deps.signIn.forget({ id: ID, provider: 'google' })
    expect((await office.deps.db.secrets.all()).map(({ id }) => id)).toEqual(['client/google'])
  })
})
