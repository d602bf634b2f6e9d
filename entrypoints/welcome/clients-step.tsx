import { useState } from 'preact/hooks'
import { Button } from '../../components/button.tsx'
import { EmptyState, Skeleton } from '../../components/feedback.tsx'
import { RefusalNote } from '../../components/refusal.tsx'
import { useAct } from '../../components/use-act.ts'
import { useLive } from '../../components/use-live.ts'
import { useNow } from '../../components/use-now.ts'
import { type ClientDraft, changed, draftsOf, programIn } from '../../components/welcome/client-draft.ts'
import { ClientsTable } from '../../components/welcome/clients-table.tsx'
import { WelcomeFrame } from '../../components/welcome/frame.tsx'
import { correctedNow } from '../../lib/browser/clock.ts'
import { plural, t } from '../../lib/browser/i18n.ts'
import { dateOf } from '../../lib/core/time.ts'
import { clientGuesses } from '../../lib/store/queries/client-guesses.ts'
import { clientsOverview } from '../../lib/store/queries/clients.ts'
import { live } from '../../lib/store/queries/live.ts'
import { saveClients } from './save-clients.ts'
import type { StepProps } from './step.ts'

const zone = (): string => Temporal.Now.timeZoneId()

/** Who the coach works with and what the calendar proposes of them; skipping loses nothing, the same can be said on every card. */
export const ClientsStep = ({ reached, onStep, onNext }: StepProps) => {
  const act = useAct()
  const now = useNow()
  const [entered, setEntered] = useState<readonly ClientDraft[] | null>(null)
  const { value: found } = useLive(
    () =>
      live(async (db) => ({
        view: await clientsOverview(db, correctedNow()),
        guesses: await clientGuesses(db, correctedNow(), zone()),
      })),
    [],
  )
  const drafts = entered ?? (found ? draftsOf(found.view, found.guesses) : [])
  const today = dateOf(now, zone())
  const edit = (change: (line: ClientDraft) => ClientDraft) =>
    setEntered((before) => (before ?? drafts).map(change))
  const programs = drafts.filter((line) => programIn(line, today, zone()) !== null).length
  const guesses = drafts.filter(
    ({ guess, confirmed, kind }) => guess?.package && !confirmed && kind !== 'nobody',
  )
  const save = () =>
    act.run(
      'clients',
      () => {
        // While rows are saved the list behind the table changes; the table stays as the coach left it.
        setEntered(drafts)
        return saveClients(drafts, today)
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
        busy: act.busy.has('clients'),
        // Nobody is to be passed over before it is known who was found.
        disabled: found === undefined,
        onPress: drafts.length > 0 ? save : onNext,
        ...(drafts.length > 0 ? { skip: { label: t('welcome_skip'), onPress: onNext } } : {}),
      }}
    >
      {found === undefined ? (
        <Skeleton lines={5} label={t('dash_loading')} />
      ) : drafts.length === 0 ? (
        <EmptyState icon="person" title={t('welcome_noClients')}>
          {t('welcome_noClientsHow')}
        </EmptyState>
      ) : (
        <>
          <ClientsTable
            drafts={drafts}
            now={now}
            onChange={(address, part) =>
              edit((line) => (line.address === address ? changed(line, part) : line))
            }
          />
          <div class="table-foot">
            <output>{plural('welcome_willSetUp', programs)}</output>
            {guesses.length > 1 && (
              <Button
                size="sm"
                onClick={() =>
                  edit((line) => (guesses.includes(line) ? changed(line, { confirmed: true }) : line))
                }
              >
                {t('welcome_allGuesses', guesses.length)}
              </Button>
            )}
          </div>
        </>
      )}
      <RefusalNote act={act} names={['clients']} />
    </WelcomeFrame>
  )
}
