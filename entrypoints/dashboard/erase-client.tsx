import { useState } from 'preact/hooks'
import { Button } from '../../components/button.tsx'
import { ClientErase } from '../../components/dashboard/client-erase.tsx'
import { RefusalNote } from '../../components/refusal.tsx'
import { useAct } from '../../components/use-act.ts'
import { useLive } from '../../components/use-live.ts'
import { t } from '../../lib/browser/i18n.ts'
import { send } from '../../lib/messaging.ts'
import { erasing } from '../../lib/store/queries/erasing.ts'
import { live } from '../../lib/store/queries/live.ts'

/** "Erase this client…", with what it would take away counted as it now is. */
export const EraseClient = ({
  clientId,
  onErased,
}: {
  readonly clientId: string
  readonly onErased: () => void
}) => {
  const act = useAct()
  const [asking, setAsking] = useState(false)
  const { value } = useLive(() => live((db) => erasing(db, clientId)), [clientId])
  return (
    <section class="part">
      <RefusalNote act={act} names={['erase']} />
      <Button variant="quiet" busy={act.busy.has('erase')} onClick={() => setAsking(true)}>
        {t('erase_ask')}
      </Button>
      {asking && value && (
        <ClientErase
          erasing={value}
          onCancel={() => setAsking(false)}
          onErase={(dontAsk) => {
            setAsking(false)
            act.run('erase', () => send('eraseClient', { clientId, dontAsk }), onErased)
          }}
        />
      )}
    </section>
  )
}
