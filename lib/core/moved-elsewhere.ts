import type { QueueItem } from './proposal.ts'
import { partsOf, type Session } from './session-row.ts'
import { DAY } from './time.ts'

/** An event that appeared so long before the session was sent back, or went, may still be what it was moved to (PRODUCT 6). */
const BEFORE = DAY
/** A session that lies further away than this from the one sent back is not that one moved. */
const AWAY = 60 * DAY

/** Start (epoch ms) of the times that somebody's answer is about: by their own line in the books (`booked`), else as the session has it. */
export const saidOf = ({ answeredTimes }: Session, booked: number | undefined): number | null =>
  booked ?? answeredTimes?.start ?? null

/**
 * Whether a session that was sent back stands at a later time itself, put there after it was (E05): its answer holds for the time before
 * (`said`), so that nothing would ever be asked about the new one.
 */
export const wasPutOff = (
  { since }: Pick<QueueItem, 'since'>,
  { start, copies }: Session,
  said: number | null,
): boolean => said !== null && start !== said && start > since && copies.some(({ goneAt }) => goneAt === null)

/** Whether a session may make up for one of this key: it makes up for nothing yet, or for somebody else of the same group. */
export const isOpenFor = ({ makeupOf }: Pick<Session, 'makeupOf'>, missedKey: string): boolean =>
  makeupOf === null || partsOf(makeupOf).sessionKey === missedKey

/**
 * The session that one sent back may have been moved to: that one itself when it was put off, also once that time is over; else of these sessions with the same client the soonest that appeared since (or up
 * to a day before), is still to come, and of which the coach has not said that it is something else. Undefined: none. `booked`: where the
 * answer lies in the books, if that is known; that and `now` in epoch ms.
 */
export const movedElsewhere = (
  item: Pick<QueueItem, 'id' | 'since' | 'notMovedTo' | 'notPutOffTo'>,
  missed: Session,
  theirs: readonly Session[],
  { now, booked }: { readonly now: number; readonly booked: number | undefined },
): Session | undefined => {
  if (wasPutOff(item, missed, saidOf(missed, booked)) && !item.notPutOffTo?.includes(missed.start))
    return missed
  return theirs
    .filter(
      ({ key, standing, start, makeupOf, follows, firstSeenAt }) =>
        key !== missed.key &&
        standing === 'open' &&
        start > now &&
        isOpenFor({ makeupOf }, missed.key) &&
        follows === undefined &&
        firstSeenAt !== undefined &&
        firstSeenAt >= item.since - BEFORE &&
        Math.abs(start - missed.start) <= AWAY &&
        !item.notMovedTo?.includes(key),
    )
    .toSorted((a, b) => a.start - b.start)[0]
}
