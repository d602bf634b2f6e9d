import type { ComponentProps } from 'preact'
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

/** The question, with what erasing would take away counted as it now is. */
const Question = ({
  clientId,
  ...answers
}: { readonly clientId: string } & Pick<ComponentProps<typeof ClientErase>, 'onCancel' | 'onErase'>) => {
  const { value } = useLive(() => live((db) => erasing(db, clientId)), [clientId])
  return value ? <ClientErase erasing={value} {...answers} /> : null
}

/** "Erase this client…", and the question before it. */
export const EraseClient = ({
  clientId,
  onErased,
}: {
  readonly clientId: string
  readonly onErased: () => void
}) => {
  const act = useAct()
  const [asking, setAsking] = useState(false)
  return (
    <section class="part">
      <RefusalNote act={act} names={['erase']} />
      <Button variant="quiet" busy={act.busy.has('erase')} onClick={() => setAsking(true)}>
        {t('erase_ask')}
      </Button>
      {asking && (
        <Question
          clientId={clientId}
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
