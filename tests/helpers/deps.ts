import { createHash } from 'node:crypto'
import type { CalendarPort, Deps } from '../../lib/ports.ts'
import type { Database } from '../../lib/store/db.ts'
import { createTestDatabase } from './store.ts'

export type TestDeps = Deps & {
  readonly db: Database
  /** Sets or moves the clock, epoch ms. */
  readonly time: { set(ms: number): void; advance(ms: number): void }
  /** What the notifier and the alarms were told, in order. */
  readonly told: {
    badges: { waiting: number; attention: boolean }[]
    prompts: (readonly string[])[]
    notifications: { sessionKeys: readonly string[]; start: number; zone: string }[]
    alarms: Map<string, number>
  }
  /** Change it to lock, idle, mute or cut off the coach. */
  readonly present: { state: 'active' | 'idle' | 'locked'; audible: boolean; online: boolean }
}

/**
 * Everything a flow needs, deterministic: a clock that stands still until moved, counted ids, real SHA-256, a database of its
 * own. `calendar` serves every account; it throws when a test reaches for a calendar that it did not give.
 */
export const createTestDeps = async (
  options: { now?: number; zone?: string; calendar?: CalendarPort; db?: Database } & Partial<Deps> = {},
): Promise<TestDeps> => {
  const {
    now: start = Date.UTC(2026, 10, 23, 9),
    zone = 'UTC',
    calendar,
    db = createTestDatabase(),
    ...overrides
  } = options
  let now = start
  let count = 0
  let seed = 42
  const told: TestDeps['told'] = { badges: [], prompts: [], notifications: [], alarms: new Map() }
  const present: TestDeps['present'] = { state: 'active', audible: false, online: true }
  const secrets = new Map<string, unknown>()
  const queues = new Map<string, Promise<unknown>>()
  return {
    db,
    told,
    present,
    time: {
      set: (ms) => {
        now = ms
      },
      advance: (ms) => {
        now += ms
      },
    },
    clock: { now: () => now, zone: () => zone },
    ids: { next: () => (++count).toString(16).padStart(32, '0') },
    hasher: { sha256: async (text) => createHash('sha256').update(text).digest('hex') },
    chance: {
      next: () => {
        seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31
        return seed / 2 ** 31
      },
    },
    locks: {
      alone: (name, work) => {
        const turn = (queues.get(name) ?? Promise.resolve()).then(work, work)
        queues.set(
          name,
          turn.catch(() => undefined),
        )
        return turn
      },
    },
    store: db,
    calendars: {
      of: () => {
        if (calendar === undefined) throw new Error('This test gave no calendar')
        return calendar
      },
    },
    signIn: {
      address: async () => null,
      finish: async () => ({ ok: false, error: { type: 'unknown' } }),
      keep: async () => undefined,
      forget: async () => undefined,
    },
    vault: {
      get: async (key) => secrets.get(key),
      set: async (key, value) => {
        secrets.set(key, value)
      },
      remove: async (key) => {
        secrets.delete(key)
      },
    },
    notifier: {
      badge: async (waiting, attention) => {
        told.badges.push({ waiting, attention })
      },
      openPrompt: async (keys) => {
        told.prompts.push(keys)
        return true
      },
      notify: async (about) => {
        told.notifications.push(about)
        return true
      },
    },
    alarms: {
      wakeAt: async (name, at) => {
        told.alarms.set(name, at)
      },
      clear: async (name) => {
        told.alarms.delete(name)
      },
    },
    presence: { now: async () => ({ ...present }) },
    ...overrides,
  }
}
