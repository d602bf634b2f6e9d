import type { Trial } from '../core/trial.ts'
import { notifyOf, titleOf } from './notification.ts'
import { setBadge } from './notifier.ts'
import { promptAddress, showPrompt } from './prompt-window.ts'

/** How long the badge of a trial is shown, ms; whatever brings the badge up to date sooner ends it too. */
const BADGE_SHOWN = 8_000

const tryBadge = async (afterwards: () => void): Promise<boolean> => {
  const shown = await chrome.action.getBadgeText({})
  await setBadge(`${(Number.parseInt(shown, 10) || 0) + 1}${shown.endsWith('!') ? '!' : ''}`)
  setTimeout(afterwards, BADGE_SHOWN)
  return true
}

/**
 * Shows what asking about a past session would look like, by the very window, notification and badge that ask; the books stay as they
 * are. `afterwards` brings the badge back to what is true. False where notifications are not allowed: then the window comes, as it does
 * for a question (E33).
 */
export const tryAsking = async (
  { what, session }: { what: Trial; session: { key: string; start: number } | null },
  afterwards: () => void,
): Promise<boolean> => {
  if (what === 'badge') return tryBadge(afterwards)
  const address = promptAddress(session?.key ?? null, what === 'notification' ? 'window' : what)
  if (what !== 'notification') return showPrompt(address, false)
  const title = titleOf(session?.start ?? Date.now(), Temporal.Now.timeZoneId())
  if (await notifyOf(address, title)) return true
  await showPrompt(address, false)
  return false
}
