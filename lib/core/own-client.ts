import type { SignInProvider } from './account.ts'

/** How each service writes its client ids. */
const SHAPES: Readonly<Record<SignInProvider, RegExp>> = {
  google: /^[\w-]{6,}\.apps\.googleusercontent\.com$/,
  outlook: /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i,
}

/** Where the coach's own OAuth client for a service is kept (PRODUCT 10): among the sign-in secrets, so that no backup holds it. */
export const ownClientKey = (provider: SignInProvider): string => `client/${provider}`

/** Where the key is kept that renews an account's access without any page. */
export const renewalKey = (accountId: string): string => `${RENEWALS}${accountId}`
/** What the names of all renewal keys begin with. */
export const RENEWALS = 'renewal/'

/** Whether this is written as the service writes its client ids. */
export const isClientId = (provider: SignInProvider, text: string): boolean =>
  SHAPES[provider].test(text.trim())
