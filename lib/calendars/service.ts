import type { Account, SignInProvider } from '../core/account.ts'
import type { Calendar } from '../core/event.ts'
import type { Failure } from '../core/failure.ts'
import type { Result } from '../core/result.ts'
import type { OAuthClient, Token } from '../ports.ts'

/** How a sign-in page answers: with the token itself, or with a code that is exchanged for one. */
export type Way = 'token' | 'code'

/** Who signed in, as the service tells it. */
export type Identified = Pick<Account, 'id' | 'email' | 'name' | 'signInName'>

/** What one calendar service's sign-in has of its own; all that they share is in `sign-in.ts` and `tokens.ts`. */
export type Service = {
  readonly provider: SignInProvider
  /** The page a person sees. */
  readonly page: string
  /** Where codes and renewal keys become tokens. */
  readonly exchange: string
  wayOf(client: OAuthClient): Way
  scopesFor(access: Account['access']): readonly string[]
  /** What granted scopes amount to; null when not even reading. */
  accessOf(granted: readonly string[]): Account['access'] | null
  /** Parameters of the page that only this service knows. */
  parameters(way: Way): Readonly<Record<string, string>>
  /** What the page is to show besides, when it is shown. */
  prompts(way: Way): readonly string[]
  /** Tells who a token belongs to, from the calendars that it opens or by asking the service. */
  identify(
    calendars: readonly Calendar[],
    token: Token,
    fetch: typeof globalThis.fetch,
  ): Promise<Result<Identified, Failure>>
}
