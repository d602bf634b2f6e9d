import { afterEach, describe, expect, it, vi } from 'vitest'
import { browserPresence } from '../../lib/browser/presence.ts'
import { MINUTE, SECOND } from '../../lib/core/time.ts'

type Machine = {
  readonly browser: 'chrome' | 'firefox'
  /** How long nobody has touched key or mouse, ms. */
  readonly untouched?: number
  readonly locked?: boolean
  /** Whether each open tab plays sound. */
  readonly tabs?: readonly boolean[]
  readonly online?: boolean
}

/** What the browser tells of a machine; Firefox knows no locked screen and calls it idle (API D). */
const now = ({ browser, untouched = 0, locked = false, tabs = [], online = true }: Machine) => {
  vi.stubGlobal('navigator', { onLine: online })
  vi.stubGlobal('chrome', {
    runtime: browser === 'firefox' ? { getBrowserInfo: async () => ({ name: 'Firefox' }) } : {},
    idle: {
      queryState: async (seconds: number) => {
        if (locked && browser === 'chrome') return 'locked'
        return untouched >= seconds * SECOND ? 'idle' : 'active'
      },
    },
    tabs: {
      query: async (wanted: { audible?: boolean }) =>
        tabs.filter((audible) => wanted.audible === undefined || wanted.audible === audible),
    },
  })
  return browserPresence.now()
}

afterEach(() => {
  vi.unstubAllGlobals()
})

describe('whether the coach can be asked', () => {
  it.each<[string, Machine, 'active' | 'idle' | 'locked']>([
    ['at work', { browser: 'chrome' }, 'active'],
    ['behind a locked screen', { browser: 'chrome', locked: true }, 'locked'],
    ['five minutes without a key, in Chrome', { browser: 'chrome', untouched: 5 * MINUTE }, 'idle'],
    ['a moment less, in Chrome', { browser: 'chrome', untouched: 5 * MINUTE - 1 }, 'active'],
    ['five minutes without a key, in Firefox', { browser: 'firefox', untouched: 5 * MINUTE }, 'locked'],
    ['a moment less, in Firefox', { browser: 'firefox', untouched: 5 * MINUTE - 1 }, 'active'],
  ])('%s', async (_, machine, state) => {
    expect(await now(machine)).toEqual({ state, audible: false, online: true })
  })

  it.each([
    ['no tab is open', [], false],
    ['none plays sound', [false, false], false],
    ['one of several plays sound', [false, true], true],
  ])('hears a call, or none, where %s', async (_, tabs, audible) => {
    expect((await now({ browser: 'chrome', tabs })).audible).toBe(audible)
  })

  it('knows whether there is a network', async () => {
    expect((await now({ browser: 'chrome', online: false })).online).toBe(false)
  })
})
