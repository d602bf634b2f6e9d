import { TODAY } from './plan.ts'
import { type Outcome, run } from './run.ts'
import { shrink } from './shrink.ts'

/** The command that runs exactly this again. `slip`: what is planted in the product. */
export const commandFor = (
  { seed, edition, steps }: Pick<Outcome, 'seed' | 'edition' | 'steps'>,
  slip?: string,
): string =>
  [
    `npm run simulate -- --seed ${seed} --steps ${steps.join(',')}`,
    ...(edition === TODAY ? [] : [`--edition ${edition}`]),
    ...(slip === undefined ? [] : [`--slip '${slip}'`]),
  ].join(' ')

/**
 * Runs one seed, prints what happened line by line, and shrinks it when it breaks a promise. `edition`: what could happen when it was
 * found; `steps`: only these of its plan, as a shrunk replay names them; `slip`: what was planted in the product. Tells whether all went
 * well.
 */
export const replay = async (
  seed: number,
  {
    edition = TODAY,
    steps,
  }: { readonly edition?: number | undefined; readonly steps: readonly number[] | null },
  slip?: string,
): Promise<boolean> => {
  const only = steps === null ? {} : { only: steps }
  const outcome = await run(seed, { ...only, edition, isRead: true })
  console.log(outcome.trace.join('\n'))
  if (outcome.violations.length === 0) {
    console.log(`\nseed ${seed}: ${outcome.steps.length} steps, nothing broken`)
    return true
  }
  for (const { invariant, detail } of outcome.violations) console.log(`\nbroken: ${invariant}\n  ${detail}`)
  if (steps === null) {
    const small = await shrink(outcome)
    console.log(
      `\n${small.steps.length} of ${outcome.steps.length} steps are enough:\n  ${commandFor(small, slip)}`,
    )
  }
  return false
}
