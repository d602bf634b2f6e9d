import { useState } from 'preact/hooks'
import { accountName } from '../../components/account-name.ts'
import { Button } from '../../components/button.tsx'
import { providerName } from '../../components/calendar-name.ts'
import { clockWords } from '../../components/clock-words.ts'
import { Notice } from '../../components/dashboard/notice.tsx'
import { ConsentCard } from '../../components/prompt/consent-card.tsx'
import '../../components/prompt/prompt.css'
import { RefusalNote } from '../../components/refusal.tsx'
import type { Act } from '../../components/use-act.ts'
import { plural, t } from '../../lib/browser/i18n.ts'
import type { Account } from '../../lib/core/account.ts'
import type { Overview } from '../../lib/core/view/overview.ts'
import { send } from '../../lib/messaging.ts'
import { signInAgain } from './sign-in.ts'
import { SignInNotice } from './sign-in-notice.tsx'

/** Keeps the coach's word first, so that a sign-in that comes to nothing leaves a banner and not the question again. */
const decide = async (annotations: 'on' | 'off', account: Account) => {
  const kept = await send('consent', { annotations })
  return kept.ok && annotations === 'on' && account.access === 'read' ? signInAgain(account, 'write') : kept
}

/** What the coach should see wherever they are: no calendar yet, sign-ins that ended, a wrong clock, writes that wait for their word. */
export const Notices = ({
  view,
  now,
  clockOff,
  act,
  asked,
  onLater,
}: {
  readonly view: Overview
  readonly now: number
  /** How far the machine's clock is corrected, ms (E25). */
  readonly clockOff: number
  readonly act: Act
  /** False after "Later", until the page is opened again. */
  readonly asked: boolean
  readonly onLater: () => void
}) => {
  const consenting = view.wantsConsent
  const [reading, setReading] = useState(false)
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
      <SignInNotice accounts={view.accounts} now={now} act={act} />
      {clockOff !== 0 && <Notice what={clockWords(clockOff)} safe={t('clock_safe')} />}
      {view.wantsAccess.map((account) => (
        <Notice
          key={account.id}
          what={t('dash_accessNeeded', accountName(account))}
          safe={t('dash_accessNeededSafe', providerName(account))}
          action={
            <Button
              size="sm"
              busy={act.busy.has(`access:${account.id}`)}
              onClick={() => act.run(`access:${account.id}`, () => signInAgain(account, 'write'))}
            >
              {t('accounts_allowWriting')}
            </Button>
          }
          trouble={<RefusalNote act={act} names={[`access:${account.id}`]} />}
        />
      ))}
      {consenting && asked && !reading && (
        <Notice
          what={plural('dash_consentWhat', view.parked)}
          safe={t('dash_consentSafe')}
          action={
            <Button size="sm" onClick={() => setReading(true)}>
              {t('dash_consentShow')}
            </Button>
          }
        />
      )}
      {consenting && asked && reading && (
        <div class="consent-place">
          <ConsentCard
            account={consenting}
            busy={act.busy.has('consent')}
            trouble={<RefusalNote act={act} names={['consent']} />}
            onDecide={(annotations) => act.run('consent', () => decide(annotations, consenting))}
            onLater={onLater}
          />
        </div>
      )}
    </>
  )
}
