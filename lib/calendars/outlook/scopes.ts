import type { Account } from '../../core/account.ts'
import type { Calendar } from '../../core/event.ts'
import type { Failure } from '../../core/failure.ts'

/** Renewal keys, and who signed in. */
const ALWAYS = ['offline_access', 'User.Read'] as const

/** The scopes to ask for: reading first (PRODUCT 10). Writing includes reading at Microsoft. */
export const scopesFor = (access: Account['access']): readonly string[] => [
  access === 'read' ? 'Calendars.Read' : 'Calendars.ReadWrite',
  ...ALWAYS,
]

/** Short and small: Entra gives scopes back with or without the address of Graph in front, and in letters of its own choice. */
const shortName = (scope: string): string =>
  scope.replace(/^https:\/\/graph\.microsoft\.com\//i, '').toLowerCase()

/** What access granted scopes amount to; null when not even reading. */
export const accessOf = (granted: readonly string[]): Account['access'] | null => {
  const names = granted.map(shortName)
  if (names.includes('calendars.readwrite')) return 'write'
  return names.includes('calendars.read') ? 'read' : null
}

/** Why a write to a calendar in this role would be refused, or null when it would not. */
export const writeObjection = (granted: readonly string[], role: Calendar['role']): Failure | null => {
  if (role !== 'owner' && role !== 'writer') return { type: 'forbidden', reason: 'read-only-calendar' }
  if (accessOf(granted) !== 'write') return { type: 'scope-needed' }
  // Others' calendars would want a wider permission, which is never asked for.
  return role === 'owner' ? null : { type: 'forbidden', reason: 'calendar-not-owned' }
}
