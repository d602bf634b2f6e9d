import { plural, t } from '../../lib/browser/i18n.ts'
import type { WriteOperation } from '../../lib/core/outbox.ts'
import type { StuckWrite, SyncView } from '../../lib/core/view/sync.ts'
import { Button } from '../button.tsx'
import { relativeTime, shortDate, timeOf } from '../format.ts'
import { Icon } from '../icon.tsx'
import { failureWords } from '../refusal.tsx'
import './sync.css'

const operationWord = (operation: WriteOperation): string => {
  switch (operation.type) {
    case 'annotate':
      return t('sync_annotate')
    case 'mark':
      return t('sync_mark')
    case 'insert':
      return t('sync_insert')
    case 'patch':
      return t('sync_patch')
    case 'remove':
      return t('sync_remove')
    case 'strip':
      return t('sync_strip')
  }
}

const Stuck = ({
  stuck: { write, name, start },
  now,
  busy,
  onRetry,
  onDiscard,
}: {
  readonly stuck: StuckWrite
  readonly now: number
  readonly busy: ReadonlySet<string>
  readonly onRetry: () => void
  readonly onDiscard: () => void
}) => {
  const whose =
    name !== null && start !== null ? t('sync_whose', name, `${shortDate(start, now)}, ${timeOf(start)}`) : ''
  const words = [operationWord(write.operation), whose].filter(Boolean).join(' · ')
  return (
    <li class="stuck">
      <Icon name="warning" />
      <div>
        <p class="name">{words}</p>
        <p class="meta">
          {write.state === 'paused'
            ? t('sync_paused')
            : write.lastFailure
              ? failureWords(write.lastFailure)
              : t('failure_rejected')}
        </p>
      </div>
      <div class="row-actions">
        <Button
          size="sm"
          busy={busy.has(`retry:${write.id}`)}
          aria-label={t(write.state === 'paused' ? 'sync_resumeThis' : 'sync_retryThis', words)}
          onClick={onRetry}
        >
          {t(write.state === 'paused' ? 'sync_resume' : 'sync_retry')}
        </Button>
        <Button
          size="sm"
          variant="quiet"
          busy={busy.has(`discard:${write.id}`)}
          aria-label={t('sync_discardThis', words)}
          onClick={onDiscard}
        >
          {t('sync_discard')}
        </Button>
      </div>
    </li>
  )
}

const stateWords = ({ queued, stuck, consent }: SyncView): string => {
  if (queued > 0) return plural('sync_queued', queued)
  if (stuck.length > 0) return plural('sync_stuck', stuck.length)
  return consent > 0 ? t('sync_nothingDue') : t('sync_allWritten')
}

/** What is still to be written, and what got stuck: nothing is ever dropped without the coach's word (DESIGN 3). */
export const SyncState = ({
  sync,
  now,
  busy,
  onRetry,
  onDiscard,
}: {
  readonly sync: SyncView
  readonly now: number
  readonly busy: ReadonlySet<string>
  readonly onRetry: (writeId: string) => void
  readonly onDiscard: (writeId: string) => void
}) => (
  <>
    <p class="sync-line">
      <Icon name={sync.stuck.length > 0 ? 'warning' : sync.queued > 0 ? 'clock' : 'check'} />
      {stateWords(sync)}
      {sync.queued > 0 && sync.nextAttemptAt !== null && sync.nextAttemptAt > now && (
        <span class="hint">{t('sync_nextTry', relativeTime(sync.nextAttemptAt, now))}</span>
      )}
    </p>
    {sync.consent > 0 && <p class="hint">{plural('sync_consent', sync.consent)}</p>}
    {sync.stuck.length > 0 && (
      <ul class="plain-list">
        {sync.stuck.map((stuck) => (
          <Stuck
            key={stuck.write.id}
            stuck={stuck}
            now={now}
            busy={busy}
            onRetry={() => onRetry(stuck.write.id)}
            onDiscard={() => onDiscard(stuck.write.id)}
          />
        ))}
      </ul>
    )}
  </>
)
