import { getHeapStatistics } from 'node:v8'
import { parentPort } from 'node:worker_threads'
import { type Covered, createCoverage } from './coverage.ts'

const coverage = await createCoverage()
const { run } = await import('./run.ts')

/** What a worker says of a seed. */
export type Told = {
  readonly seed: number
  readonly violations: readonly { readonly invariant: string; readonly detail: string }[]
  readonly counts: readonly (readonly [string, number])[]
  readonly tasks: number
  readonly heapBytes: number
  /** Of the flows, since the worker last said so; now and then. */
  readonly covered: Covered
}

/** Asking for it after every seed would cost more than it tells. */
const ASKED_EVERY = 20
let done = 0

parentPort?.on('message', async (seed: number) => {
  const { violations, counts, tasks } = await run(seed)
  done += 1
  const told: Told = {
    seed,
    violations,
    counts: [...counts],
    tasks,
    heapBytes: getHeapStatistics().used_heap_size,
    covered: done % ASKED_EVERY === 0 ? await coverage.take() : {},
  }
  parentPort?.postMessage(told)
})
