import { useEffect, useState } from 'preact/hooks'
import { useLocation, useRoute } from 'preact-iso/router'
import { afterPaint } from '../../components/after-paint.ts'
import { ClientPage } from '../../components/dashboard/client-page.tsx'
import { EmptyState, LiveRegion, Skeleton } from '../../components/feedback.tsx'
import { RefusalNote } from '../../components/refusal.tsx'
import { useAct } from '../../components/use-act.ts'
import { useLive } from '../../components/use-live.ts'
import { useNow } from '../../components/use-now.ts'
import { correctedNow } from '../../lib/browser/clock.ts'
import { t } from '../../lib/browser/i18n.ts'
import { participantKey } from '../../lib/core/session-row.ts'
import { dateOf } from '../../lib/core/time.ts'
import { type ClientGlance, isWhole, toWriteAbout } from '../../lib/core/view/client.ts'
import type { StatementLine } from '../../lib/core/view/statement.ts'
import { send } from '../../lib/messaging.ts'
import { clientGlance, clientPage } from '../../lib/store/queries/client-page.ts'
import { live } from '../../lib/store/queries/live.ts'
import { EraseClient } from './erase-client.tsx'
import { RowLetter } from './row-letter.tsx'
import { saveAsFile } from './save-as-file.ts'
import { saveCalendar } from './save-calendar.ts'
import { saveNote } from './save-note.ts'
import { placeOfKept, SessionDialog } from './session-dialog.tsx'
import { useProgramActions } from './use-program-actions.ts'
import { WiredAudit } from './wired-audit.tsx'
import { WiredRecord } from './wired-record.tsx'

/** The statement as a file; what writes CSV is fetched when it is first wanted. */
const saveStatement = async (
  { client }: ClientGlance,
  statement: readonly StatementLine[],
  now: number,
): Promise<void> => {
  const { statementCsv } = await import('../../components/dashboard/statement-csv.ts')
  const name = `${client.name} ${dateOf(now, Temporal.Now.timeZoneId())}.csv`
  saveAsFile(name, statementCsv(statement), 'text/csv')
}

/** One client's page over the live books: what it begins with first, the rest once that is painted. */
export const Client = () => {
  const { params } = useRoute()
  const { route } = useLocation()
  const [adding, setAdding] = useState(false)
  const clientId = params.id ?? ''
  const now = useNow()
  const act = useAct()
  const [said, setSaid] = useState('')
  const programActions = useProgramActions(clientId, act, setSaid)
  const [whole, setWhole] = useState(false)
  const { value: view } = useLive<ClientGlance | null>(
    () => live((db) => (whole ? clientPage : clientGlance)(db, { clientId, now: correctedNow() })),
    [clientId, whole],
  )
  useEffect(() => (view ? afterPaint(() => setWhole(true)) : undefined), [view])
  if (view === undefined) return <Skeleton lines={6} label={t('dash_loading')} />
  if (view === null) {
    return (
      <EmptyState icon="person" title={t('client_gone')} action={<a href="#/clients">{t('dash_clients')}</a>}>
        {t('client_goneHow')}
      </EmptyState>
    )
  }
  const about = toWriteAbout(view.sessions, now)
  return (
    <>
      <ClientPage
        view={view}
        now={now}
        busy={act.busy}
        notes={
          <>
            <RefusalNote
              act={act}
              names={['client', 'merge', 'split', 'program', 'withdraw', 'remove', 'note']}
            />
            {about && (
              <RowLetter after={participantKey(about.key, about.participant)} name={view.client.name} />
            )}
          </>
        }
        onAddSession={() => setAdding(true)}
        onSaveClient={(entry, done) =>
          act.run(
            'client',
            () => send('saveClient', { clientId, ...entry, addresses: [...entry.addresses] }),
            () => {
              setSaid(t('client_saved', entry.name))
              done()
            },
          )
        }
        onMerge={(otherId, name) =>
          act.run(
            'merge',
            () => send('mergeClients', { clientId, otherId }),
            () => setSaid(t('client_merged', name, view.client.name)),
          )
        }
        onSplit={(otherId, name) =>
          act.run(
            `split:${otherId}`,
            () => send('splitClient', { clientId, otherId }),
            () => setSaid(t('client_splitDone', name)),
          )
        }
        programActions={programActions}
        onSaveNote={(note) =>
          act.run(
            'note',
            () => saveNote(note),
            () => setSaid(t('client_noteSaved')),
          )
        }
        onSaveCalendar={async () => {
          await saveCalendar({ name: view.client.name, clientId, titles: true, now })
          setSaid(t('ics_saved'))
        }}
        onSaveStatement={(statement) => void saveStatement(view, statement, now).catch(reportError)}
        renderRecord={(sessionKey) => <WiredRecord sessionKey={sessionKey} clientId={clientId} now={now} />}
        renderAudit={() => <WiredAudit clientId={clientId} now={now} />}
      />
      {isWhole(view) && <EraseClient clientId={clientId} onErased={() => route('/clients')} />}
      {adding && (
        <SessionDialog
          task={{ do: 'add', clientId }}
          now={now}
          onCancel={() => setAdding(false)}
          onDone={(kept) => {
            setAdding(false)
            if (kept) route(placeOfKept(kept))
          }}
        />
      )}
      <LiveRegion message={said} />
    </>
  )
}
