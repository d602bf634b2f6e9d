import type { Dice } from './dice.ts'
import { backupActs, betterActs } from './steps/backups.ts'
import { calendarActs } from './steps/calendar.ts'
import { coachActs } from './steps/coach.ts'
import { movingActs } from './steps/moving.ts'
import { reschedulingActs } from './steps/rescheduling.ts'
import { type Acts, MINUTE } from './steps/step.ts'
import { takingActs } from './steps/taking.ts'
import { troubleActs, updateActs } from './steps/trouble.ts'
import { typingActs } from './steps/typing.ts'

/** What each edition adds to the one before: acts that came later. */
const ADDED: readonly Acts[] = [
  { ...coachActs, ...reschedulingActs, ...calendarActs, ...troubleActs },
  backupActs,
  updateActs,
  betterActs,
  takingActs,
  typingActs,
  movingActs,
]

/** What could happen when a seed was run: one that found a bug means the same for as long as it is kept. Today's edition is the last. */
const EDITIONS: readonly Acts[] = ADDED.map((_, index) => Object.assign({}, ...ADDED.slice(0, index + 1)))

/** From this edition on some coaches let only a few times be held. */
export const FEW_HOLDS = 5

/** The number of today's edition, counted from 1. */
export const TODAY = EDITIONS.length

/** Everything that can happen. */
export const ACTS: Acts = { ...EDITIONS[TODAY - 1] }

/** One step of a run. Its dice are its own, so that the steps around it can be left out. */
export type Step = {
  readonly index: number
  readonly act: string
  /** How long until the next step, ms; in a rush the next comes after so many tasks, whatever is still under way. */
  readonly gapMs: number
  readonly rush: number | null
}

const STEPS_AT_LEAST = 10
const STEPS_AT_MOST = 45

/** What is to happen under these dice. */
export const planOf = (dice: Dice, edition: number): readonly Step[] => {
  const luck = dice.fork('plan')
  // Each run is about some things and not about others: rare meetings of rare things come about that way.
  const weights = Object.fromEntries(
    Object.entries(EDITIONS[edition - 1] ?? ACTS).map(([name, { weight }]) => [
      name,
      weight * luck.pick([0, 1, 1, 1, 4]),
    ]),
  )
  if (luck.chance(0.15)) for (const name of ['storm', 'kill', 'full', 'service', 'clock']) weights[name] = 0
  return Array.from({ length: luck.between(STEPS_AT_LEAST, STEPS_AT_MOST) }, (_, index) => ({
    index,
    act: luck.weighted(weights),
    gapMs: luck.pick([0, 1, 3, 6]) * MINUTE + luck.between(0, 20_000),
    rush: luck.chance(0.3) ? luck.between(0, 60) : null,
  }))
}
