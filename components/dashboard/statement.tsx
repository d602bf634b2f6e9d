import { t } from '../../lib/browser/i18n.ts'
import type { LedgerEntry } from '../../lib/core/ledger.ts'
import { Disclosure } from '../disclosure.tsx'
import { shortDate, timeOf } from '../format.ts'
import { OutcomePill } from '../pill.tsx'
import { codeWord, kindWord } from './past-words.ts'
import './statement.css'

const Lines = ({
  entries,
  caption,
  now,
  audit = false,
}: {
  readonly entries: readonly LedgerEntry[]
  readonly caption: string
  readonly now: number
  readonly audit?: boolean
}) => (
  <section class="statement-room" aria-label={caption}>
    <table class="statement">
      <caption class="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{t('statement_session')}</th>
          <th scope="col">{t('statement_answer')}</th>
          <th scope="col" class="outcome">
            <span>{t('statement_outcome')}</span>
          </th>
          <th scope="col" class="number">
            {t('statement_uses')}
          </th>
          {audit && <th scope="col">{t('statement_booked')}</th>}
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <tr key={entry.id}>
            <td>
              {shortDate(entry.sessionStart, now)}, {timeOf(entry.sessionStart)}
            </td>
            <td>
              {entry.compensates === null ? codeWord(entry.code) : t('statement_takenBack')}
              <small>{kindWord(entry.kind)}</small>
            </td>
            <td>{entry.mark && <OutcomePill outcome={entry.mark} />}</td>
            <td class="number tabular">{entry.delta === 0 ? '–' : entry.delta > 0 ? '1' : '−1'}</td>
            {audit && (
              <td>
                {shortDate(entry.at, now)}, {timeOf(entry.at)}
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  </section>
)

/** The books of one client: what stands, and folded beneath it every line ever written (PRODUCT 8). */
export const Statement = ({
  statement,
  audit,
  now,
}: {
  readonly statement: readonly LedgerEntry[]
  readonly audit: readonly LedgerEntry[]
  readonly now: number
}) =>
  audit.length === 0 ? (
    <p class="faint">{t('statement_none')}</p>
  ) : (
    <>
      <Lines entries={statement} caption={t('statement_title')} now={now} />
      {audit.length > statement.length && (
        <div data-screen>
          <Disclosure summary={t('statement_audit')}>
            <Lines entries={audit} caption={t('statement_audit')} now={now} audit />
          </Disclosure>
        </div>
      )}
    </>
  )
