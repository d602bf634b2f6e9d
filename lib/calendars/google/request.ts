import type { Failure } from '../../core/failure.ts'
import { err, type Result } from '../../core/result.ts'
import type { Answer, Call, Http } from '../http.ts'

const BASE = 'https://www.googleapis.com/calendar/v3'

type Value = string | number | boolean
/** Query parameters; a list is sent as a repeated parameter. */
export type Query = Readonly<Record<string, Value | readonly Value[]>>

export type Request = Omit<Call, 'url' | 'token'> & {
  readonly path: readonly string[]
  readonly query?: Query
}

/** Sends one request to Google Calendar with the account's token. */
export type Send = (request: Request) => Promise<Result<Answer, Failure>>

const urlOf = (path: readonly string[], query: Query): string => {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) search.append(name, String(one))
  }
  const text = search.toString()
  return `${BASE}/${path.map(encodeURIComponent).join('/')}${text === '' ? '' : `?${text}`}`
}

/** Sends over `http` with what `token` gives; without a token the coach has to sign in. */
export const createSend =
  (http: Http, token: () => Promise<string>): Send =>
  async ({ path, query = {}, ...call }) => {
    let value: string
    try {
      value = await token()
    } catch {
      return err({ type: 'sign-in-needed' })
    }
    return http({ ...call, url: urlOf(path, query), token: value })
  }
