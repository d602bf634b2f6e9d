import { describe, expect, it } from 'vitest'
import {
  asked,
  COACH,
  codeOf,
  exchange,
  landing,
  ORIGIN,
  open,
  press,
  redemption,
  renewal,
  SECOND,
  signIn,
  start,
  works,
} from './entra-browser.ts'

const HOUR = 3_600_000

describe('Entra’s page', () => {
  it('shows accounts, rights and two buttons, names as text', async () => {
    const page = await open(start(), asked())
    const html = await page.text()
    expect(page.status).toBe(200)
    expect(html).toMatch(/<button[^>]*id="allow"[^>]*>Accept<\/button>/)
    expect(html).toMatch(/<button[^>]*id="deny"[^>]*>Cancel<\/button>/)
    expect(html.match(/type="radio"/g)).toHaveLength(2)
    expect(html).not.toContain('<b>Second</b>')
  })

  it('leads back with a code and the state, for a token that works', async () => {
    const emulator = start()
    const { query } = landing(await press(emulator, asked(), 'allow'))
    expect(query.state).toBe('st&te=1')
    const { json, headers } = await exchange(emulator, redemption(query.code))
    expect(json).toMatchObject({ token_type: 'Bearer', expires_in: 4199 })
    expect(json.scope).toContain('https://graph.microsoft.com/Calendars.Read')
    expect(headers.get('access-control-allow-origin')).toBe(ORIGIN)
    expect(await works(emulator, json.access_token)).toBe(200)
    expect(emulator.violations).toEqual([])
  })

  it('leads back with access_denied when the person says no', async () => {
    const { query } = landing(await press(start(), asked(), 'deny'))
    expect([query.error, codeOf(query.error_description)]).toEqual(['access_denied', 'AADSTS65004'])
  })

  it.each([
    ['an unknown application', { client_id: 'nobody' }, 'AADSTS700016'],
    ['an address that is not registered', { redirect_uri: 'https://evil.example/' }, 'AADSTS50011'],
  ])('ends there for %s', async (_, more, code) => {
    const page = await open(start(), asked(more))
    expect([page.status, codeOf(await page.text())]).toEqual([400, code])
  })

  it.each([
    ['no challenge', { code_challenge: '' }, 'AADSTS9002325'],
    ['a challenge in plain', { code_challenge_method: 'plain' }, 'AADSTS9002325'],
    ['the implicit answer', { response_type: 'token' }, 'AADSTS700051'],
    ['an unknown scope', { scope: 'Calendars.Everything' }, 'AADSTS70011'],
    ['two prompts at once', { prompt: 'consent select_account' }, 'AADSTS90023'],
    ['an unknown parameter', { access_type: 'offline' }, 'AADSTS900144'],
  ])('refuses %s, and says so to the test', async (_, more, code) => {
    const emulator = start()
    const { query } = landing(await open(emulator, asked(more)))
    expect(codeOf(query.error_description)).toBe(code)
    expect(emulator.violations).toHaveLength(1)
  })
})

describe('redeeming', () => {
  const begin = async () => {
    const emulator = start()
    const { query } = landing(await press(emulator, asked(), 'allow'))
    return { emulator, code: query.code }
  }

  it.each([
    ['without Origin', {}, {}, 'AADSTS9002327'],
    ['with a secret', { client_secret: 's3cret' }, { origin: ORIGIN }, 'AADSTS700025'],
    ['with a wrong verifier', { code_verifier: 'w'.repeat(64) }, { origin: ORIGIN }, 'AADSTS501481'],
    ['for another address', { redirect_uri: 'https://x.example/' }, { origin: ORIGIN }, 'AADSTS70000'],
  ])('is refused %s', async (_, more, headers, code) => {
    const { emulator, code: given } = await begin()
    const { json } = await exchange(emulator, redemption(given, more), headers as Record<string, string>)
    expect(codeOf(json.error_description)).toBe(code)
    expect(json.access_token).toBeUndefined()
  })

  it('is refused across origins for anything but a single-page application', async () => {
    const emulator = start()
    const redirect = 'https://web.example/'
    const clientId = '00000000-0000-4000-8000-00000000beef'
    emulator.outlook.registerClient({
      clientId,
      secret: 's3cret',
      redirects: [{ uri: redirect, platform: 'web' }],
    })
    const { query } = landing(
      await press(emulator, asked({ client_id: clientId, redirect_uri: redirect }), 'allow'),
    )
    const form = redemption(query.code, {
      client_id: clientId,
      redirect_uri: redirect,
      client_secret: 's3cret',
    })
    expect(codeOf((await exchange(emulator, form)).json.error_description)).toBe('AADSTS9002326')
    expect((await exchange(emulator, form, {})).status).toBe(200)
  })

  it('is possible once, and within ten minutes', async () => {
    const { emulator, code } = await begin()
    expect((await exchange(emulator, redemption(code))).status).toBe(200)
    expect((await exchange(emulator, redemption(code))).json.error).toBe('invalid_grant')
    const late = await begin()
    late.emulator.clock.advance(600_000)
    expect(codeOf((await exchange(late.emulator, redemption(late.code))).json.error_description)).toBe(
      'AADSTS70008',
    )
  })

  it.each([
    ['a cookie', { origin: ORIGIN, cookie: 'ESTSAUTH=1' }, {}],
    ['an unknown parameter', { origin: ORIGIN }, { access_type: 'offline' }],
  ])('with %s is what no correct client does', async (_, headers, more) => {
    const { emulator, code } = await begin()
    const answer = await exchange(emulator, redemption(code, more), headers as Record<string, string>)
    expect(answer.status).toBe(400)
    expect(emulator.violations).toHaveLength(1)
  })
})

