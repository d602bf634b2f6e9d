import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { parentPort, workerData } from 'node:worker_threads'
import type { Mutation } from './mutation.ts'

/** What became of a slip: the seed that noticed it and by what, or null; how many were run. */
export type Bite = { readonly seeds: number; readonly by: string | null }

const { mutation, seeds } = workerData as { readonly mutation: Mutation; readonly seeds: number }
const place = new URL(`../../../lib/${mutation.file}`, import.meta.url)

const original = readFileSync(place, 'utf8')
const found = original.split(mutation.from).length - 1
if (found !== 1) throw new Error(`"${mutation.name}" fits ${found} times into ${mutation.file}`)

registerHooks({
  load: (url, context, next) => {
    const loaded = next(url, context)
    if (url !== place.href) return loaded
    return { ...loaded, source: original.replace(mutation.from, () => mutation.to) }
  },
})

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
