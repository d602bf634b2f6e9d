import { accountName } from '../../components/account-name.ts'
import { Button } from '../../components/button.tsx'
import { Notice } from '../../components/dashboard/notice.tsx'
import { relativeTime } from '../../components/format.ts'
import { RefusalNote } from '../../components/refusal.tsx'
import type { Act } from '../../components/use-act.ts'
import { plural, t } from '../../lib/browser/i18n.ts'
import { type Account, type AccountView, needsSignIn } from '../../lib/core/account.ts'
import { signInAgain } from './sign-in.ts'

/** Signs in to an account again, from a click; what is refused is said under the banner. */
export const reconnect = (act: Act, account: Account): void =>
  act.run(`notice:${account.id}`, () => signInAgain(account, account.access))

/** One calm banner for every account that needs the coach: how old the data is, what goes on, and one click each (E43). */
export const SignInNotice = ({
  accounts,
  now,
  act,
}: {
  readonly accounts: readonly AccountView[]
  readonly now: number
  readonly act: Act
}) => {
  const broken = accounts.filter(({ account }) => needsSignIn(account))
  const [first] = broken
  if (first === undefined) return null
  const pulls = broken.flatMap(({ pulledAt }) => pulledAt ?? [])
  const isOne = broken.length === 1
  return (
    <Notice
      what={
        isOne
          ? t('dash_signInNeeded', accountName(first.account))
          : plural('dash_signInsNeeded', broken.length)
      }
      safe={
        pulls.length === 0
          ? t('dash_signInNeededSafeNever')
          : t('dash_signInNeededSafe', relativeTime(Math.min(...pulls), now))
      }
      action={
        <div class="actions">
          {broken.map(({ account }) => (
            <Button
              key={account.id}
              size="sm"
              busy={act.busy.has(`notice:${account.id}`)}
              onClick={() => reconnect(act, account)}
            >
              {isOne ? t('dash_reconnect') : t('dash_reconnectOne', accountName(account))}
            </Button>
          ))}
        </div>
      }
      trouble={<RefusalNote act={act} names={['notice']} />}
    />
  )
}
