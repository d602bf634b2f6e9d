import { t } from '../../lib/browser/i18n.ts'
import { MINUTE, zoned } from '../../lib/core/time.ts'
import type { Timeline, TimelineCopy, TimelineLine } from '../../lib/core/view/timeline.ts'
import { shortDate, timeOf } from '../format.ts'
import { noticeWords } from '../prompt/evidence-words.ts'

/** What times are written by: the instant of reading (epoch ms), and the zone they are read in. */
export type Reading = { readonly now: number; readonly zone: string }

/** "Tue 24 Nov, 09:10". */
export const momentWords = (at: number, { now, zone }: Reading): string =>
  `${shortDate(at, now, zone)}, ${timeOf(at, zone)}`

const utc = ({ offset }: Temporal.ZonedDateTime): string => ` (UTC${offset})`

/** When it happened, as exactly as the calendar tells: "between Tue 24 Nov, 09:10 and 09:40", or "by …" where nobody looked before. */
export const spanWords = (
  { notBefore, notAfter }: { readonly notBefore: number | null; readonly notAfter: number },
  reading: Reading,
): string => {
  const { zone } = reading
  if (notBefore === null) return t('timeline_by', momentWords(notAfter, reading))
  if (notAfter - notBefore < MINUTE) return momentWords(notAfter, reading)
  const from = zoned(notBefore, zone)
  const to = zoned(notAfter, zone)
  const sameDay = from.toPlainDate().equals(to.toPlainDate())
  // Across a change of the clocks two times alone would tell another length than the true one.
  const [fromOffset, toOffset] = from.offset === to.offset ? ['', ''] : [utc(from), utc(to)]
  return t(
    'timeline_between',
    momentWords(notBefore, reading) + fromOffset,
    (sameDay ? timeOf(notAfter, zone) : momentWords(notAfter, reading)) + toOffset,
  )
}

/** What happened: "Dana Reyes declined", "The event was deleted; by whom is not known". */
export const sightingWords = ({ sighting, name }: TimelineLine, reading: Reading): string => {
  const { what, by, start, to } = sighting
  const who = name ?? t('timeline_somebody')
  switch (what) {
    case 'declined':
      return by === 'coach' ? t('timeline_youDeclined') : t('timeline_declined', who)
    case 'accepted':
      return by === 'coach' ? t('timeline_youUndeclined') : t('timeline_undeclined', who)
    case 'gone':
      return t(by === 'client' ? 'timeline_goneByClient' : 'timeline_gone')
    case 'back':
      return t('timeline_back')
    case 'moved':
      return t(
        by === 'client' ? 'timeline_movedByClient' : 'timeline_moved',
        momentWords(start, reading),
        momentWords(to ?? start, reading),
      )
    case 'no-longer-invited':
      return t('timeline_uninvited', who)
  }
}

/** "Notice: between 19 hr and 31 hr before", for what could have been a cancelation; null for the rest. */
export const lineNotice = ({ sighting: { what }, notice }: TimelineLine): string | null =>
  what === 'back' || what === 'accepted' || (notice.max === null && notice.min <= 0)
    ? null
    : t('timeline_notice', noticeWords(notice))

/** How the session came here: "First seen Tue 3 Nov, 10:12, for Tue 24 Nov, 10:00". */
export const firstWords = ({ came, firstSeenAt, firstStart }: Timeline, reading: Reading): string => {
  if (came === 'hand') return t('timeline_hand')
  const planned = firstStart === null ? '' : t('timeline_for', momentWords(firstStart, reading))
  const words =
    came === 'booked'
      ? t('timeline_booked')
      : firstSeenAt === null
        ? t('timeline_there')
        : t('timeline_appeared', momentWords(firstSeenAt, reading))
  return [words, planned].filter(Boolean).join(' ')
}

/** "Work: last seen there Tue 24 Nov, 10:30", or when it went from there while another copy lives (E11). */
export const copyWords = ({ calendar, seenAt, goneAt }: TimelineCopy, reading: Reading): string => {
  const where = calendar ?? t('timeline_noCalendar')
  return goneAt === null
    ? t('timeline_lastSeen', where, momentWords(seenAt, reading))
    : t('timeline_copyGone', where, spanWords({ notBefore: seenAt, notAfter: goneAt }, reading))
}

/** True while the session stands in some calendar. */
export const livesStill = ({ copies }: Timeline): boolean => copies.some(({ goneAt }) => goneAt === null)
