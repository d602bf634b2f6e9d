import type { FailureKind, Incoming, Provider, Reply } from './provider.ts'

/**
 * What can go wrong on demand. `lost-request` never arrives, `lost-response` does its work and then breaks the line,
 * `malformed` sends one item nobody can read, `truncated` ends in mid-JSON, `delay` waits first.
 */
export type FaultKind = FailureKind | 'lost-request' | 'lost-response' | 'malformed' | 'truncated' | 'delay'

export type FaultMatch =
  | ((request: Incoming) => boolean)
  | { readonly method?: string; readonly path?: RegExp; readonly host?: string }

export type Fault = {
  readonly kind: FaultKind
  /** Which requests it strikes; every one by default. */
  readonly match?: FaultMatch
  /** How many of them, 1 by default. */
  readonly times?: number
  /** `Retry-After` in seconds, or as an HTTP date. */
  readonly retryAfter?: number | string
  /** For `delay`, in milliseconds. */
  readonly delayMs?: number
  /** For `malformed`: what becomes of the body. By default the first item loses its times. */
  readonly mangle?: (body: unknown) => unknown
}

export type Faults = {
  /** Arms a fault for the next matching requests. Faults strike in the order they were armed. */
  next(fault: Fault): void
  /** Disarms all of them. */
  clear(): void
  /** How many strikes are still armed. */
  readonly pending: number
  /** Takes the fault that strikes this request, if one does. */
  take(request: Incoming): Fault | null
}

const matches = (match: FaultMatch | undefined, request: Incoming): boolean => {
  if (match === undefined) return true
  if (typeof match === 'function') return match(request)
  return (
    (match.method === undefined || match.method === request.method) &&
    (match.host === undefined || match.host === request.host) &&
    (match.path === undefined || match.path.test(request.path))
  )
}

/** A queue of armed faults. */
export const createFaults = (): Faults => {
  const armed: { fault: Fault; left: number }[] = []
  return {
    next: (fault) => {
      armed.push({ fault, left: fault.times ?? 1 })
    },
    clear: () => {
      armed.length = 0
    },
    get pending() {
      return armed.reduce((sum, { left }) => sum + left, 0)
    },
    take: (request) => {
      const index = armed.findIndex(({ fault }) => matches(fault.match, request))
      const found = armed[index]
      if (!found) return null
      found.left -= 1
      if (found.left <= 0) armed.splice(index, 1)
      return found.fault
    },
  }
}

/** The default `malformed`: the first item of a list, or the body itself, has times and a status that mean nothing. */
const mangled = (body: unknown): unknown => {
  if (typeof body !== 'object' || body === null) return body
  const broken = { start: { dateTime: 'half past' }, end: 7, status: ['confirmed'] }
  const list = 'items' in body ? 'items' : 'value'
  const items = (body as Readonly<Record<string, unknown>>)[list]
  if (!Array.isArray(items)) return { ...body, ...broken }
  const [first, ...rest] = items as readonly object[]
  return { ...body, [list]: first ? [{ ...first, ...broken }, ...rest] : [broken] }
}

/** What becomes of a request that a fault strikes; null where no answer comes. */
export const struck = (fault: Fault, provider: Provider, request: Incoming): Reply | null => {
  const { kind, retryAfter } = fault
  if (kind === 'lost-request' || kind === 'lost-response') return null
  if (kind === 'delay') return provider.answer(request)
  if (kind === 'malformed') {
    const reply = provider.answer(request)
    return { ...reply, body: (fault.mangle ?? mangled)(reply.body) }
  }
  if (kind === 'truncated') {
    const reply = provider.answer(request)
    const text = JSON.stringify(reply.body)
    const headers = [...(reply.headers ?? []), ['content-type', 'application/json; charset=UTF-8'] as const]
    return { ...reply, headers, body: text.slice(0, Math.ceil(text.length / 2)) }
  }
  const reply = provider.failure(kind, request)
  const wait = retryAfter === undefined ? [] : [['retry-after', String(retryAfter)] as const]
  return { ...reply, headers: [...(reply.headers ?? []), ...wait] }
}
