import type { Account } from '../account.ts'

/** A calendar in which a session was found, and the service that keeps it. */
export type FoundIn = { readonly calendar: string; readonly account: Pick<Account, 'provider' | 'name'> }
