import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Account } from '../../../lib/core/account.ts'
import { DAY, HOUR, MINUTE } from '../../../lib/core/time.ts'
import { signInFinish, signInStart } from '../../../lib/flow/sign-in.ts'
import { BACKUP_TABLES } from '../../../lib/tables.ts'
import { TEST_CLIENT } from '../../emulator/outlook/accounts.ts'
import { COACH } from '../google/emulated.ts'
import { createOffice, type Office, REDIRECT } from '../person.ts'

const create = () => createOffice({ microsoftId: TEST_CLIENT.clientId })

const begin = async (
  { deps }: Office,
  access: Account['access'] = 'read',
  accountId: string | null = null,
) => {
  const begun = await signInStart(deps, { provider: 'outlook', access, accountId, redirectUri: REDIRECT })
  if (!begun.ok) throw new Error(begun.error.reason)
  return begun.value.url
}

/** The whole way, as a page goes it. */
const connect = async (
  office: Office,
  choice: Parameters<Office['person']['signIn']>[1] = {},
  ...rest: [access?: Account['access'], accountId?: string | null]
) =>
  signInFinish(office.deps, {
    redirectedTo: await office.person.signIn(await begin(office, ...rest), choice),
  })

const accountIn = async ({ deps }: Office): Promise<Account> => {
  const [account] = await deps.store.read(['accounts'], (tx) => tx.accounts.all())
  if (account === undefined) throw new Error('Not connected')
  return account
}

const connected = async () => {
  const office = await create()
  await connect(office)
  return { ...office, account: await accountIn(office) }
}

const ask = ({ deps, account }: { deps: Office['deps']; account: Account }) =>
  deps.calendars.of(account).calendars()
const SIGN_IN = { ok: false, error: { type: 'sign-in-needed' } }

it('a renewal that outlasts its account leaves no secret behind', async () => {
  const office = await connected()
  const { deps, account } = office
  deps.time.advance(2 * HOUR)
  const renewing = ask(office)
  await deps.db.accounts.remove(account.id)
  await deps.signIn.forget(account)
  await renewing
  expect(await deps.vault.get(`token/${account.id}`)).toBeUndefined()
  expect(await deps.store.read(['secrets'], (tx) => tx.secrets.all())).toEqual([])
})

describe('connecting an Outlook account', () => {
  it('asks for reading only, with a challenge, at Microsoft’s own page', async () => {
    const { searchParams, origin, pathname } = new URL(await begin(await create()))
    expect(`${origin}${pathname}`).toBe('https://login.microsoftonline.com/common/oauth2/v2.0/authorize')
    expect(searchParams.get('scope')).toBe('Calendars.Read offline_access User.Read')
    expect(searchParams.get('code_challenge_method')).toBe('S256')
    expect(searchParams.get('prompt')).toBe('select_account')
  })

  it('is known by its object id, with its address and its calendars; its key lies among the secrets only', async () => {
    const office = await create()
    const done = await connect(office)
    expect(done).toEqual({ ok: true, value: { accountId: expect.stringMatching(/^outlook:[\da-f-]{36}$/) } })
    expect(await accountIn(office)).toMatchObject({
      provider: 'outlook',
      email: COACH,
      name: 'Alex Morgan',
      access: 'read',
    })
    const kept = JSON.stringify(await Promise.all(BACKUP_TABLES.map((name) => office.deps.db[name].all())))
    expect(kept).not.toMatch(/0\.A|EwB/)
    expect(await office.deps.db.secrets.count()).toBe(1)
    expect(office.emulator.violations).toEqual([])
  })

  it('widens to writing by a second consent, and refusing that leaves reading', async () => {
    const { account, ...office } = await connected()
    const refused = await connect(office, { press: 'deny' }, 'write', account.id)
    expect(refused).toEqual({ ok: false, error: { reason: 'sign-in-denied', failure: null } })
    expect((await ask({ ...office, account })).ok).toBe(true)
    expect((await accountIn(office)).access).toBe('read')
    expect((await connect(office, {}, 'write', account.id)).ok).toBe(true)
    expect((await accountIn(office)).access).toBe('write')
  })

  it.each([
    ['said no', 'deny', 'sign-in-denied'],
    ['whose organisation wants an administrator first', 'return', 'sign-in-admin'],
  ] as const)('somebody who %s: is told so, and nothing is half done', async (_, press, reason) => {
    const office = await create()
    expect(await connect(office, { press })).toEqual({ ok: false, error: { reason, failure: null } })
    expect(await office.deps.db.accounts.count()).toBe(0)
    expect(await office.deps.db.secrets.count()).toBe(0)
  })

  it.each([
    ['another state', (url: string) => url.replace(/([?&]state)=[0-9a-f]+/, '$1=0')],
    ['another code', (url: string) => url.replace(/code=[^&]+/, 'code=M.Cx')],
    ['no code', (url: string) => url.replace(/code=[^&]+&?/, '')],
    ['another address', (url: string) => url.replace(REDIRECT, 'https://evil.example/')],
  ])('an answer with %s is not used', async (_, forge) => {
    const office = await create()
    const redirectedTo = forge(await office.person.signIn(await begin(office)))
    expect(await signInFinish(office.deps, { redirectedTo })).toMatchObject({
      error: { reason: 'sign-in-unknown' },
    })
    expect(await office.deps.db.secrets.count()).toBe(0)
  })
})

