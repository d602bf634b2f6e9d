import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { HOUR } from '../../lib/core/time.ts'

/** The extension's storage, and the alarms that were set, as far as the clock needs them. */
const createBrowser = () => {
  const stored: Record<string, unknown> = {}
  const listeners: ((changes: Record<string, { newValue?: unknown }>) => void)[] = []
  const alarms: number[] = []
  const local = {
    onChanged: { addListener: (listener: (typeof listeners)[number]) => listeners.push(listener) },
    get: async (key: string) => ({ [key]: stored[key] }),
    set: async (values: Record<string, unknown>) => {
      Object.assign(stored, values)
    },
    remove: async (key: string) => {
      delete stored[key]
    },
  }
  const tell = (newValue: unknown) => {
    for (const listener of listeners) listener({ 'clock-offset': { newValue } })
  }
  const create = async (_: string, { when }: { when: number }) => {
    alarms.push(when)
  }
  return { stored, alarms, tell, chrome: { storage: { local }, alarms: { create } } }
}

const before = (globalThis as { chrome?: unknown }).chrome
let browser: ReturnType<typeof createBrowser>
let clock: typeof import('../../lib/browser/clock.ts')

/** The modules of a page or worker that has just started. */
const start = async () => {
  vi.resetModules()
  clock = await import('../../lib/browser/clock.ts')
  await clock.startClock()
}

beforeEach(async () => {
  vi.useFakeTimers({ now: 1_000_000_000_000 })
  browser = createBrowser()
  ;(globalThis as { chrome?: unknown }).chrome = browser.chrome
  await start()
})
afterEach(() => {
  vi.useRealTimers()
  ;(globalThis as { chrome?: unknown }).chrome = before
})

describe('E25 the corrected clock', () => {
  it('E25 stays corrected through a restart, and goes back to the machine’s own time', async () => {
    await clock.keepClockOffset(HOUR)
    expect(clock.correctedNow()).toBe(1_000_000_000_000 + HOUR)
    await start()
    expect(clock.correctedNow()).toBe(1_000_000_000_000 + HOUR)
    await clock.keepClockOffset(0)
    expect(browser.stored).toEqual({})
    await start()
    expect(clock.correctedNow()).toBe(1_000_000_000_000)
  })

  it('E25 a page follows what the background finds out, and trusts nothing that is no number', () => {
    browser.tell(-HOUR)
    expect(clock.clockOffset()).toBe(-HOUR)
    browser.tell('soon')
    expect(clock.clockOffset()).toBe(0)
  })

  it('E25 alarms are set so that the machine’s wrong clock rings at the right time', async () => {
    const { browserAlarms } = await import('../../lib/browser/alarms.ts')
    await clock.keepClockOffset(HOUR)
    await browserAlarms.wakeAt('ask', clock.correctedNow() + 5)
    expect(browser.alarms).toEqual([1_000_000_000_005])
  })
})
