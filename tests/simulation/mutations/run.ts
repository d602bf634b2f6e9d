import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { MUTATIONS } from './all.ts'
import type { Mutation } from './mutation.ts'
import type { Bite } from './worker.ts'

/** A slip is noticed within so many seeds, or the simulation has no teeth for it. */
const SEEDS = 200

const bite = (mutation: Mutation): Promise<Bite> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), {
      workerData: { mutation, seeds: SEEDS },
    })
    worker.once('error', reject)
    worker.once('message', (told: Bite) => void worker.terminate().then(() => resolve(told)))
  })

/** Tries every slip, or those whose name holds `only`, and prints the table. Tells whether all were noticed. */
export const runMutations = async (only = ''): Promise<boolean> => {
  const left = MUTATIONS.filter(({ name }) => name.includes(only))
  const missed: string[] = []
  const work = async (): Promise<void> => {
    for (let mutation = left.shift(); mutation !== undefined; mutation = left.shift()) {
      const { seeds, by } = await bite(mutation)
      if (by === null) missed.push(mutation.name)
      console.log(
        `${by === null ? 'MISSED' : 'caught'}  ${String(seeds).padStart(3)} seeds  ${(by ?? '').padEnd(14)} ${mutation.name}`,
      )
    }
  }
  const total = left.length
  await Promise.all(Array.from({ length: availableParallelism() }, work))
  console.log(`\n${total - missed.length} of ${total} mutations caught`)
  return missed.length === 0
}
