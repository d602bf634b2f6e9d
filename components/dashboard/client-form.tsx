import { t } from '../../lib/browser/i18n.ts'
import type { Client } from '../../lib/core/client.ts'
import type { Kind } from '../../lib/core/policy.ts'
import { Button } from '../button.tsx'
import { Field } from '../field.tsx'
import './forms.css'

export type ClientEntry = {
  readonly name: string
  readonly addresses: readonly string[]
  readonly kind: Kind | null
  readonly dontAsk: boolean
}

/** Addresses as people type lists: by comma, semicolon, space or line. */
export const addressesIn = (text: string): readonly string[] => [
  ...new Set(
    text
      .split(/[\s,;]+/)
      .map((address) => address.trim().toLowerCase())
      .filter((address) => address.includes('@')),
  ),
]

/** A client's name, addresses and kind. Paid or free is asked, never assumed (PRODUCT 1). */
export const ClientForm = ({
  initial,
  kind,
  busy,
  onSave,
  onCancel,
}: {
  readonly initial: Pick<Client, 'name' | 'addresses' | 'dontAsk'> | null
  readonly kind: Kind | null
  readonly busy: boolean
  readonly onSave: (entry: ClientEntry) => void
  readonly onCancel: () => void
}) => (
  <form
    class="form"
    aria-label={initial ? t('client_edit') : t('clients_new')}
    onSubmit={(event) => {
      event.preventDefault()
      const data = new FormData(event.currentTarget)
      const said = data.get('kind')
      onSave({
        name: String(data.get('name') ?? '').trim(),
        addresses: addressesIn(String(data.get('addresses') ?? '')),
        kind: said === 'paid' || said === 'complimentary' ? said : null,
        dontAsk: data.get('dontAsk') !== null,
      })
    }}
  >
    <div class="grid">
      <Field label={t('client_name')}>
        {(control) => (
          <input
            {...control}
            name="name"
            required
            maxLength={200}
            autocomplete="off"
            defaultValue={initial?.name ?? ''}
          />
        )}
      </Field>
      <Field label={t('client_addresses')} hint={t('client_addressesHint')}>
        {(control) => (
          <input
            {...control}
            name="addresses"
            autocomplete="off"
            spellcheck={false}
            defaultValue={initial?.addresses.join(', ') ?? ''}
          />
        )}
      </Field>
    </div>
    <fieldset class="choices">
      <legend>{t('client_kind')}</legend>
      {(['paid', 'complimentary', ''] as const).map((each) => (
        <label key={each}>
          <input type="radio" name="kind" value={each} defaultChecked={(kind ?? '') === each} />
          {each === 'paid'
            ? t('client_kindPaid')
            : each === 'complimentary'
              ? t('client_kindFree')
              : t('client_kindAsk')}
        </label>
      ))}
    </fieldset>
    <label class="check">
      <input type="checkbox" name="dontAsk" defaultChecked={initial?.dontAsk ?? false} />
      {t('client_dontAsk')}
    </label>
    <div class="buttons">
      <Button type="submit" variant="primary" busy={busy}>
        {t('client_save')}
      </Button>
      <Button variant="quiet" onClick={onCancel}>
        {t('dash_cancel')}
      </Button>
    </div>
  </form>
)
