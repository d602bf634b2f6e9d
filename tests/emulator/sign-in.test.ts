import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { API, CALENDAR_SCOPE } from './caller.ts'
import { createEmulator } from './emulator.ts'
import { TEST_CLIENT } from './google/accounts.ts'

const COACH = 'alex@coachwell.example'
const REDIRECT = `https://${'a'.repeat(32)}.chromiumapp.org/`
const READ = `${CALENDAR_SCOPE}.events.readonly`
const WRITE = `${CALENDAR_SCOPE}.events.owned`
const AUTHORISE = 'https://accounts.google.com/o/oauth2/v2/auth'

const start = () =>
  createEmulator({
    mailboxes: [
      { email: COACH, name: 'Alex' },
      { email: 'second@x.example', name: '<b>Second</b>' },
    ],
  })
type Emulator = ReturnType<typeof start>

const implicit = (more: Readonly<Record<string, string>> = {}) => ({
  response_type: 'token',
  client_id: TEST_CLIENT.clientId,
  redirect_uri: REDIRECT,
  scope: `${READ} ${WRITE}`,
  state: 'st&te=1',
  ...more,
})

const open = (emulator: Emulator, params: Readonly<Record<string, string>>, cookie = '') =>
  emulator.fetch(
    new Request(`${AUTHORISE}?${new URLSearchParams(params)}`, { headers: cookie === '' ? {} : { cookie } }),
  )

/** Presses a button of the page, as a browser would send it. */
const press = async (
  emulator: Emulator,
  page: Response,
  {
    decision = 'allow',
    account = COACH,
    scopes,
  }: { decision?: string; account?: string; scopes?: readonly string[] } = {},
  cookie = '',
) => {
  const html = await page.text()
  const decode = (text: string) => text.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)))
  const request = decode(/name="request" value="([^"]*)"/.exec(html)?.[1] ?? '')
  const offered = [...html.matchAll(/name="scope" value="([^"]*)"/g)].map(([, scope]) => decode(scope ?? ''))
  const form = new URLSearchParams({ request, account, decision })
  for (const scope of scopes ?? offered) form.append('scope', scope)
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    ...(cookie === '' ? {} : { cookie }),
  }
  return emulator.fetch(
    new Request(`${AUTHORISE}/decision`, { method: 'POST', headers, body: form.toString() }),
  )
}

const landing = (answer: Response) => {
  const location = new URL(answer.headers.get('location') ?? 'about:blank')
  return {
    at: `${location.origin}${location.pathname}`,
    fragment: Object.fromEntries(new URLSearchParams(location.hash.slice(1))),
    query: Object.fromEntries(location.searchParams),
    cookie: (answer.headers.getSetCookie()[0] ?? '').split(';')[0] ?? '',
  }
}

const signIn = async (emulator: Emulator, scopes?: readonly string[]) =>
  landing(await press(emulator, await open(emulator, implicit()), scopes ? { scopes } : {}))

const works = async (emulator: Emulator, token: string) =>
  (
    await emulator.fetch(
      new Request(`${API}/calendars/primary/events`, { headers: { authorization: `Bearer ${token}` } }),
    )
  ).status

describe('signing in with a token', () => {
  it('shows a page with accounts, rights and two buttons, names as text', async () => {
    const page = await open(start(), implicit())
    const html = await page.text()
    expect(page.status).toBe(200)
    expect(html).toMatch(/<button[^>]*id="allow">Allow<\/button>/)
    expect(html).toMatch(/<button[^>]*id="deny"[^>]*>Deny<\/button>/)
    expect(html.match(/type="radio"/g)).toHaveLength(2)
    expect(html.match(/type="checkbox"/g)).toHaveLength(2)
    expect(html).not.toContain('<b>Second</b>')
  })

  it('leads back with a token that works, the state as it was and the scopes granted', async () => {
    const emulator = start()
    const { at, fragment } = await signIn(emulator)
    expect(at).toBe(REDIRECT)
    expect(fragment).toMatchObject({
      state: 'st&te=1',
      token_type: 'Bearer',
      expires_in: '3599',
      scope: `${READ} ${WRITE}`,
    })
    expect(await works(emulator, fragment.access_token ?? '')).toBe(200)
    expect(emulator.violations).toEqual([])
  })

  it('grants only what was ticked', async () => {
    const emulator = start()
    const { fragment } = await signIn(emulator, [READ])
    expect(fragment.scope).toBe(READ)
    const body = JSON.stringify({})
    const headers = { authorization: `Bearer ${fragment.access_token}`, 'content-type': 'application/json' }
    expect(
      (
        await emulator.fetch(
          new Request(`${API}/calendars/primary/events`, { method: 'POST', headers, body }),
        )
      ).status,
    ).toBe(403)
  })

  it('leads back with access_denied when the person says no, or ticks nothing', async () => {
    const emulator = start()
    const denied = landing(await press(emulator, await open(emulator, implicit()), { decision: 'deny' }))
    expect(denied.fragment).toEqual({ state: 'st&te=1', error: 'access_denied' })
    expect((await signIn(emulator, [])).fragment.error).toBe('access_denied')
  })

  it('adds earlier grants with include_granted_scopes', async () => {
    const emulator = start()
    await signIn(emulator, [READ])
    const page = await open(emulator, implicit({ scope: WRITE, include_granted_scopes: 'true' }))
    const { fragment } = landing(await press(emulator, page))
    expect(fragment.scope?.split(' ').toSorted()).toEqual([WRITE, READ].toSorted())
  })
})

