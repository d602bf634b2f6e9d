import { Button } from '../../components/button.tsx'
import { Notice } from '../../components/dashboard/notice.tsx'
import { relativeTime } from '../../components/format.ts'
import { ConsentCard } from '../../components/prompt/consent-card.tsx'
import '../../components/prompt/prompt.css'
import { RefusalNote } from '../../components/refusal.tsx'
import type { Act } from '../../components/use-act.ts'
import { t } from '../../lib/browser/i18n.ts'
import type { Overview } from '../../lib/core/overview.ts'
import { send } from '../../lib/messaging.ts'
import { signIn } from './sign-in.ts'

/** What the coach should see wherever they are: no calendar yet, a sign-in that ended, writes that wait for their word. */
export const Notices = ({
  view,
  now,
  act,
  asked,
  onLater,
}: {
  readonly view: Overview
  readonly now: number
  readonly act: Act
  /** False after "Later", until the page is opened again. */
  readonly asked: boolean
  readonly onLater: () => void
}) => {
  const google = view.accounts.some(({ account }) => account.provider === 'google')
  return (
    <>
      {view.accounts.length === 0 && (
        <Notice
          what={t('dash_noAccountWhat')}
          safe={t('dash_noAccountHow')}
          action={
            <a class="button primary sm" href="welcome.html">
              {t('dash_setUp')}
            </a>
          }
        />
      )}
      {view.accounts
        .filter(({ account }) => account.state === 'sign-in')
        .map(({ account, pulledAt }) => (
          <Notice
            key={account.id}
            what={t('dash_signInNeeded', account.email || account.name)}
            safe={
              pulledAt === null
                ? t('dash_signInNeededSafeNever')
                : t('dash_signInNeededSafe', relativeTime(pulledAt, now))
            }
            action={
              <Button
                size="sm"
                busy={act.busy === `notice:${account.id}`}
                onClick={() =>
                  act.run(`notice:${account.id}`, () =>
                    signIn({ access: account.access, accountId: account.id }),
                  )
                }
              >
                {t('dash_reconnect')}
              </Button>
            }
            trouble={<RefusalNote act={act} names={[`notice:${account.id}`]} />}
          />
        ))}
      {view.wantsConsent > 0 && asked && (
        <div class="consent-place">
          <ConsentCard
            calendar={google ? t('connect_google') : t('accounts_practice')}
            busy={act.busy === 'consent'}
            trouble={<RefusalNote act={act} names={['consent']} />}
            onDecide={(annotations) => act.run('consent', () => send('consent', { annotations }))}
            onLater={onLater}
          />
        </div>
      )}
    </>
  )
}
