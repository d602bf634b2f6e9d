import { getHeapStatistics, setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
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
  /** What is still in use after a collection; now and then, else null. */
  readonly heapBytes: number | null
  /** Of the flows, since the worker last said so; now and then. */
  readonly covered: Covered
}

/** Asking for these after every seed would cost more than it tells. */
const ASKED_EVERY = 20

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

const heapBytes = (): number => {
  collect()
  return getHeapStatistics().used_heap_size
}
let done = 0

parentPort?.on('message', async (seed: number) => {
  const { violations, counts, tasks } = await run(seed)
  done += 1
  const isAsked = done % ASKED_EVERY === 0
  const told: Told = {
    seed,
    violations,
    counts: [...counts],
    tasks,
    heapBytes: isAsked ? heapBytes() : null,
    covered: isAsked ? await coverage.take() : {},
  }
  parentPort?.postMessage(told)
})
