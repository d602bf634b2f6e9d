import { GraphRequest } from '@microsoft/microsoft-graph-client/lib/src/GraphRequest.js'
import { HTTPClient } from '@microsoft/microsoft-graph-client/lib/src/HTTPClient.js'
import { ResponseType } from '@microsoft/microsoft-graph-client/lib/src/ResponseType.js'
import type { Failure } from '../../core/failure.ts'
import { err, type Result } from '../../core/result.ts'
import { type Answer, type Call, type Carry, readResponse } from '../http.ts'
import type { Turns } from '../in-flight.ts'

const GRAPH = { baseUrl: 'https://graph.microsoft.com', defaultVersion: 'v1.0' } as const

/** What an answer is relied on to be, so it is said at every request (API B): ids that stay, times in UTC, texts without markup. */
const PREFER = 'IdType="ImmutableId", outlook.timezone="UTC", outlook.body-content-type="text"'

export type Query = Readonly<Record<string, string | number>>

export type Request = Pick<Call, 'method' | 'body' | 'ifMatch'> & {
  /** Parts of the path, or a whole address that Graph gave for the next page. */
  readonly at: readonly string[] | string
  readonly query?: Query
}

/** Sends one request to Microsoft Graph with the account's token. */
export type Send = (request: Request) => Promise<Result<Answer, Failure>>

/** True for an address of Graph itself: the token goes nowhere else, whatever an answer names as its next page. */
export const isGraphLink = (link: string): boolean =>
  link.startsWith(`${GRAPH.baseUrl}/${GRAPH.defaultVersion}/`)

const encoded = (query: Query): Record<string, string> =>
  Object.fromEntries(Object.entries(query).map(([name, value]) => [name, encodeURIComponent(value)]))

const start = (request: GraphRequest, method: Request['method'], body: unknown): Promise<Response> => {
  if (method === 'POST') return request.post(body)
  if (method === 'PATCH') return request.patch(body)
  return method === 'DELETE' ? request.delete() : request.get()
}

/**
 * Sends by Microsoft's own client, which makes the address and the request. Its chain of middleware is one link long: `carry`, as for
 * every service. There is no retry handler, because it would wait longer than a worker lives: when to try again is kept in the
 * database. What comes back is left as it is, for `readResponse` to make an answer or a failure of. `turns`: the mailbox's.
 */
export const createSend = (carry: Carry, token: () => Promise<string>, turns: Turns): Send => {
  const client = new HTTPClient({
    execute: async (context) => {
      context.response = await carry(String(context.request), context.options ?? {})
    },
  })
  return async ({ method, at, query = {}, ifMatch, body }) => {
    let value: string
    try {
      value = await token()
    } catch {
      return err({ type: 'sign-in-needed' })
    }
    const path = typeof at === 'string' ? at : at.map(encodeURIComponent).join('/')
    const request = new GraphRequest(client, GRAPH, path)
      .query(encoded(query))
      .headers({
        authorization: `Bearer ${value}`,
        prefer: PREFER,
        ...(ifMatch ? { 'if-match': ifMatch } : {}),
      })
      .responseType(ResponseType.RAW)
    return turns(async () => readResponse(await start(request, method, body)))
  }
}
