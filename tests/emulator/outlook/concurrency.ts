import type { Lane } from './batch.ts'
import { refuse } from './refusal.ts'
import type { State } from './state.ts'

/** How many requests are under way on each mailbox, and how many came lately (API B, Limits). */
export type Concurrency = {
  /** A request has come in; the answer's end calls what it returns. */
  enter(email: string, requests: number): () => void
  highest(email: string): number
  /** Refuses a request beyond what one mailbox may have under way, or ask in ten minutes. */
  check(email: string, lane: Lane): void
}

const TEN_MINUTES = 600_000

/** Counts that nobody has added to. */
export const createConcurrency = (state: State): Concurrency => {
  const underWay = new Map<string, number>()
  const highest = new Map<string, number>()
  const recent = new Map<string, number[]>()
  const running = (email: string): number => underWay.get(email) ?? 0
  return {
    enter: (email, requests) => {
      underWay.set(email, running(email) + requests)
      highest.set(email, Math.max(highest.get(email) ?? 0, running(email)))
      return () => {
        underWay.set(email, running(email) - requests)
      }
    },
    highest: (email) => highest.get(email) ?? 0,
    check: (email, { index, width }) => {
      const { concurrent, perTenMinutes, retryAfter } = state.settings
      const throttled = { status: 429, code: 'ApplicationThrottled', retryAfter } as const
      if (running(email) - width + index + 1 > concurrent)
        refuse({ ...throttled, message: 'Application is over its MailboxConcurrency limit.' })
      const now = state.now()
      const lately = (recent.get(email) ?? []).filter((at) => at > now - TEN_MINUTES && at <= now)
      recent.set(email, lately)
      if (lately.length >= perTenMinutes)
        refuse({ ...throttled, message: 'Application is over its RequestsPerApp limit.' })
      lately.push(now)
    },
  }
}
