import type { Answer } from '../answer.ts'

/**
 * Where an answer was given. `here`: in this browser · `elsewhere`: in another one, read from the calendar · `backup`: in a browser whose
 * backup was restored here, which gives this one a new name (PRODUCT 8).
 */
export type Place = 'here' | 'elsewhere' | 'backup'

/** Where an answer comes from and by which version of the policy it was decided. */
export type Origin = { readonly place: Place; readonly policyVersion: string }

/** The origin of an answer, seen from the browser called `own`. */
export const originOf = (
  { source, device, policyVersion }: Pick<Answer, 'source' | 'device' | 'policyVersion'>,
  own: string,
): Origin => ({
  place: source === 'calendar' ? 'elsewhere' : device === own ? 'here' : 'backup',
  policyVersion,
})
