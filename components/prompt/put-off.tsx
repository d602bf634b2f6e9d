import { t } from '../../lib/browser/i18n.ts'
import { HOUR, MINUTE, todayAt, zoned } from '../../lib/core/time.ts'
import type { Card } from '../../lib/core/view/card.ts'
import { Button } from '../button.tsx'
import { timeOf, weekdayTime } from '../format.ts'
import { Menu } from '../menu.tsx'
import { NotCoaching, type NotCoachingWord } from './not-coaching.tsx'

/** Nine o'clock of the day after today. */
const tomorrow = (now: number, zone: string): number =>
  zoned(now, zone).add({ days: 1 }).withPlainTime('09:00').epochMilliseconds

/** A session that ended longer ago, ms, is not still going. */
const LONGEST_OVERRUN = 12 * HOUR

/**
 * "Still going · Later ▾ · Not coaching ▾": the ways to leave a question without answering it (PRODUCT 4). What is already answered is
 * not asked about again, so there is nothing to put off.
 */
export const PutOff = ({
  card,
  name,
  now,
  zone,
  endOfDay,
  onPutOff,
  onRecogniseAs,
}: {
  readonly card: Card
  readonly name: string
  readonly now: number
  readonly zone: string
  readonly endOfDay: string
  readonly onPutOff: (until: number) => void
  readonly onRecogniseAs: (as: NotCoachingWord) => void
}) => {
  const evening = todayAt(now, endOfDay, zone)
  // Answered, or filed as canceled in time: nothing is asked that could be put off.
  const asks = !card.answered && !card.canceled
  const single = card.people.length === 1 && !card.people[0]?.unknown
  return (
    <nav class="put-off" aria-label={t('prompt_putOff')}>
      {asks && now - card.end < LONGEST_OVERRUN && (
        <Button variant="quiet" size="sm" onClick={() => onPutOff(now + 10 * MINUTE)}>
          {t('prompt_stillGoing')}
        </Button>
      )}
      {asks && (
        <Menu
          trigger={t('prompt_later')}
          items={[
            { id: '10', label: t('prompt_in10'), onSelect: () => onPutOff(now + 10 * MINUTE) },
            { id: '60', label: t('prompt_in60'), onSelect: () => onPutOff(now + HOUR) },
            // Later than that, there is no such evening any more.
            ...(evening > now
              ? [
                  {
                    id: 'evening',
                    label: t('prompt_evening'),
                    hint: timeOf(evening, zone),
                    onSelect: () => onPutOff(evening),
                  },
                ]
              : []),
            {
              id: 'tomorrow',
              label: t('prompt_tomorrow'),
              hint: weekdayTime(tomorrow(now, zone), zone),
              onSelect: () => onPutOff(tomorrow(now, zone)),
            },
          ]}
        />
      )}
      {!card.byHand && (
        <NotCoaching series={card.series} only={single ? name : null} onRecogniseAs={onRecogniseAs} />
      )}
    </nav>
  )
}
