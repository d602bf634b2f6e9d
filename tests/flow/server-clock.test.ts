import { describe, expect, it } from 'vitest'
import { DAY, HOUR, MINUTE } from '../../lib/core/time.ts'
import { pull } from '../../lib/flow/pull.ts'
import { hearServerTime } from '../../lib/flow/server-clock.ts'
import { tick } from '../../lib/flow/tick.ts'
import { accountOf, NOW } from '../helpers/books.ts'
import { createWorld, meeting } from './pulling.ts'

/** A machine whose clock is `wrongBy` ms behind a server that tells the time, with one meeting in the calendar. `told`: false, CORS hides it. */
const machine = async (wrongBy: number, { told = true, end = NOW + HOUR } = {}) => {
  const world = await createWorld({ now: NOW - wrongBy })
  const kept = { offset: 0 }
  const timed: typeof world = {
    ...world,
    clock: {
      ...world.clock,
      now: () => world.clock.now() + kept.offset,
      correction: {
        offset: () => kept.offset,
        set: async (offset) => {
          kept.offset = offset
        },
      },
    },
    calendars: {
      of: () => ({
        ...world.calendar,
        page: async (request) => {
          const page = await world.calendar.page(request)
          const trueTime = Math.floor((world.clock.now() + wrongBy) / 1000) * 1000
          return page.ok ? { ok: true, value: { ...page.value, serverTime: told ? trueTime : null } } : page
        },
      }),
    },
  }
  world.calendar.say({ events: [meeting('a', end - HOUR)] })
  return { ...timed, kept }
}

/** How far from the true end the question came, by a walk from alarm to alarm of the machine's own clock. */
const askedAfter = async (wrongBy: number): Promise<number> => {
  const world = await machine(wrongBy)
  await tick(world, 'start')
  for (let step = 0; step < 200 && world.told.prompts.length === 0; step += 1) {
    const next = Math.min(...world.told.alarms.values())
    world.time.set(Math.max(world.clock.now() - world.kept.offset + 1, next - world.kept.offset))
    await tick(world, 'alarm')
  }
  return world.clock.now() - world.kept.offset + wrongBy - (NOW + HOUR)
}

describe('E25 a clock that is wrong', () => {
  it.each([
    ['an hour behind', HOUR],
    ['an hour ahead', -HOUR],
    ['a day ahead', -DAY],
    ['a minute ahead, which is let be', -MINUTE],
    ['right', 0],
  ])('E25 %s: the question comes at the true end', async (_, wrongBy) => {
    const late = await askedAfter(wrongBy)
    // Five minutes of grace; a minute that is not corrected shows.
    const expected = 5 * MINUTE + (Math.abs(wrongBy) < 2 * MINUTE ? wrongBy : 0)
    expect(Math.abs(late - expected)).toBeLessThan(2_000)
  })

  it('E25 is known within one pull, and corrected for good', async () => {
    const world = await machine(HOUR)
    await pull(world)
    expect(world.calendar.requests).toHaveLength(3)
    expect(Math.abs(world.kept.offset - HOUR)).toBeLessThan(1_000)
    await pull(world)
    expect(world.calendar.requests).toHaveLength(4)
  })

  it('E25 set right again, is believed again within one pull', async () => {
    const world = await machine(0)
    world.kept.offset = HOUR
    await pull(world)
    expect(world.kept.offset).toBe(0)
  })

  it('E25 where the server’s time is hidden, nothing is known and nothing changes', async () => {
    const world = await machine(HOUR, { told: false })
    await pull(world)
    expect(world.calendar.requests).toHaveLength(1)
    expect(world.kept.offset).toBe(0)
  })

  it('E25 a clock that is right costs no write', async () => {
    const world = await machine(0)
    await pull(world)
    expect(await world.vault.get('clock-heard')).toBeUndefined()
  })

  it('E25 E30 connected by a clock that ran ahead: what ends soon is not history', async () => {
    const world = await machine(-HOUR, { end: NOW + 10 * MINUTE })
    await world.db.accounts.put(accountOf({ connectedAt: NOW + HOUR }))
    await pull(world)
    expect(await world.db.accounts.get('acc')).toMatchObject({ connectedAt: expect.closeTo(NOW, -4) })
    expect(await world.db.sessions.all()).toMatchObject([{ standing: 'open', open: 1 }])
  })

  it('E25 one server’s word alone changes nothing', async () => {
    const world = await machine(0)
    expect(await hearServerTime(world, NOW + HOUR)).toBe(true)
    expect(await hearServerTime(world, NOW)).toBe(false)
    expect(await hearServerTime(world, NOW + HOUR)).toBe(true)
    expect(world.kept.offset).toBe(0)
  })
})
