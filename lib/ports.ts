import type { Account, SignInProvider } from './core/account.ts'
import type { Calendar, CalendarEvent, EventDraft, EventPatch, MalformedEvent } from './core/event.ts'
import type { Failure } from './core/failure.ts'
import type { Result } from './core/result.ts'
import type { Interval } from './core/time.ts'
import type { Store } from './tables.ts'

export type * from './tables.ts'

/** The time, and the zone the coach is in now. Corrected by the providers' `Date` when the machine's clock is off (E25). */
export type Clock = {
  now(): number
  zone(): string
  /** How `now` is corrected; absent where the clock is right by definition. */
  readonly correction?: Correction
}

/** How far the machine's clock is corrected: what is added to it, ms. Kept through restarts, and only on this machine. */
export type Correction = { offset(): number; set(offset: number): Promise<void> }

/** Fresh random ids: lower-case hex, 32 characters, so that they also serve as Google event ids. */
export type Ids = { next(): string }

/** SHA-256 of a text as lower-case hex. A port, so that a simulation can replay it. */
export type Hasher = { sha256(text: string): Promise<string> }

/** A number in [0, 1) for jitter. A port, so that a simulation can replay it. */
export type Chance = { next(): number }

/** Runs `work` alone among all holders of the same name, over every page and worker of this browser. */
export type Locks = { alone<T>(name: string, work: () => Promise<T>): Promise<T> }

/** One page of what a calendar holds. */
export type Page = {
  readonly events: readonly CalendarEvent[]
  readonly malformed: readonly MalformedEvent[]
  /** What was odd about events that could be read all the same, for diagnostics. */
  readonly remarks?: readonly string[]
  /** Ask again with this to go on; null on the last page. */
  readonly nextPage: string | null
  /** Last page only: the cursor for the next pull, or null where the provider has none. */
  readonly cursor: string | null
  /**
   * Last page only: the stretch of which all pages together were the whole truth, so that what is stored there and was not
   * seen is gone; null when only changes were listed.
   */
  readonly snapshotOf: Interval | null
  /** The provider's clock (epoch ms) from the `Date` header, or null. */
  readonly serverTime: number | null
}

export type PageRequest = {
  readonly calendar: Calendar
  /** Changes since this cursor, or null: everything in `window`. */
  readonly cursor: string | null
  readonly window: Interval
  readonly page: string | null
}

export type Busy = {
  readonly busyByCalendar: ReadonlyMap<string, readonly Interval[]>
  /** Calendars (by id) that gave no answer. */
  readonly unknown: readonly string[]
}

/**
 * A calendar service, the same for Google, Outlook and Practice; one suite (`tests/calendars/contract.ts`) tells what each must do.
 * Every method makes at most a few requests, keeps nothing between calls, never retries by waiting.
 */
export type CalendarPort = {
  calendars(): Promise<Result<readonly Calendar[], Failure>>
  /** One page; fails with `cursor-expired` when the cursor is of no use any more (E47). */
  page(request: PageRequest): Promise<Result<Page, Failure>>
  /**
   * The event as it now stands; an unknown one fails with `not-found`. A deleted one comes with status `cancelled`, or fails likewise
   * where the service keeps nothing of it.
   */
  get(calendar: Calendar, eventId: string): Promise<Result<CalendarEvent, Failure>>
  /**
   * Creates it, once for each draft's id: `duplicate` when that was ever used. Under which id the event then stands is the service's to
   * say: the draft's own, or one that it gave. Invites its attendees by mail; nobody when it has none.
   */
  insert(calendar: Calendar, draft: EventDraft): Promise<Result<CalendarEvent, Failure>>
  /**
   * What an earlier insert of this draft made, known by the draft's id or by the marks it put there (E48). A deleted one comes with
   * status `cancelled`, or fails with `not-found` where the service keeps nothing of it.
   */
  made(calendar: Calendar, draft: EventDraft): Promise<Result<CalendarEvent, Failure>>
  /** Changes it if its etag is still `ifMatch`, else fails with `changed`. Mails nobody. */
  patch(
    calendar: Calendar,
    eventId: string,
    patch: EventPatch,
    ifMatch: string | null,
  ): Promise<Result<CalendarEvent, Failure>>
  /**
   * Removes it under the same condition; already gone is success, and then nobody hears of it again. `tell` says whether its guests are
   * mailed that it is off; without a word they are not, where the service leaves that choice (Graph mails guests always).
   */
  remove(
    calendar: Calendar,
    eventId: string,
    ifMatch: string | null,
    tell?: 'guests' | 'nobody',
  ): Promise<Result<null, Failure>>
  /** Busy stretches of calendars (by id) within `window`, opaque and confirmed or tentative. */
  busy(calendarIds: readonly string[], window: Interval): Promise<Result<Busy, Failure>>
}

/** The calendar service of an account, ready to speak with its token. */
export type Calendars = { of(account: Account): CalendarPort }

/** Small secrets kept while the browser runs (`storage.session`): access tokens, sign-ins under way. Never part of a backup. */
export type Vault = {
  get(key: string): Promise<unknown>
  set(key: string, value: unknown): Promise<void>
  remove(key: string): Promise<void>
}

