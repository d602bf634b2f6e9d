import { t } from '../../lib/browser/i18n.ts'
import type { Kind } from '../../lib/core/policy.ts'
import { kindWord } from '../dashboard/past-words.ts'
import '../field.css'
import './welcome.css'

/** One line of the table: somebody met in sessions, and what the coach enters of them. Numbers are text until they are saved. */
export type ClientDraft = {
  readonly clientId: string | null
  readonly address: string
  readonly name: string
  readonly kind: Kind | null
  readonly sessions: string
  readonly alreadyUsed: string
  readonly perMonth: string
}

const columns = [
  { key: 'sessions', min: 1, max: 10_000, label: () => t('welcome_package') },
  { key: 'alreadyUsed', min: 0, max: 10_000, label: () => t('program_alreadyUsed') },
  { key: 'perMonth', min: 1, max: 1000, label: () => t('program_perMonth') },
] as const

/** Who the coach works with, prefilled from their calendar; every cell may stay empty (PRODUCT 3). */
export const ClientsTable = ({
  drafts,
  onChange,
}: {
  readonly drafts: readonly ClientDraft[]
  readonly onChange: (address: string, part: Partial<ClientDraft>) => void
}) => (
  <table class="clients-table">
    <caption class="visually-hidden">{t('welcome_clientsTitle')}</caption>
    <thead>
      <tr>
        <th scope="col">{t('client_name')}</th>
        <th scope="col">{t('statement_kind')}</th>
        {columns.map(({ key, label }) => (
          <th key={key} scope="col">
            {label()}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {drafts.map((draft) => (
        <tr key={draft.address}>
          <td class="who">
            <input
              class="control"
              aria-label={t('welcome_nameOf', draft.address)}
              maxLength={200}
              value={draft.name}
              onInput={(event) => onChange(draft.address, { name: event.currentTarget.value })}
            />
            <small>{draft.address}</small>
          </td>
          <td data-label={t('statement_kind')}>
            <select
              class="control"
              aria-label={t('welcome_kindOf', draft.name || draft.address)}
              value={draft.kind ?? ''}
              onChange={(event) =>
                onChange(draft.address, { kind: (event.currentTarget.value || null) as Kind | null })
              }
            >
              <option value="">{t('welcome_askLater')}</option>
              <option value="paid">{kindWord('paid')}</option>
              <option value="complimentary">{kindWord('complimentary')}</option>
            </select>
          </td>
          {columns.map(({ key, min, max, label }) => (
            <td key={key} data-label={label()}>
              <input
                class="control"
                type="number"
                inputMode="numeric"
                min={min}
                max={max}
                aria-label={t('welcome_cellOf', label(), draft.name || draft.address)}
                value={draft[key]}
                onInput={(event) => onChange(draft.address, { [key]: event.currentTarget.value })}
              />
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  </table>
)
