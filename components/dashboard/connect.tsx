import { t } from '../../lib/browser/i18n.ts'
import type { SignInProvider } from '../../lib/core/account.ts'
import { Button } from '../button.tsx'
import { Icon } from '../icon.tsx'
import './connect.css'

const words = (provider: SignInProvider) =>
  provider === 'google'
    ? { name: t('connect_google'), how: t('connect_googleHow'), button: t('connect_googleButton') }
    : { name: t('connect_outlook'), how: t('connect_outlookHow'), button: t('connect_outlookButton') }

/** The ways to a calendar: Google, Outlook, and the built-in Practice month. */
export const Connect = ({
  clients,
  practice,
  busy,
  onSignIn,
  onPractice,
}: {
  /** Which services there is an OAuth client for: the build's or the coach's own. */
  readonly clients: Readonly<Record<SignInProvider, boolean>>
  /** False when the Practice calendar is there already. */
  readonly practice: boolean
  readonly busy: ReadonlySet<string>
  readonly onSignIn: (provider: SignInProvider) => void
  readonly onPractice: () => void
}) => (
  <ul class="connect plain-list">
    {(['google', 'outlook'] as const).map((provider) => {
      const { name, how, button } = words(provider)
      return (
        <li key={provider}>
          <Icon name="calendar" size={20} />
          <div>
            <p class="name">{name}</p>
            <p>{clients[provider] ? how : t('connect_noClient', name)}</p>
          </div>
          {clients[provider] ? (
            <Button
              variant="primary"
              busy={busy.has(`signIn:${provider}`)}
              onClick={() => onSignIn(provider)}
            >
              {button}
            </Button>
          ) : (
            <a class="button secondary" href="/dashboard.html#/settings?own-client">
              {t('connect_ownClient')}
            </a>
          )}
        </li>
      )
    })}
    {practice && (
      <li>
        <Icon name="note" size={20} />
        <div>
          <p class="name">{t('connect_practice')}</p>
          <p>{t('connect_practiceHow')}</p>
        </div>
        <Button
          variant={clients.google || clients.outlook ? 'secondary' : 'primary'}
          busy={busy.has('practice')}
          onClick={onPractice}
        >
          {t('connect_practiceButton')}
        </Button>
      </li>
    )}
  </ul>
)
