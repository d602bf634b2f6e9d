import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { showPrompt } from '../../lib/browser/notifier.ts'

type Window = { readonly id: number; url: string; focused: boolean }

/** The few parts of the browser that windows are made of. */
const createBrowser = () => {
  const windows: Window[] = []
  const kept: Record<string, unknown> = {}
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
  return { chrome, windows, close: () => windows.splice(0) }
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
  await Promise.all([showPrompt('a|-', false), showPrompt('b|-', false), showPrompt(null, false)])
  expect(browser.windows).toEqual([{ id: 1, url: 'prompt.html?session=a%7C-', focused: false }])
})

it('turns an open window to the session that the coach asked for, and never by itself', async () => {
  await showPrompt('a|-', false)
  await showPrompt('b|-', false)
  expect(browser.windows[0]?.url).toBe('prompt.html?session=a%7C-')
  await showPrompt('b|-', true)
  expect(browser.windows).toEqual([{ id: 1, url: 'prompt.html?session=b%7C-', focused: true }])
})

it('opens another window when the first was closed', async () => {
  await showPrompt('a|-', true)
  browser.close()
  expect(await showPrompt('b|-', true)).toBe(true)
  expect(browser.windows).toHaveLength(1)
})
