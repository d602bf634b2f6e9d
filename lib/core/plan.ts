import { MARK, readMarks } from './annotation.ts'
import { mergeQueue, queueAfter } from './annotation-queue.ts'
import { encodeHeads } from './annotation-value.ts'
import { effective } from './answer.ts'
import type { CalendarEvent, EventPatch } from './event.ts'
import type { Failure } from './failure.ts'
import { mergeHeads } from './merge.ts'
import { HOLD_TITLE, isNamed } from './offered-event.ts'
import { baseAmong, type WriteOperation } from './outbox.ts'
import { lookFor, shownMark, undressed } from './visible.ts'

/** What is to be done to an event as it now stands, so that a queued write is carried out. */
export type Plan =
  /** It is done already, or there is nothing left that it could mean. */
  | { readonly do: 'nothing' }
  | { readonly do: 'patch'; readonly patch: EventPatch }
  | { readonly do: 'remove'; readonly tell: 'guests' | 'nobody' }
  /** It would overwrite what somebody else did: for the coach to see (E51). */
  | { readonly do: 'refuse'; readonly failure: Failure }

type Change = Exclude<WriteOperation, { readonly type: 'insert' }>
type Marks = CalendarEvent['marks']

const NOTHING: Plan = { do: 'nothing' }
const CONFLICT: Plan = { do: 'refuse', failure: { type: 'changed' } }

/**
 * Looks at the event and says what a write still has to do to it. Asked again after every re-read, so that a write is applied to what
 * is there now or not at all (E51), and a write that got through although its answer was lost is found done (E48).
 */
export const plan = (operation: Change, event: CalendarEvent): Plan => {
  // An answer on a deleted event stays here (PRODUCT 7), marks have nothing to stand on, and a deleted hold is what a removal wanted.
  if (event.status === 'cancelled') return isMoreThanMarks(operation) ? CONFLICT : NOTHING
  switch (operation.type) {
    case 'annotate':
      return annotate(operation, event)
    case 'mark':
      return setMarks(wantedMarks(operation.marks, event.marks), event.marks)
    case 'strip':
      return strip(operation, event)
    case 'patch':
      if (isApplied(operation, event)) return NOTHING
      return holds(operation.expects, event.marks)
        ? { do: 'patch', patch: withGuests(besideTheirs(operation.patch, event), event) }
        : CONFLICT
    case 'remove':
      if (isTheirs(operation, event)) return unmark(operation.expects, event.marks)
      return holds(operation.expects, event.marks) && isAmong(event.attendees, operation.tell)
        ? { do: 'remove', tell: (operation.tell ?? []).length > 0 ? 'guests' : 'nobody' }
        : CONFLICT
  }
}

/** True for what would have changed something that others see. */
const isMoreThanMarks = (operation: Change): boolean =>
  operation.type === 'patch' && Object.keys(operation.patch).some((key) => key !== 'marks')

/** A hold that the coach has made into something else, seen when it is to go: named, or shared. An invitation has guests from the first. */
const isTheirs = (
  { tell, expects }: Extract<Change, { type: 'remove' }>,
  { title, attendees, marks }: CalendarEvent,
): boolean => tell === undefined && holds(expects, marks) && (title !== HOLD_TITLE || attendees.length > 0)

/** It stays; only what made it ours goes (E51). */
const unmark = (expects: Readonly<Record<string, string>>, there: Marks): Plan =>
  setMarks(Object.fromEntries([...Object.keys(expects), MARK.until].map((key) => [key, null])), there)

const annotate = (operation: Extract<Change, { type: 'annotate' }>, event: CalendarEvent): Plan => {
  const { participant, head, visible } = operation
  const there = event.marks
  const { heads } = readMarks(there)
  const own = heads.get(participant) ?? []
  const merged = mergeHeads(own, head, baseAmong(operation, own))
  if (merged.how === 'done') return NOTHING
  const used = effective(merged.heads) ?? head
  const queue = queueAfter(there[MARK.queue], participant, used)
  const mark = shownMark(new Map([...heads, [participant, merged.heads]]))
  // A browser that shows nothing lets stand what another one shows, as long as it is still so.
  const isStillSo = visible === undefined && mark === shownMark(heads)
  const { marks, ...look } = isStillSo ? { marks: {} } : lookFor(event, visible ?? null, mark)
  const said = { [MARK.any]: '1', [MARK.answer(participant)]: encodeHeads(merged.heads), [MARK.queue]: queue }
  return setMarks({ ...said, ...marks }, there, look)
}

