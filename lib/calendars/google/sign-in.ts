import { err, ok } from '../../core/result.ts'
import type { Service } from '../service.ts'
import { accessOf, scopesFor } from './scopes.ts'

/**
 * Google. The client of a build gets its tokens by the implicit answer: the exchange of a code needs a secret, which an extension cannot
 * keep (API C). The coach's own client has its secret and gets a renewal key, as long as consent is asked for anew. Scopes granted
 * before come along, so that asking for write access loses nothing. Who signed in is told by the primary calendar, whose id is the
 * address: no scope has to be asked for just to know it.
 */
export const google: Service = {
  provider: 'google',
  page: 'https://accounts.google.com/o/oauth2/v2/auth',
  exchange: 'https://oauth2.googleapis.com/token',
  wayOf: ({ own }) => (own ? 'code' : 'token'),
  scopesFor,
  accessOf,
  parameters: (way) => ({
    include_granted_scopes: 'true',
    ...(way === 'code' ? { access_type: 'offline' } : {}),
  }),
  prompts: (way) => (way === 'code' ? ['consent'] : []),
  identify: async (calendars) => {
    const primary = calendars.find((calendar) => calendar.primary)
    if (primary === undefined) return err({ type: 'malformed', detail: 'calendarList: no primary calendar' })
    const email = primary.id.toLowerCase()
    return ok({ id: `google:${email}`, email, name: primary.name })
  },
}
