import { MARK, NO_LINK, readMarks } from './annotation.ts'
import { isDisputed, isSettled } from './answer.ts'
import { type Coach, clientsIn, isCoach, type Person } from './coach.ts'
import type { TimedEvent } from './event.ts'
import { isCanceledInTime } from './evidence.ts'
import { observe } from './observe.ts'
import type { Kind } from './policy.ts'
import { type Copy, NOBODY, type Participant, type Session, type Standing } from './session-row.ts'
import { normaliseUid } from './uid.ts'

/**
 * A copy of a session's event that lives, as it now is. `seenAt`: when it was last read, epoch ms. `before`: the marks that it carried when it
 * was read before; undefined: it was not.
 */
export type LivingCopy = {
  readonly event: TimedEvent
  readonly before: TimedEvent['marks'] | undefined
  readonly calendarKey: string
  readonly writable: boolean
  readonly seenAt: number
}

/** What happened to the copies of one session, as one pull found it. */
export type Found = {
  /** Every copy that lives now, in whatever calendar. */
  readonly living: readonly LivingCopy[]
  /** Copies (`calendarKey/eventId`) found gone now. */
  readonly gone: ReadonlySet<string>
  /** A client organised what is gone. */
  readonly goneByClient: boolean
}

/** What reconciling needs to know beside the event. Times in epoch ms. */
export type Look = {
  readonly key: string
  readonly now: number
  /** The last complete pull of this calendar before now, or null. */
  readonly seenBefore: number | null
  /** What ended by then is history: never asked (E30). */
  readonly historyBefore: number
  /** How much notice is enough (the policy's). */
  readonly noticeMs: number
  readonly coach: Coach
  /** The rule that makes it coaching and the kind it gives; null: it is not. */
  readonly coaching: { readonly by: string; readonly kind: Kind | null } | null
  /** The participant's id for an address (`participantSource`, hashed). */
  readonly participantId: (address: string) => string
}

const copyKey = ({ calendarKey, eventId }: Pick<Copy, 'calendarKey' | 'eventId'>): string =>
  `${calendarKey}/${eventId}`

/** The copies after a look, those organised by the coach first, then the writable ones: the first living one speaks (E11). */
const copiesAfter = (was: readonly Copy[], found: Found, look: Look): readonly Copy[] => {
  const copies = new Map(was.map((copy) => [copyKey(copy), copy]))
  for (const key of found.gone) {
    const copy = copies.get(key)
    if (copy !== undefined) copies.set(key, { ...copy, goneAt: copy.goneAt ?? look.now })
  }
  for (const { event, calendarKey, writable, seenAt } of found.living) {
    copies.set(copyKey({ calendarKey, eventId: event.id }), {
      calendarKey,
      eventId: event.id,
      seriesId: event.seriesId,
      writable,
      organisedByCoach: event.organiser === null || isCoach(event.organiser, look.coach),
      lastSeenAt: seenAt,
      goneAt: null,
    })
  }
  const weight = (copy: Copy): number => Number(copy.organisedByCoach) * 2 + Number(copy.writable)
  return [...copies.values()].sort((a, b) => weight(b) - weight(a))
}

/**
 * The participants after a look. An answer freezes them: who was in the session is then settled (E05). Otherwise they are who is
 * invited, known by address, so that a corrected address is a new participant of the same session (E12); when nobody is left they stay.
 */
const participantsAfter = (
  was: readonly Participant[],
  people: readonly Person[],
  look: Look,
): readonly Participant[] => {
  const invited = new Map(people.map((person) => [look.participantId(person.address), person]))
  const again = was.map((participant): Participant => {
    const person = invited.get(participant.id)
    return person === undefined
      ? participant
      : { ...participant, name: person.name ?? participant.name, response: person.response }
  })
  if (was.some(({ outcome }) => outcome !== null) || (people.length === 0 && was.length > 0)) return again
  if (people.length === 0)
    return [{ id: NOBODY, address: null, name: null, response: 'needs-action', outcome: null }]
  return [...invited].map(([id, { address, name, response }]) => ({
    id,
    address,
    name,
    response,
    outcome: null,
  }))
}

/**
 * Where a session stands now (see `Standing`), and whether it wants an answer. What the coach put aside and what is history stays so;
 * an answer is never taken back by anything the calendar does (E05).
 */
