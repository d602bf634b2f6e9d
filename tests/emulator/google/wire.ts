/** Google Calendar v3 as it travels: only the fields of which the emulator knows the behaviour (API A). */

export type WireTime = {
  readonly date?: string | undefined
  readonly dateTime?: string | undefined
  readonly timeZone?: string | undefined
}

export type ResponseStatus = 'needsAction' | 'declined' | 'tentative' | 'accepted'

export type WireAttendee = {
  readonly email: string
  readonly displayName?: string | undefined
  readonly responseStatus?: ResponseStatus | undefined
  readonly optional?: boolean | undefined
  readonly resource?: boolean | undefined
  readonly comment?: string | undefined
  readonly additionalGuests?: number | undefined
  readonly organizer?: boolean | undefined
  readonly self?: boolean | undefined
}

export type WirePerson = {
  readonly email?: string | undefined
  readonly displayName?: string | undefined
  readonly self?: boolean | undefined
}

export type Props = Readonly<Record<string, string>>
export type Status = 'confirmed' | 'tentative' | 'cancelled'

/** An event as a person or a client states it; what the server adds is in `Sent`. */
export type WireEvent = {
  readonly id?: string | undefined
  readonly iCalUID?: string | undefined
  readonly status?: Status | undefined
  readonly summary?: string | undefined
  readonly description?: string | undefined
  readonly location?: string | undefined
  readonly start?: WireTime | undefined
  readonly end?: WireTime | undefined
  readonly recurrence?: readonly string[] | undefined
  readonly attendees?: readonly WireAttendee[] | undefined
  readonly organizer?: WirePerson | undefined
  readonly creator?: WirePerson | undefined
  readonly transparency?: 'opaque' | 'transparent' | undefined
  readonly visibility?: 'default' | 'public' | 'private' | 'confidential' | undefined
  readonly eventType?: string | undefined
  readonly colorId?: string | undefined
  readonly eventLabelId?: string | undefined
  readonly hangoutLink?: string | undefined
  readonly conferenceData?: Readonly<Record<string, unknown>> | undefined
  readonly guestsCanModify?: boolean | undefined
  readonly guestsCanInviteOthers?: boolean | undefined
  readonly guestsCanSeeOtherGuests?: boolean | undefined
  readonly extendedProperties?: { readonly private?: Props; readonly shared?: Props } | undefined
  readonly reminders?: Readonly<Record<string, unknown>> | undefined
  readonly workingLocationProperties?: Readonly<Record<string, unknown>> | undefined
  readonly focusTimeProperties?: Readonly<Record<string, unknown>> | undefined
  readonly outOfOfficeProperties?: Readonly<Record<string, unknown>> | undefined
  readonly birthdayProperties?: Readonly<Record<string, unknown>> | undefined
  readonly source?: { readonly title?: string; readonly url?: string } | undefined
}

/** An event as Google sends it. */
export type Sent = WireEvent & {
  readonly kind: 'calendar#event'
  readonly id: string
  readonly etag: string
  readonly status: Status
  readonly htmlLink?: string | undefined
  readonly created?: string | undefined
  readonly updated?: string | undefined
  readonly sequence?: number | undefined
  readonly recurringEventId?: string | undefined
  readonly originalStartTime?: WireTime | undefined
  readonly attendeesOmitted?: boolean | undefined
}

export type Role = 'freeBusyReader' | 'reader' | 'writerWithoutPrivateAccess' | 'writer' | 'owner'
export type SendUpdates = 'all' | 'externalOnly' | 'none'
