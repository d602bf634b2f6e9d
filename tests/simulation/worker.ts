import { getHeapStatistics } from 'node:v8'
import { parentPort } from 'node:worker_threads'
import { run } from './run.ts'

/** What a worker says of a seed. */
export type Told = {
  readonly seed: number
  readonly violations: readonly { readonly invariant: string; readonly detail: string }[]
  readonly counts: readonly (readonly [string, number])[]
  readonly tasks: number
  readonly heapBytes: number
}

parentPort?.on('message', async (seed: number) => {
  const { violations, counts, tasks } = await run(seed)
  const told: Told = {
    seed,
    violations,
    counts: [...counts],
    tasks,
    heapBytes: getHeapStatistics().used_heap_size,
  }
  parentPort?.postMessage(told)
})
