import { expect, it } from 'vitest'
import { createRounds } from '../../entrypoints/background/rounds.ts'

it('runs one round at a time, and once more for everything that was asked during it', async () => {
  const ran: string[] = []
  const release: (() => void)[] = []
  const rounds = createRounds(async (why: string) => {
    ran.push(`${why} begins`)
    await new Promise<void>((resolve) => release.push(resolve))
    ran.push(`${why} ends`)
  })
  const first = rounds('start')
  void rounds('message')
  const last = rounds('alarm')
  release[0]?.()
  await Promise.resolve()
  await new Promise((resolve) => setTimeout(resolve))
  release[1]?.()
  await Promise.all([first, last])
  expect(ran).toEqual(['start begins', 'start ends', 'alarm begins', 'alarm ends'])
})

it('goes on after a round that failed', async () => {
  let count = 0
  const rounds = createRounds(async () => {
    count += 1
    if (count === 1) throw new Error('broken')
  })
  await expect(rounds('start')).rejects.toThrow('broken')
  await rounds('alarm')
  expect(count).toBe(2)
})
