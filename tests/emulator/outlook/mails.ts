import type { Guest, State } from './state.ts'

/** What a write means for the guests of a meeting. */
export type News = {
  readonly calendarId: string
  readonly eventId: string
  readonly organizer: string
  readonly before: readonly Guest[]
  readonly after: readonly Guest[]
  /** Something a guest would see has changed. */
  readonly changed: boolean
  readonly cancelled: boolean
  readonly comment: string
}

/**
 * Records the mails Exchange would send. It cannot be asked not to: everyone invited hears of a new meeting, of a change
 * and of its end; when only the list of guests changes, those who came or went.
 */
export const recordMails = (state: State, news: News): void => {
  const { calendarId, eventId, organizer, before, after, changed, cancelled, comment } = news
  const hears = (guest: Guest): boolean => guest.address !== organizer && guest.type !== 'resource'
  const mail = (to: string, kind: 'invitation' | 'update' | 'cancellation'): void => {
    state.mails.push({ to, kind, eventId, calendarId, comment, at: state.now() })
  }
  const listed = (guests: readonly Guest[], { address }: Guest): boolean =>
    guests.some((one) => one.address === address)
  for (const guest of after.filter(hears)) {
    if (cancelled) mail(guest.address, 'cancellation')
    else if (!listed(before, guest)) mail(guest.address, 'invitation')
    else if (changed) mail(guest.address, 'update')
  }
  for (const guest of before.filter(hears)) {
    if (!cancelled && !listed(after, guest)) mail(guest.address, 'cancellation')
  }
}
