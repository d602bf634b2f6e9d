import { target } from './meeting.ts'
import type { Occurrence } from './occurrence.ts'
import { badRequest } from './refusal.ts'
import {
  type Guest,
  isHome,
  type Own,
  putCopy,
  putException,
  putMeeting,
  putOwnException,
  type State,
} from './state.ts'

export type Answer = {
  readonly response: 'accepted' | 'declined' | 'tentativelyAccepted'
  readonly comment: string
  /** Whether the organiser is told. */
  readonly sendResponse: boolean
  readonly proposed: { readonly start: number; readonly end: number } | null
  /** No mail: only what a test sets up. */
  readonly silent: boolean
}

const SHOWN = { accepted: 'busy', tentativelyAccepted: 'tentative', declined: 'free' } as const

const check = ({ shared }: Occurrence, { sendResponse, proposed }: Answer): void => {
  const cannot = (why: string): never => badRequest(`Your request can't be completed. ${why}`)
  if (sendResponse && !shared.responseRequested) cannot("The meeting organizer hasn't requested a response.")
  if (proposed && !sendResponse) cannot('A new time is proposed with a response only.')
  if (proposed && !shared.allowNewTimeProposals)
    cannot("The meeting organizer hasn't allowed new time proposals.")
}

/** Writes a guest's answer into the organiser's list, for a meeting or one of its instances. */
export const recordAnswer = (
  state: State,
  { meeting, slot, shared }: Occurrence,
  address: string,
  { response, proposed }: Answer,
): void => {
  const answered = (guest: Guest): Guest =>
    guest.address === address ? { ...guest, response, answeredAt: state.now(), proposed } : guest
  const attendees = shared.attendees.map(answered)
  if (slot === null) {
    putMeeting(state, { ...meeting, shared: { ...meeting.shared, attendees } })
    return
  }
  const known = meeting.exceptions.get(slot.date)
  const changes = { ...known?.changes, attendees }
  putException(state, meeting, slot.date, { changes, cancelled: known?.cancelled ?? false })
}

const recordOwn = (state: State, { copy, slot }: Occurrence, { response }: Answer): void => {
  const own: Partial<Own> = { showAs: SHOWN[response], answer: { response, at: state.now() } }
  // Exchange takes a declined meeting off the calendar, unless the mailbox is set to keep it.
  const removed = response === 'declined' && !state.settings.keepsDeclined
  if (slot === null) putCopy(state, { ...copy, own: { ...copy.own, ...own }, removed })
  else putOwnException(state, copy, slot.date, { own, removed })
}

/** The owner of a calendar answers an invitation. 400 for the organiser, and for what the organiser did not ask for. */
export const respond = (state: State, calendarId: string | null, id: string, answer: Answer): void => {
  const found = target(state, calendarId, id, null)
  const { copy, meeting } = found
  const address = state.calendars.get(copy.calendarId)?.owner.address ?? ''
  if (isHome(state, copy, meeting))
    badRequest(
      "Your request can't be completed. You can't respond to this meeting because you're the meeting organizer.",
    )
  check(found, answer)
  recordOwn(state, found, answer)
  if (!answer.sendResponse) return
  recordAnswer(state, found, address, answer)
  const { comment, silent } = answer
  if (silent) return
  const mail = {
    to: meeting.organizer.address,
    kind: 'response',
    eventId: id,
    calendarId: copy.calendarId,
  } as const
  state.mails.push({ ...mail, comment, at: state.now() })
}
