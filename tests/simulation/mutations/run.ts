import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { MUTATIONS } from './all.ts'
import type { Mutation } from './mutation.ts'
import type { Bite } from './worker.ts'

/** The product as it is. Whatever it is caught at is no slip's doing: then the table would say nothing. */
const CONTROL: Mutation = {
  name: 'nothing: the product as it is',
  file: 'core/failure.ts',
  from: 'export const retryOf =',
  to: 'export const retryOf =',
}

const bite = (mutation: Mutation, seeds: number): Promise<Bite> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), {
      workerData: { mutation, seeds },
    })
    worker.once('error', reject)
    worker.once('message', (told: Bite) => void worker.terminate().then(() => resolve(told)))
  })

/**
 * Tries every slip, or those whose name holds `only`, and prints the table. Tells whether all were noticed, and nothing else was: a slip
 * that is not noticed within so many `seeds` is one for which the simulation has no teeth.
 */
export const runMutations = async (only: string, seeds: number): Promise<boolean> => {
  const chosen = MUTATIONS.filter(({ name }) => name.includes(only))
  if (chosen.length === 0) throw new Error(`No slip's name holds "${only}"`)
  const editions = new Set(chosen.flatMap(({ edition }) => edition ?? []))
  const controls = [CONTROL, ...[...editions].map((edition) => ({ ...CONTROL, edition }))]
  const left = [...controls, ...chosen]
  const missed: string[] = []
  let isClean = true
  const work = async (): Promise<void> => {
    for (let mutation = left.shift(); mutation !== undefined; mutation = left.shift()) {
      const { seeds: tried, by } = await bite(mutation, seeds)
      const isControl = controls.includes(mutation)
      if (isControl) isClean &&= by === null
      else if (by === null) missed.push(mutation.name)
      const what = by !== null ? 'caught' : isControl ? 'clean' : 'MISSED'
      console.log(
        `${what.padEnd(6)}  ${String(tried).padStart(3)} seeds  ${(by ?? '').padEnd(14)} ${mutation.name}`,
      )
    }
  }
  await Promise.all(Array.from({ length: availableParallelism() }, work))
  console.log(`\n${chosen.length - missed.length} of ${chosen.length} mutations caught`)
  return isClean && missed.length === 0
}
