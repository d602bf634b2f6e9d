import type { Emulator } from './emulator.ts'

export const CALENDAR_SCOPE = 'https://www.googleapis.com/auth/calendar'
export const API = 'https://www.googleapis.com/calendar/v3'

/** An answer of the API, read: its JSON (null where empty) loosely typed for assertions. */
export type Answer = {
  readonly status: number
  readonly headers: Headers
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever came, and fails where it is not there
  readonly json: any
}

export type Call = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Readonly<Record<string, string>>,
) => Promise<Answer>

/** Calls the calendar API as a user whose token has the given scopes, without going through sign-in. */
export const createCaller = (
  emulator: Emulator,
  email: string,
  scopes: readonly string[] = [CALENDAR_SCOPE],
): Call => {
  const token = emulator.google.grant(email, scopes)
  return async (method, path, body, headers = {}) => {
    const type = body === undefined ? {} : { 'content-type': 'application/json' }
    const response = await emulator.fetch(
      new Request(`${API}${path}`, {
        method,
        headers: { authorization: `Bearer ${token}`, ...type, ...headers },
        body: body === undefined ? null : JSON.stringify(body),
      }),
    )
    const text = await response.text()
    return { status: response.status, headers: response.headers, json: text === '' ? null : JSON.parse(text) }
  }
}

/** Start and end of an event of an hour, in UTC unless a zone is given with a wall time. */
export const hour = (start: string, zone = 'UTC') => {
  const from = Temporal.PlainDateTime.from(start)
  return {
    start: { dateTime: from.toString({ smallestUnit: 'second' }), timeZone: zone },
    end: { dateTime: from.add({ hours: 1 }).toString({ smallestUnit: 'second' }), timeZone: zone },
  }
}
