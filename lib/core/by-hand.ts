import type { Kind } from './policy.ts'
import type { Participant, Session } from './session-row.ts'
import type { Interval } from './time.ts'

/** When a session was, as the coach writes it: a date, a wall-clock time and how long, in the coach's zone. */
export type HandTimes = {
  /** 'YYYY-MM-DD'. */
  readonly date: string
  /** 'HH:MM'. */
  readonly time: string
  readonly minutes: number
  /** IANA zone. */
  readonly zone: string
}

/**
 * The stretch that was meant: so many elapsed minutes from that wall time. One that the clocks skip counts as its later twin, one that
 * comes twice as the first (Temporal's "compatible", as in DECISIONS 30). Null: there is no such date, time, length or zone.
 */
export const handTimes = ({ date, time, minutes, zone }: HandTimes): Interval | null => {
  if (!(Number.isInteger(minutes) && minutes > 0)) return null
  try {
    const at = Temporal.PlainDate.from(date, { overflow: 'reject' }).toZonedDateTime({
      timeZone: zone,
      plainTime: Temporal.PlainTime.from(time, { overflow: 'reject' }),
    })
    return { start: at.epochMilliseconds, end: at.add({ minutes }).epochMilliseconds }
  } catch {
    return null
  }
}

/** True for a session that stands in no calendar (PRODUCT 4: a phone call). */
export const isByHand = ({ recognisedBy }: Pick<Session, 'recognisedBy'>): boolean => recognisedBy === 'hand'

/** The text whose SHA-256 begins with the id of a session added by hand: one intent, one session (E38). */
export const handSource = (intentId: string): string => JSON.stringify(['hand', intentId])

/** Key of a session added by hand; no calendar makes a UID like it. */
export const handKey = (id: string): string => `hand-${id}|-`

/** A session without an event: nothing of it is ever written anywhere but here. */
export const handSession = (
  key: string,
  {
    times,
    zone,
    kind,
    title,
    participant,
  }: {
    readonly times: Interval
    readonly zone: string
    readonly kind: Kind
    readonly title: string
    readonly participant: Participant
  },
): Session => ({
  key,
  uid: key.slice(0, key.lastIndexOf('|')),
  originalStart: null,
  copies: [],
  title,
  ...times,
  zone,
  private: false,
  joinLink: null,
  webLink: null,
  participants: [participant],
  kind,
  ruleKind: null,
  recognisedBy: 'hand',
  sightings: [],
  standing: 'open',
  open: 1,
  notBefore: null,
  askedAt: null,
  makeupOf: null,
  answeredTimes: null,
})

/**
 * The session at these times, as of `now` (epoch ms). What has ended is answered where it was added, so no window opens for it; what is to
 * come is asked about when it ends. An answer stays as it is: the coach knows when it was.
 */
export const placed = (session: Session, times: Interval, zone: string, now: number): Session => ({
  ...session,
  ...times,
  zone,
  notBefore: null,
  askedAt: times.end <= now ? now : null,
  answeredTimes: session.standing === 'answered' ? times : null,
})
