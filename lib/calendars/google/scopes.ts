import type { Account } from '../../core/account.ts'
import type { Calendar } from '../../core/event.ts'
import type { Failure } from '../../core/failure.ts'

const scope = (name: string): string => `https://www.googleapis.com/auth/calendar${name}`

/** What reading needs: the events, and the list of calendars to choose from (PRODUCT 10: read-only first). */
const READ = [scope('.events.readonly'), scope('.calendarlist.readonly')] as const

/** What writing adds: events on calendars the coach owns, and free/busy. Nothing wider; others' calendars stay readable only (API A). */
const WRITE = [scope('.events.owned'), scope('.freebusy')] as const

/** The scopes to ask for. Write access asks for reading too, because a renewed token has just what was asked for. */
export const scopesFor = (access: Account['access']): readonly string[] =>
  access === 'read' ? READ : [...READ, ...WRITE]

const hasAny = (granted: readonly string[], names: readonly string[]): boolean =>
  names.some((name) => granted.includes(scope(name)))

const canRead = (granted: readonly string[]): boolean =>
  hasAny(granted, ['.events.readonly', '.events', '.readonly', '']) &&
  hasAny(granted, ['.calendarlist.readonly', '.calendarlist', '.readonly', ''])

/** What access granted scopes amount to; null when not even reading. People may leave out any of them on Google's page. */
export const accessOf = (granted: readonly string[]): Account['access'] | null => {
  if (!canRead(granted)) return null
  return hasAny(granted, ['.events.owned', '.events', '']) ? 'write' : 'read'
}

/** Whether a token with these scopes may ask for free/busy. */
export const canFreeBusy = (granted: readonly string[]): boolean =>
  hasAny(granted, ['.freebusy', '.events.freebusy', '.readonly', ''])

/** Why a write to a calendar in this role would be refused, or null when it would not. */
export const writeObjection = (granted: readonly string[], role: Calendar['role']): Failure | null => {
  if (role !== 'owner' && role !== 'writer') return { type: 'forbidden', reason: 'read-only-calendar' }
  if (hasAny(granted, ['.events', ''])) return null
  if (!hasAny(granted, ['.events.owned'])) return { type: 'scope-needed' }
  return role === 'owner' ? null : { type: 'forbidden', reason: 'calendar-not-owned' }
}
