import { t } from '../../lib/browser/i18n.ts'
import { shortDate, timeOf } from '../format.ts'

/** One line of the diagnostics; its words are the machine's own. */
export type DiagnosticLine = {
  readonly id: string
  readonly at: number
  readonly what: string
  readonly detail: string
}

/** What went wrong lately, for a report; nothing of it leaves this computer by itself. */
export const Diagnostics = ({
  lines,
  now,
}: {
  readonly lines: readonly DiagnosticLine[]
  readonly now: number
}) =>
  lines.length === 0 ? (
    <p class="hint">{t('diag_none')}</p>
  ) : (
    <ul class="diagnostics plain-list">
      {lines.map(({ id, at, what, detail }) => (
        <li key={id}>
          <time dateTime={new Date(at).toISOString()}>
            {shortDate(at, now)}, {timeOf(at)}
          </time>
          <span>
            {what}: {detail}
          </span>
        </li>
      ))}
    </ul>
  )
