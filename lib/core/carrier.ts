import type { Account } from './account.ts'
import type { Calendar } from './event.ts'
import { laneOf, type WriteOperation } from './outbox.ts'
import type { Copy, Session } from './session.ts'
import type { Settings } from './settings.ts'

/**
 * How far a session's write gets by one of its copies: `now`; `later`, it waits for a sign-in or for write access; `paused`, until the
 * coach resumes the account; `never`.
 */
export type Reach = 'now' | 'later' | 'paused' | 'never'

const NEARNESS: readonly Reach[] = ['now', 'later', 'paused', 'never']

/** What is known of a copy beside itself. */
export type Way = {
  readonly reach: Reach
  /** An annotation of ours stands on it. */
  readonly carries: boolean
}

const OPEN: Way = { reach: 'now', carries: false }

/**
 * The copy that carries a session's annotation (E11). One that has it keeps it, so that no other browser takes the old and the new answer
 * for two; else the one by which a write gets out soonest, the coach-organised one first. Of several alike the first by key, so that
 * browsers that see the same calendars all write to the same one. Undefined: none lives that can be written to.
 */
export const carrierOf = (
  session: Pick<Session, 'copies'>,
  wayOf: (copy: Copy) => Way = () => OPEN,
): Copy | undefined => {
  const ways = session.copies
    .filter((copy) => copy.writable && copy.goneAt === null)
    .map((copy) => ({ copy, key: laneOf(copy.calendarKey, copy.eventId), ...wayOf(copy) }))
    .filter(({ reach }) => reach !== 'never')
  return ways.toSorted(
    (a, b) =>
      Number(b.carries) - Number(a.carries) ||
      NEARNESS.indexOf(a.reach) - NEARNESS.indexOf(b.reach) ||
      Number(b.copy.organisedByCoach) - Number(a.copy.organisedByCoach) ||
      (a.key < b.key ? -1 : 1),
  )[0]?.copy
}

/** How far an annotation gets on this calendar of this account. */
export const reachOf = (
  calendar: Pick<Calendar, 'key' | 'role'> | undefined,
  account: Account | undefined,
  annotations: Settings['annotations'],
): Reach => {
  if (calendar === undefined || account === undefined || !isWanted(calendar, annotations)) return 'never'
  if (account.paused) return 'paused'
  return account.state === 'sign-in' || needsAccess(account) ? 'later' : 'now'
}

/** Off by default on calendars that the coach does not own (PRODUCT 7). */
const isWanted = ({ key, role }: Pick<Calendar, 'key' | 'role'>, annotations: Settings['annotations']) =>
  annotations.consent !== 'off' &&
  !annotations.off.includes(key) &&
  (role === 'owner' || annotations.on.includes(key))

/** Practice calendars live on this machine: there is nobody to ask for access. */
const needsAccess = ({ access, provider }: Pick<Account, 'access' | 'provider'>): boolean =>
  access === 'read' && provider !== 'practice'

/** True for what leaves outcomes or links on the coach's events: what the coach has to agree to first (PRODUCT 7). */
export const isAnnotation = (operation: WriteOperation): boolean =>
  operation.type === 'annotate' || operation.type === 'mark'

/**
 * Whether a write may go out: `queued`; `consent`, it waits for the coach's word on annotations or for write access; `drop`, the coach
 * does not want it on this calendar.
 */
export const gate = (
  operation: WriteOperation,
  annotations: Settings['annotations'],
  calendar: Pick<Calendar, 'key' | 'role'>,
  account: Pick<Account, 'provider' | 'access'>,
): 'queued' | 'consent' | 'drop' => {
  if (isAnnotation(operation)) {
    if (!isWanted(calendar, annotations)) return 'drop'
    if (annotations.consent === 'ask') return 'consent'
  }
  return needsAccess(account) ? 'consent' : 'queued'
}
