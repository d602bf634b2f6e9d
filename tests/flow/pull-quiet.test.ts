import { describe, expect, it } from 'vitest'
import { DAY, HOUR, MINUTE } from '../../lib/core/time.ts'
import { pull } from '../../lib/flow/pull.ts'
import { NOW } from '../helpers/books.ts'
import { createWorld, meeting, pullSaying } from './pulling.ts'

const TOMORROW = NOW + DAY

describe('a pull without news', () => {
  it('makes one request and writes nothing', async () => {
    const world = await createWorld()
    await pullSaying(world, { events: [meeting('a', TOMORROW)], cursor: 'c1' })
    const before = await world.db.calendars.get('work')
    let writes = 0
    const counting = {
      ...world,
      store: {
        ...world.store,
        write: (...given: Parameters<typeof world.store.write>) => {
          writes++
          return world.store.write(...given)
        },
      },
    }
    world.time.advance(15 * MINUTE)
    await pull(counting as typeof world)
    expect(world.calendar.requests).toHaveLength(2)
    expect(world.calendar.requests.at(-1)).toMatchObject({ cursor: 'c1' })
    expect(writes).toBe(0)
    expect(await world.db.calendars.get('work')).toEqual(before)
  })

  it('writes nothing although the cursor is a new one at every answer, and keeps one of them within the hour', async () => {
    const world = await createWorld()
    await pullSaying(world, { events: [meeting('a', TOMORROW)], cursor: 'c1' })
    const before = await world.db.calendars.get('work')
    world.time.advance(15 * MINUTE)
    await pullSaying(world, { cursor: 'c2' })
    expect(await world.db.calendars.get('work')).toEqual(before)
    world.time.advance(45 * MINUTE)
    await pullSaying(world, { cursor: 'c3' })
    expect(await world.db.calendars.get('work')).toMatchObject({ cursor: 'c3', pulledAt: NOW + HOUR })
  })

  it('keeps the new cursor of an empty calendar whose old one has expired', async () => {
    const world = await createWorld()
    await pullSaying(world, { cursor: 'c1' })
    await pullSaying(world, { type: 'cursor-expired' }, { cursor: 'c2' })
    expect(await world.db.calendars.get('work')).toMatchObject({ cursor: 'c2' })
  })
})
