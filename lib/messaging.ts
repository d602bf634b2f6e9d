import { defineExtensionMessaging } from '@webext-core/messaging'
import type { MessageMap } from './messages.ts'

const messaging = defineExtensionMessaging<MessageMap>()

/** Sends a message to the background and waits for its reply. Rejects only when the background cannot be reached at all. */
export const send = messaging.sendMessage

/** Registers the background's answer to one message; only `entrypoints/background` calls it. */
export const receive = messaging.onMessage
