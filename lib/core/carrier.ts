import type { Account } from './account.ts'
import type { Calendar } from './event.ts'
import { laneOf, type WriteOperation } from './outbox.ts'
import type { Copy, Session } from './session.ts'
import type { Settings } from './settings.ts'

/**
 * The copy that carries a session's annotation: the coach-organised one, else the first writable (E11). Of several alike the first by key,
 * so that browsers that see the same calendars all write to the same one. Undefined: none lives.
 */
export const carrierOf = (session: Pick<Session, 'copies'>): Copy | undefined => {
  const living = session.copies
    .filter((copy) => copy.writable && copy.goneAt === null)
    .toSorted((a, b) => (laneOf(a.calendarKey, a.eventId) < laneOf(b.calendarKey, b.eventId) ? -1 : 1))
  return living.find((copy) => copy.organisedByCoach) ?? living[0]
}

/** True for what leaves outcomes or links on the coach's events: what the coach has to agree to first (PRODUCT 7). */
const isAnnotation = (operation: WriteOperation): boolean =>
  operation.type === 'annotate' || operation.type === 'mark'

/**
 * Whether a write may go out: `queued`; `consent`, it waits for the coach's word on annotations or for write access; `drop`, the coach
 * does not want it on this calendar. Off by default on calendars that the coach does not own (PRODUCT 7).
 */
export const gate = (
  operation: WriteOperation,
  annotations: Settings['annotations'],
  calendar: Pick<Calendar, 'key' | 'role'>,
  account: Pick<Account, 'provider' | 'access'>,
): 'queued' | 'consent' | 'drop' => {
  if (isAnnotation(operation)) {
    const wanted = calendar.role === 'owner' || annotations.on.includes(calendar.key)
    if (annotations.consent === 'off' || annotations.off.includes(calendar.key) || !wanted) return 'drop'
    if (annotations.consent === 'ask') return 'consent'
  }
  // Practice calendars live on this machine: there is nobody to ask for access.
  return account.access === 'read' && account.provider !== 'practice' ? 'consent' : 'queued'
}
