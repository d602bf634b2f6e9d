import type { Book } from '../book.ts'
import { type Cloud, COACH, type Mail, type Truth } from '../clouds/cloud.ts'
import type { Onlooker } from '../network.ts'
import { headsOn, keptOf, type Word } from '../oracle.ts'
import type { Trace } from '../trace.ts'
import type { Report } from './report.ts'
import { wordsMeet } from './words-meet.ts'

type Watched = {
  readonly cloud: Cloud
  readonly book: Book
  readonly report: Report
  readonly trace: Trace
  /** Brings the book up to date with what browsers have just committed. */
  readonly refresh: () => void
}

const HOLD = 'aw1.h'

const people = ({ guests }: Truth): string => JSON.stringify(guests)

/** What of an event belongs to people, and differs. */
const changedForPeople = (before: Truth, after: Truth): readonly string[] =>
  [
    before.title !== after.title && 'title',
    before.description !== after.description && 'description',
    before.start !== after.start && 'start',
    before.end !== after.end && 'end',
    before.living !== after.living && 'existence',
    people(before) !== people(after) && 'guests',
  ].filter((each) => each !== false)

/** A hold that still is nobody's but ours. */
const isOnlyOurs = ({ title, guests, marks }: Truth): boolean =>
  marks[HOLD] !== undefined && title === 'Hold' && guests.length === 0

/** At the time offered, or at the one that a guest asked for instead. */
const isWhenOffered = (before: Truth, after: Truth): boolean =>
  [before, ...before.guests.map(({ proposed }) => proposed)].some(
    (time) => time?.start === after.start && time.end === after.end,
  )

/** An offered time may become a session: its own title gives way, guests are added, nobody is taken out, its time stays, unless they asked for another. */
const isBooked = (before: Truth, after: Truth): boolean =>
  before.marks[HOLD] !== undefined &&
  after.marks[HOLD] === undefined &&
  (before.title === 'Hold' || before.title === '' || before.title === after.title) &&
  (before.description === '' || before.description === after.description) &&
  isWhenOffered(before, after) &&
  after.living &&
  before.guests.every((guest) =>
    after.guests.some(({ email, response }) => email === guest.email && response === guest.response),
  )

/** The heads after a write: what it saw replaced by the new one, or the new one beside them (PRODUCT 7, Merge). */
const headsChange = (
  watched: Watched,
  who: string,
  participant: string,
  before: readonly Word[],
  after: readonly Word[],
): void => {
  const { book, report, refresh } = watched
  const ids = (words: readonly Word[]): readonly string[] => words.map(({ id }) => id).sort()
  const fresh = after.filter(({ id }) => !before.some((head) => head.id === id))
  const own = fresh[0]
  if (own === undefined || fresh.length > 1) {
    report('merge', `${who} left ${ids(after)} of ${ids(before)} for ${participant}`)
    return
  }
  const appended = keptOf([...before, own])
  const replaced = after.length === 1
  if (!replaced && String(ids(appended)) !== String(ids(after)))
    report('merge', `${who} put ${own.id} beside ${ids(before)} and left ${ids(after)}`)
  refresh()
  const lost = before.filter(({ id }) => !after.some((head) => head.id === id))
  const base = book.given.get(own.id)?.base
  if (
    base !== undefined &&
    before.length > 0 &&
    String([...base].sort()) === String(ids(before)) &&
    !replaced
  )
    report('merge', `${who}: ${own.id} saw all of ${ids(before)} and stands beside them`)
  if (replaced) {
    const unseen = lost.filter(({ id }) => !book.replacedBy(own.id).has(id))
    if (unseen.length > 0)
      report('merge', `${who}: ${own.id} took away ${ids(unseen)}, which it had not seen`)
    return
  }
  for (const { id } of lost) book.crowdedOut.add(id)
  wordsMeet(watched, who, own.id, ids(before))
}

/** Looks over the shoulder of every write: what it did to the event, and to anybody's mailbox. */
export const createCalendarWatch = (watched: Watched): Onlooker => {
  const { cloud, book, report, trace } = watched

  const marksChange = (who: string, before: Truth | null, after: Truth): void => {
    const was = headsOn(before?.marks ?? {})
    for (const [participant, heads] of headsOn(after.marks)) {
      for (const { id } of heads) book.carried.add(id)
      if (heads.length > 3) report('room', `${heads.length} heads for ${participant} on ${after.id}`)
      const earlier = was.get(participant) ?? []
      if (JSON.stringify(earlier) !== JSON.stringify(heads))
        headsChange(watched, who, participant, earlier, heads)
    }
    for (const participant of was.keys())
      if (headsOn(after.marks).get(participant) === undefined)
        report('never-lost', `${who} took the answers of ${participant} off ${after.id}`)
    const long = Object.entries(after.marks).find(([key, value]) => key.length > 44 || value.length > 1024)
    if (long !== undefined) report('room', `${long[0]} on ${after.id} is too long`)
  }

  const judge = (who: string, method: string, before: Truth | null, after: Truth | null): void => {
    if (after === null) return
    if (before === null) {
      const guests = after.guests.map(({ email }) => email)
      if (after.marks[HOLD] === undefined || guests.length > 1 || (guests.length === 0 && !isOnlyOurs(after)))
        report('own-events', `${who} made ${after.id}, which is neither a plain hold nor an invitation`)
      book.invited.set(after.id, guests)
      return
    }
    const changed = changedForPeople(before, after)
    const invited = book.invited.get(before.id) ?? []
    const isInvitation =
      invited.length > 0 &&
      before.marks[HOLD] !== undefined &&
      before.guests.every(({ email }) => invited.includes(email) || email === COACH)
    const mayGo = method === 'DELETE' && (isOnlyOurs(before) || isInvitation)
    if (changed.length > 0 && before.living && !mayGo && !isBooked(before, after))
      report('people-first', `${who} changed ${changed.join(', ')} of "${before.title}" (${before.id})`)
    if (after.living) marksChange(who, before, after)
  }

  /** An invitation is mailed once, its end to those it went to, and nothing else to anybody; but a service may tell guests unasked. */
  const judgeMail = (who: string, method: string, mail: Mail, booked: boolean): void => {
    const { to, kind, eventId, unasked } = mail
    const isOwn = book.invited.get(eventId)?.includes(to) === true
    const isFirst = !book.mailed.has(`${eventId} ${to} ${kind}`)
    const isDue =
      (method === 'POST' && kind === 'invitation') || (method === 'DELETE' && kind === 'cancellation')
    if (!isFirst || !((isOwn && isDue) || (unasked && booked)))
      report('no-mail', `${who} made the service mail ${to} a ${kind} about ${eventId}`)
    book.mailed.add(`${eventId} ${to} ${kind}`)
  }

  return (who, request, body) => {
    const look = cloud.written(request, body) ?? (() => null)
    cloud.mails()
    const before = look()
    return (fault) => {
      if (fault === '404' || fault === '410') book.denied.add(decodeURIComponent(request.url))
      const after = look()
      if (before?.etag === after?.etag) return
      trace.count('write')
      if (after?.living === false) book.removed.add(after.id)
      judge(who, request.method, before, after)
      const booked = before !== null && after !== null && isBooked(before, after)
      for (const mail of cloud.mails()) judgeMail(who, request.method, mail, booked)
    }
  }
}
