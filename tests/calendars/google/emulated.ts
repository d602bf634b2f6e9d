import { createGoogleCalendar } from '../../../lib/calendars/google/client.ts'
import { scopesFor } from '../../../lib/calendars/google/scopes.ts'
import type { Calendar } from '../../../lib/core/event.ts'
import { chromiumId } from '../../../lib/extension.ts'
import type { CalendarPort } from '../../../lib/ports.ts'
import { createEmulator, type Emulator } from '../../emulator/emulator.ts'

export const COACH = 'alex@coachwell.example'
export const NOW = Date.UTC(2026, 10, 24, 16, 3)

export type Emulated = {
  readonly emulator: Emulator
  readonly port: CalendarPort
  readonly calendar: Calendar
  readonly fetch: typeof globalThis.fetch
}

/** The emulator as an extension's `fetch`, which says where it comes from when it sends something (API 0.2). */
export const fetchFrom =
  (emulator: Emulator): typeof globalThis.fetch =>
  (input, init) => {
    const request = new Request(input, init)
    if (request.method !== 'GET') request.headers.set('origin', `chrome-extension://${chromiumId}`)
    return emulator.fetch(request)
  }

/** A coach's account at the emulated Google, with a token of the given access, and their primary calendar. */
export const createEmulated = async (access: 'read' | 'write' = 'write'): Promise<Emulated> => {
  const emulator = createEmulator({ now: NOW })
  emulator.google.addUser({ email: COACH, name: 'Alex Morgan', zone: 'Europe/Madrid' })
  const scopes = scopesFor(access)
  const token = emulator.google.grant(COACH, scopes)
  const fetch = fetchFrom(emulator)
  const port = createGoogleCalendar({ fetch, token: async () => token, accountId: 'google:alex', scopes })
  const calendars = await port.calendars()
  const calendar = calendars.ok ? calendars.value.find(({ primary }) => primary) : undefined
  if (calendar === undefined) throw new Error('The emulator lists no primary calendar')
  return { emulator, port, calendar, fetch }
}
