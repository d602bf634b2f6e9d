import type { Incoming, Reply } from '../provider.ts'
import { departures } from '../shape.ts'
import { authenticated, createQuota, needScope } from './access.ts'
import type { Accounts } from './accounts.ts'
import { calendarRoutes } from './calendar-routes.ts'
import { eventRoutes } from './event-routes.ts'
import type { Body } from './fields.ts'
import { applyMask, parseMask } from './mask.ts'
import { readParams } from './params.ts'
import { refuse, violate } from './refusal.ts'
import type { Route } from './route.ts'
import type { State } from './state.ts'

type Found = { readonly route: Route; readonly ids: readonly string[] }

const find = ({ method, path }: Incoming): Found => {
  for (const route of [...eventRoutes, ...calendarRoutes]) {
    const match = route.method === method ? route.path.exec(path) : null
    if (match) return { route, ids: match.slice(1).map(decodeURIComponent) }
  }
  refuse({
    status: 501,
    reason: 'notImplemented',
    message: `The emulator does not know ${method} ${path}.`,
    violation: true,
  })
}

/** The body a route takes; whatever departs from its shape is a violation (strictness). */
const bodyOf = (route: Route, { body, text, headers }: Incoming): Body => {
  if (route.body === null) {
    return text === '' ? {} : violate(`${route.name} takes no body.`)
  }
  if (!headers.get('content-type')?.includes('application/json'))
    return violate('The body must be application/json.')
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    return violate('Parse Error: not a JSON object.')
  const wrong = departures(body, route.body)
  if (wrong.length > 0) return violate(`Invalid JSON payload received. ${wrong.join('; ')}`)
  return body as Body
}

const notModified = (answer: unknown, headers: Headers): boolean => {
  const known = headers.get('if-none-match')
  return (
    known !== null &&
    typeof answer === 'object' &&
    answer !== null &&
    'etag' in answer &&
    answer.etag === known
  )
}

/** Answers the calendar API: token, scope, quota, parameters and body are checked before anything happens. */
export const createCalendarApi = (state: State, accounts: Accounts) => {
  const count = createQuota(state)
  return (request: Incoming): Reply => {
    if (request.headers.has('cookie'))
      return violate('A cookie was sent to the API (use credentials: "omit").')
    const { route, ids } = find(request)
    const grant = authenticated(accounts, request, state.now())
    needScope(grant, route.scopes, route.name)
    count(grant.email)
    const params = readParams(request.query, route.params)
    const body = bodyOf(route, request)
    const fields = params.text('fields')
    const mask = fields === undefined ? true : parseMask(fields, route.answer)
    const ifMatch = request.headers.get('if-match')
    const answer = route.run({ state, grant, ids, params, query: request.query, body, ifMatch })
    if (answer === null) return { status: 204, body: null }
    if (notModified(answer, request.headers)) return { status: 304, body: null }
    const etag =
      typeof answer === 'object' && 'etag' in answer ? [['etag', String(answer.etag)] as const] : []
    return { status: 200, headers: etag, body: applyMask(answer, mask) }
  }
}
