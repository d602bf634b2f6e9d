import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { onNotification } from '../../lib/browser/notification.ts'
import { browserNotifier } from '../../lib/browser/notifier.ts'
import { promptAddress, showPrompt } from '../../lib/browser/prompt-window.ts'
import { tryAsking } from '../../lib/browser/trial.ts'

type Window = { readonly id: number; url: string; focused: boolean }

/** The few parts of the browser that windows are made of. */
const createBrowser = () => {
  const windows: Window[] = []
  const kept: Record<string, unknown> = {}
  const notified = new Map<string, { readonly title: string }>()
  const badge = { text: '' }
  /** The permission, and what Chrome tells of the system; Firefox lacks that call. */
  const leave: { notifications: boolean; level?: () => Promise<'granted' | 'denied'>; create?: Error } = {
    notifications: true,
  }
  const of = (id: number): Window => {
    const window = windows.find((each) => each.id === id)
    if (window === undefined) throw new Error(`No window with id ${id}`)
    return window
  }
  const chrome = {
    runtime: {},
    storage: {
      session: {
        get: async () => ({ ...kept }),
        set: async (values: object) => void Object.assign(kept, values),
      },
    },
    windows: {
      get: async (id: number) => of(id),
      create: async ({ url, focused = true }: { url: string; focused?: boolean }) => {
        const window = { id: windows.length + 1, url, focused }
        windows.push(window)
        return window
      },
      update: async (id: number, { focused }: { focused?: boolean }) => {
        if (focused) of(id).focused = true
      },
    },
    tabs: {
      query: async ({ windowId }: { windowId: number }) => [{ id: of(windowId).id }],
      update: async (id: number, { url }: { url: string }) => {
        of(id).url = url
      },
    },
  }
  const optional = {
    notifications: {
      getAll: async () => Object.fromEntries([...notified.keys()].map((id) => [id, true])),
      clear: async (id: string) => notified.delete(id),
      create: async (id: string, { title }: { title: string }) => {
        if (leave.create) throw leave.create
        notified.set(id, { title })
      },
      get getPermissionLevel() {
        return leave.level
      },
    },
    permissions: { contains: async () => leave.notifications },
    action: {
      getBadgeText: async () => badge.text,
      setBadgeText: async ({ text }: { text: string }) => {
        badge.text = text
      },
      setBadgeBackgroundColor: async () => undefined,
    },
  }
  return {
    chrome: { ...chrome, ...optional },
    windows,
    notified,
    badge,
    leave,
    close: () => windows.splice(0),
  }
}

let browser: ReturnType<typeof createBrowser>

beforeEach(() => {
  browser = createBrowser()
  vi.stubGlobal('chrome', browser.chrome)
})
afterEach(() => {
  vi.unstubAllGlobals()
})

it('opens one prompt window without the focus, however often and however fast it is asked', async () => {
  await Promise.all([
    showPrompt(promptAddress('a|-'), false),
    showPrompt(promptAddress('b|-'), false),
    showPrompt(promptAddress(null), false),
  ])
  expect(browser.windows).toEqual([{ id: 1, url: 'prompt.html?session=a%7C-', focused: false }])
})

it('turns an open window to the session that the coach asked for, and never by itself', async () => {
  await showPrompt(promptAddress('a|-'), false)
  await showPrompt(promptAddress('b|-'), false)
  expect(browser.windows[0]?.url).toBe('prompt.html?session=a%7C-')
  await showPrompt(promptAddress('b|-'), true)
  expect(browser.windows).toEqual([{ id: 1, url: 'prompt.html?session=b%7C-', focused: true }])
})

it('opens another window when the first was closed', async () => {
  await showPrompt(promptAddress('a|-'), true)
  browser.close()
  expect(await showPrompt(promptAddress('b|-'), true)).toBe(true)
  expect(browser.windows).toHaveLength(1)
})

it('E29 opens on its one screen when many come at once, and on the card when they are few', async () => {
  await browserNotifier.openPrompt(['a|-', 'b|-', 'c|-', 'd|-'])
  expect(browser.windows[0]?.url).toBe('prompt.html')
  browser.close()
  await browserNotifier.openPrompt(['a|-', 'b|-', 'c|-'])
  expect(browser.windows[0]?.url).toBe('prompt.html?session=a%7C-')
})

const about = (...sessionKeys: string[]) => ({ sessionKeys, start: Date.UTC(2026, 10, 23, 10), zone: 'UTC' })

