import { createOutlookCalendar } from '../../../lib/calendars/outlook/client.ts'
import { scopesFor } from '../../../lib/calendars/outlook/scopes.ts'
import type { Calendar } from '../../../lib/core/event.ts'
import type { CalendarPort } from '../../../lib/ports.ts'
import { createEmulator, type Emulator } from '../../emulator/emulator.ts'
import type { NewOutlookUser } from '../../emulator/outlook/world.ts'
import { fetchFrom } from '../google/emulated.ts'

export const COACH = 'alex@coachwell.example'
export const NOW = Date.UTC(2026, 10, 24, 16, 3)

export type Emulated = {
  readonly emulator: Emulator
  readonly port: CalendarPort
  readonly calendar: Calendar
  readonly fetch: typeof globalThis.fetch
}

/** A coach's mailbox at the emulated Microsoft, with a token of the given access, and its standard calendar. */
export const createEmulated = async (
  access: 'read' | 'write' = 'write',
  kind: NewOutlookUser['kind'] = 'work',
): Promise<Emulated> => {
  const emulator = createEmulator({ now: NOW })
  emulator.outlook.addUser({ email: COACH, name: 'Alex Morgan', zone: 'Europe/Madrid', kind })
  const scopes = scopesFor(access)
  // A token lives for an hour: here every request has a new one.
  const token = async () => emulator.outlook.grant(COACH, scopes)
  const fetch = fetchFrom(emulator)
  const port = createOutlookCalendar({
    fetch,
    token,
    accountId: 'outlook:alex',
    scopes,
    now: emulator.clock.now,
    zone: () => 'Europe/Madrid',
  })
  const calendars = await port.calendars()
  const calendar = calendars.ok ? calendars.value.find(({ primary }) => primary) : undefined
  if (calendar === undefined) throw new Error('The emulator lists no standard calendar')
  return { emulator, port, calendar, fetch }
}

/** A time as Graph takes it. */
export const utc = (ms: number) => ({ dateTime: new Date(ms).toISOString().slice(0, 19), timeZone: 'UTC' })
