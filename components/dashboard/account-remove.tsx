import { useState } from 'preact/hooks'
import { plural, t } from '../../lib/browser/i18n.ts'
import type { Account } from '../../lib/core/account.ts'
import type { Leaving } from '../../lib/core/view/leaving.ts'
import { accountName } from '../account-name.ts'
import { Confirm } from './confirm.tsx'

/** Annotations can be taken back only while we may write. */
const canTakeBack = ({ state, access, provider }: Account): boolean =>
  state === 'ok' && (access === 'write' || provider === 'practice')

/** Before an account goes (E46): what stays, what stops, what is never written, and the offer to take annotations back first. */
export const AccountRemove = ({
  account,
  leaving,
  onRemove,
  onCancel,
}: {
  readonly account: Account
  /** What hangs on it; null while it is being counted. */
  readonly leaving: Leaving | null
  readonly onRemove: (takeBack: boolean) => void
  readonly onCancel: () => void
}) => {
  const [takeBack, setTakeBack] = useState(false)
  const annotated = leaving?.annotated ?? 0
  return (
    <Confirm
      title={t('accounts_removeTitle', accountName(account))}
      action={t('accounts_removeDo')}
      onCancel={onCancel}
      onConfirm={() => onRemove(takeBack)}
    >
      <p>{t('accounts_removeKept')}</p>
      {leaving !== null && leaving.unwritten > 0 && (
        <p>{plural('accounts_removeUnwritten', leaving.unwritten)}</p>
      )}
      {annotated > 0 &&
        (canTakeBack(account) ? (
          <label class="take-back">
            <input
              type="checkbox"
              checked={takeBack}
              onChange={(event) => setTakeBack(event.currentTarget.checked)}
            />
            <span>
              {plural('accounts_takeBack', annotated)}
              <small>{t('accounts_takeBackHint')}</small>
            </span>
          </label>
        ) : (
          <p>{plural('accounts_takeBackCannot', annotated)}</p>
        ))}
    </Confirm>
  )
}
