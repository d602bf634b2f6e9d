import { t } from '../../lib/browser/i18n.ts'
import type { Answer } from '../../lib/core/answer.ts'
import { MINUTE } from '../../lib/core/time.ts'
import type { HistoryLine } from '../../lib/core/view/history.ts'
import { duration } from '../format.ts'
import { OutcomePill, Pill } from '../pill.tsx'
import { placeWords } from './origin-words.ts'
import { codeWord, kindWord } from './past-words.ts'
import { momentWords, type Reading } from './timeline-words.ts'
import './record.css'

/** What was decided, as it was decided then (E39): "Paid. Counts, not sent back. Rule paid/client-no-show of policy default-1." */
const decidedWords = ({ kind, mark, counts, reschedule, rowId, policyVersion }: Answer): string | null =>
  mark === null
    ? null
    : [
        t(
          'history_decided',
          kindWord(kind),
          t(counts ? 'prompt_ruleCounts' : 'prompt_ruleDoesntCount'),
          t(reschedule ? 'prompt_ruleBack' : 'prompt_ruleNotBack'),
        ),
        t('prompt_ruleId', rowId ?? '', policyVersion),
      ].join(' ')

/** What the coach said beside the answer itself. */
const besideWords = ({ override, minutes, noticeMs, note }: Answer): readonly string[] => [
  ...(override === 'courtesy' ? [t('history_courtesy')] : []),
  ...(minutes === null ? [] : [t('history_took', duration(minutes * MINUTE))]),
  ...(noticeMs === null ? [] : [t('history_told', duration(noticeMs))]),
  ...(note === '' ? [] : [t('history_note', note)]),
]

const replacedWords = ({ replaced, settles }: HistoryLine, reading: Reading): string | null => {
  if (replaced.length === 0) return null
  const list = replaced.map(({ code, at }) => t('history_answerOf', codeWord(code), momentWords(at, reading)))
  return t(settles ? 'history_settles' : 'history_replaces', list.join(' · '))
}

const Line = ({ line, reading }: { readonly line: HistoryLine; readonly reading: Reading }) => {
  const { answer, name, origin, browser, standing } = line
  const where = placeWords(origin.place, browser)
  const decided = decidedWords(answer)
  const replaced = replacedWords(line, reading)
  return (
    <li class={standing}>
      <p class="what">
        {name === null ? codeWord(answer.code) : t('history_of', name, codeWord(answer.code))}{' '}
        {answer.mark !== null && <OutcomePill outcome={answer.mark} />}{' '}
        {standing === 'beside' && (
          <Pill tone="alarm" icon="warning">
            {t('history_beside')}
          </Pill>
        )}
        {standing !== 'beside' && (
          <span class="visually-hidden">
            {t(standing === 'holds' ? 'history_holds' : 'history_replaced')}
          </span>
        )}
      </p>
      <p class="when">
        <time dateTime={new Date(answer.at).toISOString()}>{momentWords(answer.at, reading)}</time>
        {` · ${where}`}
      </p>
      {decided !== null && <p class="when">{decided}</p>}
      {besideWords(answer).map((words) => (
        <p key={words} class="when">
          {words}
        </p>
      ))}
      {replaced !== null && <p class="when">{replaced}</p>}
    </li>
  )
}

/**
 * Every answer ever given in a session, oldest first, each as it was decided then: when, in which browser, by which rule, and what it took
 * the place of (E37, E39). `booksAt`: where the lines of the books stand that came of them.
 */
export const History = ({
  lines,
  booksAt,
  now,
  zone,
}: {
  readonly lines: readonly HistoryLine[]
  readonly booksAt: readonly { readonly name: string; readonly href: string }[]
  readonly now: number
  readonly zone: string
}) =>
  lines.length === 0 ? (
    <p class="faint">{t('history_none')}</p>
  ) : (
    <div class="record">
      <ol class="record-lines">
        {lines.map((line) => (
          <Line key={line.answer.id} line={line} reading={{ now, zone }} />
        ))}
      </ol>
      {booksAt.length > 0 && (
        <p class="hint">
          {t('history_books')}{' '}
          {booksAt.map(({ name, href }, index) => (
            <span key={href}>
              {index > 0 && ', '}
              <a href={href}>{name}</a>
            </span>
          ))}
        </p>
      )}
    </div>
  )
