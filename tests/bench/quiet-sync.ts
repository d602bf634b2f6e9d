import { pull } from '../../lib/flow/pull.ts'
import { createInMemory, type Service } from './in-memory.ts'
import { accountOf, calendarId, depsOver, freshBooks } from './sync-books.ts'

/** Everything by which something can be written to IndexedDB. */
const WRITING = [
  [IDBObjectStore.prototype, ['put', 'add', 'delete', 'clear']],
  [IDBCursor.prototype, ['update', 'delete']],
] as const

/** Counts the writes that `work` makes, below the store and everything else of ours. */
const countWrites = async (work: () => Promise<unknown>): Promise<number> => {
  let writes = 0
  const restore = WRITING.flatMap(([prototype, names]) =>
    names.map((name) => {
      const methods = prototype as unknown as Record<string, (...args: unknown[]) => unknown>
      const original = methods[name]
      methods[name] = function counted(this: unknown, ...args) {
        writes++
        return original?.apply(this, args)
      }
      return () => Object.assign(methods, { [name]: original })
    }),
  )
  try {
    await work()
  } finally {
    for (const undo of restore) undo()
  }
  return writes
}

/** Pulls calendars for the first time and then once more, with nothing new: what the second pull asked for and wrote. */
export const pullTwice = async (
  service: Service,
  pages: readonly string[],
  calendars: number,
): Promise<{ readonly requests: number; readonly writes: number }> => {
  const db = await freshBooks('bench-quiet-sync', calendars, service)
  const ids = Array.from({ length: calendars }, (_, index) => calendarId(index))
  const calendarService = createInMemory(service, accountOf(service), new Map(ids.map((id) => [id, pages])))
  const deps = depsOver(db, calendarService.port)
  if ((await countWrites(() => pull(deps))) === 0)
    throw new Error('The writes of the first pull were not seen')
  const before = calendarService.requests()
  const writes = await countWrites(() => pull(deps))
  db.close()
  return { requests: calendarService.requests() - before, writes }
}
