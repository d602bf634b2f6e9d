import type { Answer, Call } from './caller.ts'
import type { Emulator } from './emulator.ts'

export const GRAPH = 'https://graph.microsoft.com/v1.0'
export const SCOPES = ['Calendars.ReadWrite', 'User.Read', 'MailboxSettings.ReadWrite']

/** What a client of ours prefers with every request. */
export const PREFER = 'IdType="ImmutableId", outlook.timezone="UTC", outlook.body-content-type="text"'

const read = async (response: Response): Promise<Answer> => {
  const text = await response.text()
  return { status: response.status, headers: response.headers, json: text === '' ? null : JSON.parse(text) }
}

/** Calls Graph as a user whose token has the given scopes, without going through sign-in. A path may be a whole `nextLink`. */
export const createGraphCaller = (
  emulator: Emulator,
  email: string,
  scopes: readonly string[] = SCOPES,
): Call => {
  const token = emulator.outlook.grant(email, scopes)
  return async (method, path, body, headers = {}) => {
    const type = body === undefined ? {} : { 'content-type': 'application/json' }
    const url = path.startsWith('https:') ? path : `${GRAPH}${path}`
    const request = new Request(url, {
      method,
      headers: { authorization: `Bearer ${token}`, prefer: PREFER, ...type, ...headers },
      body: body === undefined ? null : JSON.stringify(body),
    })
    return read(await emulator.fetch(request))
  }
}

/** Start and end of a Graph event of an hour, in UTC unless a zone is given with a wall time. */
export const graphHour = (start: string, timeZone = 'UTC') => {
  const from = Temporal.PlainDateTime.from(start)
  return {
    start: { dateTime: from.toString({ smallestUnit: 'second' }), timeZone },
    end: { dateTime: from.add({ hours: 1 }).toString({ smallestUnit: 'second' }), timeZone },
  }
}

/** A guest as Graph states one. */
export const guest = (address: string, name = address) => ({
  type: 'required' as const,
  emailAddress: { address, name },
})

/** The address of a view of a calendar, the default one unless named. */
export const viewOf = (from: string, to: string, rest = '', calendarId?: string): string => {
  const calendar = calendarId === undefined ? '' : `/calendars/${encodeURIComponent(calendarId)}`
  return `/me${calendar}/calendarView?startDateTime=${from}&endDateTime=${to}${rest}`
}