it('notifies once at a time, and a press on it opens what it was about', async () => {
  expect(await browserNotifier.notify(about('a|-'))).toBe(true)
  await browserNotifier.notify(about('b|-'))
  const [id = '', ...others] = browser.notified.keys()
  expect(others).toEqual([])
  await onNotification(id)
  expect(browser.windows).toEqual([{ id: 1, url: 'prompt.html?session=b%7C-', focused: true }])
  expect(browser.notified.size).toBe(0)
})

it('takes the notification away when nothing waits any more', async () => {
  await browserNotifier.notify(about('a|-'))
  await browserNotifier.badge(1, false)
  expect([browser.notified.size, browser.badge.text]).toEqual([1, '1'])
  await browserNotifier.badge(0, true)
  expect([browser.notified.size, browser.badge.text]).toEqual([0, '!'])
})

it('keeps to the longest id that a browser takes, however long a session’s key is', async () => {
  await browserNotifier.notify(about(`${'long'.repeat(200)}|-`))
  expect([...browser.notified.keys()]).toEqual(['prompt.html'])
})

it('E33 says when the browser does not let it notify', async () => {
  browser.leave.notifications = false
  expect(await browserNotifier.notify(about('a|-'))).toBe(false)
})

it('E33 says when the system holds back what the browser has allowed, so that the window comes', async () => {
  browser.leave.level = async () => 'denied'
  expect([await browserNotifier.notify(about('a|-')), browser.notified.size]).toEqual([false, 0])
  browser.leave.level = async () => 'granted'
  expect([await browserNotifier.notify(about('a|-')), browser.notified.size]).toEqual([true, 1])
})

it('E33 says when a notification is refused', async () => {
  browser.leave.create = new Error('Unable to download all specified images.')
  expect(await browserNotifier.notify(about('a|-'))).toBe(false)
})

it('opens its one screen from a notification about many, and from one that an earlier version left', async () => {
  await browserNotifier.notify(about('a|-', 'b|-', 'c|-', 'd|-'))
  const [id = ''] = browser.notified.keys()
  expect(id).toBe('prompt.html')
  await onNotification('prompt')
  expect(browser.windows.map(({ url }) => url)).toEqual(['prompt.html'])
})

describe('a trial', () => {
  const session = { key: 'a|-', start: Date.UTC(2026, 10, 23, 10) }
  const later = vi.fn()

  it('has a window of its own, so that a question that comes meanwhile is seen', async () => {
    await tryAsking({ what: 'private', session }, later)
    await showPrompt(promptAddress('b|-'), false)
    expect(browser.windows.map(({ url }) => url)).toEqual([
      'prompt.html?session=a%7C-&try=private',
      'prompt.html?session=b%7C-',
    ])
  })

  it('turns its own window when another thing is tried', async () => {
    await tryAsking({ what: 'window', session }, later)
    await tryAsking({ what: 'round-up', session }, later)
    expect(browser.windows.map(({ url }) => url)).toEqual(['prompt.html?session=a%7C-&try=round-up'])
  })

  it('of a notification leads to a trial', async () => {
    expect(await tryAsking({ what: 'notification', session }, later)).toBe(true)
    await onNotification([...browser.notified.keys()][0] ?? '')
    expect(browser.windows.map(({ url }) => url)).toEqual(['prompt.html?session=a%7C-&try=window'])
  })

  it('E33 of a notification that is not allowed opens the window, as a question would', async () => {
    browser.leave.notifications = false
    expect(await tryAsking({ what: 'notification', session }, later)).toBe(false)
    expect(browser.windows.map(({ url }) => url)).toEqual(['prompt.html?session=a%7C-&try=window'])
  })

  it('takes no question’s notification away, and stays when nothing waits', async () => {
    await browserNotifier.notify(about('b|-'))
    await tryAsking({ what: 'notification', session }, later)
    expect([...browser.notified.keys()]).toEqual([
      'prompt.html?session=b%7C-',
      'prompt.html?session=a%7C-&try=window',
    ])
    await browserNotifier.badge(0, false)
    expect([...browser.notified.keys()]).toEqual(['prompt.html?session=a%7C-&try=window'])
  })

  it('of the badge counts one more, and lets it be made true again', async () => {
    vi.useFakeTimers()
    await browserNotifier.badge(2, true)
    await tryAsking({ what: 'badge', session: null }, later)
    expect([browser.badge.text, later.mock.calls.length]).toEqual(['3!', 0])
    vi.advanceTimersByTime(8_000)
    expect(later).toHaveBeenCalledOnce()
    vi.useRealTimers()
  })
})
