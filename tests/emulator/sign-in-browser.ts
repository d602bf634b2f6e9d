import { API, CALENDAR_SCOPE } from './caller.ts'
import { createEmulator } from './emulator.ts'
import { TEST_CLIENT } from './google/accounts.ts'

export const COACH = 'alex@coachwell.example'
export const REDIRECT = `https://${'a'.repeat(32)}.chromiumapp.org/`
export const READ = `${CALENDAR_SCOPE}.events.readonly`
export const WRITE = `${CALENDAR_SCOPE}.events.owned`
export const AUTHORISE = 'https://accounts.google.com/o/oauth2/v2/auth'

export const start = () =>
  createEmulator({
    mailboxes: [
      { email: COACH, name: 'Alex' },
      { email: 'second@x.example', name: '<b>Second</b>' },
    ],
  })
export type Emulator = ReturnType<typeof start>

/** The parameters of a sign-in that ends with a token. */
export const implicit = (more: Readonly<Record<string, string>> = {}) => ({
  response_type: 'token',
  client_id: TEST_CLIENT.clientId,
  redirect_uri: REDIRECT,
  scope: `${READ} ${WRITE}`,
  state: 'st&te=1',
  ...more,
})

/** Opens the authorise page, with the browser's cookie if it has one. */
export const open = (emulator: Emulator, params: Readonly<Record<string, string>>, cookie = '') =>
  emulator.fetch(
    new Request(`${AUTHORISE}?${new URLSearchParams(params)}`, { headers: cookie === '' ? {} : { cookie } }),
  )

/** Presses a button of the page, as a browser would send it. */
export const press = async (
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

/** Where an answer leads, taken apart. */
export const landing = (answer: Response) => {
  const location = new URL(answer.headers.get('location') ?? 'about:blank')
  return {
    at: `${location.origin}${location.pathname}`,
    fragment: Object.fromEntries(new URLSearchParams(location.hash.slice(1))),
    query: Object.fromEntries(location.searchParams),
    cookie: (answer.headers.getSetCookie()[0] ?? '').split(';')[0] ?? '',
  }
}

/** Goes through the page with everything (or some scopes) allowed. */
export const signIn = async (emulator: Emulator, scopes?: readonly string[]) =>
  landing(await press(emulator, await open(emulator, implicit()), scopes ? { scopes } : {}))

/** The status that a call with this token gets. */
export const works = async (emulator: Emulator, token: string) =>
  (
    await emulator.fetch(
      new Request(`${API}/calendars/primary/events`, { headers: { authorization: `Bearer ${token}` } }),
    )
  ).status
