import { err, ok } from '../core/result.ts'
import type { Identity } from '../ports.ts'

/** Both browsers say in words that somebody has to look; anything else means that the page could not be reached. */
const WANTS_A_PERSON = /interaction/i

/** Sign-in pages followed without being seen; they use the profile's own cookies (API 0.1). */
export const browserIdentity: Identity = {
  redirectUri: () => chrome.identity.getRedirectURL(),
  silent: async (url) => {
    try {
      const answer = await chrome.identity.launchWebAuthFlow({ url, interactive: false })
      return answer === undefined ? err('person-needed') : ok(answer)
    } catch (error) {
      return err(WANTS_A_PERSON.test(String(error)) ? 'person-needed' : 'unreachable')
    }
  },
}
