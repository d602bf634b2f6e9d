import { useState } from 'preact/hooks'
import { t } from '../../lib/browser/i18n.ts'
import type { Client } from '../../lib/core/client.ts'
import type { Kind } from '../../lib/core/policy.ts'
import { Button } from '../button.tsx'
import { kindWord } from '../dashboard/past-words.ts'
import { Field } from '../field.tsx'
import type { Whom } from './card-api.ts'

const fold = (text: string): string => text.trim().toLocaleLowerCase()

/**
 * Asks whom an event without attendees was with (E19); the title is remembered. A name that is already a client's is that client;
 * of a new one the kind is asked at once.
 */
export const WhomView = ({
  title,
  clients,
  busy,
  onWhom,
}: {
  readonly title: string
  readonly clients: readonly Client[]
  readonly busy: boolean
  readonly onWhom: (whom: Whom, kind: Kind | null) => void
}) => {
  const [name, setName] = useState('')
  const [kind, setKind] = useState<Kind | null>(null)
  const known = clients.find((client) => fold(client.name) === fold(name))
  const ready = name.trim() !== '' && (known !== undefined || kind !== null)
  return (
    <form
      class="whom"
      onSubmit={(event) => {
        event.preventDefault()
        if (ready && !busy)
          onWhom(known ? { clientId: known.id } : { name: name.trim() }, known ? null : kind)
      }}
    >
      <Field label={t('prompt_whom')} hint={t('prompt_whomHint', title)}>
        {(control) => (
          <input
            {...control}
            value={name}
            maxLength={200}
            list="prompt-clients"
            autocomplete="off"
            onInput={(event) => setName(event.currentTarget.value)}
          />
        )}
      </Field>
      <datalist id="prompt-clients">
        {clients.map((client) => (
          <option key={client.id} value={client.name} />
        ))}
      </datalist>
      {name.trim() !== '' && !known && (
        <fieldset class="kinds">
          <legend>{t('prompt_newClient', name.trim())}</legend>
          {(['paid', 'complimentary'] as const).map((each) => (
            <label key={each}>
              <input type="radio" name="whom-kind" checked={kind === each} onChange={() => setKind(each)} />
              {kindWord(each)}
            </label>
          ))}
        </fieldset>
      )}
      <Button type="submit" variant="primary" busy={busy} disabled={!ready}>
        {t('prompt_whomGo')}
      </Button>
    </form>
  )
}
