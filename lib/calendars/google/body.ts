import type { calendar_v3 } from '@googleapis/calendar'
import type { EventDraft, EventPatch } from '../../core/event.ts'
import { toWireTime } from '../time.ts'

type Body = calendar_v3.Schema$Event
type Marks = NonNullable<EventPatch['marks']>

/** Google drops longer keys and cuts longer values in silence (API A). */
const KEY_LIMIT = 44
const VALUE_LIMIT = 1024

/** False for marks that Google would spoil without a word; they must not be sent. */
export const marksFit = (marks: Marks | undefined): boolean =>
  Object.entries(marks ?? {}).every(
    ([key, value]) => key.length <= KEY_LIMIT && (value === null || value.length <= VALUE_LIMIT),
  )

/** Private properties: on this calendar's copy alone. Null deletes a key, which the official type does not know. */
const privately = (marks: Marks): Body => ({
  extendedProperties: { private: marks as Record<string, string> },
})

const RESPONSES = {
  'needs-action': 'needsAction',
  declined: 'declined',
  tentative: 'tentative',
  accepted: 'accepted',
} as const

const guests = (people: NonNullable<EventPatch['attendees']>): Body => ({
  attendees: people.map(({ email, name, response }) => ({
    email,
    ...(name === null ? {} : { displayName: name }),
    ...(response === undefined ? {} : { responseStatus: RESPONSES[response] }),
  })),
})

/** A room of Google's own. The request's id is the event's, so that asking again makes no second one (API A). */
const meetingFor = (id: string): Body => ({
  conferenceData: {
    createRequest: { requestId: id, conferenceSolutionKey: { type: 'hangoutsMeet' } },
  },
})

const between = ({ start, end, zone }: NonNullable<EventPatch['time']>): Body => ({
  start: { dateTime: toWireTime(start), timeZone: zone },
  end: { dateTime: toWireTime(end), timeZone: zone },
})

/** The body of an `events.insert`. Google gets our id and makes its own iCalUID: both may not be sent (API A). */
export const draftToGoogle = (draft: EventDraft): Body => ({
  id: draft.id,
  summary: draft.title,
  ...(draft.description === '' ? {} : { description: draft.description }),
  ...between(draft),
  status: draft.status,
  ...(draft.private ? { visibility: 'private' } : {}),
  ...(draft.attendees.length === 0 ? {} : guests(draft.attendees)),
  ...(draft.meeting ? meetingFor(draft.id) : {}),
  ...privately(draft.marks),
})

/**
 * The colour by its number, as a client without labels states it (`eventLabelVersion` 0). Null takes the event's own colour away, as a
 * patch takes any field away; the official type does not know that, and it was not tried on a live calendar.
 */
const coloured = (colour: string | null): Body => ({ colorId: colour }) as Body

/** The body of an `events.patch`: what the patch names and nothing else. */
export const patchToGoogle = (patch: EventPatch): Body => ({
  ...(patch.title === undefined ? {} : { summary: patch.title }),
  ...(patch.description === undefined ? {} : { description: patch.description }),
  ...(patch.status === undefined ? {} : { status: patch.status }),
  ...(patch.private === undefined ? {} : { visibility: patch.private ? 'private' : 'default' }),
  ...(patch.time === undefined ? {} : between(patch.time)),
  ...(patch.attendees === undefined ? {} : guests(patch.attendees)),
  ...(patch.marks === undefined ? {} : privately(patch.marks)),
  ...(patch.colour === undefined ? {} : coloured(patch.colour)),
})
