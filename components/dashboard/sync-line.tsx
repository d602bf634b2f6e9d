import { plural, t } from '../../lib/browser/i18n.ts'
import type { AccountView } from '../../lib/core/account.ts'
import { STALE_AFTER } from '../../lib/core/view/sync.ts'
import { relativeTime } from '../format.ts'

/** How fresh the page is, in one quiet line. */
export const SyncLine = ({
  accounts,
  now,
}: {
  readonly accounts: readonly AccountView[]
  readonly now: number
}) => {
  const watched = accounts.filter(({ account, chosen }) => chosen > 0 && !account.paused)
  if (watched.length === 0)
    return <span>{accounts.length === 0 ? t('dash_noAccount') : t('dash_nothingWatched')}</span>
  const pulls = watched.map(({ pulledAt }) => pulledAt)
  if (pulls.includes(null)) {
    const read = watched.reduce((sum, { progress }) => sum + progress, 0)
    return (
      <span>
        {read > 0 ? `${t('dash_reading')} ${plural('accounts_readSoFar', read)}` : t('dash_reading')}
      </span>
    )
  }
  const oldest = Math.min(...pulls.filter((at) => at !== null))
  const ago = relativeTime(oldest, now)
  return <span>{now - oldest > STALE_AFTER ? t('dash_stale', ago) : t('dash_upToDate', ago)}</span>
}
