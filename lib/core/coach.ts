import type { Attendee, CalendarEvent } from './event.ts'

/** Who the coach is, and who is never a client, as far as recognising needs to know. */
export type Coach = {
  /** The coach's own addresses, lower-case, of every account. */
  readonly addresses: ReadonlySet<string>
  /** Addresses the coach does not want to be asked about ("don't ask for this client"). */
  readonly notClients: ReadonlySet<string>
  /** Attendee rules in order: the first that fits a person says whether they can be a client (E18). */
  readonly attendees: readonly { readonly include: boolean; readonly addressOrDomain: string }[]
}

/** One person of an event who can be a client. `address` is lower-case. */
export type Person = Pick<Attendee, 'name' | 'response'> & { readonly address: string }

/** Case, accents and outer space do not matter when words are compared. */
export const fold = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim()

/** True when `address` is the address meant, or of the domain meant or one below it. An empty pattern fits nobody. */
export const fitsAddress = (address: string, addressOrDomain: string): boolean => {
  const wanted = addressOrDomain.trim().toLowerCase()
  if (wanted.lastIndexOf('@') > 0) return address === wanted
  const domain = wanted.replace(/^@/, '')
  return domain !== '' && (address.endsWith(`@${domain}`) || address.endsWith(`.${domain}`))
}

/** True when the coach stands behind this address, or the calendar says so itself. */
export const isCoach = (
  who: { readonly email: string | null; readonly self: boolean },
  coach: Pick<Coach, 'addresses'>,
): boolean => who.self || (who.email !== null && coach.addresses.has(who.email.toLowerCase()))

/** Calendars of their own, not people: what Google names as the organiser of a secondary calendar's event. */
const isCalendarAddress = (address: string): boolean => address.endsWith('.calendar.google.com')

const canBeClient = (address: string, coach: Coach): boolean => {
  if (address === '' || isCalendarAddress(address) || coach.notClients.has(address)) return false
  return coach.attendees.find(({ addressOrDomain }) => fitsAddress(address, addressOrDomain))?.include ?? true
}

/**
 * The people of an event who can be clients: attendees without the coach, resources, and whoever the coach's rules leave out
 * (assistants, sponsors; E18). When nobody is listed, the one who organised it for the coach. No address twice.
 */
export const clientsIn = (
  event: Pick<CalendarEvent, 'attendees' | 'organiser'>,
  coach: Coach,
): readonly Person[] => {
  const people = new Map<string, Person>()
  for (const attendee of event.attendees) {
    const address = attendee.email.toLowerCase()
    if (attendee.resource || isCoach(attendee, coach) || people.has(address)) continue
    if (canBeClient(address, coach))
      people.set(address, { address, name: attendee.name, response: attendee.response })
  }
  const { organiser } = event
  if (
    event.attendees.every((attendee) => isCoach(attendee, coach)) &&
    organiser &&
    !isCoach(organiser, coach)
  ) {
    const address = organiser.email?.toLowerCase() ?? ''
    if (canBeClient(address, coach))
      people.set(address, { address, name: organiser.name, response: 'accepted' })
  }
  return [...people.values()]
}