describe('an Outlook sign-in lasts', () => {
  it('a day by its key, without any page; then the silent page gives the next one', async () => {
    const office = await connected()
    for (let hours = 1; hours < 24; hours++) {
      office.deps.time.advance(HOUR)
      expect((await ask(office)).ok).toBe(true)
    }
    expect(office.person.silent.count).toBe(0)
    office.deps.time.advance(2 * HOUR)
    expect((await ask(office)).ok).toBe(true)
    expect(office.person.silent.count).toBe(1)
  })

  it('property: whenever it is asked for, with a session in the browser no person is ever needed', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 40 * 60 }), { minLength: 1, maxLength: 12 }),
        async (waits) => {
          const office = await connected()
          const began = office.deps.clock.now()
          for (const minutes of waits) {
            office.deps.time.advance(minutes * MINUTE)
            expect((await ask(office)).ok).toBe(true)
          }
          const days = (office.deps.clock.now() - began) / DAY
          expect(office.person.silent.count).toBeLessThanOrEqual(Math.floor(days))
          expect(office.emulator.violations).toEqual([])
        },
      ),
      { numRuns: 15 },
    )
  })

  it('signed out in the browser: to the end of its key, then a person is needed', async () => {
    const office = await connected()
    office.person.signOut()
    office.deps.time.advance(23 * HOUR)
    expect((await ask(office)).ok).toBe(true)
    office.deps.time.advance(3 * HOUR)
    expect(await ask(office)).toEqual(SIGN_IN)
    expect(office.person.silent.count).toBe(1)
  })

  it.each(['503', '429', 'lost-request', 'lost-response', 'truncated'] as const)(
    'E50 through a passing fault of the exchange (%s): the key stays good',
    async (kind) => {
      const office = await connected()
      office.person.signOut()
      office.deps.time.advance(3 * HOUR)
      office.emulator.faults.next({ kind, match: { path: /token/ } })
      expect(await ask(office)).toEqual({ ok: false, error: { type: 'offline' } })
      expect((await ask(office)).ok).toBe(true)
    },
  )

  it('renews once for many requests at the same time', async () => {
    const office = await connected()
    office.deps.time.advance(3 * HOUR)
    const before = office.emulator.log.length
    const answers = await Promise.all([ask(office), ask(office), ask(office)])
    expect(answers.every(({ ok }) => ok)).toBe(true)
    expect(office.emulator.log.slice(before).filter(({ path }) => path.endsWith('/token'))).toHaveLength(1)
  })
})

describe('when it needs the person', () => {
  it('E43 taken back at Microsoft: one sign-in, and it goes on', async () => {
    const office = await connected()
    office.emulator.outlook.revoke(COACH)
    expect(await ask(office)).toEqual(SIGN_IN)
    expect(await connect(office, {}, 'read', office.account.id)).toMatchObject({ ok: true })
    expect((await ask(office)).ok).toBe(true)
  })

  it('E43 the organisation wants to see them: its key stays, and one approval is enough', async () => {
    const office = await connected()
    office.emulator.entra.setPolicy(COACH, 'approval')
    office.deps.time.advance(2 * HOUR)
    expect(await ask(office)).toEqual(SIGN_IN)
    expect(await office.deps.db.secrets.count()).toBe(1)
    expect(await connect(office, { press: 'approve' }, 'read', office.account.id)).toMatchObject({ ok: true })
    expect((await ask(office)).ok).toBe(true)
  })

  it('another account chosen than the one to reconnect changes nothing', async () => {
    const office = await connected()
    office.emulator.outlook.addUser({ email: 'other@coachwell.example' })
    const answer = await connect(office, { as: 'other@coachwell.example' }, 'read', office.account.id)
    expect(answer).toMatchObject({
      error: { reason: 'sign-in-denied', failure: { reason: 'other-account' } },
    })
    expect(await office.deps.db.accounts.count()).toBe(1)
  })
})