describe('renewing in silence', () => {
  const silent = implicit({ prompt: 'none', login_hint: COACH })

  it('gives a new token to a browser that is signed in and has consented', async () => {
    const emulator = start()
    const { cookie, fragment } = await signIn(emulator)
    emulator.clock.advance(3_600_000)
    expect(await works(emulator, fragment.access_token ?? '')).toBe(401)
    const renewed = landing(await open(emulator, silent, cookie))
    expect(await works(emulator, renewed.fragment.access_token ?? '')).toBe(200)
  })

  it('says login_required without a session, interaction_required without consent', async () => {
    const emulator = start()
    expect(landing(await open(emulator, silent)).fragment).toEqual({
      state: 'st&te=1',
      error: 'login_required',
    })
    const { cookie } = await signIn(emulator, [READ])
    expect(landing(await open(emulator, silent, cookie)).fragment.error).toBe('interaction_required')
    const other = implicit({ prompt: 'none', login_hint: 'second@x.example' })
    expect(landing(await open(emulator, other, cookie)).fragment.error).toBe('login_required')
  })

  it('asks again after the person took the consent back', async () => {
    const emulator = start()
    const { cookie, fragment } = await signIn(emulator)
    emulator.google.revoke(COACH)
    expect(await works(emulator, fragment.access_token ?? '')).toBe(401)
    expect(landing(await open(emulator, silent, cookie)).fragment.error).toBe('interaction_required')
  })

  it('cannot choose between two people', async () => {
    const emulator = start()
    const { cookie } = await signIn(emulator)
    await press(emulator, await open(emulator, implicit()), { account: 'second@x.example' }, cookie)
    const undecided = landing(await open(emulator, implicit({ prompt: 'none' }), cookie))
    expect(undecided.fragment.error).toBe('account_selection_required')
  })

  it('goes straight back for a known person without prompt, and shows the page for prompt=consent', async () => {
    const emulator = start()
    const { cookie } = await signIn(emulator)
    expect((await open(emulator, implicit({ login_hint: COACH }), cookie)).status).toBe(302)
    expect((await open(emulator, implicit({ login_hint: COACH, prompt: 'consent' }), cookie)).status).toBe(
      200,
    )
  })
})

describe('a request Google would not take back', () => {
  it.each([
    ['an unknown client', { client_id: 'somebody' }, 'invalid_client'],
    ['an address that is not registered', { redirect_uri: 'https://evil.example/' }, 'redirect_uri_mismatch'],
    [
      'an address that only begins like one',
      { redirect_uri: `${REDIRECT}@evil.example/` },
      'redirect_uri_mismatch',
    ],
    ['another kind of answer', { response_type: 'id_token' }, 'invalid_request'],
    ['a scope there is not', { scope: 'https://www.googleapis.com/auth/everything' }, 'invalid_scope'],
  ])('with %s ends on an error page', async (_, wrong, error) => {
    const answer = await open(start(), implicit(wrong))
    expect(answer.status).toBe(400)
    expect(answer.headers.get('location')).toBeNull()
    expect(await answer.text()).toContain(error)
  })

  it('with an unknown parameter is a violation too', async () => {
    const emulator = start()
    expect((await open(emulator, implicit({ tracking: '1' }))).status).toBe(400)
    expect(emulator.violations).toHaveLength(1)
  })

  it('leaves what Chromium asks by itself alone', async () => {
    const emulator = start()
    await emulator.fetch(new Request('https://accounts.google.com/ListAccounts?gpsia=1', { method: 'POST' }))
    expect(emulator.violations).toEqual([])
  })
})

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
