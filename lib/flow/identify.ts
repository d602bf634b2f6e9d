import type { CalendarRecord } from '../core/account.ts'
import { areApart } from '../core/apart.ts'
import { clientsIn } from '../core/coach.ts'
import { type CalendarEvent, isTimed, type TimedEvent } from '../core/event.ts'
import type { Recognition } from '../core/recognise.ts'
import { type Session, sessionKey } from '../core/session.ts'
import { normaliseUid } from '../core/uid.ts'
import type { Deps } from '../ports.ts'
import { eventKey } from './event-record.ts'
import type { Lens } from './lens.ts'
import type { Neighbours } from './neighbours.ts'

/** An event that is news, with what could be found out about it without a transaction. */
export type Item = {
  readonly event: CalendarEvent
  readonly key: string
  readonly recognition: Recognition
  /** The session it is a copy of, or would be. */
  readonly sessionKey: string
}

const shares = (event: TimedEvent, session: Session, lens: Lens): boolean =>
  (event.joinLink !== null && event.joinLink === session.joinLink) ||
  clientsIn(event, lens.coach).some(({ address }) =>
    session.participants.some((participant) => participant.address === address),
  )

/**
 * The session that an event is another copy of although its own key is unknown (PRODUCT 12): one that kept its key through a split, or,
 * in another calendar, one with the same start, end and organiser and a shared attendee or link, unless the coach said that they are two.
 */
const neighbourOf = async (
  deps: Pick<Deps, 'store'>,
  event: TimedEvent,
  calendar: CalendarRecord,
  lens: Lens,
  neighbours: Neighbours,
): Promise<Session | undefined> => {
  const uid = normaliseUid(event.iCalUid)
  const near = neighbours.at(event.start)
  const kept = near.find((each) => each.uid === uid && each.originalStart === event.originalStart)
  if (kept !== undefined) return kept
  for (const session of near) {
    const elsewhere = session.copies.filter(({ goneAt }) => goneAt === null)
    const isTwin =
      session.end === event.end &&
      !areApart(lens.settings.apart, session.uid, uid) &&
      elsewhere.length > 0 &&
      elsewhere.every(({ calendarKey }) => calendarKey !== calendar.key) &&
      shares(event, session, lens)
    if (!isTwin) continue
    const keys = elsewhere.map(({ calendarKey, eventId }) => eventKey(calendarKey, eventId))
    const records = await deps.store.read(['events'], (tx) => tx.events.getMany(keys))
    const organiser = event.organiser?.email?.toLowerCase()
    if (organiser && records.some((record) => record?.organiser?.email?.toLowerCase() === organiser))
      return session
  }
  return undefined
}

/**
 * Says of each event which session it is a copy of: the one it was, the one under its own key, the neighbour it belongs to, or a new
 * one when it is coaching; '' when it is none. `sessionKey` of what comes in: that of the stored record, or ''.
 */
export const identify = async (
  deps: Pick<Deps, 'store'>,
  news: readonly Item[],
  calendar: CalendarRecord,
  lens: Lens,
  neighbours: Neighbours,
): Promise<readonly Item[]> => {
  const strangers = news.filter((item) => item.sessionKey === '' && isTimed(item.event))
  if (strangers.length === 0) return news
  const own = await deps.store.read(['sessions'], (tx) =>
    tx.sessions.getMany(strangers.map(({ event }) => sessionKey(event))),
  )
  const taken = new Set(own.map((session) => session?.key))
  const searched = strangers.filter(
    ({ event, recognition }) => recognition.coaching && !taken.has(sessionKey(event)),
  )
  const isAlone = [...lens.calendars.values()].filter(({ chosen }) => chosen).length < 2
  // The only calendar, already read: a session under another key would be known by its record.
  if (!isAlone || calendar.pulledAt === null)
    await neighbours.load(searched.map(({ event }) => (event as TimedEvent).start))
  const found = new Map<string, string>()
  for (const { event, key } of searched) {
    if (!isTimed(event)) continue
    const neighbour = await neighbourOf(deps, event, calendar, lens, neighbours)
    found.set(key, neighbour?.key ?? sessionKey(event))
  }
  return news.map((item) => {
    if (item.sessionKey !== '' || !isTimed(item.event)) return item
    const computed = sessionKey(item.event)
    return { ...item, sessionKey: taken.has(computed) ? computed : (found.get(item.key) ?? '') }
  })
}
