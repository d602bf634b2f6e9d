import { createCalendars } from '../../lib/calendars/calendars.ts'
import { createClients } from '../../lib/calendars/clients.ts'
import { google } from '../../lib/calendars/google/sign-in.ts'
import { outlook } from '../../lib/calendars/outlook/sign-in.ts'
import { createPracticeCalendar } from '../../lib/calendars/practice/calendar.ts'
import { createSignIn } from '../../lib/calendars/sign-in.ts'
import { createTokens } from '../../lib/calendars/tokens.ts'
import { PRACTICE_ACCOUNT } from '../../lib/core/account.ts'
import { err, ok } from '../../lib/core/result.ts'
import type { Deps } from '../../lib/ports.ts'
import { TEST_CLIENT as GOOGLE_CLIENT } from '../emulator/google/accounts.ts'
import { TEST_CLIENT as OUTLOOK_CLIENT } from '../emulator/outlook/accounts.ts'
import { practiceWords } from '../helpers/practice-words.ts'
import type { Device } from './device.ts'

/** Where the sign-in pages send the person back to. */
export const REDIRECT = 'https://cilfilmgclkgidlnhlkdlnpdpeibeail.chromiumapp.org/'

type Fetch = typeof globalThis.fetch

/** What a browser asks of a service's sign-in pages, with its cookies; a form is what a person decided there. */
export const askPages = async (
  device: Device,
  fetch: Fetch,
  url: string,
  form?: string,
): Promise<string | null> => {
  const { host } = new URL(url)
  const answer = await fetch(url, {
    redirect: 'manual',
    headers: {
      cookie: device.cookies.get(host) ?? '',
      ...(form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
    },
    ...(form === undefined ? {} : { method: 'POST', body: form }),
  })
  const [cookie] = answer.headers.getSetCookie()
  if (cookie !== undefined) device.cookies.set(host, cookie.split(';')[0] ?? '')
  return answer.headers.get('location')
}

/** The real calendar clients and the real sign-in of one life of a background, as `wiring.ts` puts them together. */
export const createAdapters = (
  fetch: Fetch,
  device: Device,
  { clock, hasher, ids, vault, store }: Pick<Deps, 'clock' | 'hasher' | 'ids' | 'vault' | 'store'>,
): Pick<Deps, 'calendars' | 'signIn'> => {
  const identity = {
    redirectUri: () => REDIRECT,
    silent: async (url: string) => {
      try {
        const location = await askPages(device, fetch, url)
        return location === null ? err('person-needed' as const) : ok(location)
      } catch {
        return err('unreachable' as const)
      }
    },
  }
  const clients = createClients(store, {
    google: GOOGLE_CLIENT.clientId,
    outlook: OUTLOOK_CLIENT.clientId,
  })
  const world = { fetch, clock, hasher, clients, services: { google, outlook } }
  const tokens = createTokens({ ...world, ids, identity, vault, store })
  const storage = { load: async () => null, save: async () => undefined }
  const practice = createPracticeCalendar({
    clock,
    storage,
    accountId: PRACTICE_ACCOUNT.id,
    words: practiceWords,
  })
  return {
    signIn: createSignIn({ ...world, tokens, practice: storage }),
    calendars: createCalendars({ fetch, clock, tokens, practice }),
  }
}
