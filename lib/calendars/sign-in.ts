import { calendarKeyOf } from '../core/account.ts'
import { err, ok } from '../core/result.ts'
import type { SignedIn, SignIn, SignInProblem } from '../ports.ts'
import { portWith } from './calendars.ts'
import { grantFrom, type SignInWorld } from './grant.ts'
import type { NoToken } from './no-token.ts'
import { pageAddress } from './page.ts'
import type { PracticeStorage } from './practice/calendar.ts'
import type { Tokens } from './tokens.ts'

const problemOf = (no: NoToken): SignInProblem => {
  switch (no) {
    case 'unavailable':
      return { type: 'calendar', failure: { type: 'unavailable', status: 503, retryAfterMs: null } }
    case 'unreachable':
      return { type: 'calendar', failure: { type: 'offline' } }
    // The code was too old, or not made for us.
    case 'ended':
    case 'unknown':
      return { type: 'unknown' }
    case 'client-refused':
    case 'admin-needed':
      return { type: no }
    default:
      return { type: 'denied' }
  }
}

/**
 * Signing in (PRODUCT 10, API C), the same for every service: makes the address that the page opens, reads what came back, and asks the
 * service who it is.
 */
export const createSignIn = (
  world: SignInWorld & { readonly tokens: Tokens; readonly practice: PracticeStorage },
): SignIn => {
  const { fetch, hasher, clients, services, tokens, practice } = world
  return {
    address: async (request) => {
      const client = await clients.of(request.provider)
      return client === null ? null : pageAddress(services[request.provider], client, hasher, request)
    },

    finish: async (request, redirectedTo) => {
      const service = services[request.provider]
      const client = await clients.of(request.provider)
      if (client === null) return err({ type: 'unknown' })
      const grant = await grantFrom(world, service, client, request, redirectedTo)
      if (!grant.ok) return err(problemOf(grant.error))
      const access = service.accessOf(grant.value.token.scopes)
      if (access === null || (request.access === 'write' && access !== 'write'))
        return err({ type: 'scope-missing' })
      const { token } = grant.value
      const listed = await portWith(service.provider, world, token).calendars()
      if (!listed.ok) return err({ type: 'calendar', failure: listed.error })
      const who = await service.identify(listed.value, token, fetch)
      if (!who.ok) return err({ type: 'calendar', failure: who.error })
      const { id } = who.value
      return ok<SignedIn>({
        account: { ...who.value, provider: service.provider, access },
        calendars: listed.value.map((calendar) => ({
          ...calendar,
          accountId: id,
          key: calendarKeyOf(id, calendar.id),
        })),
        grant: grant.value,
      })
    },

    keep: tokens.keep,

    // Nothing is revoked at the service: that would sign out the coach's other browsers too.
    forget: async ({ id, provider }) => {
      if (provider === 'practice') await practice.save(null)
      await tokens.forget(id)
    },
  }
}
