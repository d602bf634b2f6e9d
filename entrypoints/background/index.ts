import { defineBackground } from 'wxt/utils/define-background'
import { listen } from './listen.ts'
import { wire } from './wiring.ts'

/**
 * Every listener, registered on the first tick: a worker that was stopped is started again by one of these events and hears only what
 * it registered at once (API D). What to do is in `lib/flow`; who does it is in `wiring.ts`.
 */
export default defineBackground(() => {
  const { handlers, tick, start, follow, onOrganisation, onNotification, onBug, awaySeconds } = wire()

  listen(handlers, onBug)
  chrome.alarms.onAlarm.addListener(() => void tick('alarm'))
  chrome.runtime.onStartup.addListener(() => void start(false))
  chrome.runtime.onInstalled.addListener(({ reason }) => void start(reason === 'install'))
  onOrganisation(() => void follow())
  chrome.idle.setDetectionInterval(awaySeconds)
  chrome.idle.onStateChanged.addListener((state) => {
    if (state === 'active') void tick('unlock')
  })

  // Optional: the namespace appears with the permission, so it is looked at again when that is granted.
  const onNotificationClick = (id: string) => void onNotification(id)
  const listenToNotifications = () => chrome.notifications?.onClicked.addListener(onNotificationClick)
  listenToNotifications()
  chrome.permissions.onAdded.addListener(listenToNotifications)
})
