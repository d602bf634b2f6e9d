import { useEffect, useRef } from 'preact/hooks'
import { OwnClientForm } from '../../components/dashboard/own-client.tsx'
import { RefusalNote } from '../../components/refusal.tsx'
import { useAct } from '../../components/use-act.ts'
import { useLive } from '../../components/use-live.ts'
import { t } from '../../lib/browser/i18n.ts'
import { send } from '../../lib/messaging.ts'
import { live } from '../../lib/store/queries/live.ts'
import { ownClients } from '../../lib/store/queries/own-clients.ts'

/** The coach's own OAuth clients (PRODUCT 10), and the way back to the ones that Afterward was built with. */
export const OwnClientPart = ({
  wanted,
  tell,
}: {
  /** A link led here: it is brought into sight. */
  readonly wanted: boolean
  readonly tell: (words: string) => void
}) => {
  const act = useAct()
  const { value: own } = useLive(() => live(ownClients), [])
  const place = useRef<HTMLParagraphElement>(null)
  const isThere = own !== undefined
  useEffect(() => {
    if (wanted && isThere) place.current?.scrollIntoView({ block: 'center' })
  }, [wanted, isThere])
  if (!own) return null
  return (
    <>
      <p class="hint" ref={place}>
        {t('own_how')}
      </p>
      {(['google', 'outlook'] as const).map((provider) => (
        <OwnClientForm
          // Made anew when another client is in use, so that no secret that was typed stays on the page.
          key={`${provider} ${own[provider]}`}
          provider={provider}
          current={own[provider]}
          redirectUri={chrome.identity.getRedirectURL()}
          busy={act.busy.has(`ownClient:${provider}`)}
          onCopy={(text) => navigator.clipboard.writeText(text)}
          onSave={(entry) =>
            act.run(
              `ownClient:${provider}`,
              () => send('saveOwnClient', { provider, ...entry }),
              () => tell(t('own_saved')),
            )
          }
          onRemove={() =>
            act.run(
              `ownClient:${provider}`,
              () => send('saveOwnClient', { provider, clientId: null, secret: null }),
              () => tell(t('own_removed')),
            )
          }
        />
      ))}
      <RefusalNote act={act} names={['ownClient']} />
    </>
  )
}