/** The browser's sign-in machinery, as far as it works without being seen (`identity.launchWebAuthFlow`, API 0.1). */
export type Identity = {
  /** Where the sign-in pages send the person back to (API C). */
  redirectUri(): string
  /**
   * Follows a sign-in address without showing anything and gives the address it was sent back to. `person-needed` when the pages
   * want somebody; `unreachable` when they could not be loaded, which says nothing about the sign-in.
   */
  silent(url: string): Promise<Result<string, 'person-needed' | 'unreachable'>>
}

/** What Afterward is to a sign-in service. `own`: the coach registered it, and it may have a secret. */
export type OAuthClient = {
  readonly clientId: string
  readonly secret: string | null
  readonly own: boolean
}

/** An access token as a sign-in gave it. `expiresAt` in epoch ms. */
export type Token = { readonly value: string; readonly expiresAt: number; readonly scopes: readonly string[] }

/** What renews a token without any page (a refresh token), and the OAuth client that it was given to. */
export type Renewal = { readonly value: string; readonly clientId: string }

/** What a sign-in gave. `renewal` is null where the service gives none. */
export type Grant = { readonly token: Token; readonly renewal: Renewal | null }

/**
 * One sign-in that was begun. `state` is random and comes back with the answer; `verifier` is random and never leaves but to exchange
 * the code; `hint` is the name by which the account meant signs in.
 */
export type SignInRequest = {
  readonly provider: SignInProvider
  readonly access: Account['access']
  readonly state: string
  readonly verifier: string
  readonly redirectUri: string
  readonly hint: string | null
}

/** Who signed in, with what access and what calendars; nothing of it is stored yet. */
export type SignedIn = {
  readonly account: Pick<Account, 'id' | 'provider' | 'email' | 'name' | 'access' | 'signInName'>
  readonly calendars: readonly Calendar[]
  readonly grant: Grant
}

/** Why a sign-in did not come about. */
export type SignInProblem =
  /** Not an answer to this request: forged, foreign or unreadable. */
  | { readonly type: 'unknown' }
  /** The person, or their organisation, said no. */
  | { readonly type: 'denied' }
  /** Their organisation lets nobody in before an administrator has allowed Afterward. */
  | { readonly type: 'admin-needed' }
  /** The OAuth client is unknown to the service, or not registered as it must be. */
  | { readonly type: 'client-refused' }
  /** They said yes, but left out something that cannot be done without. */
  | { readonly type: 'scope-missing' }
  /** Signed in, but the calendar service gave no list of calendars. */
  | { readonly type: 'calendar'; readonly failure: Failure }

/** Signing in to a calendar service (PRODUCT 10, API C). The page itself opens the address, from a click. */
export type SignIn = {
  /** The address to open, or null when there is no OAuth client for the provider. */
  address(request: SignInRequest): Promise<string | null>
  /** Checks the address that came back and asks the service who it is. Keeps nothing. */
  finish(request: SignInRequest, redirectedTo: string): Promise<Result<SignedIn, SignInProblem>>
  /** Keeps what a sign-in gave for the account's calendar service. */
  keep(accountId: string, grant: Grant): Promise<void>
  /** Forgets what is kept for the account here: its token and what renews it, or the practice month. */
  forget(account: Pick<Account, 'id' | 'provider'>): Promise<void>
}

/** Ways of reaching the coach. Names of clients never appear in any of them (PRODUCT 4). */
export type Notifier = {
  /** The number waiting, and whether an account needs the coach. */
  badge(waiting: number, attention: boolean): Promise<void>
  /** Opens the prompt window for these sessions, without the focus where the browser allows it; tells whether it did. */
  openPrompt(sessionKeys: readonly string[]): Promise<boolean>
  /**
   * A notification that opens the prompt for these sessions, of which the first began at `start` (epoch ms), told in `zone`; tells
   * whether it was shown (permission may be missing, E33).
   */
  notify(about: {
    readonly sessionKeys: readonly string[]
    readonly start: number
    readonly zone: string
  }): Promise<boolean>
}

/** Wakes the background. Alarms only shorten the wait: everything due is recomputed from stored times (PRODUCT 4). */
export type Alarms = {
  wakeAt(name: 'ask' | 'pull' | 'push', at: number): Promise<void>
  clear(name: 'ask' | 'pull' | 'push'): Promise<void>
}

/** Whether the coach can be asked now. */
export type Presence = {
  now(): Promise<{
    readonly state: 'active' | 'idle' | 'locked'
    readonly audible: boolean
    readonly online: boolean
  }>
}

/** What every flow is given. */
export type Deps = {
  readonly clock: Clock
  readonly ids: Ids
  readonly hasher: Hasher
  readonly chance: Chance
  readonly locks: Locks
  readonly store: Store
  readonly calendars: Calendars
  readonly signIn: SignIn
  readonly vault: Vault
  readonly notifier: Notifier
  readonly alarms: Alarms
  readonly presence: Presence
}
