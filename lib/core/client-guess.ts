import { participantKey, type Session } from './session-row.ts'
import { DAY, dateOf } from './time.ts'

/**
 * What the calendar lets one think of a client of whom nothing was entered yet (PRODUCT 3): shown as a proposal, never kept without the
 * coach's word.
 */
export type ClientGuess = {
  /** Past sessions that the calendar shows, without today's and without those in the books already. */
  readonly seen: number
  /** Start of the first of them, epoch ms; null: none. */
  readonly since: number | null
  /** Start of the first session in the books that counts, epoch ms; null: none. */
  readonly countedSince: number | null
  /** Sessions to come. */
  readonly booked: number
  /** How many a month they usually are; null where there are too few to tell. */
  readonly perMonth: number | null
  /** A package that speaks for itself, and what it was read from; null: none does. */
  readonly package: Package | null
}

export type Package = {
  readonly sessions: number
  readonly alreadyUsed: number
  /** `titles`: "5 of 12" · `series`: a run of sessions with a beginning and an end. */
  readonly from: 'titles' | 'series'
}

/** A session of the client with what was said of it, if anything. */
export type Meeting = Pick<Session, 'key' | 'uid' | 'originalStart' | 'title' | 'start' | 'end'> & {
  /** In the books: it must not be proposed as used before. */
  readonly answered: boolean
  /** In the books as one that counts. */
  readonly counts: boolean
}

/** What there is to guess from: all sessions of one client in the window, in any order. */
export type Sight = {
  /** Epoch ms. */
  readonly now: number
  /** The coach's, in which "today" begins. */
  readonly zone: string
  /** How far the calendar was read, epoch ms. */
  readonly read: { readonly start: number; readonly end: number }
}

/** So many sessions make a habit. */
const HABIT = 3
const DAYS_A_MONTH = 30.44
/** No package is larger. */
const LARGEST = 100

/** The times between one and the next, shortest first. */
const gapsOf = (meetings: readonly Meeting[]): readonly number[] =>
  meetings
    .slice(1)
    .map(({ start }, index) => start - (meetings[index]?.start ?? start))
    .toSorted((a, b) => a - b)

/** Sessions a month by the usual time between two of them; null where there are too few to tell. */
const monthly = (meetings: readonly Meeting[]): number | null => {
  if (meetings.length < HABIT) return null
  const gaps = gapsOf(meetings)
  const usual = gaps[Math.floor(gaps.length / 2)] ?? 0
  return usual <= 0 ? null : Math.max(1, Math.round((DAYS_A_MONTH * DAY) / usual))
}

type Numbered = { readonly nth: number; readonly of: number }

/** "5/12", "5 of 12", "5 de 12", "5 von 12" in a title. */
const numberedIn = (title: string): Numbered | null => {
  const found = /(?<![\d/.])(\d{1,3})\s*(?:\/|of|de|von)\s*(\d{1,3})(?![\d/.])/i.exec(title)
  const [nth, of] = [Number(found?.[1]), Number(found?.[2])]
  return nth >= 1 && nth <= of && of > 1 && of <= LARGEST ? { nth, of } : null
}

/** A package that titles count, one by one: a date ("Coaching 3/12") does not go on with 4/12. */
const fromTitles = (meetings: readonly Meeting[], isPast: (meeting: Meeting) => boolean): Package | null => {
  const counted = meetings.flatMap((meeting) => {
    const numbered = numberedIn(meeting.title)
    return numbered === null ? [] : [{ meeting, ...numbered }]
  })
  const [last, before] = [counted.at(-1), counted.at(-2)]
  if (!last || !before || last.of !== before.of || last.nth !== before.nth + 1) return null
  const own = counted.filter(({ of }) => of === last.of)
  const done = own.findLast(({ meeting }) => isPast(meeting))?.nth ?? (own[0]?.nth ?? 1) - 1
  const inBooks = own.filter(({ meeting, nth }) => meeting.answered && nth <= done).length
  return { sessions: last.of, alreadyUsed: Math.max(0, done - inBooks), from: 'titles' }
}

/** A series that both began and ends within what was read: as many sessions as it has. */
const fromSeries = (
  meetings: readonly Meeting[],
  isPast: (meeting: Meeting) => boolean,
  { read }: Sight,
): Package | null => {
  const series = Map.groupBy(
    meetings.filter(({ originalStart }) => originalStart !== null),
    ({ uid }) => uid,
  )
  // Two that run beside each other are no one package.
  const [run] = series.size === 1 ? [...series.values()] : []
  const [first, last] = [run?.[0], run?.at(-1)]
  if (!run || !first || !last || run.length < HABIT || isPast(last)) return null
  // Had there been one before the first or after the last, it would have been seen.
  const gap = (gapsOf(run).at(-1) ?? 0) + DAY
  if (first.start - gap < read.start || last.start + gap > read.end) return null
  return {
    sessions: run.length,
    alreadyUsed: run.filter((meeting) => isPast(meeting) && !meeting.answered).length,
    from: 'series',
  }
}

/** What one client's sessions let one guess. Pure, and the same for any order of `meetings`. */
export const guessOf = (meetings: readonly Meeting[], sight: Sight): ClientGuess => {
  const { now, zone } = sight
  const today = dateOf(now, zone)
  const inOrder = meetings.toSorted((a, b) => a.start - b.start || (a.key < b.key ? -1 : 1))
  // What is still to be asked about today counts by its answer.
  const isPast = ({ end, start }: Meeting): boolean => end <= now && dateOf(start, zone) < today
  const seen = inOrder.filter((meeting) => isPast(meeting) && !meeting.answered)
  return {
    seen: seen.length,
    since: seen[0]?.start ?? null,
    countedSince: inOrder.find(({ counts }) => counts)?.start ?? null,
    booked: inOrder.filter(({ start }) => start > now).length,
    perMonth: monthly(inOrder),
    package: fromTitles(inOrder, isPast) ?? fromSeries(inOrder, isPast, sight),
  }
}

/** Whether a session can tell anything of what a client has used: the coach did not set it aside, and nobody called it off. */
export const isTelling = (session: Session, participant: Session['participants'][number]): boolean =>
  session.standing !== 'aside' && session.standing !== 'canceled' && participant.response !== 'declined'

/** A session as a guess sees it. */
export const meetingOf = (session: Session, participant: Session['participants'][number]): Meeting => ({
  key: participantKey(session.key, participant.id),
  uid: session.uid,
  originalStart: session.originalStart,
  title: session.title,
  start: session.start,
  end: session.end,
  answered: participant.outcome !== null,
  counts: participant.outcome?.counts ?? false,
})
