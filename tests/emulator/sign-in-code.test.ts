import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import {
  COACH,
  type Emulator,
  implicit,
  landing,
  open,
  press,
  READ,
  REDIRECT,
  start,
  WRITE,
  works,
} from './sign-in-browser.ts'

describe('signing in with a code', () => {
  const verifier = 'v'.repeat(64)
  const own = { clientId: 'own-client', secret: 's3cret', redirects: [REDIRECT] }
  const coded = {
    ...implicit({ client_id: 'own-client', response_type: 'code', access_type: 'offline' }),
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  }
  const exchange = async (emulator: Emulator, form: Readonly<Record<string, string>>) => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const body = new URLSearchParams({ client_id: 'own-client', client_secret: 's3cret', ...form }).toString()
    const answer = await emulator.fetch(
      new Request('https://oauth2.googleapis.com/token', { method: 'POST', headers, body }),
    )
    return { status: answer.status, json: (await answer.json()) as Record<string, string> }
  }
  const begin = async () => {
    const emulator = start()
    emulator.google.registerClient(own)
    const { query } = landing(await press(emulator, await open(emulator, coded)))
    return { emulator, code: query.code ?? '', query }
  }
  const redeem = (code: string, more: Readonly<Record<string, string>> = {}) => ({
    grant_type: 'authorization_code',
    code,
    redirect_uri: REDIRECT,
    code_verifier: verifier,
    ...more,
  })

  it('gives tokens once for the code and its verifier, and renews by refresh token', async () => {
    const { emulator, code, query } = await begin()
    expect(query.state).toBe('st&te=1')
    const { json } = await exchange(emulator, redeem(code))
    expect(json).toMatchObject({ expires_in: 3599, token_type: 'Bearer', scope: `${READ} ${WRITE}` })
    expect(await works(emulator, json.access_token ?? '')).toBe(200)
    expect((await exchange(emulator, redeem(code))).json.error).toBe('invalid_grant')
    const renewed = await exchange(emulator, {
      grant_type: 'refresh_token',
      refresh_token: json.refresh_token ?? '',
    })
    expect(await works(emulator, renewed.json.access_token ?? '')).toBe(200)
    expect(renewed.json.refresh_token).toBeUndefined()
  })

  it.each([
    ['a wrong verifier', { code_verifier: 'w'.repeat(64) }, 'invalid_grant'],
    ['another address', { redirect_uri: 'https://x.example/' }, 'invalid_grant'],
    ['a wrong secret', { client_secret: 'guess' }, 'invalid_request'],
    ['an unknown client', { client_id: 'nobody' }, 'invalid_client'],
  ])('refuses %s', async (_, wrong, error) => {
    const { emulator, code } = await begin()
    expect((await exchange(emulator, redeem(code, wrong))).json.error).toBe(error)
  })

  it('refuses a code after ten minutes', async () => {
    const { emulator, code } = await begin()
    emulator.clock.advance(600_001)
    expect((await exchange(emulator, redeem(code))).json.error).toBe('invalid_grant')
  })

  it('ends everything with revoke', async () => {
    const { emulator, code } = await begin()
    const { json } = await exchange(emulator, redeem(code))
    const revoke = `https://oauth2.googleapis.com/revoke?token=${json.refresh_token}`
    expect((await emulator.fetch(new Request(revoke, { method: 'POST' }))).status).toBe(200)
    expect(await works(emulator, json.access_token ?? '')).toBe(401)
    const again = await exchange(emulator, {
      grant_type: 'refresh_token',
      refresh_token: json.refresh_token ?? '',
    })
    expect(again.json.error).toBe('invalid_grant')
    expect((await emulator.fetch(new Request(revoke, { method: 'POST' }))).status).toBe(400)
  })

  it('tells who a token belongs to', async () => {
    const { emulator, code } = await begin()
    const { json } = await exchange(emulator, redeem(code))
    const info = await emulator.fetch(
      new Request(`https://oauth2.googleapis.com/tokeninfo?access_token=${json.access_token}`),
    )
    expect(await info.json()).toMatchObject({ email: COACH, aud: 'own-client', expires_in: '3599' })
    const who = await emulator.fetch(
      new Request('https://openidconnect.googleapis.com/v1/userinfo', {
        headers: { authorization: `Bearer ${json.access_token}` },
      }),
    )
    expect(await who.json()).toEqual({ sub: expect.stringMatching(/^\d+$/) })
  })
})
