import type { SignInProvider } from '../core/account.ts'
import { err, ok, type Result } from '../core/result.ts'
import type { Clock, Grant, Hasher, OAuthClient, SignInRequest } from '../ports.ts'
import type { Clients } from './clients.ts'
import { exchange, tokenIn } from './exchange.ts'
import type { NoToken } from './no-token.ts'
import { readAnswer } from './page.ts'
import type { Service } from './service.ts'

/** What a sign-in needs to know and to reach. */
export type SignInWorld = {
  readonly fetch: typeof fetch
  readonly clock: Clock
  readonly hasher: Hasher
  readonly clients: Clients
  readonly services: Readonly<Record<SignInProvider, Service>>
}

/** What the address that came back is worth: the token in it, or the one that its code is exchanged for. */
export const grantFrom = async (
  { fetch, clock }: SignInWorld,
  service: Service,
  client: OAuthClient,
  request: SignInRequest,
  redirectedTo: string,
): Promise<Result<Grant, NoToken>> => {
  const answer = readAnswer(request, redirectedTo)
  if (!answer.ok) return answer
  const asked = service.scopesFor(request.access)
  if (service.wayOf(client) === 'token') {
    const token = tokenIn((name) => answer.value.get(name), asked, clock.now())
    return token.ok ? ok({ token: token.value, renewal: null }) : token
  }
  const code = answer.value.get('code')
  if (code === null) return err('unknown')
  const given = {
    grant_type: 'authorization_code',
    code,
    redirect_uri: request.redirectUri,
    code_verifier: request.verifier,
  }
  return exchange({ fetch, now: clock.now }, service.exchange, client, given, asked)
}
