import { Connect } from '../../components/dashboard/connect.tsx'
import type { Act } from '../../components/use-act.ts'
import { useLive } from '../../components/use-live.ts'
import { t } from '../../lib/browser/i18n.ts'
import type { AccountView } from '../../lib/core/account.ts'
import { send } from '../../lib/messaging.ts'
import { live } from '../../lib/store/queries/live.ts'
import { ownClients } from '../../lib/store/queries/own-clients.ts'
import { builtInClients, signIn } from './sign-in.ts'

/** Connects a new account, from Settings or the welcome page. `connected` is told what was connected, in words. */
export const ConnectWays = ({
  accounts,
  act,
  connected,
}: {
  readonly accounts: readonly AccountView[]
  readonly act: Act
  readonly connected: (words: string) => void
}) => {
  const { value: own } = useLive(() => live(ownClients), [])
  return (
    <Connect
      clients={{
        google: builtInClients.google || Boolean(own?.google),
        outlook: builtInClients.outlook || Boolean(own?.outlook),
      }}
      practice={!accounts.some(({ account }) => account.provider === 'practice')}
      busy={act.busy}
      onSignIn={(provider) =>
        act.run(
          `signIn:${provider}`,
          () => signIn({ provider, access: 'read', accountId: null }),
          () => connected(t(provider === 'google' ? 'connect_google' : 'connect_outlook')),
        )
      }
      onPractice={() =>
        act.run(
          'practice',
          () => send('startPractice', {}),
          () => connected(t('accounts_practice')),
        )
      }
    />
  )
}
