import { run } from './run.ts'
import { shrink } from './shrink.ts'

/** The command that runs exactly this again. */
export const commandFor = (seed: number, steps: readonly number[]): string =>
  `npm run simulate -- --seed ${seed} --steps ${steps.join(',')}`

/**
 * Runs one seed, prints what happened line by line, and shrinks it when it breaks a promise. `steps`: only these of its plan, as a
 * shrunk replay names them. Tells whether all went well.
 */
export const replay = async (seed: number, steps: readonly number[] | null): Promise<boolean> => {
  const only = steps === null ? {} : { only: steps }
  const outcome = await run(seed, { ...only, isRead: true })
  console.log(outcome.trace.join('\n'))
  if (outcome.violations.length === 0) {
    console.log(`\nseed ${seed}: ${outcome.steps.length} steps, nothing broken`)
    return true
  }
  for (const { invariant, detail } of outcome.violations) console.log(`\nbroken: ${invariant}\n  ${detail}`)
  if (steps === null) {
    const small = await shrink(outcome)
    console.log(
      `\n${small.steps.length} of ${outcome.steps.length} steps are enough:\n  ${commandFor(seed, small.steps)}`,
    )
  }
  return false
}
