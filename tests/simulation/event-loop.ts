import type { Schedule } from './schedule.ts'

/** One for all: making one for every request that was answered in time is a fortieth of a run. */
const TOO_LATE = new DOMException('Too late', 'TimeoutError')

/**
 * Puts the schedule in the place of Node's own timers while `work` runs: fake-indexeddb queues its tasks by `setImmediate`, the HTTP client
 * waits by `AbortSignal.timeout`. Everything else that the flows wait for goes through ports. Put back afterwards, whatever happens.
 */
export const ownEventLoop = async <T>(schedule: Schedule, work: () => Promise<T>): Promise<T> => {
  const { setImmediate, setTimeout } = globalThis
  const { timeout } = AbortSignal
  const later = (run: (...args: unknown[]) => void, ms = 0, ...args: unknown[]) =>
    schedule.at(schedule.now() + ms, () => run(...args))
  Object.assign(globalThis, {
    setImmediate: (run: () => void) => schedule.soon(run),
    setTimeout: later,
  })
  AbortSignal.timeout = (ms) => {
    const controller = new AbortController()
    schedule.at(schedule.now() + ms, () => controller.abort(TOO_LATE))
    return controller.signal
  }
  try {
    return await work()
  } finally {
    Object.assign(globalThis, { setImmediate, setTimeout })
    AbortSignal.timeout = timeout
  }
}
