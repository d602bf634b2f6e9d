import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { Told } from './worker.ts'

/** A run throws nearly all it makes away at once: with room for it the collector has a tenth less to do. */
const YOUNG = { maxYoungGenerationSizeMb: 64 }

/**
 * Runs seeds on all cores. `next` gives one seed after another, null when there are no more; `onTold` hears of each in whatever order
 * they end.
 */
export const runAll = async (next: () => number | null, onTold: (told: Told) => void): Promise<void> => {
  const work = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const worker = new Worker(new URL('./worker.ts', import.meta.url), { resourceLimits: YOUNG })
      const feed = (): void => {
        const seed = next()
        if (seed === null) void worker.terminate().then(() => resolve())
        else worker.postMessage(seed)
      }
      worker.on('error', reject)
      worker.on('message', (told: Told) => {
        onTold(told)
        feed()
      })
      feed()
    })
  await Promise.all(Array.from({ length: availableParallelism() }, work))
}
