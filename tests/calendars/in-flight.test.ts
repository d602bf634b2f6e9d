import { describe, expect, it } from 'vitest'
import { createTurns } from '../../lib/calendars/in-flight.ts'

const tick = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 1))

describe('work in turns', () => {
  it('never runs more at once than it may, in order, and all of it', async () => {
    const turns = createTurns(4)
    const begun: number[] = []
    let running = 0
    let most = 0
    const work = async (index: number) => {
      begun.push(index)
      running += 1
      most = Math.max(most, running)
      await tick()
      running -= 1
      if (index % 3 === 0) throw new Error('no')
      return index
    }
    const done = await Promise.allSettled(Array.from({ length: 50 }, (_, index) => turns(() => work(index))))
    expect(most).toBe(4)
    expect(begun).toEqual(Array.from({ length: 50 }, (_, index) => index))
    expect(done.filter(({ status }) => status === 'rejected')).toHaveLength(17)
    expect(await turns(async () => 'still')).toBe('still')
  })
})
