import { auth, calendar, type calendar_v3 } from '@googleapis/calendar'
import { CALENDAR_SCOPE } from './caller.ts'
import { createEmulator } from './emulator.ts'

export const COACH = 'alex@coachwell.example'
export const DANA = 'dana@client.example'
const now = Date.UTC(2026, 10, 22, 12)

const operations = new Map<string, number>()
const count = (name: string): void => {
  operations.set(name, (operations.get(name) ?? 0) + 1)
}

/** The coach's and a client's official client, both led to one emulator. */
export const connect = () => {
  const emulator = createEmulator({
    now,
    mailboxes: [
      { email: COACH, name: 'Alex', zone: 'America/New_York' },
      { email: DANA, name: 'Dana', zone: 'Europe/Paris' },
    ],
  })
  const as = (email: string): calendar_v3.Calendar => {
    const client = new auth.OAuth2()
    client.setCredentials({ access_token: emulator.google.grant(email, [CALENDAR_SCOPE]) })
    const transport: typeof fetch = (input, init) => {
      const request = new Request(input, init)
      const path = new URL(request.url).pathname
      const route = path
        .replace(/^\/calendar\/v3/, '')
        .replace(/(calendars|events|calendarList)\/(?!me)[^/]+/g, '$1/{id}')
      count(`${request.method} ${route}`)
      return emulator.fetch(request)
    }
    return calendar({ version: 'v3', auth: client, fetchImplementation: transport, retry: false })
  }
  return { emulator, google: as(COACH), dana: as(DANA) }
}

/** Start and end as wall times. */
export const timed = (start: string, end: string, timeZone = 'America/New_York') => ({
  start: { dateTime: start, timeZone },
  end: { dateTime: end, timeZone },
})

/** The API's own words for a refused call. */
export const refusal = async (call: Promise<unknown>) => {
  const error = (await call.then(
    () => null,
    (caught: unknown) => caught,
  )) as { status?: number; response?: { data?: { error?: { errors?: { reason?: string }[] } } } } | null
  return { status: error?.status, reason: error?.response?.data?.error?.errors?.[0]?.reason }
}

/** Which operations were driven so far, and how often. */
export const summary = (): string => {
  const rows = [...operations].toSorted(([a], [b]) => a.localeCompare(b))
  const total = rows.reduce((sum, [, calls]) => sum + calls, 0)
  const lines = rows.map(([name, calls]) => `  ${String(calls).padStart(3)}  ${name}`)
  return [`The official client drove ${rows.length} operations in ${total} calls:`, ...lines].join('\n')
}
