import { PRACTICE_ACCOUNT } from '../../core/account.ts'
import type { Attendee, CalendarEvent, Response } from '../../core/event.ts'

/** The coach of the practice calendar. */
export const PRACTICE_EMAIL = PRACTICE_ACCOUNT.email

/** Ids of the two practice calendars. */
export const WORK = 'practice'
export const HOME = 'practice-home'

/** Somebody in the practice calendar, by the first part of an address. */
export type Person = { readonly name: string; readonly response?: Response }

const self: Attendee = {
  email: PRACTICE_EMAIL,
  name: null,
  response: 'accepted',
  self: true,
  organiser: true,
  optional: false,
  resource: false,
}

/** An invited person as an attendee; the address is made of the first name. */
const toAttendee = ({ name, response = 'accepted' }: Person): Attendee => ({
  email: `${(name.split(' ')[0] ?? name).toLowerCase()}@client.example`,
  name,
  response,
  self: false,
  organiser: false,
  optional: false,
  resource: false,
})

/** What one practice event is made of; everything else is the same for all. */
export type Sketch = {
  readonly id: string
  readonly title: string
  readonly with?: readonly Person[]
  readonly calendarId?: string
  readonly start: number | string
  readonly end: number | string
  readonly series?: { readonly id: string; readonly originalStart: number }
  readonly type?: string
  readonly busy?: boolean
  readonly updated: number
}

/** The whole event of a sketch, in `zone`. Times in epoch ms, all-day ones as dates. Without a video link when nobody is invited. */
export const toEvent = (sketch: Sketch, zone: string): CalendarEvent => {
  const people = sketch.with ?? []
  const source = sketch.series?.id ?? sketch.id
  return {
    id: sketch.id,
    calendarId: sketch.calendarId ?? WORK,
    iCalUid: `${source}@practice.example`,
    seriesId: sketch.series?.id ?? null,
    originalStart: sketch.series?.originalStart ?? null,
    status: 'confirmed',
    allDay: typeof sketch.start === 'string',
    start: sketch.start,
    end: sketch.end,
    zone: typeof sketch.start === 'string' ? null : zone,
    title: sketch.title,
    description: '',
    location: null,
    attendees: people.length === 0 ? [] : [self, ...people.map(toAttendee)],
    organiser: { email: PRACTICE_EMAIL, name: null, self: true },
    type: sketch.type ?? 'default',
    busy: sketch.busy ?? true,
    private: false,
    colour: null,
    categories: [],
    joinLink: people.length === 0 ? null : `https://meet.practice.example/${source}`,
    webLink: null,
    marks: {},
    etag: null,
    updated: sketch.updated,
  }
}
