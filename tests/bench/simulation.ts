import type { Store, TableName } from '../../lib/ports.ts'
import { createTestDatabase } from '../helpers/store.ts'
import { ownEventLoop } from '../simulation/event-loop.ts'
import { run } from '../simulation/run.ts'
import { createSchedule } from '../simulation/schedule.ts'
import { type Figure, inTurns, type Rounds } from './figure.ts'

/** Runs with one, two and three browsers, over Google, Outlook and both. */
const SEEDS = [2, 3, 4, 5, 6, 7]

type Call = { readonly table: TableName; readonly method: string; readonly args: readonly unknown[] }
type Transaction = {
  readonly browser: string
  readonly mode: 'read' | 'write'
  readonly tables: readonly TableName[]
  readonly calls: Call[]
}

/** The store, writing down what is asked of it. */
const written = (browser: string, store: Store, into: Transaction[]): Store => {
  const noted =
    (mode: Transaction['mode']): Store['read'] =>
    (tables, work) => {
      const transaction: Transaction = { browser, mode, tables, calls: [] }
      into.push(transaction)
      return store[mode](tables, (tx) => work(watched(tx, transaction)))
    }
  return { read: noted('read'), write: noted('write') }
}

const watched = <Tx extends object>(tx: Tx, { calls }: Transaction): Tx =>
  Object.fromEntries(
    Object.entries(tx).map(([table, methods]) => [
      table,
      Object.fromEntries(
        Object.entries(methods as Record<string, (...args: unknown[]) => unknown>).map(([method, call]) => [
          method,
          (...args: unknown[]) => {
            calls.push({ table: table as TableName, method, args })
            return call(...args)
          },
        ]),
      ),
    ]),
  ) as Tx

type Methods = Record<string, (...args: readonly unknown[]) => Promise<unknown>>

/** The same transactions once more, each browser's on a disk of its own, in the simulation's event loop and with nothing around them. */
const again = async (transactions: readonly Transaction[]): Promise<void> => {
  const schedule = createSchedule(0)
  await ownEventLoop(schedule, async () => {
    const stores = new Map<string, Store>()
    const work = async (): Promise<void> => {
      for (const { browser, mode, tables, calls } of transactions) {
        const store = stores.get(browser) ?? createTestDatabase()
        stores.set(browser, store)
        await store[mode](tables, async (tx) => {
          const all = tx as unknown as Record<string, Methods>
          for (const { table, method, args } of calls) await all[table]?.[method]?.(...args)
        })
      }
    }
    schedule.soon(() => void work())
    await schedule.run(1)
  })
}

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const started = performance.now()
  await work()
  return performance.now() - started
}

/** What a step of the simulation costs beside the store's work alone: the flows, the calendar clients, the services and the checks. */
export const simulationFigures = async (rounds: Rounds): Promise<readonly Figure[]> => {
  const runs: Transaction[][] = []
  let steps = 0
  for (const seed of SEEDS) {
    const transactions: Transaction[] = []
    const outcome = await run(seed, { storeOf: (name, store) => written(name, store, transactions) })
    steps += outcome.steps.length
    runs.push(transactions)
  }
  const perStep = async (work: () => Promise<unknown>) => (await timed(work)) / steps
  const cost = await inTurns(
    () =>
      perStep(async () => {
        for (const seed of SEEDS) await run(seed)
      }),
    () =>
      perStep(async () => {
        for (const transactions of runs) await again(transactions)
      }),
    rounds,
  )
  return [{ name: 'a simulated step, against its transactions alone', unit: 'ms', ...cost, budget: 3 }]
}
