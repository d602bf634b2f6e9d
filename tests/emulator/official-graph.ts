import { Client } from '@microsoft/microsoft-graph-client'
import { createEmulator } from './emulator.ts'
import { PREFER, SCOPES } from './outlook-caller.ts'

export const COACH = 'alex@coachwell.example'
export const DANA = 'dana@client.example'
const now = Date.UTC(2026, 10, 22, 12)

const operations = new Map<string, number>()
const count = (name: string): void => {
  operations.set(name, (operations.get(name) ?? 0) + 1)
}

/** A request as the official client makes it: its own middleware, then the emulator instead of the network. */
const transport = (emulator: ReturnType<typeof createEmulator>): typeof fetch => {
  return (input, init) => {
    const request = new Request(input, init)
    const path = new URL(request.url).pathname.replace(/^\/v1\.0/, '')
    count(`${request.method} ${path.replace(/(calendars|events|masterCategories)\/[^/]+/g, '$1/{id}')}`)
    return emulator.fetch(request)
  }
}

/** The coach's and a client's official Graph client, both led to one emulator. */
export const connectGraph = () => {
  const emulator = createEmulator({
    now,
    outlookMailboxes: [
      { email: COACH, name: 'Alex Morgan', zone: 'America/New_York' },
      { email: DANA, name: 'Dana Reyes', zone: 'Europe/Paris' },
    ],
  })
  const as = (email: string): Client => {
    const token = emulator.outlook.grant(email, SCOPES)
    const send = transport(emulator)
    return Client.initWithMiddleware({
      middleware: {
        execute: async (context) => {
          const options = context.options ?? {}
          const headers = new Headers(options.headers as HeadersInit)
          headers.set('authorization', `Bearer ${token}`)
          headers.set('prefer', PREFER)
          context.response = await send(context.request as string, { ...(options as RequestInit), headers })
        },
      },
    })
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
