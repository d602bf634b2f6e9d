import { createCalendars } from '../../lib/calendars/calendars.ts'
import { scopesFor as googleScopes } from '../../lib/calendars/google/scopes.ts'
import { scopesFor } from '../../lib/calendars/outlook/scopes.ts'
import type { Tokens } from '../../lib/calendars/tokens.ts'
import { type Account, recordOf } from '../../lib/core/account.ts'
import { ok } from '../../lib/core/result.ts'
import { HOUR } from '../../lib/core/time.ts'
import type { CalendarPort } from '../../lib/ports.ts'
import { fetchFrom } from '../calendars/google/emulated.ts'
import { COACH, utc } from '../calendars/outlook/emulated.ts'
import { createEmulator } from '../emulator/emulator.ts'
import { accountOf } from '../helpers/books.ts'
import { createTestDeps } from '../helpers/deps.ts'
import { ANYONE } from './pulling.ts'

export const NOW = Date.UTC(2026, 10, 24, 16, 3)
export const DANA = 'dana@client.example'
const NOBODY_THERE = {} as CalendarPort

/** The flows over the real calendars of both services, emulated; the coach has the same address at each. */
export const createOutlookWorld = async () => {
  const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
  const emulator = createEmulator({ now: NOW, sleep })
  emulator.outlook.addUser({ email: COACH, name: 'Alex Morgan', zone: 'Europe/Madrid' })
  emulator.google.addUser({ email: COACH, name: 'Alex Morgan', zone: 'Europe/Madrid' })
  const grant = async ({ provider }: Account) => {
    const scopes = (provider === 'google' ? googleScopes : scopesFor)('write')
    return ok({
      value: emulator[provider === 'google' ? 'google' : 'outlook'].grant(COACH, scopes),
      expiresAt: 0,
      scopes,
    })
  }
  const tokens: Tokens = {
    get: grant,
    replace: grant,
    keep: async () => undefined,
    forget: async () => undefined,
  }
  const deps = await createTestDeps({ now: NOW, zone: 'Europe/Madrid' })
  const calendars = createCalendars({
    fetch: fetchFrom(emulator),
    clock: deps.clock,
    tokens,
    practice: NOBODY_THERE,
  })
  const connect = async (provider: 'google' | 'outlook') => {
    const account = accountOf({ id: `${provider}:alex`, provider, email: COACH })
    await deps.db.accounts.put(account)
    const port = calendars.of(account)
    const listed = await port.calendars()
    if (!listed.ok) throw new Error(listed.error.type)
    await deps.db.calendars.putMany(listed.value.map((calendar) => recordOf(calendar, true)))
    return { port, listed: listed.value }
  }
  await deps.db.rules.put(ANYONE)
  const advance = (ms: number) => {
    deps.time.advance(ms)
    emulator.clock.advance(ms)
  }
  const add = (subject: string, start: number, more = {}) =>
    emulator.outlook.addEvent(COACH, 'default', {
      subject,
      start: utc(start),
      end: utc(start + HOUR),
      attendees: [{ emailAddress: { address: DANA, name: 'Dana Reyes' } }],
      ...more,
    })
  return { deps: { ...deps, calendars }, emulator, connect, add, advance }
}

export type OutlookWorld = Awaited<ReturnType<typeof createOutlookWorld>>
