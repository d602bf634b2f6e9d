import { createHash } from 'node:crypto'
import { createEmulator, type Emulator } from './emulator.ts'
import { TEST_CLIENT } from './outlook/accounts.ts'

export const COACH = 'alex@coachwell.example'
export const SECOND = 'second@x.example'
export const REDIRECT = `https://${'a'.repeat(32)}.chromiumapp.org/`
/** Where the extension's own requests come from. */
export const ORIGIN = `chrome-extension://${'a'.repeat(32)}`
const ENTRA = 'https://login.microsoftonline.com/common'
const VERIFIER = 'v'.repeat(64)
export const SCOPES = 'Calendars.Read offline_access User.Read'

export const start = () =>
  createEmulator({
    outlookMailboxes: [
      { email: COACH, name: 'Alex' },
      { email: SECOND, name: '<b>Second</b>' },
    ],
  })

/** The parameters of a sign-in as the extension sends them. */
export const asked = (more: Readonly<Record<string, string>> = {}): Record<string, string> => ({
  response_type: 'code',
  client_id: TEST_CLIENT.clientId,
  redirect_uri: REDIRECT,
  scope: SCOPES,
  state: 'st&te=1',
  response_mode: 'query',
  code_challenge: createHash('sha256').update(VERIFIER).digest('base64url'),
  code_challenge_method: 'S256',
  ...more,
})

/** Opens the authorise page, with the browser's cookie if it has one. */
export const open = (emulator: Emulator, params: Readonly<Record<string, string>>, cookie = '') =>
  emulator.fetch(
    new Request(`${ENTRA}/oauth2/v2.0/authorize?${new URLSearchParams(params)}`, {
      headers: cookie === '' ? {} : { cookie },
    }),
  )

/** Presses a button of a page, as a browser would send it. */
export const press = (
  emulator: Emulator,
  params: Readonly<Record<string, string>>,
  decision: string,
  { account = COACH, cookie = '' }: { account?: string; cookie?: string } = {},
) =>
  emulator.fetch(
    new Request(`${ENTRA}/decision`, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        ...(cookie === '' ? {} : { cookie }),
      },
      body: new URLSearchParams({
        request: new URLSearchParams(params).toString(),
        account,
        decision,
      }).toString(),
    }),
  )

/** Where an answer leads, taken apart. */
export const landing = (answer: Response) => {
  const location = new URL(answer.headers.get('location') ?? 'about:blank')
  return {
    query: Object.fromEntries(location.searchParams) as Partial<Record<string, string>>,
    cookie: (answer.headers.getSetCookie()[0] ?? '').split(';')[0] ?? '',
  }
}

/** The number of an error, such as AADSTS50058. */
export const codeOf = (text: unknown): string => /AADSTS\d+/.exec(String(text))?.[0] ?? 'none'

/** Sends a form to the token address, from the extension's origin unless said. */
export const exchange = async (
  emulator: Emulator,
  form: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = { origin: ORIGIN },
) => {
  const answer = await emulator.fetch(
    new Request(`${ENTRA}/oauth2/v2.0/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body: new URLSearchParams({ client_id: TEST_CLIENT.clientId, ...form }).toString(),
    }),
  )
  return {
    status: answer.status,
    json: (await answer.json()) as Readonly<Record<string, string>>,
    headers: answer.headers,
  }
}

/** The form that redeems a code. */
export const redemption = (code: string | undefined, more: Readonly<Record<string, string>> = {}) => ({
  grant_type: 'authorization_code',
  code: code ?? '',
  redirect_uri: REDIRECT,
  code_verifier: VERIFIER,
  ...more,
})

/** The form that renews. */
export const renewal = (token: string | undefined) => ({
  grant_type: 'refresh_token',
  refresh_token: token ?? '',
})

/** Goes through the page and redeems the code: the tokens, and the browser's cookie. */
export const signIn = async (emulator: Emulator, params = asked()) => {
  const { query, cookie } = landing(await press(emulator, params, 'allow'))
  return { ...(await exchange(emulator, redemption(query.code))).json, cookie } as Readonly<
    Record<string, string>
  >
}

/** The status that `/me` answers this token with. */
export const works = async (emulator: Emulator, token: string | undefined) =>
  (
    await emulator.fetch(
      new Request('https://graph.microsoft.com/v1.0/me?$select=id', {
        headers: { authorization: `Bearer ${token}`, prefer: 'IdType="ImmutableId"' },
      }),
    )
  ).status
