import { MARK } from './annotation.ts'
import type { Calendar, CalendarEvent, EventDraft } from './event.ts'
import type { OfferedSlot, Proposal } from './proposal.ts'
import type { Participant, Session } from './session-row.ts'

/** A hold says nothing of whom it is for: the calendar may be read by others (PRODUCT 6). */
export const HOLD_TITLE = 'Hold'

/** True for a hold to which the coach gave a title. */
export const isNamed = ({ title }: { readonly title: string }): boolean =>
  title !== HOLD_TITLE && title !== ''

/** The marks of an offered time: what makes its event ours to change, and never a session. */
export const holdMarks = (proposalId: string, slot: number): Readonly<Record<string, string>> => ({
  [MARK.hold]: `${proposalId}:${slot}`,
})

/** True for an invitation to a time on offer: unlike a hold, it does not say when the days of its offer are over. */
export const isInvitation = ({ marks }: Pick<CalendarEvent, 'marks'>): boolean =>
  marks[MARK.hold] !== undefined && marks[MARK.until] === undefined

/** Where each calendar's own video meetings are. Practice has a room of its own, so that the whole way can be walked there. */
const OWN_MEETING: Readonly<Record<Calendar['provider'], RegExp>> = {
  google: /^https:\/\/meet\.google\.com\//,
  outlook: /^https:\/\/teams\.(microsoft|live)\.com\//,
  practice: /^https:\/\/meet\.practice\.example\//,
}

/** How the client joins: the way the original had, the same link where it is the coach's own room, a new meeting where the calendar made it. */
const joining = (
  { joinLink }: Pick<Session, 'joinLink'>,
  provider: Calendar['provider'],
): Pick<EventDraft, 'description' | 'meeting'> => {
  if (joinLink === null) return { description: '' }
  return OWN_MEETING[provider].test(joinLink) ? { description: '', meeting: true } : { description: joinLink }
}

/** What the event of an offered time is made of. `zone`: the coach's. */
export type Offering = {
  readonly proposal: Pick<Proposal, 'id' | 'way'>
  /** When the days of its holds are over, epoch ms. */
  readonly until: number
  readonly session: Pick<Session, 'title' | 'private' | 'joinLink'>
  readonly client: Pick<Participant, 'name' | 'address'>
  readonly calendar: Pick<Calendar, 'provider'>
  readonly zone: string
}

/**
 * The event that stands for an offered slot. A hold is private, tentative, without names, and mails nobody. An invitation is the
 * session as the client knows it, with the client as its one guest; a single event, so that no series is touched.
 */
export const offeredDraft = (
  { start, end, eventId }: OfferedSlot,
  index: number,
  { proposal, until, session, client, calendar, zone }: Offering,
): EventDraft => {
  const base = {
    id: eventId,
    start,
    end,
    zone,
    marks: { [MARK.any]: '1', ...holdMarks(proposal.id, index) },
  }
  if (proposal.way === 'hold' || client.address === null) {
    return {
      ...base,
      title: HOLD_TITLE,
      description: '',
      status: 'tentative',
      private: true,
      attendees: [],
      marks: { ...base.marks, [MARK.until]: String(until) },
    }
  }
  return {
    ...base,
    ...joining(session, calendar.provider),
    title: session.title,
    status: 'confirmed',
    private: session.private,
    attendees: [{ email: client.address, name: client.name }],
  }
}
