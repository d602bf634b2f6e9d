import type { ComponentChildren } from 'preact'
import { useEffect, useId, useRef } from 'preact/hooks'
import { t } from '../../lib/browser/i18n.ts'
import type { PastRow as Row } from '../../lib/core/view/past.ts'
import { shortDate, timeOf, timeRange } from '../format.ts'
import { Icon } from '../icon.tsx'
import { OutcomePill, Pill } from '../pill.tsx'
import { evidenceWords } from '../prompt/evidence-words.ts'
import { hasPill, kindWord, stateWord } from './past-words.ts'

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

/** Keeps what opens under a row in sight while it grows from the question to its reasons, where it fits into the window. */
const useInSight = (open: boolean) => {
  const section = useRef<HTMLElement>(null)
  useEffect(() => {
    const element = section.current
    if (!(open && element)) return
    let before = 0
    const watch = new ResizeObserver(() => {
      const { offsetHeight } = element
      if (offsetHeight > before && offsetHeight < innerHeight) element.scrollIntoView({ block: 'nearest' })
      before = offsetHeight
    })
    watch.observe(element)
    return () => watch.disconnect()
  }, [open])
  return section
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
  const id = useId()
  const section = useInSight(open)
  const names = namesOf(row)
  return (
    <li class={open ? 'past-row open' : 'past-row'}>
      <div class="line">
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
        <button
          type="button"
          aria-expanded={open}
          aria-controls={open ? id : undefined}
          onClick={() => onOpen(!open)}
        >
          <time
            class="when"
            dateTime={new Date(row.start).toISOString()}
            title={row.zone === zone ? undefined : t('past_inItsZone', timeRange(row, row.zone), row.zone)}
          >
            {timeRange(row, zone)}
          </time>
          <span class="who">
            <span class="name">{names}</span>
            <span class="meta">{metaOf(row, now).join(' · ')}</span>
          </span>
          <span class="outcomes">
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
          </span>
          <span class="chevron">
            <Icon name="down" />
          </span>
        </button>
      </div>
      {open && (
        <section ref={section} id={id} class="opened" aria-label={names}>
          {children}
        </section>
      )}
    </li>
  )
}
