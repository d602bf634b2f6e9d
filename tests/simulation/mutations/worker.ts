import { parentPort, workerData } from 'node:worker_threads'
import type { Mutation } from './mutation.ts'
import { plant } from './plant.ts'

/** What became of a slip: the seed that noticed it and by what, or null; how many were run. */
export type Bite = { readonly seeds: number; readonly by: string | null }

const { mutation, seeds } = workerData as { readonly mutation: Mutation; readonly seeds: number }
plant(mutation)

const { run } = await import('../run.ts')
let bite: Bite = { seeds, by: null }
for (let seed = 1; seed <= seeds; seed += 1) {
  const { violations } = await run(seed)
  const [first] = violations
  if (first === undefined) continue
  bite = { seeds: seed, by: first.invariant }
  break
}
parentPort?.postMessage(bite)
