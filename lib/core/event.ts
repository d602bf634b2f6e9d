/** What an attendee answered to the invitation. */
export type Response = 'needs-action' | 'declined' | 'tentative' | 'accepted'

export type Attendee = {
  /** Lower-case address, as the key by which a person is known; may be empty for a resource without one. */
  readonly email: string
  readonly name: string | null
  readonly response: Response
  readonly self: boolean
  readonly organiser: boolean
  readonly optional: boolean
  readonly resource: boolean
  /** Another time that this person asked for instead of answering (Graph alone knows this; API B). Epoch ms. */
  readonly proposedTime?: { readonly start: number; readonly end: number }
}

/** A calendar of one account. `id` is the provider's; `key` is unique over all accounts. */
export type Calendar = {
  readonly key: string
  readonly id: string
  readonly accountId: string
  readonly provider: 'google' | 'outlook' | 'practice'
  readonly name: string
  readonly zone: string
  readonly role: 'busy-only' | 'reader' | 'writer' | 'owner'
  readonly primary: boolean
  /** CSS colour of the calendar, as the provider shows it, or null. */
  readonly colour: string | null
  /** Lower-case address of whoever it belongs to, where its events do not say which guest that is (Outlook). */
  readonly owner?: string | null
}

/**
 * One event instance as a calendar holds it, already expanded from its series. The same shape for every provider.
 * Timed: epoch ms. All-day: 'YYYY-MM-DD' (dates stay dates). A cancelled skeleton has `status: 'cancelled'` and null times.
 */
export type CalendarEvent = {
  readonly id: string
  readonly calendarId: string
  readonly iCalUid: string | null
  readonly seriesId: string | null
  /** The instant (epoch ms) at which this instance of a series first stood; null for single events. */
  readonly originalStart: number | null
  readonly status: 'confirmed' | 'tentative' | 'cancelled'
  readonly allDay: boolean
  readonly start: number | string | null
  readonly end: number | string | null
  readonly zone: string | null
  readonly title: string
  readonly description: string
  readonly location: string | null
  readonly attendees: readonly Attendee[]
  readonly organiser: {
    readonly email: string | null
    readonly name: string | null
    readonly self: boolean
  } | null
  /** 'default', or what a session never is: 'birthday', 'focusTime', 'outOfOffice', 'workingLocation', 'fromGmail' (E24). */
  readonly type: string
  /** Whether it blocks time when others look for a free slot. */
  readonly busy: boolean
  readonly private: boolean
  /** The event's own colour by the provider's name for it (Google: `colorId`), or null: that of its calendar. */
  readonly colour: string | null
  /** Names of the event's categories (Outlook); empty where the provider has none. */
  readonly categories: readonly string[]
  readonly joinLink: string | null
  readonly webLink: string | null
  /** Afterward's own private properties on this copy (`aw`, `aw1.…`; PRODUCT 7). */
  readonly marks: Readonly<Record<string, string>>
  readonly etag: string | null
  readonly updated: number | null
}

/** A timed event with real times: the only sort that can become a session. */
export type TimedEvent = CalendarEvent & {
  readonly start: number
  readonly end: number
  readonly zone: string
  readonly iCalUid: string
}

/** Why an event could not be read; it is skipped and counted, the rest syncs (E52). */
export type MalformedEvent = {
  readonly type: 'malformed-event'
  readonly id: string | null
  readonly detail: string
}

/** True for a timed, identified event whose end is after its start. */
export const isTimed = (event: CalendarEvent): event is TimedEvent =>
  !event.allDay &&
  typeof event.start === 'number' &&
  typeof event.end === 'number' &&
  event.end > event.start &&
  event.zone !== null &&
  event.iCalUid !== null

/**
 * What a new event of ours is made of. `id` is derived, so that a retry finds it done (E48); the event stands under it, or under one that
 * the calendar gives. Times in epoch ms.
 */
export type EventDraft = {
  readonly id: string
  readonly title: string
  readonly description: string
  readonly start: number
  readonly end: number
  readonly zone: string
  readonly status: 'confirmed' | 'tentative'
  readonly private: boolean
  readonly attendees: readonly { readonly email: string; readonly name: string | null }[]
  /** The calendar's own service makes a video meeting for it (Meet, Teams): the same one however often it is asked for. */
  readonly meeting?: boolean
  readonly marks: Readonly<Record<string, string>>
}

/** A change to an existing event; what is absent stays as it is. A null mark is removed. */
export type EventPatch = {
  readonly title?: string
  readonly description?: string
  readonly status?: 'confirmed' | 'tentative'
  readonly private?: boolean
  /** Another time for it, epoch ms; `zone` as it is written. */
  readonly time?: { readonly start: number; readonly end: number; readonly zone: string }
  /** All of them: whoever is left out is uninvited. `response` keeps what somebody answered already. */
  readonly attendees?: readonly {
    readonly email: string
    readonly name: string | null
    readonly response?: Response
  }[]
  readonly marks?: Readonly<Record<string, string | null>>
  /** As in `CalendarEvent`; null: the calendar's own colour again. Ignored where the provider has no colours of events. */
  readonly colour?: string | null
  /** All of them, as in `CalendarEvent`. Ignored where the provider has no categories. */
  readonly categories?: readonly string[]
}
