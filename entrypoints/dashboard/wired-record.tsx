import { History } from '../../components/dashboard/history.tsx'
import { SheetButton } from '../../components/dashboard/sheet-button.tsx'
import { Timeline } from '../../components/dashboard/timeline.tsx'
import { Disclosure } from '../../components/disclosure.tsx'
import { useLive } from '../../components/use-live.ts'
import { t } from '../../lib/browser/i18n.ts'
import { live } from '../../lib/store/queries/live.ts'
import { sessionRecord } from '../../lib/store/queries/record.ts'
import { saveEvidence } from './save-evidence.ts'

/** What is kept of a session beside its card, folded: what the calendar showed, and every answer ever given. */
export const WiredRecord = ({
  sessionKey,
  clientId = null,
  now,
}: {
  readonly sessionKey: string
  /** Whose page it stands on, or null: their books need no link. */
  readonly clientId?: string | null
  readonly now: number
}) => {
  const { value: record } = useLive(() => live((db) => sessionRecord(db, sessionKey)), [sessionKey])
  if (!record) return null
  const { timeline, history, clients } = record
  const zone = Temporal.Now.timeZoneId()
  return (
    <div class="records">
      <Disclosure summary={t('timeline_title')}>
        <Timeline
          timeline={timeline}
          now={now}
          zone={zone}
          save={
            <SheetButton
              small
              label={t('statement_save')}
              failure={t('evidence_failed')}
              save={() => saveEvidence([timeline], now, timeline.names.join(', ') || 'afterward-evidence')}
            />
          }
        />
      </Disclosure>
      <Disclosure summary={t('history_title')}>
        <History
          lines={history}
          booksAt={clients.flatMap(({ id, name }) =>
            id === clientId ? [] : [{ name, href: `#/clients/${encodeURIComponent(id)}` }],
          )}
          now={now}
          zone={zone}
        />
      </Disclosure>
    </div>
  )
}
