import { useId } from 'preact/hooks'
import { t } from '../../lib/browser/i18n.ts'
import { kindWord } from '../dashboard/past-words.ts'
import { type ClientDraft, NUMBERS } from './client-draft.ts'
import { SeenLine } from './seen-line.tsx'
import '../field.css'
import './welcome.css'

const LABELS = {
  sessions: () => t('welcome_package'),
  alreadyUsed: () => t('program_alreadyUsed'),
  perMonth: () => t('program_perMonth'),
} as const

type Change = (part: Partial<ClientDraft>) => void

const KindControl = ({ line, onChange }: { readonly line: ClientDraft; readonly onChange: Change }) => (
  <select
    class="control"
    aria-label={t('welcome_kindOf', line.name || line.address)}
    value={line.kind ?? ''}
    onChange={(event) => onChange({ kind: (event.currentTarget.value || null) as ClientDraft['kind'] })}
  >
    <option value="">{t('welcome_askLater')}</option>
    <option value="paid">{kindWord('paid')}</option>
    <option value="complimentary">{kindWord('complimentary')}</option>
    {line.clientId === null && <option value="nobody">{t('welcome_nobody')}</option>}
  </select>
)

const Line = ({
  line,
  now,
  onChange,
}: {
  readonly line: ClientDraft
  readonly now: number
  readonly onChange: Change
}) => {
  const seen = useId()
  const isGuess = line.guess !== null && !line.confirmed
  const habit = line.guess?.perMonth
  return (
    <tbody>
      <tr>
        <td class="who">
          <input
            class="control"
            aria-label={t('welcome_nameOf', line.address)}
            maxLength={200}
            value={line.name}
            onInput={(event) => onChange({ name: event.currentTarget.value })}
          />
          <small>{line.address}</small>
        </td>
        <td data-label={t('statement_kind')}>
          <KindControl line={line} onChange={onChange} />
        </td>
        {NUMBERS.map(({ key, min, max }) => (
          <td key={key} data-label={LABELS[key]()}>
            <input
              class={isGuess && line[key] !== '' ? 'control guess' : 'control'}
              type="number"
              inputMode="numeric"
              min={min}
              max={max}
              disabled={line.kind === 'nobody'}
              aria-label={t('welcome_cellOf', LABELS[key](), line.name || line.address)}
              aria-describedby={line.guess ? seen : undefined}
              placeholder={key === 'perMonth' && habit ? t('welcome_about', habit) : undefined}
              value={line[key]}
              onInput={(event) => onChange({ [key]: event.currentTarget.value })}
            />
          </td>
        ))}
      </tr>
      <tr class="below">
        <td colSpan={5}>
          <SeenLine line={line} id={seen} now={now} onConfirm={(confirmed) => onChange({ confirmed })} />
        </td>
      </tr>
    </tbody>
  )
}

/** Who the coach works with, with what their calendar proposes; every cell may stay empty (PRODUCT 3). `now` in epoch ms. */
export const ClientsTable = ({
  drafts,
  now,
  onChange,
}: {
  readonly drafts: readonly ClientDraft[]
  readonly now: number
  readonly onChange: (address: string, part: Partial<ClientDraft>) => void
}) => (
  <table class="clients-table">
    <caption class="visually-hidden">{t('welcome_clientsTitle')}</caption>
    <thead>
      <tr>
        <th scope="col">{t('client_name')}</th>
        <th scope="col">{t('statement_kind')}</th>
        {NUMBERS.map(({ key }) => (
          <th key={key} scope="col">
            {LABELS[key]()}
          </th>
        ))}
      </tr>
    </thead>
    {drafts.map((line) => (
      <Line key={line.address} line={line} now={now} onChange={(part) => onChange(line.address, part)} />
    ))}
  </table>
)
