import { createCalendars } from '../../lib/calendars/calendars.ts'
import { createClients } from '../../lib/calendars/clients.ts'
import { google } from '../../lib/calendars/google/sign-in.ts'
import { outlook } from '../../lib/calendars/outlook/sign-in.ts'
import { createPracticeCalendar, type PracticeStorage } from '../../lib/calendars/practice/calendar.ts'
import type { PracticeWords } from '../../lib/calendars/practice/words.ts'
import { createSignIn } from '../../lib/calendars/sign-in.ts'
import { createTokens } from '../../lib/calendars/tokens.ts'
import { PRACTICE_ACCOUNT } from '../../lib/core/account.ts'
import { err, ok } from '../../lib/core/result.ts'
import type { Identity } from '../../lib/ports.ts'
import { createEmulator, type Emulator } from '../emulator/emulator.ts'
import { TEST_CLIENT } from '../emulator/google/accounts.ts'
import { createTestDeps, type TestDeps } from '../helpers/deps.ts'
import { practiceWords } from '../helpers/practice-words.ts'
import { COACH, fetchFrom } from './google/emulated.ts'

export const REDIRECT = 'https://cilfilmgclkgidlnhlkdlnpdpeibeail.chromiumapp.org/'

/** Somebody at a browser with its cookies, in front of the sign-in pages. */
export type Person = {
  /** Opens a sign-in address, decides, and gives the address they are sent back to. `without`: scopes they leave out; `press`: the button, which may be one of their organisation's. */
  signIn(
    url: string,
    choice?: { as?: string; press?: 'allow' | 'deny' | 'approve' | 'return'; without?: RegExp },
  ): Promise<string>
  /** Signs out of everything in this browser. */
  signOut(): void
  readonly identity: Identity
  /** Silent sign-ins so far, and whether the pages can be reached at all. */
  readonly silent: { count: number; reachable: boolean }
}

/** Where each service's page posts what was pressed on it. */
const DECISIONS: Readonly<Record<string, string>> = {
  'accounts.google.com': 'https://accounts.google.com/o/oauth2/v2/auth/decision',
  'login.microsoftonline.com': 'https://login.microsoftonline.com/common/decision',
}

const createPerson = (emulator: Emulator): Person => {
  const cookies = new Map<string, string>()
  const ask = (url: string, init: RequestInit = {}) => {
    const cookie = cookies.get(new URL(url).host) ?? ''
    return emulator.fetch(
      new Request(url, { ...init, redirect: 'manual', headers: { ...init.headers, cookie } }),
    )
  }
  const silent = { count: 0, reachable: true }
  return {
    silent,
    signOut: () => cookies.clear(),
    signIn: async (url, { as = COACH, press = 'allow', without } = {}) => {
      const { host, search, searchParams } = new URL(url)
      const form = new URLSearchParams({ request: search.slice(1), account: as, decision: press })
      for (const scope of searchParams.get('scope')?.split(' ') ?? []) {
        if (without === undefined || !without.test(scope)) form.append('scope', scope)
      }
      const answer = await ask(DECISIONS[host] ?? url, {
        method: 'POST',
        body: form.toString(),
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      })
      const [given] = answer.headers.getSetCookie()
      if (given !== undefined) cookies.set(host, given.split(';')[0] ?? '')
      return answer.headers.get('location') ?? ''
    },
    identity: {
      redirectUri: () => REDIRECT,
      silent: async (url) => {
        silent.count += 1
        if (!silent.reachable) return err('unreachable')
        const location = (await ask(url)).headers.get('location')
        return location === null ? err('person-needed') : ok(location)
      },
    },
  }
}

export type Office = {
  readonly deps: TestDeps
  readonly emulator: Emulator
  readonly person: Person
  readonly practice: PracticeStorage & { value: unknown }
}

/** A coach with an account at Google and one at Microsoft, a browser and Afterward in it: the real sign-in and calendars over the emulator, nothing connected yet. */
export const createOffice = async (
  options: { clientId?: string | null; microsoftId?: string | null; words?: PracticeWords } = {},
): Promise<Office> => {
  const plain = await createTestDeps({ zone: 'Europe/Madrid' })
  const { clock, hasher, ids, store, vault } = plain
  const emulator = createEmulator({ now: () => clock.now() })
  emulator.google.addUser({ email: COACH, name: 'Alex Morgan', zone: 'Europe/Madrid' })
  emulator.google.addCalendar(COACH, { id: 'team@group.example', name: 'Team', zone: 'Europe/Madrid' })
  emulator.outlook.addUser({ email: COACH, name: 'Alex Morgan', zone: 'Europe/Madrid' })
  const person = createPerson(emulator)
  const practice: Office['practice'] = {
    value: null,
    load: async () => structuredClone(practice.value),
    save: async (state) => {
      practice.value = structuredClone(state)
    },
  }
  const fetch = fetchFrom(emulator)
  const clientId = options.clientId === undefined ? TEST_CLIENT.clientId : options.clientId
  const clients = createClients(store, { google: clientId, outlook: options.microsoftId ?? null })
  const world = { fetch, clock, hasher, clients, services: { google, outlook } }
  const tokens = createTokens({ ...world, ids, identity: person.identity, vault, store })
  const deps: TestDeps = {
    ...plain,
    signIn: createSignIn({ ...world, tokens, practice }),
    calendars: createCalendars({
      fetch,
      clock,
      tokens,
      practice: createPracticeCalendar({
        storage: practice,
        clock,
        accountId: PRACTICE_ACCOUNT.id,
        words: options.words ?? practiceWords,
      }),
    }),
  }
  return { deps, emulator, person, practice }
}
