import { isDeepStrictEqual } from 'node:util'
import { checkRecurrence } from './recurrence.ts'
import { badRequest } from './refusal.ts'
import type { Guest, Own, Shared } from './state.ts'
import { momentOf } from './time.ts'
import type { SeededEvent, WireAttendee, WireProperty, WireTime } from './wire.ts'

/** The two parts an event is kept in. */
export type Parts = { readonly shared: Shared; readonly own: Own }

const EPOCH = { ms: 0, zone: 'UTC', named: 'UTC' } as const

/** An event nothing has been said of, except that it has no times yet. */
export const BLANK: Parts = {
  shared: {
    subject: '',
    body: { contentType: 'text', content: '' },
    start: EPOCH,
    end: EPOCH,
    isAllDay: false,
    location: { displayName: '' },
    attendees: [],
    recurrence: null,
    importance: 'normal',
    sensitivity: 'normal',
    responseRequested: true,
    allowNewTimeProposals: true,
    hideAttendees: false,
    isOnlineMeeting: false,
    onlineMeetingProvider: 'unknown',
    onlineMeeting: null,
  },
  own: {
    categories: [],
    showAs: 'busy',
    isReminderOn: true,
    reminderMinutesBeforeStart: 15,
    props: {},
    answer: null,
  },
}

/** How a body is read: a client's, or a test's own, whose word on answers counts. `zone` is assumed where a time names none. */
export type Reading = { readonly seeded: boolean; readonly zone: string | null; readonly now: number }

const guestOf = (stated: WireAttendee, known: readonly Guest[], reading: Reading): Guest => {
  const address = (stated.emailAddress?.address ?? '').toLowerCase()
  if (!/^[^\s@]+@[^\s@]+$/.test(address))
    return badRequest('At least one recipient is not valid.', 'ErrorInvalidRecipients')
  const before = known.find((one) => one.address === address)
  const response = reading.seeded ? stated.status?.response : before?.response
  return {
    address,
    name: stated.emailAddress.name ?? before?.name ?? address,
    type: stated.type ?? before?.type ?? 'required',
    response: response ?? before?.response ?? 'none',
    answeredAt: before?.answeredAt ?? (response === undefined || response === 'none' ? null : reading.now),
    proposed: before?.proposed ?? null,
  }
}

const guestsOf = (
  stated: readonly WireAttendee[],
  known: readonly Guest[],
  reading: Reading,
): readonly Guest[] => [
  ...new Map(
    stated.map((one) => guestOf(one, known, reading)).map((guest) => [guest.address, guest]),
  ).values(),
]

const PROPERTY =
  /^(?:String|Integer|Boolean|SystemTime|Double|Binary|CLSID) \{[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\} (?:Name \S.*|Id 0x[0-9a-f]+)$/i

/** Ids of extended properties are compared with their GUID in lower case. */
export const propertyId = (id: string): string =>
  PROPERTY.test(id)
    ? id.replace(/\{[^}]+\}/, (set) => set.toLowerCase())
    : badRequest(`The property id '${id}' is not valid.`, 'ErrorInvalidProperty')

const propsOf = (before: Own['props'], stated: readonly WireProperty[]): Own['props'] => ({
  ...before,
  ...Object.fromEntries(stated.map(({ id, value }) => [propertyId(id), value])),
})

const bodyOf = (stated: { contentType?: string; content?: string }): Shared['body'] => ({
  contentType: stated.contentType?.toLowerCase() === 'html' ? 'html' : 'text',
  content: stated.content ?? '',
})

const OWN = new Set(['categories', 'showAs', 'isReminderOn', 'reminderMinutesBeforeStart'])
/** Read apart from the rest, because they hang on one another or are no field of the event. */
const APART = new Set([
  'start',
  'end',
  'isAllDay',
  'attendees',
  'body',
  'singleValueExtendedProperties',
  'transactionId',
  'organizer',
  'uid',
  'originalStartTimeZone',
])

const timesOf = (before: Shared, stated: SeededEvent, { zone }: Reading) => {
  const isAllDay = stated.isAllDay ?? before.isAllDay
  if (isAllDay !== before.isAllDay && (!stated.start || !stated.end))
    return badRequest('An event that becomes or stops being all-day needs its start and end.')
  const moment = (time: WireTime | undefined, known: Shared['start']) =>
    time ? momentOf(time, isAllDay, zone) : known
  const start = moment(stated.start, before.start)
  const end = moment(stated.end, before.end)
  if (end.ms < start.ms || (isAllDay && end.ms === start.ms))
    return badRequest(
      'The meeting end is earlier than its start.',
      'ErrorCalendarEndDateIsEarlierThanStartDate',
    )
  const shown = stated.originalStartTimeZone
  return { isAllDay, start: shown === undefined ? start : { ...start, named: shown }, end }
}

/** What a body makes of an event; null gives a field back its default. 400 for what Graph would not hold. */
export const applied = (before: Parts, stated: SeededEvent, reading: Reading): Parts => {
  const shared: Record<string, unknown> = { ...before.shared, ...timesOf(before.shared, stated, reading) }
  const own: Record<string, unknown> = { ...before.own }
  for (const [name, value] of Object.entries(stated)) {
    if (APART.has(name) || value === undefined) continue
    const part = OWN.has(name) ? 'own' : 'shared'
    const target = part === 'own' ? own : shared
    target[name] = value ?? (BLANK[part] as unknown as Record<string, unknown>)[name]
  }
  if (stated.body) shared.body = bodyOf(stated.body)
  if (stated.attendees) shared.attendees = guestsOf(stated.attendees, before.shared.attendees, reading)
  if (stated.recurrence) checkRecurrence(stated.recurrence)
  if (stated.singleValueExtendedProperties)
    own.props = propsOf(before.own.props, stated.singleValueExtendedProperties)
  return { shared: shared as Shared, own: own as Own }
}

/** The fields in which two versions of a part differ. */
export const differing = <T extends object>(before: T, after: T): readonly (keyof T)[] =>
  (Object.keys(after) as (keyof T)[]).filter((name) => !isDeepStrictEqual(before[name], after[name]))

/** Those fields alone. */
export const picked = <T extends object>(from: T, names: readonly (keyof T)[]): Partial<T> =>
  Object.fromEntries(names.map((name) => [name, from[name]])) as Partial<T>
