import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { t, wordsLocale } from '../../lib/browser/i18n.ts'
import type { FoundIn } from '../../lib/core/view/found-in.ts'
import { Button } from '../button.tsx'
import { calendarName } from '../calendar-name.ts'
import { Confirm } from './confirm.tsx'

/** Below a card: in which calendars the session was found, where only time and people say that it is one, and the way back. */
export const Likeness = ({
  calendars,
  busy,
  trouble,
  onSplit,
}: {
  readonly calendars: readonly FoundIn[]
  readonly busy: boolean
  readonly trouble: ComponentChildren
  readonly onSplit: () => void
}) => {
  const [asking, setAsking] = useState(false)
  const apart = new Set(calendars.map(({ account }) => account.provider)).size > 1
  const names = new Intl.ListFormat(wordsLocale(), { type: 'conjunction' }).format(
    calendars.map(({ calendar, account }) =>
      apart ? t('past_likenessAt', calendar, calendarName(account)) : calendar,
    ),
  )
  return (
    <div class="likeness">
      <p>{t('past_likeness', names)}</p>
      <Button size="sm" variant="quiet" busy={busy} onClick={() => setAsking(true)}>
        {t('past_split')}
      </Button>
      {trouble}
      {asking && (
        <Confirm
          title={t('past_splitTitle')}
          action={t('past_split')}
          onCancel={() => setAsking(false)}
          onConfirm={() => {
            setAsking(false)
            onSplit()
          }}
        >
          <p>{t('past_splitWhat')}</p>
        </Confirm>
      )}
    </div>
  )
}
