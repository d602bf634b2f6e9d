import type { Trial } from '../core/trial.ts'
import { webLocks } from './system.ts'

/** Where the id of an open window is kept: the prompt's, and that of a trial, which must not be in a question's way. */
type Place = 'prompt-window' | 'trial-window'

const PAGE = 'prompt.html'

/** The page that asks about a session, or (null) about whatever waits; in a trial nothing that is pressed there is kept. */
export const promptAddress = (sessionKey: string | null, trial?: Trial): string => {
  const query = new URLSearchParams()
  if (sessionKey !== null) query.set('session', sessionKey)
  if (trial !== undefined) query.set('try', trial)
  return query.size === 0 ? PAGE : `${PAGE}?${query}`
}

/** Whether an address of `promptAddress` is a trial's. */
export const isTrial = (address: string): boolean => new URLSearchParams(address.split('?')[1]).has('try')

const openWindow = async (place: Place): Promise<number | null> => {
  const { [place]: id } = await chrome.storage.session.get(place)
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

/** Firefox refuses `focused: false` when it creates a window. */
const focusOf = (take: boolean): { focused?: boolean } =>
  take ? { focused: true } : 'getBrowserInfo' in chrome.runtime ? {} : { focused: false }

const show = async (url: string, take: boolean, place: Place): Promise<boolean> => {
  const open = await openWindow(place)
  if (open !== null) {
    // Only when the coach asked for this one, as for every trial: a card being answered is never turned away under their hands.
    const asked = take || place === 'trial-window'
    if (asked && url !== PAGE) await turnTo(open, url)
    await chrome.windows.update(open, asked ? { focused: true } : { drawAttention: true })
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
  await chrome.storage.session.set({ [place]: window.id })
  return true
}

/**
 * Opens the prompt at an address of `promptAddress`, or brings the open one forward: there is never a second window, and the page
 * itself shows whatever waits by then. `take` gives it the focus, for when the coach asked for it.
 */
export const showPrompt = (address: string, take: boolean): Promise<boolean> => {
  const place = isTrial(address) ? 'trial-window' : 'prompt-window'
  return webLocks.alone(place, () => show(address, take, place))
}
