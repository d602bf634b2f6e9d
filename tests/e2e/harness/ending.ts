import { expect } from 'vitest'
import type { World } from './world.ts'

/**
 * Ends a world and expects that nothing went wrong in it: no error in the extension, no request that a correct client never sends. For
 * `afterAll`, also where the world never came up. `expected`: words of problems that belong to what was tried.
 */
export const endWorld = async (world: World | undefined, expected?: string): Promise<void> => {
  if (world === undefined) return
  const seen = await world.driver.problems()
  const { violations } = world.emulator
  await world.close()
  const problems = seen.filter((problem) => expected === undefined || !problem.includes(expected))
  expect({ problems, violations }).toEqual({ problems: [], violations: [] })
}
