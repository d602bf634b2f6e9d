import type { EntraError } from './sign-in-request.ts'

/**
 * What an organisation puts in the way of one of its people (conditional access): `approval` wants to see the person once, `admin` an
 * administrator's word on Afterward, `blocked` lets nobody in from here.
 */
export type Policy = 'approval' | 'admin' | 'blocked'

const ERRORS: Readonly<Record<Policy, EntraError>> = {
  approval: {
    error: 'interaction_required',
    code: 'AADSTS50076',
    words: 'Due to a configuration change you must use multi-factor authentication.',
  },
  admin: {
    error: 'interaction_required',
    code: 'AADSTS65001',
    words: 'The user or administrator has not consented to use the application.',
  },
  blocked: {
    error: 'interaction_required',
    code: 'AADSTS53003',
    words: 'Access has been blocked by Conditional Access policies.',
  },
}

/** What a request that nobody sees is told by a policy. */
export const unseenError = (policy: Policy): EntraError => ERRORS[policy]
