import type { CalendarEvent, EventDraft, EventPatch } from '../../core/event.ts'
import type { Failure } from '../../core/failure.ts'
import { err, ok, type Result } from '../../core/result.ts'
import { PRACTICE_EMAIL } from './event.ts'
import { practiceMonth } from './month.ts'
import type { PracticeWords } from './words.ts'

/** Everything the practice calendars hold: one small value that is loaded and saved as a whole. Removed events stay as tombstones. */
export type PracticeState = {
  readonly version: 1
  /** Names this month: a cursor from an earlier month is of no use (E47). */
  readonly epoch: number
  readonly zone: string
  readonly revision: number
  readonly events: Readonly<Record<string, Kept>>
}

/** An event and the revision at which it last changed. */
export type Kept = { readonly event: CalendarEvent; readonly revision: number }

/** What a change makes of the state, and the event it was about. */
export type Change = Result<{ readonly state: PracticeState; readonly event: CalendarEvent }, Failure>

const slot = (calendarId: string, eventId: string): string => `${calendarId}/${eventId}`
const etagOf = (revision: number): string => `"${revision}"`

/** A fresh practice month around `now` (epoch ms) in `zone`. */
export const seedPractice = (now: number, zone: string, words: PracticeWords): PracticeState => ({
  version: 1,
  epoch: now,
  zone,
  revision: 1,
  events: Object.fromEntries(
    practiceMonth(now, zone, words).map((event) => [
      slot(event.calendarId, event.id),
      { event: { ...event, etag: etagOf(1) }, revision: 1 },
    ]),
  ),
})

/** True for a state of this version as it was saved. Anything else gives way to a fresh month: there is nothing in it of the coach's. */
export const isPracticeState = (value: unknown): value is PracticeState =>
  typeof value === 'object' &&
  value !== null &&
  'version' in value &&
  value.version === 1 &&
  'events' in value &&
  typeof value.events === 'object'

/** The event of a calendar by its id, also a removed one. */
export const eventIn = (state: PracticeState, calendarId: string, eventId: string): CalendarEvent | null =>
  state.events[slot(calendarId, eventId)]?.event ?? null

const put = (state: PracticeState, event: CalendarEvent, now: number): Change => {
  const revision = state.revision + 1
  const kept = { ...event, etag: etagOf(revision), updated: now }
  const events = { ...state.events, [slot(event.calendarId, event.id)]: { event: kept, revision } }
  return ok({ state: { ...state, revision, events }, event: kept })
}

const invite = (
  people: EventDraft['attendees'],
  before: CalendarEvent['attendees'],
): CalendarEvent['attendees'] =>
  people.map(({ email, name }) => {
    const address = email.toLowerCase()
    const known = before.find((attendee) => attendee.email === address)
    const fresh = {
      response: 'needs-action',
      self: false,
      organiser: false,
      optional: false,
      resource: false,
    } as const
    return known ?? { email: address, name, ...fresh }
  })

/** Creates an event under the draft's id, once and for all: the id of a removed event is not free again (E48). */
export const insertInto = (
  state: PracticeState,
  calendarId: string,
  draft: EventDraft,
  now: number,
): Change => {
  if (eventIn(state, calendarId, draft.id) !== null) return err({ type: 'duplicate' })
  const event: CalendarEvent = {
    id: draft.id,
    calendarId,
    iCalUid: `${draft.id}@practice.example`,
    seriesId: null,
    originalStart: null,
    status: draft.status,
    allDay: false,
    start: draft.start,
    end: draft.end,
    zone: draft.zone,
    title: draft.title,
    description: draft.description,
    location: null,
    attendees: invite(draft.attendees, []),
    organiser: { email: PRACTICE_EMAIL, name: null, self: true },
    type: 'default',
    busy: true,
    private: draft.private,
    colour: null,
    categories: [],
    joinLink: draft.meeting ? `https://meet.practice.example/${draft.id}` : null,
    webLink: null,
    marks: draft.marks,
    etag: null,
    updated: now,
  }
  return put(state, event, now)
}

const mergeMarks = (
  marks: CalendarEvent['marks'],
  change: NonNullable<EventPatch['marks']>,
): CalendarEvent['marks'] =>
  Object.fromEntries(
    Object.entries({ ...marks, ...change }).filter((entry): entry is [string, string] => entry[1] !== null),
  )

/** Changes an event if its etag is still `ifMatch` (or none is given), as Google does. A removed event cannot be changed. */
export const patchIn = (
  state: PracticeState,
  calendarId: string,
  eventId: string,
  patch: EventPatch,
  ifMatch: string | null,
  now: number,
): Change => {
  const event = eventIn(state, calendarId, eventId)
  if (event === null || event.status === 'cancelled') return err({ type: 'not-found' })
  if (ifMatch !== null && ifMatch !== event.etag) return err({ type: 'changed' })
  const { attendees, marks, time, ...plain } = patch
  return put(
    state,
    {
      ...event,
      ...plain,
      ...time,
      ...(attendees === undefined ? {} : { attendees: invite(attendees, event.attendees) }),
      ...(marks === undefined ? {} : { marks: mergeMarks(event.marks, marks) }),
    },
    now,
  )
}

/** Removes an event under the same condition; null when there is nothing left to remove. */
export const removeFrom = (
  state: PracticeState,
  calendarId: string,
  eventId: string,
  ifMatch: string | null,
  now: number,
): Change | null => {
  const event = eventIn(state, calendarId, eventId)
  if (event === null || event.status === 'cancelled') return null
  if (ifMatch !== null && ifMatch !== event.etag) return err({ type: 'changed' })
  return put(state, { ...event, status: 'cancelled', busy: false }, now)
}
