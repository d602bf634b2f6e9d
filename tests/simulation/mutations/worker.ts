import { parentPort, workerData } from 'node:worker_threads'
import type { Mutation } from './mutation.ts'
import { plant } from './plant.ts'

/** What became of a slip: the seed that noticed it and by what, or null; how many were run. */
export type Bite = { readonly seeds: number; readonly by: string | null }

const { mutation, seeds } = workerData as { readonly mutation: Mutation; readonly seeds: number }
plant(mutation)

const { run } = await import('../run.ts')
const { TODAY } = await import('../plan.ts')
let bite: Bite = { seeds, by: null }
for (let tried = 1; tried <= seeds; tried += 1) {
  // Where more can happen, each thing happens less often: the first edition, and the one in which everything does, or what the slip is about.
  const edition = tried % 2 === 0 ? 1 : (mutation.edition ?? TODAY)
  const { violations } = await run(Math.ceil(tried / 2), { edition })
  const [first] = violations
  if (first === undefined) continue
  bite = { seeds: tried, by: first.invariant }
  break
}
parentPort?.postMessage(bite)
