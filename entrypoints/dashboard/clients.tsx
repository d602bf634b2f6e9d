import { useEffect, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import { afterPaint } from '../../components/after-paint.ts'
import { ClientForm } from '../../components/dashboard/client-form.tsx'
import { ClientsPage } from '../../components/dashboard/clients-page.tsx'
import { LiveRegion } from '../../components/feedback.tsx'
import { RefusalNote } from '../../components/refusal.tsx'
import { useAct } from '../../components/use-act.ts'
import { useLive } from '../../components/use-live.ts'
import { useNow } from '../../components/use-now.ts'
import { correctedNow } from '../../lib/browser/clock.ts'
import { t } from '../../lib/browser/i18n.ts'
import { send } from '../../lib/messaging.ts'
import { clientsOverview } from '../../lib/store/queries/clients.ts'
import { live } from '../../lib/store/queries/live.ts'

/** The height of the lowest row, px. */
const ROW = 56

/** How many clients fill the window. */
const inSight = (): number => 1 + Math.ceil(innerHeight / ROW)

/** The Clients page over the live books: those in sight first, all of them once these are painted. */
export const Clients = () => {
  const { route } = useLocation()
  const now = useNow()
  const act = useAct()
  const [adding, setAdding] = useState(false)
  const [said, setSaid] = useState('')
  const [whole, setWhole] = useState(false)
  const { value: view } = useLive(
    () => live((db) => clientsOverview(db, correctedNow(), whole ? undefined : inSight())),
    [whole],
  )
  useEffect(() => (view ? afterPaint(() => setWhole(true)) : undefined), [view])
  return (
    <>
      <ClientsPage
        view={view}
        now={now}
        busy={act.busy}
        notes={
          <>
            <RefusalNote act={act} names={['client', 'add', 'out', 'in']} />
            {adding && (
              <ClientForm
                initial={null}
                kind={null}
                busy={act.busy.has('client')}
                onCancel={() => setAdding(false)}
                onSave={(entry) =>
                  act.run(
                    'client',
                    () => send('saveClient', { clientId: null, ...entry, addresses: [...entry.addresses] }),
                    ({ clientId }) => route(`/clients/${encodeURIComponent(clientId)}`),
                  )
                }
              />
            )}
          </>
        }
        onNew={() => setAdding(true)}
        onAdd={({ address, name }) =>
          act.run(
            `add:${address}`,
            () =>
              send('saveClient', {
                clientId: null,
                name: name || address,
                addresses: [address],
                kind: null,
                dontAsk: false,
              }),
            () => setSaid(t('client_saved', name || address)),
          )
        }
        onLeaveOut={(address) =>
          act.run(
            `out:${address}`,
            () => send('leaveOut', { addresses: [address] }),
            () => setSaid(t('clients_leftOutDone', address)),
          )
        }
        onLetIn={(ruleId, addressOrDomain) =>
          act.run(
            `in:${ruleId}`,
            () => send('letIn', { ruleId }),
            () => setSaid(t('clients_letInDone', addressOrDomain)),
          )
        }
      />
      <LiveRegion message={said} />
    </>
  )
}
