import { MARK } from './annotation.ts'
import type { EventPatch, TimedEvent } from './event.ts'
import type { Kind } from './policy.ts'
import { HOLD_TITLE, type QueueItem } from './proposal.ts'
import { type Participant, type Session, sessionKey } from './session.ts'
import { normaliseUid } from './uid.ts'

/** True for a hold to which the coach gave a title. */
const isNamed = ({ title }: Pick<TimedEvent, 'title'>): boolean => title !== HOLD_TITLE && title !== ''

/**
 * What turns a hold into a make-up (PRODUCT 6): the session's title, the client as its attendee, the way to join, and a marker that
 * names what it replaces instead of the hold's. A title or text that the coach gave the hold stays (E51). Mails nobody.
 */
export const makeupPatch = (
  hold: Pick<TimedEvent, 'title' | 'description'>,
  original: Session,
  client: Participant,
  item: QueueItem,
): EventPatch => ({
  ...(isNamed(hold) ? {} : { title: original.title }),
  status: 'confirmed',
  private: original.private,
  ...(original.joinLink === null || hold.description !== '' ? {} : { description: original.joinLink }),
  ...(client.address === null ? {} : { attendees: [{ email: client.address, name: client.name }] }),
  marks: { [MARK.any]: '1', [MARK.hold]: null, [MARK.makeupOf]: item.id },
})

/**
 * The session that a chosen hold becomes at once, before the calendar shows it: at the hold's time as it now stands, with the
 * original's client and kind, linked to what it replaces. `participantId`: that of the client in the new session. `now` in epoch ms.
 */
export const makeupSession = (
  hold: TimedEvent,
  calendarKey: string,
  original: Session,
  client: Participant,
  {
    item,
    kind,
    participantId,
    now,
  }: { item: QueueItem; kind: Kind | null; participantId: string; now: number },
): Session => ({
  key: sessionKey(hold),
  uid: normaliseUid(hold.iCalUid),
  originalStart: hold.originalStart,
  copies: [
    {
      calendarKey,
      eventId: hold.id,
      seriesId: null,
      writable: true,
      organisedByCoach: true,
      lastSeenAt: now,
      goneAt: null,
    },
  ],
  title: isNamed(hold) ? hold.title : original.title,
  start: hold.start,
  end: hold.end,
  zone: hold.zone,
  private: original.private,
  joinLink: original.joinLink,
  webLink: hold.webLink,
  participants: [{ ...client, id: participantId, response: 'needs-action', outcome: null }],
  kind,
  ruleKind: null,
  recognisedBy: 'makeup',
  sightings: [],
  standing: 'open',
  open: 1,
  notBefore: null,
  askedAt: null,
  makeupOf: item.id,
  answeredTimes: null,
})