/** Everything of ours off the event, or only what is seen of it. */
const strip = ({ only }: Extract<Change, { type: 'strip' }>, event: CalendarEvent): Plan => {
  const { marks, ...look } = undressed(event)
  const all = Object.fromEntries(Object.keys(event.marks).map((key) => [key, null]))
  return setMarks(only === 'visible' ? marks : all, event.marks, look)
}

/** Marks without merge, except that the queue's lines of other participants stay as they are. */
const wantedMarks = (
  own: Readonly<Record<string, string | null>>,
  there: Marks,
): Readonly<Record<string, string | null>> => {
  const lines = own[MARK.queue]
  const queue = typeof lines === 'string' ? { [MARK.queue]: mergeQueue(there[MARK.queue], lines) } : {}
  return { [MARK.any]: '1', ...own, ...queue }
}

/** A patch of those marks that are not yet as wanted; with them `look`, which the marks remember. */
const setMarks = (
  wanted: Readonly<Record<string, string | null>>,
  there: Marks,
  look: Pick<EventPatch, 'colour' | 'categories'> = {},
): Plan => {
  const marks = Object.fromEntries(
    Object.entries(wanted).filter(([key, value]) => (there[key] ?? null) !== value),
  )
  return Object.keys(marks).length === 0 ? NOTHING : { do: 'patch', patch: { ...look, marks } }
}

/** What a hold is to become, without what the coach has made of it since that was queued: a title or a text of theirs stays (E51). */
const besideTheirs = (patch: EventPatch, event: CalendarEvent): EventPatch => {
  if (event.marks[MARK.hold] === undefined) return patch
  const { title, description, ...rest } = patch
  return {
    ...rest,
    ...(title === undefined || isNamed(event) ? {} : { title }),
    ...(description === undefined || event.description !== '' ? {} : { description }),
  }
}

/** The patch with everybody who is invited by now: adding the client uninvites nobody, and takes no one's answer away (E51). */
const withGuests = (patch: EventPatch, { attendees: there }: CalendarEvent): EventPatch => {
  if (patch.attendees === undefined || there.length === 0) return patch
  const invited = new Set(there.map(({ email }) => email))
  const added = patch.attendees.filter(({ email }) => !invited.has(email.toLowerCase()))
  const kept = there.map(({ email, name, response }) => ({ email, name, response }))
  const { attendees: _, ...rest } = patch
  return added.length === 0 ? rest : { ...rest, attendees: [...kept, ...added] }
}

/** True when nobody would hear of it who was not named; a removal that names nobody tells nobody. */
const isAmong = (guests: CalendarEvent['attendees'], tell: readonly string[] | undefined): boolean =>
  tell === undefined || guests.every(({ email, self, resource }) => self || resource || tell.includes(email))

/** True when every mark that makes the event ours to change is still there. */
const holds = (expects: Readonly<Record<string, string>>, marks: Marks): boolean =>
  Object.entries(expects).every(([key, value]) => marks[key] === value)

/**
 * True when the event already is as the patch wants it. Where the patch itself takes away the mark it expects, its marks alone tell: what
 * else was edited since is people's own.
 */
const isApplied = ({ patch, expects }: Extract<Change, { type: 'patch' }>, event: CalendarEvent): boolean => {
  const marks = patch.marks ?? {}
  if (!Object.entries(marks).every(([key, value]) => (event.marks[key] ?? null) === value)) return false
  if (Object.keys(expects).some((key) => Object.hasOwn(marks, key))) return true
  const addresses = new Set(event.attendees.map((attendee) => attendee.email))
  return (
    (patch.title === undefined || patch.title === event.title) &&
    (patch.status === undefined || patch.status === event.status) &&
    (patch.private === undefined || patch.private === event.private) &&
    (patch.attendees ?? []).every((attendee) => addresses.has(attendee.email.toLowerCase()))
  )
}
