import { looseObject, nullish, string } from 'zod/mini'
import { err, ok } from '../../core/result.ts'
import { createCarry } from '../http.ts'
import { createTurns } from '../in-flight.ts'
import type { Service } from '../service.ts'
import { createSend } from './request.ts'
import { accessOf, scopesFor } from './scopes.ts'

const ENTRA = 'https://login.microsoftonline.com/common/oauth2/v2.0'
const ME = { $select: 'id,displayName,mail,userPrincipalName' } as const

const meSchema = looseObject({
  id: string(),
  displayName: nullish(string()),
  mail: nullish(string()),
  userPrincipalName: nullish(string()),
})

/**
 * Microsoft (Entra): a single-page application with PKCE, whose exchange works without a secret because it carries our origin. Its renewal
 * key ends 24 hours after the sign-in, however often it is used; then the silent page gives the next one (API C). An account is its object
 * id, since people get new addresses; the name to sign in with need not be the address that clients write to.
 */
export const outlook: Service = {
  provider: 'outlook',
  page: `${ENTRA}/authorize`,
  exchange: `${ENTRA}/token`,
  wayOf: () => 'code',
  scopesFor,
  accessOf,
  parameters: () => ({ response_mode: 'query' }),
  prompts: () => [],
  identify: async (_, token, fetch) => {
    const send = createSend(createCarry(fetch), async () => token.value, createTurns(1))
    const answer = await send({ method: 'GET', at: ['me'], query: ME })
    if (!answer.ok) return answer
    const me = meSchema.safeParse(answer.value.body)
    if (!me.success) return err({ type: 'malformed', detail: '/me: not a person' })
    const { id, displayName, mail, userPrincipalName } = me.data
    const signInName = userPrincipalName || mail || ''
    const email = (mail || signInName).toLowerCase()
    return ok({
      id: `outlook:${id}`,
      email,
      name: displayName || email,
      ...(signInName.toLowerCase() === email ? {} : { signInName }),
    })
  },
}
