import { personLocale, t } from './i18n.ts'
import { mayNotify } from './may-notify.ts'
import { isTrial, promptAddress, showPrompt } from './prompt-window.ts'

/** Longer ids of notifications are refused; a session's key can be as long as its calendar likes. */
const LONGEST_ID = 500

/** A session's time as the person writes it: never a name, for anybody may see the screen (PRODUCT 4). */
const clockTime = (start: number, zone: string): string =>
  new Intl.DateTimeFormat(personLocale(), { hour: 'numeric', minute: '2-digit', timeZone: zone }).format(
    start,
  )

/** Title of a notification about one session, which began at `start` (epoch ms): its time on the coach's clock, and no name. */
export const titleOf = (start: number, zone: string): string => t('notify_one', clockTime(start, zone))

const clear = async (isMeant: (id: string) => boolean): Promise<void> => {
  // Optional: the namespace appears with the permission.
  const shown = Object.keys((await chrome.notifications?.getAll()) ?? {})
  await Promise.all(shown.filter(isMeant).map((id) => chrome.notifications.clear(id)))
}

/** Nothing waits any more: what was notified about goes. A trial was about nothing that waits, and stays. */
export const clearQuestions = (): Promise<void> => clear((id) => !isTrial(id))

/**
 * A notification that opens the prompt at `address`, which is its id. It takes the place of the one before: what that was about waits
 * in the same window. False where the browser or the system does not show it (E33).
 */
export const notifyOf = async (address: string, title: string): Promise<boolean> => {
  if (!(await mayNotify())) return false
  await clear((id) => isTrial(id) === isTrial(address))
  return chrome.notifications
    .create(address.length > LONGEST_ID ? promptAddress(null) : address, {
      type: 'basic',
      iconUrl: '/icon/128.png',
      title,
      message: t('notify_body'),
    })
    .then(
      () => true,
      // Refused for whatever reason: the question has to come all the same, in its window.
      () => false,
    )
}

/** The coach pressed a notification: it goes, and what it was about comes up. */
export const onNotification = async (id: string): Promise<void> => {
  await chrome.notifications.clear(id)
  // Those of 0.1.0 had no address for an id, and one may still stand after an update.
  await showPrompt(id.startsWith(promptAddress(null)) ? id : promptAddress(null), true)
}
