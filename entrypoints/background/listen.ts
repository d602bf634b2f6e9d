import { safeParse } from 'zod/mini'
import { err } from '../../lib/core/result.ts'
import {
  type Message,
  type MessageName,
  messageSchemas,
  type Refusal,
  type Reply,
} from '../../lib/messages.ts'
import { receive } from '../../lib/messaging.ts'

/** What answers each message. */
export type Handlers = { readonly [Name in MessageName]: (data: Message<Name>) => Promise<Reply<Name>> }

const refuse = (reason: Refusal['reason']) => err({ reason, failure: null })

/** Only the extension's own pages may ask for anything; content scripts share our id but not our origin. */
const isOwnPage = (sender: chrome.runtime.MessageSender): boolean =>
  sender.id === chrome.runtime.id && (sender.url?.startsWith(chrome.runtime.getURL('')) ?? false)

/**
 * Registers an answer for every message, on the first tick. Sender and shape are checked before a flow sees anything; a flow
 * that throws (a bug, or a database that failed) is reported to `onBug` and answered with a refusal, never with silence.
 */
export const listen = (handlers: Handlers, onBug: (name: MessageName, error: unknown) => void): void => {
  const register = <Name extends MessageName>(name: Name): void => {
    const answer = async ({ data, sender }: { data: unknown; sender: chrome.runtime.MessageSender }) => {
      const message = safeParse(messageSchemas[name], data)
      if (!(isOwnPage(sender) && message.success)) return refuse('bad-message')
      try {
        return await handlers[name](message.data as Message<Name>)
      } catch (error) {
        onBug(name, error)
        return refuse('storage')
      }
    }
    // The library types each message by itself; one function for all of them cannot be told so.
    receive(name, answer as never)
  }
  for (const name of Object.keys(messageSchemas) as MessageName[]) register(name)
}
