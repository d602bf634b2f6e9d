/** Microsoft Graph v1.0 as it travels: only the fields of which the emulator knows the behaviour (API B). */

/** A wall time without an offset, and the zone it is told in: a Windows name or IANA's. */
export type WireTime = { readonly dateTime: string; readonly timeZone?: string | undefined }

export type Response = 'none' | 'organizer' | 'tentativelyAccepted' | 'accepted' | 'declined' | 'notResponded'
export type ShowAs = 'unknown' | 'free' | 'tentative' | 'busy' | 'oof' | 'workingElsewhere'
export type Sensitivity = 'normal' | 'personal' | 'private' | 'confidential'

export type WirePerson = { readonly emailAddress: { readonly address?: string; readonly name?: string } }

export type WireAttendee = WirePerson & {
  readonly type?: 'required' | 'optional' | 'resource'
  readonly status?: { readonly response?: Response; readonly time?: string }
  readonly proposedNewTime?: { readonly start: WireTime; readonly end: WireTime }
}

export type WirePattern = {
  readonly type:
    | 'daily'
    | 'weekly'
    | 'absoluteMonthly'
    | 'relativeMonthly'
    | 'absoluteYearly'
    | 'relativeYearly'
  readonly interval: number
  readonly month?: number
  readonly dayOfMonth?: number
  readonly daysOfWeek?: readonly string[]
  readonly firstDayOfWeek?: string
  readonly index?: 'first' | 'second' | 'third' | 'fourth' | 'last'
}
export type WireRange = {
  readonly type: 'endDate' | 'noEnd' | 'numbered'
  readonly startDate: string
  readonly endDate?: string
  readonly recurrenceTimeZone?: string
  readonly numberOfOccurrences?: number
}
export type WireRecurrence = { readonly pattern: WirePattern; readonly range: WireRange }

export type WireProperty = { readonly id: string; readonly value: string }
export type WireLocation = { readonly displayName?: string } & Readonly<Record<string, unknown>>

/** An event as a person or a client states it; what the server adds is in `Sent`. */
export type WireEvent = {
  readonly subject?: string | undefined
  readonly body?: { readonly contentType?: 'text' | 'html'; readonly content?: string } | undefined
  readonly start?: WireTime | undefined
  readonly end?: WireTime | undefined
  readonly isAllDay?: boolean | undefined
  readonly location?: WireLocation | undefined
  readonly attendees?: readonly WireAttendee[] | undefined
  readonly recurrence?: WireRecurrence | null | undefined
  readonly importance?: 'low' | 'normal' | 'high' | undefined
  readonly sensitivity?: Sensitivity | undefined
  readonly showAs?: ShowAs | undefined
  readonly isReminderOn?: boolean | undefined
  readonly reminderMinutesBeforeStart?: number | undefined
  readonly responseRequested?: boolean | undefined
  readonly allowNewTimeProposals?: boolean | undefined
  readonly hideAttendees?: boolean | undefined
  readonly isOnlineMeeting?: boolean | undefined
  readonly onlineMeetingProvider?: string | undefined
  readonly categories?: readonly string[] | undefined
  readonly transactionId?: string | undefined
  readonly singleValueExtendedProperties?: readonly WireProperty[] | undefined
}

/** What a test may state beside it, because only a server writes it. */
export type SeededEvent = WireEvent & {
  /** Somebody else's meeting. */
  readonly organizer?: WirePerson
  /** The UID another calendar gave it (`abc@google.com`): embedded in `iCalUId`, as Exchange keeps foreign ones. */
  readonly uid?: string
  /** The zone name shown as the original one, for instance one without a mapping. */
  readonly originalStartTimeZone?: string
  readonly onlineMeeting?: { readonly joinUrl: string }
}

/** An event as Graph sends it. */
export type Sent = Omit<WireEvent, 'singleValueExtendedProperties'> & {
  readonly '@odata.etag': string
  readonly id: string
  readonly iCalUId: string
  readonly changeKey: string
  readonly type: 'singleInstance' | 'occurrence' | 'exception' | 'seriesMaster'
  readonly start: WireTime
  readonly end: WireTime
  readonly attendees: readonly WireAttendee[]
  readonly isOrganizer: boolean
  readonly isCancelled: boolean
  readonly organizer: WirePerson
  readonly responseStatus: { readonly response: Response; readonly time: string }
  readonly seriesMasterId: string | null
  readonly originalStart: string | null
  readonly createdDateTime: string
  readonly lastModifiedDateTime: string
  readonly singleValueExtendedProperties?: readonly WireProperty[]
} & Readonly<Record<string, unknown>>

/** What one may do on a calendar. */
export type Role = 'freeBusyRead' | 'read' | 'write' | 'owner'
