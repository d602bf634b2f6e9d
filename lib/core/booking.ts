import { MARK } from './annotation.ts'
import type { EventPatch, TimedEvent } from './event.ts'
import { isNamed } from './offered-event.ts'
import type { Kind } from './policy.ts'
import type { Proposal } from './proposal.ts'
import { type Participant, type Session, sessionKey } from './session.ts'
import type { Interval } from './time.ts'
import { normaliseUid } from './uid.ts'

/** What a booked session is linked to: the one it makes up for, or the one it follows. */
type Link = Pick<Proposal, 'purpose' | 'after'>

const linkMarks = ({ purpose, after }: Link): NonNullable<EventPatch['marks']> => ({
  [MARK.any]: '1',
  [MARK.hold]: null,
  [purpose === 'makeup' ? MARK.makeupOf : MARK.follows]: after,
})

/**
 * What turns a chosen event into the session (PRODUCT 6): a marker that names what it is linked to, in place of the hold's. A hold also
 * gets the session's title, the client as its attendee, and the way to join; a title or text that the coach gave it stays (E51).
 * An invitation has all that. `moved`: where the client asked for another time. Mails nobody, but for a moved invitation on Graph.
 */
export const bookingPatch = (
  event: Pick<TimedEvent, 'title' | 'description'>,
  original: Session,
  client: Participant,
  proposal: Link & Pick<Proposal, 'way'>,
  moved: (Interval & { readonly zone: string }) | null,
): EventPatch => {
  const own: EventPatch = {
    ...(moved === null ? {} : { time: moved }),
    marks: linkMarks(proposal),
  }
  if (proposal.way === 'invite') return own
  return {
    ...own,
    marks: { ...own.marks, [MARK.until]: null },
    ...(isNamed(event) ? {} : { title: original.title }),
    status: 'confirmed',
    private: original.private,
    ...(original.joinLink === null || event.description !== '' ? {} : { description: original.joinLink }),
    ...(client.address === null ? {} : { attendees: [{ email: client.address, name: client.name }] }),
  }
}

/**
 * The session that a chosen event becomes at once, before the calendar shows it: at the event's time as it now stands, with the
 * original's client and kind, linked to it. `participantId`: that of the client in the new session. `now` in epoch ms.
 */
export const bookedSession = (
  event: TimedEvent,
  calendarKey: string,
  original: Session,
  client: Participant,
  { link, kind, participantId, now }: { link: Link; kind: Kind | null; participantId: string; now: number },
): Session => ({
  key: sessionKey(event),
  uid: normaliseUid(event.iCalUid),
  originalStart: event.originalStart,
  copies: [
    {
      calendarKey,
      eventId: event.id,
      seriesId: null,
      writable: true,
      organisedByCoach: true,
      lastSeenAt: now,
      goneAt: null,
    },
  ],
  title: isNamed(event) ? event.title : original.title,
  start: event.start,
  end: event.end,
  zone: event.zone,
  private: original.private,
  joinLink: event.joinLink ?? original.joinLink,
  webLink: event.webLink,
  participants: [{ ...client, id: participantId, response: responseOf(event, client), outcome: null }],
  kind,
  ruleKind: null,
  recognisedBy: link.purpose,
  sightings: [],
  standing: 'open',
  open: 1,
  notBefore: null,
  askedAt: null,
  makeupOf: link.purpose === 'makeup' ? link.after : null,
  ...(link.purpose === 'next' ? { follows: link.after } : {}),
  answeredTimes: null,
})

const responseOf = ({ attendees }: TimedEvent, { address }: Participant): Participant['response'] =>
  attendees.find(({ email }) => email === address)?.response ?? 'needs-action'
