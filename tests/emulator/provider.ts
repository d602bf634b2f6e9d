/** What one provider's half (Google, Microsoft) is to the emulator: some hosts, answered from memory. */
export type Provider = {
  readonly hosts: readonly string[]
  /** Answers at once. Throws only for a fault in the emulator itself. */
  answer(request: Incoming): Reply
  /** The body this provider sends with an error of its own making, for faults on demand. */
  failure(kind: FailureKind, request: Incoming): Reply
  /** Whose token the request carries, for the log. */
  userOf(request: Incoming): string | null
  /** For a provider that limits how many requests are under way: one is, until `leave`, and takes `lastsMs`. */
  enter?(request: Incoming): { readonly lastsMs: number; leave(): void }
}

export type FailureKind =
  | '401'
  | '403-rate'
  | '403-forbidden'
  | '404'
  | '409'
  | '410'
  | '412'
  | '429'
  | '500'
  | '503'

/** A request, read once. `body` is the parsed JSON, else the text, else null. */
export type Incoming = {
  readonly method: string
  readonly host: string
  readonly path: string
  readonly url: URL
  readonly query: URLSearchParams
  readonly headers: Headers
  readonly text: string
  readonly body: unknown
}

/** An answer before it becomes a `Response`. An object body is sent as JSON. */
export type Reply = {
  readonly status: number
  readonly headers?: readonly (readonly [name: string, value: string])[]
  readonly body: unknown
}

const parsed = (text: string, type: string): unknown => {
  if (text === '') return null
  if (!type.includes('json')) return text
  try {
    return JSON.parse(text)
  } catch {
    return text // whoever answers sees a string where an object belongs, and refuses it
  }
}

/** Reads a `Request` to its end. */
export const readRequest = async (request: Request): Promise<Incoming> => {
  const url = new URL(request.url)
  const text = await request.text()
  return {
    method: request.method,
    host: url.hostname,
    path: url.pathname,
    url,
    query: url.searchParams,
    headers: request.headers,
    text,
    body: parsed(text, request.headers.get('content-type') ?? ''),
  }
}

const BODILESS = new Set([204, 304])

/** Makes the `Response`: JSON indented as Google sends it, and `Date` from the emulator's clock. */
export const toResponse = (reply: Reply, now: number): Response => {
  const headers = new Headers()
  for (const [name, value] of reply.headers ?? []) headers.append(name, value)
  headers.set('date', new Date(now).toUTCString())
  const isText = typeof reply.body === 'string'
  if (!headers.has('content-type') && reply.body !== null && !BODILESS.has(reply.status)) {
    headers.set('content-type', isText ? 'text/html; charset=utf-8' : 'application/json; charset=UTF-8')
  }
  if (!headers.has('cache-control')) headers.set('cache-control', 'private, max-age=0, must-revalidate')
  if (reply.body === null || BODILESS.has(reply.status))
    return new Response(null, { status: reply.status, headers })
  return new Response(isText ? (reply.body as string) : JSON.stringify(reply.body, null, 1), {
    status: reply.status,
    headers,
  })
}
