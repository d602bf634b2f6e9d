import { type Outcome, run } from './run.ts'

/** Runs after which a failure is short enough. */
const RUNS_AT_MOST = 120

const halves = (steps: readonly number[], parts: number): readonly (readonly number[])[] =>
  Array.from({ length: parts }, (_, index) =>
    steps.slice(Math.floor((index * steps.length) / parts), Math.floor(((index + 1) * steps.length) / parts)),
  )

/**
 * Leaves out steps of a failing seed as long as it still breaks the same promise: first halves, then ever smaller parts (Zeller's delta
 * debugging). Gives the outcome of the shortest run found.
 */
export const shrink = async (failed: Outcome): Promise<Outcome> => {
  const [first] = failed.violations
  let best = failed
  let parts = 2
  for (let runs = 0; runs < RUNS_AT_MOST && best.steps.length > 1; ) {
    const chunks = halves(best.steps, Math.min(parts, best.steps.length))
    let shorter: Outcome | null = null
    for (const chunk of chunks) {
      const only = best.steps.filter((step) => !chunk.includes(step))
      const tried = await run(failed.seed, { edition: failed.edition, only })
      runs += 1
      if (tried.violations[0]?.invariant === first?.invariant) {
        shorter = tried
        break
      }
      if (runs >= RUNS_AT_MOST) break
    }
    if (shorter !== null) {
      best = shorter
      parts = Math.max(parts - 1, 2)
    } else if (parts >= best.steps.length) break
    else parts = Math.min(parts * 2, best.steps.length)
  }
  return best
}
