import type { Refused } from '../../components/use-act.ts'
import { err, type Result } from '../../lib/core/result.ts'
import { send } from '../../lib/messaging.ts'

/** Whether this build can sign in to Google at all. */
export const hasGoogleClient = Boolean(import.meta.env.WXT_GOOGLE_CLIENT_ID)

/** The browsers say it in words only: a page that did not load is not a person who closed the window. */
const problemOf = (error: unknown): Refused => {
  const words = String((error as { message?: unknown })?.message ?? error)
  return {
    reason: /could not be loaded|network|unreachable/i.test(words) ? 'sign-in-unreachable' : 'sign-in-closed',
    failure: null,
  }
}

/**
 * Signs in to Google from a click: the background begins and ends it, the page opens the window in between (API C). A closed window,
 * a "no", or an answer that does not belong to this sign-in come back as refusals; nothing is then half done.
 */
export const signIn = async (ask: {
  readonly access: 'read' | 'write'
  readonly accountId: string | null
}): Promise<Result<{ readonly accountId: string }, Refused>> => {
  const begun = await send('signInStart', {
    provider: 'google',
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
