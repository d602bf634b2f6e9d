import { expect, it } from 'vitest'
import { DAY, HOUR } from '../../lib/core/time.ts'
import { NOW } from '../helpers/books.ts'
import { createWorld, meeting, pullSaying } from './pulling.ts'

const SOON = NOW + DAY
const starts = async ({ db }: Awaited<ReturnType<typeof createWorld>>) =>
  (await db.sessions.between('start', Number.NEGATIVE_INFINITY, [])).map(({ start }) => start)

it('E10 a session that is put off beyond the watched stretch is followed there', async () => {
  const world = await createWorld()
  await pullSaying(world, { events: [meeting('a', SOON)], cursor: 'c1' })
  const later = NOW + 400 * DAY
  await pullSaying(world, { events: [meeting('a', later, { etag: '"2"', updated: NOW })], cursor: 'c2' })
  expect(await starts(world)).toEqual([later])
})

it('E30 what nobody knew and lies outside the watched stretch is left out, before it and after it', async () => {
  const world = await createWorld()
  await pullSaying(world, { events: [meeting('a', SOON)], cursor: 'c1' })
  const [first, last] = [NOW - 60 * DAY, NOW + 365 * DAY]
  const events = [
    meeting('long ago', first - 2 * HOUR),
    meeting('over it begins', first - HOUR / 2),
    meeting('it ends', last - HOUR / 2),
    meeting('far ahead', last + HOUR),
  ]
  await pullSaying(world, { events, cursor: 'c2' })
  expect(await starts(world)).toEqual([first - HOUR / 2, SOON, last - HOUR / 2])
})