describe('a refresh token', () => {
  it('ends 24 hours after the sign-in, however often it was renewed', async () => {
    const emulator = start()
    let { refresh_token: key } = await signIn(emulator)
    for (let hour = 1; hour < 24; hour++) {
      emulator.clock.advance(HOUR)
      const { json } = await exchange(emulator, renewal(key))
      expect(await works(emulator, json.access_token)).toBe(200)
      key = json.refresh_token
    }
    emulator.clock.advance(HOUR)
    const { json } = await exchange(emulator, renewal(key))
    expect([json.error, codeOf(json.error_description)]).toEqual(['invalid_grant', 'AADSTS700084'])
  })

  it('comes only to those who asked for offline_access', async () => {
    const { refresh_token } = await signIn(start(), asked({ scope: 'Calendars.Read User.Read' }))
    expect(refresh_token).toBeUndefined()
  })

  it('dies with what the person takes back', async () => {
    const emulator = start()
    const { refresh_token, access_token } = await signIn(emulator)
    emulator.outlook.revoke(COACH)
    expect(codeOf((await exchange(emulator, renewal(refresh_token))).json.error_description)).toBe(
      'AADSTS50173',
    )
    expect(await works(emulator, access_token)).toBe(401)
  })
})

describe('renewing in silence', () => {
  const silent = (more: Readonly<Record<string, string>> = {}) =>
    asked({ prompt: 'none', login_hint: COACH, ...more })

  it('gives a code to a browser with a live session, and that a key for another 24 hours', async () => {
    const emulator = start()
    const { cookie } = await signIn(emulator)
    emulator.clock.advance(30 * HOUR)
    const { query } = landing(await open(emulator, silent(), cookie))
    const { json } = await exchange(emulator, redemption(query.code))
    emulator.clock.advance(23 * HOUR)
    expect((await exchange(emulator, renewal(json.refresh_token))).status).toBe(200)
  })

  it.each([
    ['nobody signed in', silent(), false, 'login_required', 'AADSTS50058'],
    ['somebody else signed in', silent({ login_hint: SECOND }), true, 'login_required', 'AADSTS50058'],
    [
      'rights that were never given',
      silent({ scope: 'Calendars.ReadWrite' }),
      true,
      'interaction_required',
      'AADSTS65001',
    ],
  ])('is refused with %s', async (_, params, isSignedIn, error, code) => {
    const emulator = start()
    const { cookie } = await signIn(emulator)
    const { query } = landing(await open(emulator, params, isSignedIn ? cookie : ''))
    expect([query.error, codeOf(query.error_description)]).toEqual([error, code])
  })

  it('cannot choose between two people', async () => {
    const emulator = start()
    const { cookie } = await signIn(emulator)
    await press(emulator, asked(), 'allow', { account: SECOND, cookie: cookie ?? '' })
    const { query } = landing(await open(emulator, asked({ prompt: 'none' }), cookie))
    expect(codeOf(query.error_description)).toBe('AADSTS16000')
  })

  it('is refused after the sessions of a person were ended', async () => {
    const emulator = start()
    const { cookie } = await signIn(emulator)
    emulator.entra.signOut(COACH)
    expect(landing(await open(emulator, silent(), cookie)).query.error).toBe('login_required')
  })
})

describe('an organisation’s policy', () => {
  it('that wants to see the person interrupts what is unseen, and lets go on whoever approves', async () => {
    const emulator = start()
    const { refresh_token, cookie = '' } = await signIn(emulator)
    emulator.entra.setPolicy(COACH, 'approval')
    const { json } = await exchange(emulator, renewal(refresh_token))
    expect([json.error, codeOf(json.error_description)]).toEqual(['interaction_required', 'AADSTS50076'])
    const unseen = landing(await open(emulator, asked({ prompt: 'none', login_hint: COACH }), cookie))
    expect(unseen.query.error).toBe('interaction_required')
    const page = await press(emulator, asked(), 'allow', { cookie })
    expect(await page.text()).toContain('id="approve"')
    expect(landing(await press(emulator, asked(), 'approve', { cookie })).query.code).toBeDefined()
    expect((await exchange(emulator, renewal(refresh_token))).status).toBe(200)
  })

  it('that wants an administrator has one way back, without a code', async () => {
    const emulator = start()
    emulator.entra.setPolicy(COACH, 'admin')
    expect(await (await press(emulator, asked(), 'allow')).text()).toContain('id="return"')
    const { query } = landing(await press(emulator, asked(), 'return'))
    expect([query.error, codeOf(query.error_description)]).toEqual(['access_denied', 'AADSTS90094'])
  })

  it('that blocks ends there', async () => {
    const emulator = start()
    emulator.entra.setPolicy(COACH, 'blocked')
    const page = await press(emulator, asked(), 'allow')
    expect(page.headers.get('location')).toBeNull()
    expect(codeOf(await page.text())).toBe('AADSTS53003')
  })
})
