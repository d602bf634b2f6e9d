import type { Notifier } from '../ports.ts'
import { personLocale, plural, t } from './i18n.ts'
import { webLocks } from './system.ts'

const WINDOW = 'prompt-window'
const VIOLET = '#5b4bc4'

const openWindow = async (): Promise<number | null> => {
  const { [WINDOW]: id } = await chrome.storage.session.get(WINDOW)
  if (typeof id !== 'number') return null
  // A window that is gone rejects: it was closed since.
  return chrome.windows.get(id).then(
    () => id,
    () => null,
  )
}

/** Turns the page of an open prompt window to a session; what was being written there is kept as a draft. */
const turnTo = async (windowId: number, url: string): Promise<void> => {
  const [tab] = await chrome.tabs.query({ windowId })
  if (tab?.id !== undefined) await chrome.tabs.update(tab.id, { url })
}

const show = async (sessionKey: string | null, take: boolean): Promise<boolean> => {
  const url = `prompt.html${sessionKey === null ? '' : `?session=${encodeURIComponent(sessionKey)}`}`
  const open = await openWindow()
  if (open !== null) {
    // Only when the coach asked for this session: a card being answered is never turned away under their hands.
    if (take && sessionKey !== null) await turnTo(open, url)
    await chrome.windows.update(open, take ? { focused: true } : { drawAttention: true })
    return true
  }
  const window = await chrome.windows.create({
    url,
    type: 'popup',
    width: 440,
    height: 640,
    ...focusOf(take),
  })
  if (window?.id === undefined) return false
  await chrome.storage.session.set({ [WINDOW]: window.id })
  return true
}

/**
 * Opens the prompt for the session on top, or brings the open one forward: there is never a second window, and the page
 * itself shows whatever waits by then. `take` gives it the focus, for when the coach asked for it.
 */
export const showPrompt = (sessionKey: string | null, take: boolean): Promise<boolean> =>
  webLocks.alone(WINDOW, () => show(sessionKey, take))

/** Firefox refuses `focused: false` when it creates a window. */
const focusOf = (take: boolean): { focused?: boolean } =>
  take ? { focused: true } : 'getBrowserInfo' in chrome.runtime ? {} : { focused: false }

/** A session's time as the person writes it: never a name, for anybody may see the screen (PRODUCT 4). */
const clockTime = (start: number, zone: string): string =>
  new Intl.DateTimeFormat(personLocale(), { hour: 'numeric', minute: '2-digit', timeZone: zone }).format(
    start,
  )

/** The toolbar badge, the prompt window and the notification that opens it. No client's name goes through here (PRODUCT 4). */
export const browserNotifier: Notifier = {
  badge: async (waiting, attention) => {
    const text = waiting === 0 ? (attention ? '!' : '') : `${waiting}${attention ? '!' : ''}`
    await chrome.action.setBadgeText({ text })
    await chrome.action.setBadgeBackgroundColor({ color: VIOLET })
  },
  openPrompt: (keys) => showPrompt(keys[0] ?? null, false),
  notify: async ({ start, zone, count }) => {
    if (!(await chrome.permissions.contains({ permissions: ['notifications'] }))) return false
    await chrome.notifications.create('prompt', {
      type: 'basic',
      iconUrl: '/icon/128.png',
      title: count === 1 ? t('notify_one', clockTime(start, zone)) : plural('notify_many', count),
      message: t('notify_body'),
    })
    return true
  },
}
