import { isByHand } from '../by-hand.ts'
import { type Notice, noticeOf, type Sighting } from '../evidence.ts'
import { KEPT_SIGHTINGS } from '../observe.ts'
import type { Session } from '../session-row.ts'
import type { Interval } from '../time.ts'
import type { People } from './people.ts'

/** One thing that the calendar was seen to do. */
export type TimelineLine = {
  readonly sighting: Sighting
  /** Whose answer to the invitation it was; null: the coach's own, or the event as a whole. */
  readonly name: string | null
  /** How long before the start as then scheduled. */
  readonly notice: Notice
}

/** A copy of the event and when it was there. */
export type TimelineCopy = {
  /** Name of its calendar, or null when that is not connected any more. */
  readonly calendar: string | null
  /** Last time it was seen there, epoch ms. */
  readonly seenAt: number
  /** First time it was missed, epoch ms; null while it stands there. */
  readonly goneAt: number | null
}

/** What the calendar showed of one session, from first to last (PRODUCT 8). Evidence: it marks, and never decides. */
export type Timeline = Interval & {
  readonly key: string
  readonly zone: string
  /** Everybody in it, by name. */
  readonly names: readonly string[]
  /**
   * How it came here. hand: no calendar ever held it · booked: through Afterward · appeared: in a calendar that was read before · there: it
   * stood in its calendar when that was first read.
   */
  readonly came: 'hand' | 'booked' | 'appeared' | 'there'
  /** When it appeared, epoch ms, or null. */
  readonly firstSeenAt: number | null
  /** The start it then had, epoch ms; null when that is not kept any more. */
  readonly firstStart: number | null
  /** Oldest first. */
  readonly lines: readonly TimelineLine[]
  /** Older changes than these are not kept. */
  readonly cut: boolean
  readonly copies: readonly TimelineCopy[]
}

/** What is known of the calendars that hold copies: key → name and last complete pull. */
export type SeenCalendars = ReadonlyMap<string, { readonly name: string; readonly pulledAt: number | null }>

/** A name for an address: the participant's, else the client's, else the address itself. */
const nameAt = (address: string, session: Session, people: People): string => {
  const participant = session.participants.find((each) => each.address === address)
  if (participant !== undefined) return people.nameOf(session, participant)
  return people.clients.find(({ addresses }) => addresses.includes(address))?.name || address
}

const cameOf = (session: Session): Timeline['came'] => {
  if (isByHand(session)) return 'hand'
  if (session.firstSeenAt !== undefined) return 'appeared'
  return session.recognisedBy === 'makeup' || session.recognisedBy === 'next' ? 'booked' : 'there'
}

/** A copy that lives was there at the last complete pull of its calendar: what does not change is not sent again. */
const copyOf = (copy: Session['copies'][number], calendars: SeenCalendars): TimelineCopy => {
  const calendar = calendars.get(copy.calendarKey)
  const pulledAt = copy.goneAt === null ? (calendar?.pulledAt ?? 0) : 0
  return {
    calendar: calendar?.name ?? null,
    seenAt: Math.max(copy.lastSeenAt, pulledAt),
    goneAt: copy.goneAt,
  }
}

/** The timeline of one session, from what is stored of it. */
export const timelineOf = (session: Session, people: People, calendars: SeenCalendars): Timeline => {
  const { key, start, end, zone, sightings, participants } = session
  const cut = sightings.length >= KEPT_SIGHTINGS
  const moved = sightings.find(({ what }) => what === 'moved')
  return {
    key,
    start,
    end,
    zone,
    names: participants.map((participant) => people.nameOf(session, participant)),
    came: cameOf(session),
    firstSeenAt: session.firstSeenAt ?? null,
    firstStart: cut ? null : (moved?.start ?? start),
    lines: sightings
      .map((sighting) => ({
        sighting,
        name: sighting.address === null ? null : nameAt(sighting.address, session, people),
        notice: noticeOf(sighting),
      }))
      .toSorted((a, b) => a.sighting.notAfter - b.sighting.notAfter),
    cut,
    copies: session.copies.map((copy) => copyOf(copy, calendars)),
  }
}
