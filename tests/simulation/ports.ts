import { createHash } from 'node:crypto'
import type { Deps } from '../../lib/ports.ts'
import type { Device } from './device.ts'
import type { Dice } from './dice.ts'
import type { Known } from './known.ts'
import type { Schedule } from './schedule.ts'

/** Locks are held by a life and end with it: alone, or together with all that do not want them alone. */
const createLocks = () => {
  const alone = new Map<string, Promise<unknown>>()
  const together = new Map<string, Promise<unknown>>()
  const after = (waits: readonly (Promise<unknown> | undefined)[]) => Promise.allSettled(waits)
  return {
    alone: <T>(name: string, work: () => Promise<T>): Promise<T> => {
      const turn = after([alone.get(name), together.get(name)]).then(work)
      alone.set(name, turn)
      together.delete(name)
      return turn
    },
    together: <T>(name: string, work: () => Promise<T>): Promise<T> => {
      const turn = after([alone.get(name)]).then(work)
      together.set(name, after([together.get(name), turn]))
      return turn
    },
  }
}

/** The browser behind its ports, for one life of the background. Each call takes a turn, as the real ones do: a place to be killed at. */
export const createPorts = (schedule: Schedule, device: Device, dice: Dice, known: Known) => {
  const correction = {
    offset: () => device.correctionMs,
    set: async (ms: number) => {
      await schedule.turn()
      device.correctionMs = ms
    },
  }
  const clock = { now: device.clock, zone: () => device.zone, correction }
  const { session } = device
  return {
    clock,
    locks: createLocks(),
    ids: { next: () => dice.hex(32) },
    chance: { next: () => dice.next() },
    hasher: {
      sha256: async (text) => {
        await schedule.turn()
        return createHash('sha256').update(text).digest('hex')
      },
    },
    vault: {
      get: async (key) => {
        await schedule.turn()
        return session.get(key)
      },
      set: async (key, value) => {
        await schedule.turn()
        session.set(key, structuredClone(value))
      },
      remove: async (key) => {
        await schedule.turn()
        session.delete(key)
      },
    },
    notifier: {
      badge: async (waiting) => {
        await schedule.turn()
        device.badge = waiting
      },
      openPrompt: async (keys) => {
        await schedule.turn()
        const at = clock.now()
        const ends = new Map(keys.map((key) => [key, known.endOf(key)]))
        device.shown.push({ at, keys, ends, isLocked: device.isLocked, busyWith: known.busyWith(at) })
        return true
      },
      notify: async () => false,
    },
    alarms: {
      wakeAt: async (name, at) => {
        await schedule.turn()
        device.setAlarm(name, at)
      },
      clear: async (name) => {
        await schedule.turn()
        device.setAlarm(name, null)
      },
    },
    presence: {
      now: async () => {
        await schedule.turn()
        const { state, audible, isOnline } = device
        return { state, audible, online: isOnline }
      },
    },
  } satisfies Partial<Deps>
}
