import {
  AuthenticationHandler,
  Client,
  type GraphRequest,
  type Middleware,
  RetryHandler,
  RetryHandlerOptions,
  TelemetryHandler,
} from '@microsoft/microsoft-graph-client'
import { createEmulator, type Emulator } from './emulator.ts'
import { PREFER, SCOPES } from './outlook-caller.ts'

export const COACH = 'alex@coachwell.example'
export const DANA = 'dana@client.example'
const now = Date.UTC(2026, 10, 22, 12)

const operations = new Map<string, number>()
const count = (name: string): void => {
  operations.set(name, (operations.get(name) ?? 0) + 1)
}

/** The end of the official client's chain: the emulator instead of the network. */
const toEmulator = (emulator: Emulator): Middleware => ({
  execute: async (context) => {
    const request = new Request(context.request, context.options as RequestInit)
    const path = new URL(request.url).pathname.replace(/^\/v1\.0/, '')
    count(`${request.method} ${path.replace(/(calendars|events|masterCategories)\/[^/]+/g, '$1/{id}')}`)
    context.response = await emulator.fetch(request)
  },
})

const linked = (first: Middleware, ...rest: readonly Middleware[]): Middleware => {
  rest.reduce((before, next) => {
    before.setNext?.(next)
    return next
  }, first)
  return first
}

/** Calls a path with the client, preferring what every client of ours does. */
export type OfficialCall = (path: string) => GraphRequest

/** The coach's and a client's official Graph client, with its own handlers for tokens, retries and telemetry, both led to one emulator. */
export const connectGraph = () => {
  const emulator = createEmulator({
    now,
    outlookMailboxes: [
      { email: COACH, name: 'Alex Morgan', zone: 'America/New_York' },
      { email: DANA, name: 'Dana Reyes', zone: 'Europe/Paris' },
    ],
  })
  const as = (email: string): OfficialCall => {
    const token = emulator.outlook.grant(email, SCOPES)
    const client = Client.initWithMiddleware({
      middleware: linked(
        new AuthenticationHandler({ getAccessToken: async () => token }),
        new RetryHandler(new RetryHandlerOptions(0, 0)),
        new TelemetryHandler(),
        toEmulator(emulator),
      ),
    })
    return (path) => client.api(path).header('Prefer', PREFER)
  }
  return { emulator, graph: as(COACH), dana: as(DANA) }
}

/** The API's own words for a refused call. */
export const graphRefusal = async (call: Promise<unknown>) => {
  const error = (await call.then(
    () => null,
    (caught: unknown) => caught,
  )) as { statusCode?: number; code?: string } | null
  return { status: error?.statusCode, code: error?.code }
}

/** Which operations were driven so far, and how often. */
export const graphSummary = (): string => {
  const rows = [...operations].toSorted(([a], [b]) => a.localeCompare(b))
  const total = rows.reduce((sum, [, calls]) => sum + calls, 0)
  const lines = rows.map(([name, calls]) => `  ${String(calls).padStart(3)}  ${name}`)
  return [`The official Graph client drove ${rows.length} operations in ${total} calls:`, ...lines].join('\n')
}
