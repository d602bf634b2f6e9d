import type { StoreOf } from './browser.ts'
import { createAskWatch } from './checks/asking.ts'
import { checkBooks } from './checks/books.ts'
import type { Violation } from './checks/report.ts'
import { checkRest } from './checks/rest.ts'
import { createStateWatch } from './checks/states.ts'
import { createDice } from './dice.ts'
import { ownEventLoop } from './event-loop.ts'
import { ACTS, FEW_HOLDS, planOf, type Step, TODAY } from './plan.ts'
import { comeToRest } from './rest.ts'
import { setScene } from './setting.ts'
import { createWorld, type World } from './world.ts'

/** What became of a seed. */
export type Outcome = {
  readonly seed: number
  readonly edition: number
  readonly violations: readonly Violation[]
  /** Steps that found an occasion, in words, when the trace is read. */
  readonly trace: readonly string[]
  readonly counts: ReadonlyMap<string, number>
  /** Indexes of the steps that were taken. */
  readonly steps: readonly number[]
  readonly tasks: number
}

export type RunOptions = {
  /** Of what can happen (`plan.ts`); today's by default. */
  readonly edition?: number
  /** Only these steps of the plan; all by default. */
  readonly only?: readonly number[]
  /** Keep the words of what happens. */
  readonly isRead?: boolean
  /** Watches what is asked of the browsers' stores. */
  readonly storeOf?: StoreOf
}

const take = async (world: World, step: Step, look: () => void): Promise<boolean> => {
  const { schedule, trace, dice } = world
  const act = ACTS[step.act]
  const done = act?.act(world, dice.fork(`step ${step.index}`)) ?? null
  if (done === null) return false
  const { told, lasts } = typeof done === 'string' ? { told: done, lasts: 0 } : done
  trace.say(`step ${step.index}`, told)
  trace.count(`step ${step.act}`)
  if (lasts > 0) await schedule.run(schedule.now() + lasts)
  else if (step.rush === null) await schedule.run(schedule.now() + step.gapMs)
  else await schedule.run(schedule.now(), step.rush)
  look()
  return true
}

/** Runs one seed: the scene, the steps, then fair weather until everything is at rest. Deterministic: the same options, the same trace. */
export const run = (
  seed: number,
  { edition = TODAY, only, isRead = false, storeOf }: RunOptions = {},
): Promise<Outcome> => {
  const dice = createDice(seed)
  const world = createWorld(dice, isRead, storeOf)
  const asked = createAskWatch(world)
  const reached = createStateWatch(world)
  const look = (): void => {
    for (const browser of world.browsers) {
      asked(browser)
      if (browser.disk.isWriting()) continue
      world.book.read(browser)
      checkBooks(world, browser)
      reached(browser)
    }
  }
  const diskOf = (owner: string) =>
    world.browsers.find(({ name }) => owner.startsWith(`${name}#`))?.disk.factory
  const work = async (): Promise<Outcome> => {
    await setScene(world, edition >= FEW_HOLDS)
    const steps: number[] = []
    for (const step of planOf(dice, edition)) {
      if (only?.includes(step.index) === false) continue
      if (await take(world, step, look)) steps.push(step.index)
      if (world.report.violations.length > 0) break
    }
    if (world.report.violations.length === 0) {
      await comeToRest(world)
      look()
      if (world.report.violations.length === 0) await checkRest(world)
    }
    return {
      seed,
      edition,
      violations: world.report.violations,
      trace: world.trace.lines,
      counts: world.trace.counts,
      steps,
      tasks: world.schedule.steps,
    }
  }
  return ownEventLoop(world.schedule, work, diskOf)
}
