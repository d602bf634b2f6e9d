import type { Refused } from '../../components/use-act.ts'
import type { Account } from '../../lib/core/account.ts'
import { err, ok, type Result } from '../../lib/core/result.ts'
import type { Message } from '../../lib/messages.ts'
import { send } from '../../lib/messaging.ts'

type Provider = Message<'signInStart'>['provider']

/** The services that this build brings an OAuth client for. */
export const builtInClients: Readonly<Record<Provider, boolean>> = {
  google: Boolean(import.meta.env.WXT_GOOGLE_CLIENT_ID),
  outlook: Boolean(import.meta.env.WXT_MICROSOFT_CLIENT_ID),
}

/** The browsers say it in words only: a page that did not load is not a person who closed the window. */
const problemOf = (error: unknown): Refused => {
  const words = String((error as { message?: unknown })?.message ?? error)
  return {
    reason: /could not be loaded|network|unreachable/i.test(words) ? 'sign-in-unreachable' : 'sign-in-closed',
    failure: null,
  }
}

/**
 * Signs in to a calendar service from a click: the background begins and ends it, the page opens the window in between (API C). A closed window,
 * a "no", or an answer that does not belong to this sign-in come back as refusals; nothing is then half done.
 */
export const signIn = async (ask: {
  readonly provider: Provider
  readonly access: 'read' | 'write'
  readonly accountId: string | null
}): Promise<Result<{ readonly accountId: string }, Refused>> => {
  const begun = await send('signInStart', {
    ...ask,
    redirectUri: chrome.identity.getRedirectURL(),
  })
  if (!begun.ok) return begun
  let redirectedTo: string | undefined
  try {
    redirectedTo = await chrome.identity.launchWebAuthFlow({ url: begun.value.url, interactive: true })
  } catch (error) {
    return err(problemOf(error))
  }
  if (!redirectedTo) return err({ reason: 'sign-in-closed', failure: null })
  return send('signInFinish', { redirectedTo })
}

/** Signs in again to an account that is there already, or for more access than it had. Practice never needs it. */
export const signInAgain = async (
  { id, provider }: Pick<Account, 'id' | 'provider'>,
  access: Account['access'],
): Promise<Result<{ readonly accountId: string }, Refused>> =>
  provider === 'practice' ? ok({ accountId: id }) : signIn({ provider, access, accountId: id })
