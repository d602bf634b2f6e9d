import { expect, it } from 'vitest'
import { together, webLocks } from '../../lib/browser/system.ts'

/** Something that ends when it is told to. */
const task = (name: string, said: string[]) => {
  const { promise, resolve } = Promise.withResolvers<void>()
  const work = async () => {
    said.push(`${name} begins`)
    await promise
    said.push(`${name} ends`)
  }
  return { work, end: resolve }
}

it('E57 a restore waits for what the background is at, and holds off what comes meanwhile', async () => {
  const said: string[] = []
  const [round, message, restore, later] = ['round', 'message', 'restore', 'later'].map((name) =>
    task(name, said),
  ) as [ReturnType<typeof task>, ReturnType<typeof task>, ReturnType<typeof task>, ReturnType<typeof task>]
  const all = [
    together('books', round.work),
    together('books', message.work),
    webLocks.alone('books', restore.work),
    together('books', later.work),
  ]
  // Were it not held off, the last one could begin and end now.
  later.end()
  await expect.poll(() => said).toEqual(['round begins', 'message begins'])
  round.end()
  message.end()
  await expect.poll(() => said.slice(2)).toEqual(['round ends', 'message ends', 'restore begins'])
  restore.end()
  await Promise.all(all)
  expect(said.slice(5)).toEqual(['restore ends', 'later begins', 'later ends'])
})
