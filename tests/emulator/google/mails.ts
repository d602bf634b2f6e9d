import { isSelf, primaryOf, type State } from './state.ts'
import type { SendUpdates, WireAttendee } from './wire.ts'

/** What a write means for its guests. */
export type News = {
  readonly calendarId: string
  readonly eventId: string
  readonly before: readonly WireAttendee[]
  readonly after: readonly WireAttendee[]
  /** Something a guest would see has changed. */
  readonly changed: boolean
  readonly cancelled: boolean
  readonly sendUpdates: SendUpdates
}

/** Records the mails Google would send: to all guests, only to those without a Google calendar, or to nobody. */
export const recordMails = (state: State, news: News): void => {
  const { calendarId, eventId, before, after, changed, cancelled, sendUpdates } = news
  if (sendUpdates === 'none') return
  const hears = (guest: WireAttendee): boolean =>
    !isSelf(calendarId, guest.email) &&
    guest.resource !== true &&
    (sendUpdates === 'all' || primaryOf(state, guest.email) === null)
  const mail = (to: string, kind: 'invitation' | 'update' | 'cancellation'): void => {
    state.mails.push({ to, kind, eventId, calendarId, at: state.now() })
  }
  const listed = (guests: readonly WireAttendee[], email: string) => guests.some((one) => one.email === email)
  for (const guest of after.filter(hears)) {
    if (cancelled) mail(guest.email, 'cancellation')
    else if (!listed(before, guest.email)) mail(guest.email, 'invitation')
    else if (changed) mail(guest.email, 'update')
  }
  for (const guest of before.filter(hears)) {
    if (!cancelled && !listed(after, guest.email)) mail(guest.email, 'cancellation')
  }
}

/** Records the mail that tells an organiser of a guest's answer. */
export const recordResponse = (
  state: State,
  calendarId: string,
  eventId: string,
  organizer: string,
): void => {
  state.mails.push({ to: organizer, kind: 'response', eventId, calendarId, at: state.now() })
}
