import { useState } from 'preact/hooks'
import { plural, t } from '../../lib/browser/i18n.ts'
import type { Erasing } from '../../lib/core/view/erasing.ts'
import { number } from '../format.ts'
import { Confirm } from './confirm.tsx'

/** Before a client is erased (E59): what goes, what stays and where, and whether their address is kept so that nobody asks again. */
export const ClientErase = ({
  erasing: { client, answers, notes, programs, annotated, invited, elsewhere },
  onErase,
  onCancel,
}: {
  readonly erasing: Erasing
  readonly onErase: (dontAsk: boolean) => void
  readonly onCancel: () => void
}) => {
  const [dontAsk, setDontAsk] = useState(client.dontAsk)
  return (
    <Confirm
      title={t('erase_title', client.name)}
      action={t('erase_do')}
      onCancel={onCancel}
      onConfirm={() => onErase(dontAsk)}
    >
      <p>{t('erase_goes')}</p>
      <ul>
        <li>{t('erase_answers', number(answers))}</li>
        <li>{t('erase_notes', number(notes))}</li>
        <li>{t('erase_programs', number(programs))}</li>
      </ul>
      {annotated > 0 && (
        <p>
          {plural('erase_annotated', annotated)} {t('erase_mayReturn')}
        </p>
      )}
      {invited && <p>{t('erase_invited', client.name)}</p>}
      {elsewhere.length > 0 && <p>{t('erase_elsewhere', elsewhere.join(', '))}</p>}
      <p>{t('erase_stays')}</p>
      {client.addresses.length > 0 && (
        <label class="take-back">
          <input
            type="checkbox"
            checked={dontAsk}
            onChange={(event) => setDontAsk(event.currentTarget.checked)}
          />
          <span>
            {t('erase_dontAsk')}
            <small>{t('erase_dontAskHint', client.addresses.join(', '))}</small>
          </span>
        </label>
      )}
    </Confirm>
  )
}
