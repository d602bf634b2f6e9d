import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { t } from '../../lib/browser/i18n.ts'
import type { LedgerEntry } from '../../lib/core/ledger.ts'
import type { AuditLine } from '../../lib/core/view/client.ts'
import type { StatementLine } from '../../lib/core/view/statement.ts'
import { Disclosure } from '../disclosure.tsx'
import { shortDate, timeOf } from '../format.ts'
import { Gradually } from '../gradually.tsx'
import { OutcomePill } from '../pill.tsx'
import { overMonthWords } from './month-words.ts'
import { placeWords } from './origin-words.ts'
import { codeWord, kindWord, remarkWord } from './past-words.ts'
import './statement.css'

const originWords = ({ compensates, origin }: AuditLine): string | null =>
  origin === null || compensates !== null
    ? null
    : t('statement_origin', placeWords(origin.place), origin.policyVersion)

const Lines = <Entry extends LedgerEntry>({
  entries,
  caption,
  now,
  remarksOf = () => [],
  originOf,
}: {
  readonly entries: readonly Entry[]
  readonly caption: string
  readonly now: number
  /** What is remarked of a line, in words. */
  readonly remarksOf?: (entry: Entry) => readonly string[]
  /** Where a line comes from: when it was entered stands above it. Absent: neither is shown. */
  readonly originOf?: (entry: Entry) => string | null
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
          {originOf && <th scope="col">{t('statement_booked')}</th>}
        </tr>
      </thead>
      <tbody>
        <Gradually
          items={entries}
          row={(entry) => (
            <tr key={entry.id}>
              <td>
                {shortDate(entry.sessionStart, now)}, {timeOf(entry.sessionStart)}
              </td>
              <td>
                {entry.compensates === null ? codeWord(entry.code) : t('statement_takenBack')}
                <small>{[kindWord(entry.kind), ...remarksOf(entry)].join(' · ')}</small>
              </td>
              <td>{entry.mark && <OutcomePill outcome={entry.mark} />}</td>
              <td class="number tabular">{entry.delta === 0 ? '–' : entry.delta > 0 ? '1' : '−1'}</td>
              {originOf && (
                <td>
                  {shortDate(entry.at, now)}, {timeOf(entry.at)}
                  <small>{originOf(entry)}</small>
                </td>
              )}
            </tr>
          )}
        />
      </tbody>
    </table>
  </section>
)

/** Every line ever written of one client, with where it comes from (PRODUCT 8). */
export const Audit = ({ lines, now }: { readonly lines: readonly AuditLine[]; readonly now: number }) => (
  <Lines entries={lines} caption={t('statement_audit')} now={now} originOf={originWords} />
)

/** The books of one client: what stands, and folded beneath it every line ever written, which is read when it is opened. */
export const Statement = ({
  statement,
  audit,
  now,
  renderAudit,
}: {
  readonly statement: readonly StatementLine[]
  readonly audit: readonly LedgerEntry[]
  readonly now: number
  readonly renderAudit: () => ComponentChildren
}) => {
  const [open, setOpen] = useState(false)
  return audit.length === 0 ? (
    <p class="faint">{t('statement_none')}</p>
  ) : (
    <>
      {statement.length === 0 ? (
        <p class="faint">{t('statement_noneNow')}</p>
      ) : (
        <Lines
          entries={statement}
          caption={t('statement_title')}
          now={now}
          remarksOf={({ remarks, overMonth }) => [
            ...remarks.map(remarkWord),
            ...(overMonth ? [overMonthWords(overMonth, now)] : []),
          ]}
        />
      )}
      <div data-screen>
        <Disclosure summary={t('statement_audit')} open={open} onToggle={setOpen}>
          {open && renderAudit()}
        </Disclosure>
      </div>
    </>
  )
}