export const settle = (session: Session, look: Pick<Look, 'now' | 'historyBefore' | 'noticeMs'>): Session => {
  const { participants } = session
  const answered = participants.length > 0 && participants.every(({ outcome }) => isSettled(outcome))
  // What the coach said twice is asked about, whatever the calendar says of it (E36).
  const asksAgain = isDisputed(session) && session.standing !== 'aside'
  const standing = answered
    ? 'answered'
    : asksAgain
      ? 'open'
      : session.standing === 'aside' || (session.standing === 'history' && session.end <= look.historyBefore)
        ? session.standing
        : isCanceledInTime(session, look.noticeMs, look.now)
          ? 'canceled'
          : 'open'
  const open = standing === 'open' ? 1 : 0
  return standing === session.standing && open === session.open ? session : { ...session, standing, open }
}

/**
 * The session as it is after its event was looked at again: the same session whatever was edited, moved, lengthened or shortened
 * (E01, E03, E04, E10, E12), with what was seen to happen to it. `was` undefined: a session never seen, which needs a living copy.
 */
export const reconcile = (was: Session | undefined, found: Found, look: Look): Session => {
  const copies = copiesAfter(was?.copies ?? [], found, look)
  const first = copies.find(({ goneAt }) => goneAt === null)
  const copy = found.living.find(
    ({ event: { id }, calendarKey }) => id === first?.eventId && calendarKey === first.calendarKey,
  )
  if (copy === undefined) {
    if (was === undefined) throw new Error('A session needs an event to begin with')
    const gone = { ...nothingLives(was), organisedByClient: found.goneByClient }
    const lives = first !== undefined
    return settle({ ...was, copies, sightings: lives ? was.sightings : observe(was, gone, look) }, look)
  }
  const { event } = copy
  const people = clientsIn(event, look.coach)
  const organiser = event.organiser?.email?.toLowerCase()
  const sightings = observe(
    was,
    {
      start: event.start,
      lives: true,
      people,
      coachDeclined: event.attendees.some((who) => isCoach(who, look.coach) && who.response === 'declined'),
      organisedByClient: people.some(({ address }) => address === organiser),
      updated: event.updated,
    },
    look,
  )
  const standing =
    was === undefined || was.standing === 'aside' ? freshStanding(event.end, look) : was.standing
  const session: Session = {
    key: look.key,
    uid: normaliseUid(event.iCalUid),
    originalStart: event.originalStart,
    copies,
    title: event.title,
    start: event.start,
    end: event.end,
    zone: event.zone,
    private: event.private,
    joinLink: event.joinLink,
    webLink: event.webLink,
    participants: participantsAfter(was?.participants ?? [], people, look),
    kind: was?.kind ?? null,
    ruleKind: look.coaching?.kind ?? null,
    recognisedBy: look.coaching?.by ?? was?.recognisedBy ?? '',
    sightings,
    ...firstSeen(was, look),
    standing: look.coaching === null ? 'aside' : standing,
    open: was?.open ?? 0,
    notBefore: was?.notBefore ?? null,
    askedAt: was?.askedAt ?? null,
    ...linksOf(copy, was),
    answeredTimes: was?.answeredTimes ?? null,
  }
  return settle(session, look)
}

/**
 * What it makes up for, or follows. Read only when there is a mark: reading every mark of every event would cost more than all the rest. An
 * event that says what it said before has nothing to say of what was linked, or let go, here since.
 */
const linksOf = (
  { event: { marks }, before }: Pick<LivingCopy, 'event' | 'before'>,
  was: Session | undefined,
): Pick<Session, 'makeupOf' | 'follows'> => {
  const isLinked = marks[MARK.makeupOf] !== undefined || marks[MARK.follows] !== undefined
  const read = isLinked ? readMarks(marks) : null
  const follows = read?.follows ?? was?.follows
  const isNews = was === undefined || marks[MARK.makeupOf] !== before?.[MARK.makeupOf]
  const isLetGo = marks[MARK.makeupOf] === NO_LINK
  const makeupOf = isNews ? (read?.makeupOf ?? (isLetGo ? null : was?.makeupOf)) : was.makeupOf
  return { makeupOf: makeupOf ?? null, ...(follows === undefined ? {} : { follows }) }
}

/** What a calendar holds when it is first read was there before: since when, nobody knows. */
const firstSeen = (
  was: Session | undefined,
  { now, seenBefore }: Pick<Look, 'now' | 'seenBefore'>,
): Pick<Session, 'firstSeenAt'> => {
  if (was === undefined) return seenBefore === null ? {} : { firstSeenAt: now }
  return was.firstSeenAt === undefined ? {} : { firstSeenAt: was.firstSeenAt }
}

const freshStanding = (end: number, look: Pick<Look, 'historyBefore'>): Standing =>
  end <= look.historyBefore ? 'history' : 'open'

const nothingLives = (was: Session) => ({
  start: was.start,
  lives: false,
  people: [],
  coachDeclined: false,
  updated: null,
})
