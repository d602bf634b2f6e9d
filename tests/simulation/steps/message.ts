import type { Message, MessageName, Reply } from '../../../lib/messages.ts'
import type { Browser } from '../browser.ts'
import type { Dice } from '../dice.ts'
import type { World } from '../world.ts'

type Told<Name extends MessageName> = Extract<Reply<Name>, { readonly ok: true }>['value']

/**
 * Sends a message, now and then twice, as double clicks and pages that try again do: then both must be told the same (E38). `onTold`
 * hears what came back when all went well. Returns a word for the trace.
 */
export const twice = <Name extends MessageName>(
  { report, book }: World,
  browser: Browser,
  name: Name,
  message: Message<Name>,
  dice: Dice,
  onTold: (value: Told<Name>) => void = () => undefined,
): string => {
  const isTwice = dice.chance(0.2)
  const told: string[] = []
  const books = book.renewed.get(browser.name)
  const hear = (reply: Reply<Name>): void => {
    // Of a backup that took their place meanwhile the books may say something else.
    if (book.renewed.get(browser.name) !== books) return
    // A full disk may strike at either.
    if (!reply.ok && reply.error.reason !== 'storage' && told[0] !== undefined)
      report('once', `${browser.name}: ${name} was told ${told[0]} and then refused: ${reply.error.reason}`)
    if (!reply.ok) return
    told.push(JSON.stringify(reply.value))
    if (told[1] !== undefined && told[1] !== told[0])
      report('once', `${browser.name}: ${name} was told ${told[0]} and then ${told[1]}`)
    onTold(reply.value as Told<Name>)
  }
  void browser.send(name, message).then(hear)
  if (isTwice) void browser.send(name, message).then(hear)
  return isTwice ? ', twice' : ''
}
