import type { Browser } from '../browser.ts'
import type { Network } from '../network.ts'

/** An event as the service itself holds it: what a browser believes is judged by this. Times are epoch ms. */
export type Truth = {
  readonly id: string
  readonly calendarId: string
  readonly living: boolean
  readonly title: string
  readonly description: string
  readonly start: number
  readonly end: number
  readonly guests: readonly { readonly email: string; readonly response: string }[]
  /** Afterward's own properties, as written. */
  readonly marks: Readonly<Record<string, string>>
  readonly etag: string
}

/** What a person can do to an event in a calendar, by whatever page or app. */
export type Hand = {
  retitle(id: string, title: string): void
  describe(id: string, description: string): void
  move(id: string, start: number): void
  remove(id: string): void
  invite(id: string, email: string): void
  respond(id: string, response: 'accepted' | 'declined' | 'tentative'): void
  /** Returns the new event's id. */
  add(event: NewEvent): string
  /** Another app takes our properties away. */
  strip(id: string): void
}

export type Mail = {
  readonly to: string
  readonly kind: 'invitation' | 'update' | 'cancellation' | 'response'
  readonly eventId: string
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
  readonly provider: string
  /** The coach's calendars. */
  readonly calendarIds: readonly string[]
  /** The coach signs in at a browser and chooses what is watched; again after access was lost. */
  connect(browser: Browser, network: Network): Promise<void>
  /** The hands of somebody in the coach's calendar (the coach, an assistant, a booking tool) or of a guest. */
  handOf(email: string, calendarId?: string): Hand
  /** One event, living or not; null where there never was one. */
  event(calendarId: string, id: string): Truth | null
  /** Every living event that touches the stretch, series expanded. */
  listed(from: number, to: number): Promise<readonly Truth[]>
  /** Mails sent so far, oldest first. */
  readonly mails: readonly Mail[]
  /** Which event a request writes to, when it writes to one. */
  written(request: Request, body: unknown): { readonly calendarId: string; readonly id: string } | null
  /** Trouble of the service's own making: cursors that expire, tokens that do, access taken back. */
  expireCursors(): void
  expireTokens(): void
  revoke(): void
  /** How it pages: at most so many events on one, and every how many pages an empty one. */
  page(limit: number, emptyEvery: number): void
  /** Requests a minute. */
  allow(perMinute: number): void
}

export const COACH = 'alex@coachwell.example'
export const ASSISTANT = 'kim@coachwell.example'
export const CLIENTS = ['dana@client.example', 'lee@client.example', 'sam@client.example'] as const
