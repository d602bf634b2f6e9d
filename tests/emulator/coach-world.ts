import type { Sent, WireEvent } from './google/wire.ts'
import type { GoogleWorld } from './google/world.ts'
import type { SeededEvent, Sent as SentByOutlook, WireRecurrence, WireTime } from './outlook/wire.ts'
import type { OutlookWorld } from './outlook/world.ts'

/** Where a coach's life is put: a provider's half of the emulator, told of events in Google's words. `E` is an event as it sends them. */
export type CoachWorld<E> = {
  addUser(user: {
    readonly email: string
    readonly name: string
    readonly zone: string
    readonly offered?: boolean
  }): void
  /** Gives back the calendar's id. */
  addCalendar(email: string, id: string, name: string): string
  /** The id of a person's own calendar. */
  ownCalendar(email: string): string
  /** On a person's own calendar (`primary`), or the one of an id. */
  addEvent(email: string, calendarId: string, event: WireEvent): E
  moveInstance(email: string, seriesId: string, originalStart: number, start: number): E
  cancelInstance(email: string, seriesId: string, originalStart: number): void
  /** A guest declines one instance of a series; the series' id is the organiser's. */
  declineInstance(guest: string, seriesId: string, originalStart: number, why: string): E
}

/** A coach who lives in Google. */
export const inGoogle = (google: GoogleWorld): CoachWorld<Sent> => ({
  addUser: (user) => {
    google.addUser(user)
  },
  addCalendar: (email, id, name) => google.addCalendar(email, { id, name }).id,
  ownCalendar: (email) => email,
  addEvent: (email, calendarId, event) => google.addEvent(email, calendarId, event),
  moveInstance: (email, seriesId, originalStart, start) =>
    google.actAs(email).moveInstance(seriesId, originalStart, start),
  cancelInstance: (email, seriesId, originalStart) =>
    google.actAs(email).cancelInstance(seriesId, originalStart),
  declineInstance: (guest, seriesId, originalStart, why) => {
    const stamp = Temporal.Instant.fromEpochMilliseconds(originalStart).toString().replace(/[-:]/g, '')
    return google.actAs(guest).respond(`${seriesId}_${stamp}`, 'declined', why)
  },
})

const DAYS: Readonly<Record<string, string>> = {
  MO: 'monday',
  TU: 'tuesday',
  WE: 'wednesday',
  TH: 'thursday',
  FR: 'friday',
  SA: 'saturday',
  SU: 'sunday',
}

/** The weekly rules of a coach's life as Outlook's patterns. */
const recurrenceOf = (rule: string, date: Temporal.PlainDate): WireRecurrence => {
  const parts = new Map(
    rule
      .replace(/^RRULE:/, '')
      .split(';')
      .map((part) => part.split('=') as [string, string]),
  )
  if (parts.get('FREQ') !== 'WEEKLY') throw new Error(`A coach's life has no ${rule}`)
  const own = Object.values(DAYS)[date.dayOfWeek - 1] ?? 'monday'
  const named = parts
    .get('BYDAY')
    ?.split(',')
    .map((day) => DAYS[day] ?? own)
  const pattern = {
    type: 'weekly',
    interval: Number(parts.get('INTERVAL') ?? 1),
    daysOfWeek: named ?? [own],
  } as const
  return { pattern, range: { type: 'noEnd', startDate: date.toString() } }
}

const ANSWERS = {
  accepted: 'accepted',
  declined: 'declined',
  tentative: 'tentativelyAccepted',
  needsAction: 'none',
} as const

const SHOWN = { outOfOffice: 'oof', workingLocation: 'workingElsewhere' } as const

/** An event told in Google's words, as Outlook holds it; what Google marks by type, Outlook shows by status. */
const asOutlook = (event: WireEvent, zone: string): SeededEvent => {
  const time = ({ date, dateTime, timeZone = zone }: NonNullable<WireEvent['start']>): WireTime => {
    if (date !== undefined) return { dateTime: `${date}T00:00:00`, timeZone }
    const wall = Temporal.Instant.from(dateTime ?? '')
      .toZonedDateTimeISO(timeZone)
      .toPlainDateTime()
    return { dateTime: wall.toString({ smallestUnit: 'second' }), timeZone }
  }
  const start = time(event.start ?? {})
  const [rule] = event.recurrence ?? []
  const status =
    SHOWN[event.eventType as keyof typeof SHOWN] ?? (event.transparency === 'transparent' ? 'free' : 'busy')
  const person = (address = '', name = address) => ({ emailAddress: { address, name } })
  return {
    subject: event.summary,
    start,
    end: time(event.end ?? {}),
    isAllDay: event.start?.date !== undefined,
    showAs: status,
    sensitivity: event.visibility === 'private' ? 'private' : 'normal',
    attendees: (event.attendees ?? [])
      .filter(({ email }) => event.organizer?.email !== email)
      .map(({ email, displayName, responseStatus = 'needsAction' }) => ({
        ...person(email, displayName),
        type: 'required' as const,
        status: { response: ANSWERS[responseStatus] },
      })),
    ...(rule ? { recurrence: recurrenceOf(rule, Temporal.PlainDate.from(start.dateTime)) } : {}),
    ...(event.organizer ? { organizer: person(event.organizer.email, event.organizer.displayName) } : {}),
    ...(event.hangoutLink
      ? {
          isOnlineMeeting: true,
          onlineMeetingProvider: 'teamsForBusiness',
          onlineMeeting: {
            joinUrl: event.hangoutLink.replace(/^.*\//, 'https://teams.microsoft.com/l/meetup-join/'),
          },
        }
      : {}),
  }
}

/** A coach who lives in Outlook: the same life in its words. `zone` is that of days without a time. */
export const inOutlook = (outlook: OutlookWorld, zone: string): CoachWorld<SentByOutlook> => {
  const standing = (id: string): SentByOutlook => {
    const found = outlook.event(id)
    if (!found) throw new Error(`No event ${id}`)
    return found
  }
  return {
    addUser: (user) => {
      outlook.addUser(user)
    },
    addCalendar: (email, _id, name) => outlook.addCalendar(email, { name }).id,
    ownCalendar: (email) => outlook.calendarId(email),
    addEvent: (email, calendarId, event) =>
      outlook.addEvent(email, calendarId === 'primary' ? 'default' : calendarId, asOutlook(event, zone)),
    moveInstance: (email, seriesId, originalStart, start) =>
      outlook.actAs(email).moveInstance(seriesId, originalStart, start),
    cancelInstance: (email, seriesId, originalStart) =>
      outlook.actAs(email).cancelInstance(seriesId, originalStart),
    declineInstance: (guest, seriesId, originalStart, why) => {
      const id = outlook.instanceId(seriesId, originalStart)
      outlook.actAs(guest).decline(id, why)
      return standing(id)
    },
  }
}
