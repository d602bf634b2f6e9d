import { createClock, type EmulatorClock } from './clock.ts'
import { createFaults, type Fault, type Faults, struck } from './faults.ts'
import { createAccounts } from './google/accounts.ts'
import { createGoogle } from './google/google.ts'
import { createState } from './google/state.ts'
import { createWorld, type GoogleWorld } from './google/world.ts'
import { createAccounts as createOutlookAccounts } from './outlook/accounts.ts'
import { createConcurrency } from './outlook/concurrency.ts'
import { createOutlook } from './outlook/outlook.ts'
import { createEntra, type EntraWorld } from './outlook/sign-in.ts'
import { createState as createOutlookState } from './outlook/state.ts'
import { createWorld as createOutlookWorld, type NewOutlookUser, type OutlookWorld } from './outlook/world.ts'
import { type Incoming, type Provider, type Reply, readRequest, toResponse } from './provider.ts'

/** One request as it came in and what became of it. */
export type LoggedRequest = {
  /** Epoch ms on the emulator's clock. */
  readonly at: number
  readonly method: string
  readonly host: string
  readonly path: string
  /** Parameters; values of a repeated one joined by commas. */
  readonly query: Readonly<Record<string, string>>
  /** The JSON body, else its text, else null. */
  readonly body: unknown
  readonly origin: string | null
  readonly ifMatch: string | null
  /** Whose token it carried. */
  readonly user: string | null
  /** 0 for a request or an answer that was lost. */
  readonly status: number
  /** The fault that struck it. */
  readonly fault: Fault['kind'] | null
}

export type Emulator = {
  /** Answers by host name; a host or address it does not know is 501 and a violation. Rejects, as `fetch` does, for lost requests and answers. */
  fetch(request: Request): Promise<Response>
  readonly hosts: readonly string[]
  readonly clock: EmulatorClock
  readonly google: GoogleWorld
  readonly outlook: OutlookWorld
  /** The sign-in server of Outlook's accounts. */
  readonly entra: EntraWorld
  readonly faults: Faults
  readonly log: readonly LoggedRequest[]
  /** Everything the strict checks objected to: what a correct client never sends. */
  readonly violations: readonly string[]
  /** Adds a violation seen by a server around the emulator. */
  complain(text: string): void
}

export type EmulatorOptions = {
  /** Where the clock stands, epoch ms; or a clock to follow. 2026-11-22T12:00:00Z by default. */
  readonly now?: number | (() => number)
  readonly seed?: number
  readonly mailboxes?: readonly { readonly email: string; readonly name?: string; readonly zone?: string }[]
  /** Mailboxes at Microsoft, work accounts unless said. */
  readonly outlookMailboxes?: readonly NewOutlookUser[]
  /** How the `delay` fault waits. Without it a delayed answer comes some microtasks later, since nothing here has a timer. */
  readonly sleep?: (ms: number) => Promise<void>
}

const START = Date.UTC(2026, 10, 22, 12)

const yieldOften = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn += 1) await null
}

const parametersOf = (query: URLSearchParams): Readonly<Record<string, string>> =>
  Object.fromEntries([...new Set(query.keys())].map((name) => [name, query.getAll(name).join(',')]))

const unknownHost = (request: Incoming): Reply => ({
  status: 501,
  body: { error: { code: 501, message: `The emulator does not answer for ${request.host}.` } },
})

/** The calendars and sign-in servers of a test, in memory: deterministic for its seed, its clock and what is sent to it. */
export const createEmulator = (options: EmulatorOptions = {}): Emulator => {
  const { now = START, seed = 1, mailboxes = [], outlookMailboxes = [], sleep = yieldOften } = options
  const clock = createClock(now)
  const faults = createFaults()
  const log: LoggedRequest[] = []
  const violations: string[] = []
  const complain = (text: string): void => {
    violations.push(text)
  }
  const state = createState(clock.now, seed)
  const accounts = createAccounts(clock.now, state.seeded)
  const google = createWorld(state, accounts)
  for (const mailbox of mailboxes) google.addUser(mailbox)
  const outlookState = createOutlookState(clock.now, seed)
  const outlookAccounts = createOutlookAccounts(clock.now, outlookState.seeded)
  const concurrency = createConcurrency(outlookState)
  const outlook = createOutlookWorld(outlookState, outlookAccounts, concurrency)
  for (const mailbox of outlookMailboxes) outlook.addUser(mailbox)
  const entra = createEntra(outlookState, outlookAccounts, complain)
  const providers: readonly Provider[] = [
    createGoogle(state, accounts, complain),
    createOutlook(outlookState, outlookAccounts, concurrency, faults, complain),
    entra.provider,
  ]

  const answer = (request: Incoming): { reply: Reply | null; fault: Fault | null } => {
    const provider = providers.find(({ hosts }) => hosts.includes(request.host))
    if (!provider) {
      complain(`${request.method} ${request.url.href}: the emulator does not answer for ${request.host}`)
      return { reply: unknownHost(request), fault: null }
    }
    const fault = request.method === 'OPTIONS' ? null : faults.take(request)
    if (fault === null) return { reply: provider.answer(request), fault }
    if (fault.kind === 'lost-response') provider.answer(request) // the work is done, only the answer never comes
    return { reply: struck(fault, provider, request), fault }
  }

  const record = (request: Incoming, status: number, fault: Fault | null): void => {
    const { method, host, path, body, headers } = request
    const provider = providers.find(({ hosts }) => hosts.includes(host))
    log.push({
      at: clock.now(),
      method,
      host,
      path,
      query: parametersOf(request.query),
      body,
      origin: headers.get('origin'),
      ifMatch: headers.get('if-match'),
      user: provider?.userOf(request) ?? null,
      status,
      fault: fault?.kind ?? null,
    })
  }

  return {
    fetch: async (request) => {
      const incoming = await readRequest(request)
      const visit = providers.find(({ hosts }) => hosts.includes(incoming.host))?.enter?.(incoming)
      try {
        const { reply, fault } = answer(incoming)
        record(incoming, reply?.status ?? 0, fault)
        if (fault?.kind === 'delay') await sleep(fault.delayMs ?? 1000)
        if (visit) await (visit.lastsMs > 0 ? sleep(visit.lastsMs) : yieldOften())
        if (reply === null) throw new TypeError('Failed to fetch')
        return toResponse(reply, clock.now())
      } finally {
        visit?.leave()
      }
    },
    hosts: providers.flatMap(({ hosts }) => hosts),
    clock,
    google,
    outlook,
    entra: entra.world,
    faults,
    log,
    violations,
    complain,
  }
}
