import type { Emulator } from '../emulator/emulator.ts'
import type { FaultKind, FaultMatch } from '../emulator/faults.ts'
import type { Dice } from './dice.ts'
import type { Schedule } from './schedule.ts'
import type { Trace } from './trace.ts'

/** What befalls a request: a fault of the emulator's, or a list that comes back empty where it is not. */
export type Mishap = FaultKind | 'empty'

/** How the network and the services behave now. */
export type Weather = {
  /** The part of requests that something happens to, 0 to 1. */
  trouble: number
  /** What happens, by weight. */
  kinds: Readonly<Partial<Record<Mishap, number>>>
  /** Whether it happens to writes alone. */
  writesOnly: boolean
  /** Most ms on the way there, and back. */
  latencyMs: number
}

/** Fair weather: everything arrives, and soon. */
export const FAIR: Weather = { trouble: 0, kinds: {}, writesOnly: false, latencyMs: 40 }

/**
 * Hears of every request that reached the services; called before and after it was carried out, with no time in between. `status`: what
 * was answered, null where nothing came back.
 */
export type Onlooker = (
  from: string,
  request: Request,
  body: unknown,
) => (fault: Mishap | null, status: number | null) => void

/** Where the extension's requests come from: a browser says so with everything but a GET. */
const ORIGIN = 'chrome-extension://cilfilmgclkgidlnhlkdlnpdpeibeail'

/** Graph's list of a whole stretch, read from its beginning. Google's would come with a cursor, and be the truth for good. */
const isWholeList = (url: string): boolean => url.includes('/calendarView?') && !url.includes('skiptoken')

const path = (url: string): string => {
  const { pathname, search } = new URL(url)
  const short = pathname.replace('/calendar/v3', '').replace('/v1.0/me', '')
  return `${decodeURIComponent(short)}${search.length > 60 ? '' : search}`
}

/**
 * The way from the browsers to the services. What was sent arrives even when its sender was killed meanwhile; the answer then finds
 * nobody. Which request meets with what is the dice's to say.
 */
export const createNetwork = (
  {
    schedule,
    emulator,
    weather,
    trace,
    dice,
  }: {
    readonly dice: Dice
    readonly schedule: Schedule
    readonly emulator: Emulator
    readonly weather: Weather
    readonly trace: Trace
  },
  onlooker: Onlooker,
) => {
  const wait = (ms: number, owner: string): Promise<void> =>
    new Promise((resolve) => schedule.at(schedule.now() + ms, resolve, owner))

  const arm = (request: Request, luck: Dice): Mishap | null => {
    if (!luck.chance(weather.trouble) || (weather.writesOnly && request.method === 'GET')) return null
    const kind = luck.weighted(weather.kinds as Record<Mishap, number>)
    // The answer is only late: no business of the service's.
    if (kind === 'delay') return kind
    const { url, method } = request
    if (kind === 'empty') {
      if (!isWholeList(url)) return null
      const match: FaultMatch = (incoming) => incoming.url.href === url
      emulator.faults.next({ kind: 'malformed', mangle: () => ({ value: [] }), match })
      return kind
    }
    const retryAfter = kind === '429' || kind === '503' ? { retryAfter: luck.between(1, 90) } : {}
    emulator.faults.next({
      kind,
      ...retryAfter,
      match: (incoming) => incoming.url.href === url && incoming.method === method,
    })
    return kind
  }

  /** Carries a request to the services; runs as the world, which no killed browser takes along. */
  const deliver = async (
    from: string,
    request: Request,
    body: unknown,
    luck: Dice,
  ): Promise<{ readonly response: Response; readonly lateMs: number }> => {
    const fault = arm(request, luck)
    const after = onlooker(from, request, body)
    let response: Response | null = null
    try {
      response = await emulator.fetch(request)
      return { response, lateMs: fault === 'delay' ? luck.between(1_000, 50_000) : 0 }
    } finally {
      after(fault, response?.status ?? null)
      if (fault !== null) trace.count(`fault ${fault}`)
      const what = `${request.method} ${path(request.url)} → ${response?.status ?? 'lost'}`
      trace.say(from, fault === null ? what : `${what} (${fault})`)
    }
  }

  /** The `fetch` of one browser. */
  const fetchOf = (from: string, isOnline: () => boolean): typeof globalThis.fetch => {
    const luck = dice.fork(from)
    return async (input, init) => {
      const life = schedule.owner
      const { signal, ...rest } = init ?? {}
      const request = new Request(input, rest)
      if (request.method !== 'GET') request.headers.set('origin', ORIGIN)
      const body = typeof init?.body === 'string' && init.body.startsWith('{') ? JSON.parse(init.body) : null
      const [out, back] = [luck.between(1, weather.latencyMs), luck.between(1, weather.latencyMs)]
      return new Promise<Response>((resolve, reject) => {
        const fail = () => reject(new TypeError('Failed to fetch'))
        signal?.addEventListener('abort', fail)
        const arrive = async (): Promise<void> => {
          if (!isOnline()) {
            await wait(1, life)
            return fail()
          }
          try {
            const { response, lateMs } = await deliver(from, request, body, luck)
            await wait(back + lateMs, life)
            if (isOnline()) resolve(response)
            else fail()
          } catch (error) {
            if (!(error instanceof TypeError)) throw error
            await wait(back, life)
            fail()
          }
        }
        schedule.at(schedule.now() + out, () => void arrive(), 'world')
      })
    }
  }

  return { fetchOf }
}

export type Network = ReturnType<typeof createNetwork>
