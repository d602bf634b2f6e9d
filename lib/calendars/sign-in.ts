import { calendarKeyOf } from '../core/account.ts'
import { err, ok } from '../core/result.ts'
import type { Clock, SignedIn, SignIn, SignInProblem, Token } from '../ports.ts'
import { createGoogleCalendar } from './google/client.ts'
import { accessOf } from './google/scopes.ts'
import { googleAddress, type NoToken, readGoogleAnswer } from './google/sign-in.ts'
import type { PracticeStorage } from './practice/calendar.ts'
import type { Tokens } from './tokens.ts'

const problemOf = (no: NoToken): SignInProblem => {
  if (no === 'unknown') return { type: 'unknown' }
  if (no === 'unavailable') {
    return { type: 'calendar', failure: { type: 'unavailable', status: 503, retryAfterMs: null } }
  }
  return { type: 'denied' }
}

/**
 * Signing in (PRODUCT 10, API C): makes the address that the page opens, and reads what came back. Who signed in is told by the primary
 * calendar, whose id is the address at Google: no scope has to be asked for just to know it. `googleClientId` is a constant of the
 * build; without it Google is not offered.
 */
export const createSignIn = (deps: {
  readonly fetch: typeof fetch
  readonly clock: Clock
  readonly tokens: Tokens
  readonly practice: PracticeStorage
  readonly googleClientId: string | null
}): SignIn => {
  const { fetch, clock, tokens, practice, googleClientId } = deps

  const whoIs = async (token: Token) =>
    createGoogleCalendar({ fetch, token: async () => token.value, scopes: token.scopes }).calendars()

  return {
    address: (request) => (googleClientId === null ? null : googleAddress(googleClientId, request)),

    finish: async (request, redirectedTo) => {
      const token = readGoogleAnswer(request, redirectedTo, clock.now())
      if (!token.ok) return err(problemOf(token.error))
      const access = accessOf(token.value.scopes)
      if (access === null || (request.access === 'write' && access !== 'write'))
        return err({ type: 'scope-missing' })
      const calendars = await whoIs(token.value)
      if (!calendars.ok) return err({ type: 'calendar', failure: calendars.error })
      const primary = calendars.value.find((calendar) => calendar.primary)
      if (primary === undefined) {
        return err({
          type: 'calendar',
          failure: { type: 'malformed', detail: 'calendarList: no primary calendar' },
        })
      }
      const email = primary.id.toLowerCase()
      const id = `google:${email}`
      return ok<SignedIn>({
        account: { id, provider: 'google', email, name: primary.name, access },
        calendars: calendars.value.map((calendar) => ({
          ...calendar,
          accountId: id,
          key: calendarKeyOf(id, calendar.id),
        })),
        token: token.value,
      })
    },

    keep: tokens.keep,

    // Nothing is revoked at Google: that would sign out the coach's other browsers too.
    forget: async ({ id, provider }) => {
      if (provider === 'practice') await practice.save(null)
      await tokens.forget(id)
    },
  }
}
