import type { Incoming, Reply } from '../provider.ts'
import { departures } from '../shape.ts'
import { badRequest, violate } from './refusal.ts'
import { BATCH_SHAPE } from './schema.ts'

type Part = {
  readonly id: string
  readonly method: string
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
  readonly dependsOn?: readonly string[]
}

/** The place of a request among those of a batch, of which the service runs four at a time. */
export type Lane = { readonly index: number; readonly width: number }
export const ALONE: Lane = { index: 0, width: 1 }

const MOST = 20
const AT_ONCE = 4

export const isBatch = ({ path }: Incoming): boolean => path === '/v1.0/$batch'

const listed = ({ body }: Incoming): readonly Part[] =>
  typeof body === 'object' && body !== null && 'requests' in body && Array.isArray(body.requests)
    ? body.requests
    : []

const isSequential = (parts: readonly Part[]): boolean => parts.some(({ dependsOn }) => dependsOn?.length)

/** How many requests of a batch are under way at once. */
export const widthOf = (request: Incoming): number => {
  const parts = listed(request)
  return parts.length === 0 || isSequential(parts) ? 1 : Math.min(parts.length, AT_ONCE)
}

const partsOf = (request: Incoming): readonly Part[] => {
  const wrong = departures(request.body, BATCH_SHAPE)
  if (wrong.length > 0) return violate(wrong.join('; '))
  const parts = listed(request)
  if (parts.length === 0) return violate('A batch needs requests.')
  if (parts.length > MOST) return violate(`Number of batch request steps exceeds the maximum value ${MOST}.`)
  const seen = new Set<string>()
  for (const { id, url, dependsOn = [] } of parts) {
    if (!id || seen.has(id)) return violate(`Request id '${id}' is missing or used twice.`)
    if (!url?.startsWith('/')) return violate(`The url '${url}' is not relative to the version.`)
    if (dependsOn.some((one) => !seen.has(one))) return badRequest(`Request ${id} depends on a later one.`)
    seen.add(id)
  }
  return parts
}

const requestOf = (outer: Incoming, { method, url: address, headers: own = {}, body }: Part): Incoming => {
  const url = new URL(`/v1.0${address}`, outer.url)
  const headers = new Headers(own)
  // Only who asks is taken from the batch; every other header is each request's own.
  headers.set('authorization', outer.headers.get('authorization') ?? '')
  const text = body === undefined ? '' : JSON.stringify(body)
  return { method, host: url.hostname, path: url.pathname, url, query: url.searchParams, headers, text, body }
}

/** The headers of one answer, named in the case that Graph sends and its client looks for. */
const headersOf = ({ headers = [], body }: Reply): Readonly<Record<string, string>> => {
  const named = headers
    .filter(([name]) => name !== 'set-cookie')
    .map(([name, value]) => [name.replace(/(?:^|-)[a-z]/g, (start) => start.toUpperCase()), value])
  const type = body === null ? [] : [['Content-Type', 'application/json; charset=utf-8']]
  return Object.fromEntries([...named, ...type])
}

/**
 * Answers `$batch`: up to 20 requests in one, each judged on its own. Answers come in no promised order: here backwards,
 * unless one depends on another; 424 for one whose forerunner failed.
 */
export const answerBatch = (outer: Incoming, judge: (request: Incoming, lane: Lane) => Reply): Reply => {
  const parts = partsOf(outer)
  const width = widthOf(outer)
  const statuses = new Map<string, number>()
  const responses = parts.map((part, index) => {
    const isBlocked = part.dependsOn?.some((id) => (statuses.get(id) ?? 500) >= 400)
    const reply: Reply = isBlocked
      ? { status: 424, body: { error: { code: 'FailedDependency', message: 'A request before it failed.' } } }
      : judge(requestOf(outer, part), { index: index % width, width })
    statuses.set(part.id, reply.status)
    return {
      id: part.id,
      status: reply.status,
      headers: headersOf(reply),
      ...(reply.body === null ? {} : { body: reply.body }),
    }
  })
  return { status: 200, body: { responses: isSequential(parts) ? responses : responses.toReversed() } }
}
