import { describe, expect, it } from 'vitest'
import { API } from './caller.ts'
import {
  COACH,
  implicit,
  landing,
  open,
  press,
  READ,
  REDIRECT,
  signIn,
  start,
  WRITE,
  works,
} from './sign-in-browser.ts'

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

  it('leaves what browsers ask by themselves alone', async () => {
    const emulator = start()
    await emulator.fetch(new Request('https://accounts.google.com/ListAccounts?gpsia=1', { method: 'POST' }))
    await emulator.fetch(new Request('https://www.googleapis.com/favicon.ico'))
    expect(emulator.violations).toEqual([])
  })
})
