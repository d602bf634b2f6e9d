import { useEffect, useRef, useState } from 'preact/hooks'
import { t } from '../../lib/browser/i18n.ts'
import { Field } from '../field.tsx'

const wordsIn = (text: string): readonly string[] => text.split(/[\s,;]+/).filter((word) => word !== '')

/** Addresses as people type lists: by comma, semicolon, space or line. */
export const addressesIn = (text: string): readonly string[] => [
  ...new Set(
    wordsIn(text)
      .map((word) => word.toLowerCase())
      .filter((word) => word.includes('@')),
  ),
]

/** What was typed, with what came to the stored addresses meanwhile and without what went; a word that is half typed stays. */
const followed = (typed: string, before: readonly string[], after: readonly string[]): string => {
  const came = after.filter((address) => !(before.includes(address) || addressesIn(typed).includes(address)))
  const went = before.filter((address) => !after.includes(address))
  if (came.length === 0 && went.length === 0) return typed
  return [...wordsIn(typed).filter((word) => !went.includes(word.toLowerCase())), ...came].join(', ')
}

/** A client's addresses in one line. A merge while they are edited adds its own to what the coach has typed (E17), and loses nothing of it. */
export const AddressesField = ({ stored }: { readonly stored: readonly string[] }) => {
  const [typed, setTyped] = useState(() => stored.join(', '))
  const known = useRef(stored)
  useEffect(() => {
    const before = known.current
    known.current = stored
    setTyped((now) => followed(now, before, stored))
  }, [stored.join()])
  return (
    <Field label={t('client_addresses')} hint={t('client_addressesHint')}>
      {(control) => (
        <input
          {...control}
          name="addresses"
          autocomplete="off"
          spellcheck={false}
          value={typed}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
      )}
    </Field>
  )
}
