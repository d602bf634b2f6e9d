import { useState } from 'preact/hooks'
import { t, wordsLocale } from '../../lib/browser/i18n.ts'
import type { Client } from '../../lib/core/client.ts'
import { LETTER_LANGUAGES } from '../../lib/core/letter-placeholder.ts'
import type { Kind } from '../../lib/core/policy.ts'
import { isKnownZone } from '../../lib/core/time.ts'
import { Field } from '../field.tsx'
import { languageName } from '../letter/letter-names.ts'
import { AddressesField, addressesIn } from './addresses-field.tsx'
import { FormButtons } from './form-buttons.tsx'
import { useFirstField } from './use-first-field.ts'
import './forms.css'

export type ClientEntry = {
  readonly name: string
  readonly addresses: readonly string[]
  readonly kind: Kind | null
  readonly dontAsk: boolean
  /** null: the coach's own. */
  readonly zone: string | null
  readonly language: string | null
}

/** The zone in which a client lives, from the browser's own list; what it does not know is said where it is typed. */
const ZoneField = ({ initial }: { readonly initial: string | undefined }) => {
  const [unknown, setUnknown] = useState(false)
  return (
    <Field
      label={t('client_zone')}
      hint={t('client_zoneHint')}
      error={unknown ? t('client_zoneUnknown') : null}
    >
      {(control) => (
        <>
          <input
            {...control}
            name="zone"
            list="zones"
            autocomplete="off"
            spellcheck={false}
            maxLength={100}
            defaultValue={initial ?? ''}
            onInput={(event) => {
              const typed = event.currentTarget.value.trim()
              event.currentTarget.setCustomValidity(
                typed === '' || isKnownZone(typed) ? '' : t('client_zoneUnknown'),
              )
              if (event.currentTarget.validity.valid) setUnknown(false)
            }}
            onInvalid={() => setUnknown(true)}
            onBlur={(event) => setUnknown(!event.currentTarget.validity.valid)}
          />
          <datalist id="zones">
            {Intl.supportedValuesOf('timeZone').map((zone) => (
              <option key={zone} value={zone} />
            ))}
          </datalist>
        </>
      )}
    </Field>
  )
}

/** A client's name, addresses and kind. Paid or free is asked, never assumed (PRODUCT 1). */
export const ClientForm = ({
  initial,
  kind,
  busy,
  onSave,
  onCancel,
}: {
  readonly initial: Pick<Client, 'name' | 'addresses' | 'dontAsk' | 'zone' | 'language'> | null
  readonly kind: Kind | null
  readonly busy: boolean
  readonly onSave: (entry: ClientEntry) => void
  readonly onCancel: () => void
}) => {
  const form = useFirstField()
  return (
    <form
      ref={form}
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
          zone: String(data.get('zone') ?? '').trim() || null,
          language: String(data.get('language') ?? '') || null,
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
        <AddressesField stored={initial?.addresses ?? []} />
        <ZoneField initial={initial?.zone} />
        <Field label={t('client_language')}>
          {(control) => (
            <select {...control} name="language">
              <option value="">{t('client_languageMine')}</option>
              {LETTER_LANGUAGES.map((language) => (
                <option key={language} value={language} selected={initial?.language === language}>
                  {languageName(language, wordsLocale())}
                </option>
              ))}
            </select>
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
        {initial && kind !== null && <p class="hint">{t('client_kindFromNow')}</p>}
      </fieldset>
      <label class="check">
        <input type="checkbox" name="dontAsk" defaultChecked={initial?.dontAsk ?? false} />
        {t('client_dontAsk')}
      </label>
      <FormButtons save={t('client_save')} busy={busy} onCancel={onCancel} />
    </form>
  )
}
