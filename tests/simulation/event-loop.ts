import type { Schedule } from './schedule.ts'

/** One for all: making one for every request that was answered in time is a fortieth of a run. */
const TOO_LATE = new DOMException('Too late', 'TimeoutError')

/**
 * A copy of plain data, as `structuredClone` makes one and several times as fast: a tenth of a run is copying rows in and out of the
 * database. What is not plain goes to the real one.
 */
const copyOf = (value: unknown, clone: (value: unknown) => unknown): unknown => {
  if (typeof value !== 'object' || value === null) return typeof value === 'function' ? clone(value) : value
  if (Array.isArray(value)) return value.map((each) => copyOf(each, clone))
  if (Object.getPrototypeOf(value) !== Object.prototype) return clone(value)
  const copy: Record<string, unknown> = {}
  for (const key in value) copy[key] = copyOf((value as Record<string, unknown>)[key], clone)
  return copy
}

/**
 * Puts the schedule in the place of Node's own timers while `work` runs: fake-indexeddb queues its tasks by `setImmediate`, the HTTP client
 * waits by `AbortSignal.timeout`. Whoever runs finds their own disk (`diskOf`, by owner) behind `indexedDB`, also where it is opened again.
 * Everything else that the flows wait for goes through ports. Put back afterwards, whatever happens.
 */
export const ownEventLoop = async <T>(
  schedule: Schedule,
  work: () => Promise<T>,
  diskOf: (owner: string) => IDBFactory | undefined = () => undefined,
): Promise<T> => {
  const { setImmediate, setTimeout, structuredClone } = globalThis
  const { timeout } = AbortSignal
  const later = (run: (...args: unknown[]) => void, ms = 0, ...args: unknown[]) =>
    schedule.at(schedule.now() + ms, () => run(...args))
  Object.assign(globalThis, {
    setImmediate: (run: () => void) => schedule.soon(run),
    setTimeout: later,
    structuredClone: (value: unknown) => copyOf(value, structuredClone),
  })
  let last = globalThis.indexedDB
  Object.defineProperty(globalThis, 'indexedDB', {
    configurable: true,
    get: () => diskOf(schedule.owner) ?? last,
    set: (factory: IDBFactory) => {
      last = factory
    },
  })
  AbortSignal.timeout = (ms) => {
    const controller = new AbortController()
    schedule.at(schedule.now() + ms, () => controller.abort(TOO_LATE))
    return controller.signal
  }
  try {
    return await work()
  } finally {
    Object.assign(globalThis, { setImmediate, setTimeout, structuredClone })
    Object.defineProperty(globalThis, 'indexedDB', { configurable: true, writable: true, value: last })
    AbortSignal.timeout = timeout
  }
}
