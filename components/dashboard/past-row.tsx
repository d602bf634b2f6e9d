import type { ComponentChildren } from 'preact'
import { t } from '../../lib/browser/i18n.ts'
import type { PastRow as Row } from '../../lib/core/view/past.ts'
import { shortDate, timeOf, timeRange } from '../format.ts'
import { OutcomePill, Pill } from '../pill.tsx'
import { evidenceWords } from '../prompt/evidence-words.ts'
import { hasPill, kindWord, stateWord } from './past-words.ts'
import { SessionRow } from './session-row.tsx'

/** The people of a session in one line: "Ana, Lee and Kim", in the person's way of listing. */
export const namesOf = (row: Row): string => row.people.map(({ name }) => name).join(', ') || row.title

const handWords = ({ byHand }: Row): readonly string[] => {
  if (byHand === null) return []
  return [t(byHand === 'only-here' ? 'hand_short' : 'hand_shortDoubled')]
}

/** What it makes up for, and what makes up for it (E42: a make-up can be missed in turn). */
const makeupWords = ({ makeup, makesUpFor, madeUpAt }: Row, now: number): readonly string[] => [
  ...(makesUpFor !== null
    ? [t('past_makeupOf', shortDate(makesUpFor, now))]
    : makeup
      ? [t('past_makeup')]
      : []),
  ...(madeUpAt === null ? [] : [t('past_madeUp', `${shortDate(madeUpAt, now)}, ${timeOf(madeUpAt)}`)]),
]

const metaOf = (row: Row, now: number): readonly string[] => {
  const whose = row.people.find(({ id }) => id === row.evidence?.participant)?.name ?? namesOf(row)
  const seen = evidenceWords(row.evidence, whose)
  return [
    kindWord(row.kind),
    ...(row.people.some(({ outcome }) => outcome?.counts) ? [t('past_counts')] : []),
    ...makeupWords(row, now),
    ...handWords(row),
    ...(seen === null ? [] : [seen]),
  ]
}

/**
 * One past session: a line that opens in place to the card on which it is answered or changed. `selected` is null where it
 * cannot be answered together with others.
 */
export const PastRow = ({
  row,
  zone,
  now,
  open,
  selected,
  onOpen,
  onSelect,
  children,
}: {
  readonly row: Row
  readonly zone: string
  readonly now: number
  readonly open: boolean
  readonly selected: boolean | null
  readonly onOpen: (open: boolean) => void
  readonly onSelect: (selected: boolean) => void
  readonly children: ComponentChildren
}) => {
  const names = namesOf(row)
  return (
    <SessionRow
      session={row}
      zone={zone}
      names={names}
      meta={metaOf(row, now)}
      open={open}
      onOpen={onOpen}
      before={
        <span class="pick">
          {selected !== null && (
            <input
              type="checkbox"
              checked={selected}
              aria-label={t('past_select', names, timeRange(row, zone))}
              onChange={(event) => onSelect(event.currentTarget.checked)}
            />
          )}
        </span>
      }
      pills={
        <>
          {row.conflict && (
            <Pill tone="alarm" icon="warning">
              {t('past_conflict')}
            </Pill>
          )}
          {row.states.map((state) =>
            hasPill(state) ? (
              <OutcomePill key={state} outcome={state} />
            ) : (
              <Pill key={state}>{stateWord(state)}</Pill>
            ),
          )}
        </>
      }
    >
      {children}
    </SessionRow>
  )
}
