import { MANY_AT_ONCE } from '../core/due.ts'
import type { Notifier } from '../ports.ts'
import { plural } from './i18n.ts'
import { clearQuestions, notifyOf, titleOf } from './notification.ts'
import { promptAddress, showPrompt } from './prompt-window.ts'

const VIOLET = '#5b4bc4'

export const setBadge = async (text: string): Promise<void> => {
  await chrome.action.setBadgeText({ text })
  await chrome.action.setBadgeBackgroundColor({ color: VIOLET })
}

/** Few are asked about one by one, from the first; many on one screen, at the page that was opened for none of them. */
const addressOf = (keys: readonly string[]): string =>
  promptAddress(keys.length < MANY_AT_ONCE ? (keys[0] ?? null) : null)

/** The toolbar badge, the prompt window and the notification that opens it. No client's name goes through here (PRODUCT 4). */
export const browserNotifier: Notifier = {
  badge: async (waiting, attention) => {
    if (waiting === 0) await clearQuestions()
    await setBadge(`${waiting || ''}${attention ? '!' : ''}`)
  },
  openPrompt: (keys) => showPrompt(addressOf(keys), false),
  notify: ({ sessionKeys, start, zone }) => {
    const count = sessionKeys.length
    return notifyOf(addressOf(sessionKeys), count === 1 ? titleOf(start, zone) : plural('notify_many', count))
  },
}
