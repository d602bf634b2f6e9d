import type { Browser } from '../browser.ts'
import type { Network } from '../network.ts'

/** An event as the service itself holds it: what a browser believes is judged by this. Times are epoch ms. */
export type Truth = {
  /** The account in which browsers see it. */
  readonly account: string
  readonly id: string
  readonly calendarId: string
  readonly living: boolean
  readonly title: string
  readonly description: string
  readonly start: number
  readonly end: number
  readonly guests: readonly Guest[]
  /** Afterward's own properties, as written. */
  readonly marks: Readonly<Record<string, string>>
  readonly etag: string
}

export type Guest = {
  readonly email: string
  readonly response: string
  /** When they would rather come; only Outlook's guests can say so. */
  readonly proposed?: { readonly start: number; readonly end: number }
}

/** What a person can do to an event in a calendar, by whatever page or app. */
export type Hand = {
  retitle(id: string, title: string): void
  describe(id: string, description: string): void
  move(id: string, start: number): void
  remove(id: string): void
  invite(id: string, email: string): void
  respond(id: string, response: 'accepted' | 'declined' | 'tentative'): void
  /** Answers with another time; absent where the service has no such answer. */
  propose?(id: string, start: number): void
  /** Returns the new event's id. */
  add(event: NewEvent): string
  /** Another app takes our properties away. */
  strip(id: string): void
}

export type Mail = {
  readonly to: string
  readonly kind: 'invitation' | 'update' | 'cancellation' | 'response'
  readonly eventId: string
  /** Sent whether the writer wants it or not: the service tells guests of everything. */
  readonly unasked: boolean
}

export type NewEvent = {
  readonly title: string
  readonly start: number
  readonly minutes: number
  readonly guests?: readonly string[]
  readonly description?: string
  /** A guest who organises it; the coach by default. */
  readonly organiser?: string
  /** So many weeks in a row. */
  readonly weeks?: number
}

/** A calendar service with the coach's calendar in it: all that the simulation knows of a provider. */
export type Cloud = {
  /** The coach's calendars. */
  readonly calendarIds: readonly string[]
  /** The coach signs in at a browser and chooses what is watched; again after access was lost. */
  connect(browser: Browser, network: Network): Promise<void>
  /** The hands of the coach, an assistant or a booking tool in a calendar of the coach's; of a guest, on what they are invited to there. */
  handOf(email: string, calendarId: string): Hand
  /** One event, living or not; null where there never was one. */
  event(calendarId: string, id: string): Truth | null
  /** Every living event that touches the stretch, series expanded. */
  listed(from: number, to: number): Promise<readonly Truth[]>
  /** Mails sent since this was last asked, oldest first. */
  mails(): readonly Mail[]
  /** Looks at the event that a request writes to, now or later; null when it writes to none. */
  written(request: Request, body: unknown): (() => Truth | null) | null
  /** Within so long, ms, a browser that is awake and connected has heard of whatever changed. */
  readonly patience: number
  /** Trouble of the service's own making: cursors that expire, tokens that do, access taken back. */
  expireCursors(): void
  expireTokens(): void
  revoke(): void
  /** How it pages: at most so many events on one, and every how many pages an empty one. */
  page(limit: number, emptyEvery: number): void
  /** Requests a minute. */
  allow(perMinute: number): void
}

/** Where the coach lives. */
export const ZONE = 'Europe/Madrid'
export const COACH = 'alex@coachwell.example'
export const ASSISTANT = 'kim@coachwell.example'
export const CLIENTS = ['dana@client.example', 'lee@client.example', 'sam@client.example'] as const
