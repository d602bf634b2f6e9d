import type { Incoming, Reply } from '../provider.ts'
import { departures } from '../shape.ts'
import { authenticated, needScope, userOf } from './access.ts'
import type { Accounts } from './accounts.ts'
import { ALONE, type Lane } from './batch.ts'
import { calendarRoutes } from './calendar-routes.ts'
import { categoryRoutes } from './category-routes.ts'
import type { Concurrency } from './concurrency.ts'
import { eventRoutes } from './event-routes.ts'
import { appliedHeader, needPreferences, readPreferences } from './prefer.ts'
import { readQuery } from './query.ts'
import { refuse, violate } from './refusal.ts'
import type { Route } from './route.ts'
import { scheduleRoutes } from './schedule.ts'
import type { State } from './state.ts'

const ROUTES: readonly Route[] = [...eventRoutes, ...calendarRoutes, ...categoryRoutes, ...scheduleRoutes]

type Found = { readonly route: Route; readonly ids: readonly (string | null)[] }

const find = ({ method, path }: Incoming): Found => {
  for (const route of ROUTES) {
    const match = route.method === method ? route.path.exec(path) : null
    if (match)
      return {
        route,
        ids: match
          .slice(1)
          .map((id: string | undefined) => (id === undefined ? null : decodeURIComponent(id))),
      }
  }
  refuse({
    status: 501,
    code: 'NotImplemented',
    message: `The emulator does not know ${method} ${path}.`,
    violation: true,
  })
}

/** The body a route takes; whatever departs from its shape is a violation (strictness). */
const bodyOf = (route: Route, { body, text, headers }: Incoming): Readonly<Record<string, unknown>> => {
  if (route.body === null) return text === '' ? {} : violate(`${route.method} takes no body here.`)
  if (text === '') return {}
  if (!headers.get('content-type')?.includes('application/json'))
    return violate('The body must be application/json.', 'RequestBodyRead')
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    return violate('The body is not a JSON object.', 'RequestBodyRead')
  const wrong = departures(body, route.body)
  if (wrong.length > 0) return violate(wrong.join('; '), 'RequestBodyRead')
  return body as Readonly<Record<string, unknown>>
}

/** Answers Graph's methods one by one: token, scope, throttling, headers, query and body are checked before anything happens. */
export const createGraphApi = (state: State, accounts: Accounts, concurrency: Concurrency) => {
  return (request: Incoming, lane: Lane = ALONE): Reply => {
    if (request.headers.has('cookie'))
      return violate('A cookie was sent to the API (use credentials: "omit").')
    const { route, ids } = find(request)
    const grant = authenticated(accounts, request, state.now())
    needScope(grant, route.scopes)
    const user = userOf(state, grant)
    concurrency.check(user.email, lane)
    const prefer = readPreferences(request.headers)
    needPreferences(prefer, route.relies(request.query.get('$select')))
    const ifMatch = request.headers.get('if-match')
    if (ifMatch !== null && !route.conditional) return violate('If-Match means nothing here.')
    const query = readQuery(request.query, route.query)
    const body = bodyOf(route, request)
    const outcome = route.run({ state, grant, user, ids, query, prefer, body, ifMatch, request })
    return {
      status: outcome.status ?? 200,
      headers: [['preference-applied', appliedHeader(prefer)]],
      body: outcome.body,
    }
  }
}
