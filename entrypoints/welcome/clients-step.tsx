import { useState } from 'preact/hooks'
import { EmptyState, Skeleton } from '../../components/feedback.tsx'
import { RefusalNote } from '../../components/refusal.tsx'
import { useAct } from '../../components/use-act.ts'
import { useLive } from '../../components/use-live.ts'
import { type ClientDraft, ClientsTable } from '../../components/welcome/clients-table.tsx'
import { WelcomeFrame } from '../../components/welcome/frame.tsx'
import { correctedNow } from '../../lib/browser/clock.ts'
import { t } from '../../lib/browser/i18n.ts'
import { ok } from '../../lib/core/result.ts'
import { dateOf } from '../../lib/core/time.ts'
import type { ClientsView } from '../../lib/core/view/client.ts'
import { send } from '../../lib/messaging.ts'
import { clientsOverview } from '../../lib/store/queries/clients.ts'
import { live } from '../../lib/store/queries/live.ts'
import type { StepProps } from './step.ts'

/** How many people the table holds at most; the rest can be added on the Clients page. */
const LIMIT = 60

const draftsOf = (view: ClientsView): readonly ClientDraft[] => {
  const empty = { sessions: '', alreadyUsed: '', perMonth: '' }
  return [
    ...view.clients.flatMap(({ id, name, addresses, kind, current }) =>
      addresses[0] && !current ? [{ ...empty, clientId: id, address: addresses[0], name, kind }] : [],
    ),
    ...view.strangers.map(({ address, name }) => ({ ...empty, clientId: null, address, name, kind: null })),
  ].slice(0, LIMIT)
}

/** A whole number within bounds, or null where the cell is empty or says something else. */
const wholeIn = (text: string, min: number, max: number): number | null => {
  const value = Number(text)
  return text.trim() !== '' && Number.isInteger(value) && value >= min && value <= max ? value : null
}

const saveOne = async (draft: ClientDraft, today: string) => {
  const saved = await send('saveClient', {
    clientId: draft.clientId,
    name: draft.name.trim() || draft.address,
    addresses: [draft.address],
    kind: draft.kind,
    dontAsk: false,
  })
  const sessions = wholeIn(draft.sessions, 1, 10_000)
  if (!saved.ok || sessions === null) return saved
  return send('saveProgram', {
    programId: null,
    clientId: saved.value.clientId,
    name: t('program_defaultName', sessions),
    sessions,
    alreadyUsed: wholeIn(draft.alreadyUsed, 0, 10_000) ?? 0,
    from: today,
    to: null,
    perMonth: wholeIn(draft.perMonth, 1, 1000),
  })
}

/** Who the coach works with, prefilled; skipping loses nothing, the same can be said on every card. */
export const ClientsStep = ({ reached, onStep, onNext }: StepProps) => {
  const act = useAct()
  const [changed, setChanged] = useState<readonly ClientDraft[] | null>(null)
  const { value: view } = useLive(() => live((db) => clientsOverview(db, correctedNow())), [])
  const drafts = changed ?? (view && draftsOf(view)) ?? []
  const save = () =>
    act.run(
      'clients',
      async () => {
        // While rows are saved the list behind the table changes; the table stays as the coach left it.
        setChanged(drafts)
        const today = dateOf(correctedNow(), Temporal.Now.timeZoneId())
        for (const draft of drafts) {
          const saved = await saveOne(draft, today)
          if (!saved.ok) return saved
        }
        return ok(null)
      },
      onNext,
    )
  return (
    <WelcomeFrame
      step="clients"
      reached={reached}
      title={t('welcome_clientsTitle')}
      lead={t('welcome_clientsLead')}
      onStep={onStep}
      next={{
        label: drafts.length > 0 ? t('welcome_saveClients') : t('welcome_next'),
        busy: act.busy === 'clients',
        onPress: drafts.length > 0 ? save : onNext,
        ...(drafts.length > 0 ? { skip: { label: t('welcome_skip'), onPress: onNext } } : {}),
      }}
    >
      {view === undefined ? (
        <Skeleton lines={5} label={t('dash_loading')} />
      ) : drafts.length === 0 ? (
        <EmptyState icon="person" title={t('welcome_noClients')}>
          {t('welcome_noClientsHow')}
        </EmptyState>
      ) : (
        <ClientsTable
          drafts={drafts}
          onChange={(address, part) =>
            setChanged((before) =>
              (before ?? drafts).map((draft) => (draft.address === address ? { ...draft, ...part } : draft)),
            )
          }
        />
      )}
      <RefusalNote act={act} names={['clients']} />
    </WelcomeFrame>
  )
}
