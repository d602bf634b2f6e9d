import { describe, expect, it } from 'vitest'
import { createClock } from './clock.ts'
import { createEmulator } from './emulator.ts'
import {
  createAccounts,
  platformOf,
  SPA_REFRESH_LIFE,
  TEST_CLIENT,
  TOKEN_LIFE_S,
} from './outlook/accounts.ts'
import { createGraphCaller } from './outlook-caller.ts'
import { createSeeded } from './seeded.ts'

const COACH = 'alex@coachwell.example'
const grant = { email: COACH, clientId: TEST_CLIENT.clientId, scopes: ['Calendars.Read'] }

const start = () => {
  const clock = createClock(Date.UTC(2026, 10, 22, 12))
  return { clock, accounts: createAccounts(clock.now, createSeeded(1)) }
}

describe('Microsoft accounts', () => {
  it('know whose a token is while it lives', () => {
    const { clock, accounts } = start()
    const token = accounts.issue(grant)
    expect(accounts.userOf(token)).toBe(COACH)
    clock.advance(TOKEN_LIFE_S * 1000)
    expect(accounts.userOf(token)).toBeNull()
    expect(accounts.userOf('other')).toBeNull()
  })

  it('lose everything with what was allowed, and only access tokens when those end', () => {
    const { clock, accounts } = start()
    accounts.consent(grant)
    const expiresAt = clock.now() + SPA_REFRESH_LIFE
    const refresh = accounts.issueRefresh({ ...grant, platform: 'spa', expiresAt })
    const token = accounts.issue(grant)
    accounts.expire(COACH)
    expect([accounts.userOf(token), accounts.refreshTokens.has(refresh)]).toEqual([null, true])
    accounts.revoke(COACH)
    expect(accounts.refreshTokens.has(refresh)).toBe(false)
    expect(accounts.consented(COACH, TEST_CLIENT.clientId)).toEqual([])
  })

  it('register an extension’s addresses as those of a single-page application', () => {
    expect(platformOf(TEST_CLIENT, `https://${'a'.repeat(32)}.chromiumapp.org/`)).toBe('spa')
    expect(platformOf(TEST_CLIENT, 'https://evil.example/')).toBeNull()
  })

  it('are refused with what went wrong: no token, a dead one, too narrow a scope', async () => {
    const emulator = createEmulator({ outlookMailboxes: [{ email: COACH }] })
    const call = createGraphCaller(emulator, COACH, ['https://graph.microsoft.com/User.Read'])
    expect((await call('GET', '/me')).status).toBe(200)
    const narrow = await call('GET', '/me/calendars')
    expect([narrow.status, narrow.json.error.code]).toEqual([403, 'ErrorAccessDenied'])
    expect(emulator.violations).toHaveLength(1)
    emulator.outlook.expireTokens(COACH)
    const dead = await call('GET', '/me')
    expect([dead.status, dead.json.error.code]).toEqual([401, 'InvalidAuthenticationToken'])
    expect(emulator.violations).toHaveLength(1)
    const bare = await emulator.fetch(new Request('https://graph.microsoft.com/v1.0/me'))
    expect(bare.status).toBe(401)
    expect(emulator.violations).toHaveLength(2)
  })
})
