import ICAL from 'ical.js'
import { t } from '../../lib/browser/i18n.ts'
import type { ExportedPlace, ExportedSession } from '../../lib/core/view/calendar-file.ts'
import { codeWord, kindWord, stateWord } from './past-words.ts'

// RFC 5545 counts the space that begins a folded line among its 75 octets; ical.js does not.
ICAL.foldLength = 74

/**
 * Text on one line: what would end a line, or could not stand in a file at all, is a space. A calendar that splits lines where Unicode
 * does, and not where RFC 5545 does, finds nothing to split (E54).
 */
const oneLine = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()

/** "Didn’t occur: Client did not show up · Counts"; null while there is nothing to say. */
const placeWords = ({ state, code, counts }: ExportedPlace): string | null => {
  if (state === 'upcoming') return null
  const says = code !== null && code !== 'occurred' && state !== 'canceled-in-time' && state !== 'moved'
  return [
    says ? `${stateWord(state)}: ${codeWord(code)}` : stateWord(state),
    ...(counts ? [t('past_counts')] : []),
  ].join(' · ')
}

/** Each outcome on a line of its own, with how many of a group it is about; then whether it is paid, where that was said. */
const description = ({ places, kind }: ExportedSession): string => {
  const told = Map.groupBy(
    places.flatMap((place) => placeWords(place) ?? []),
    (words) => words,
  )
  return [
    ...[...told].map(([words, { length }]) => (places.length > 1 ? `${words} (${length})` : words)),
    ...(kind === null ? [] : [kindWord(kind)]),
  ].join('\n')
}

const utc = (ms: number): ICAL.Time => ICAL.Time.fromJSDate(new Date(ms), true)

/** A session and the UID that names it for ever; not the calendar's own, or opening the file would overwrite the event it tells of. */
export type NamedSession = { readonly uid: string; readonly session: ExportedSession }

type Told = {
  /** False: nothing that could name anybody. */
  readonly titles: boolean
  /** Epoch ms. */
  readonly now: number
}

const eventOf = ({ uid, session }: NamedSession, { titles, now }: Told): ICAL.Component => {
  const event = new ICAL.Component('vevent')
  event.addPropertyWithValue('uid', uid)
  event.addPropertyWithValue('dtstamp', utc(now))
  event.addPropertyWithValue('dtstart', utc(session.start))
  event.addPropertyWithValue('dtend', utc(session.end))
  event.addPropertyWithValue('summary', (titles && oneLine(session.title)) || t('ics_session'))
  event.addPropertyWithValue('description', description(session))
  event.addPropertyWithValue('status', session.off ? 'CANCELLED' : 'CONFIRMED')
  if (session.private) event.addPropertyWithValue('class', 'PRIVATE')
  return event
}

/** Sessions as an iCalendar file (RFC 5545), times in UTC, which every calendar shows in its own zone. */
export const sessionsIcs = (sessions: readonly NamedSession[], told: Told): string => {
  const file = new ICAL.Component('vcalendar')
  file.addPropertyWithValue('version', '2.0')
  file.addPropertyWithValue('prodid', '-//Afterward//Sessions//EN')
  file.addPropertyWithValue('calscale', 'GREGORIAN')
  for (const each of sessions) file.addSubcomponent(eventOf(each, told))
  return `${file.toString()}\r\n`
}
