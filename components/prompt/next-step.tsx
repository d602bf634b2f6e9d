import { useEffect, useState } from 'preact/hooks'
import { t } from '../../lib/browser/i18n.ts'
import type { Near } from '../../lib/core/view/near.ts'
import { Button } from '../button.tsx'
import { shortDate, timeRange } from '../format.ts'
import type { CardApi } from './card-api.ts'
import { Heading } from './heading.tsx'
import { titleWords } from './title-words.ts'

/**
 * After a miss that counts, and is not sent back: when the client comes next, or that nothing is booked and how to change that (PRODUCT 2).
 */
export const NextStep = ({
  api,
  sessionKey,
  participant,
  name,
  now,
  onOffer,
  onDone,
}: {
  readonly api: Pick<CardApi, 'nextBooking'>
  readonly sessionKey: string
  readonly participant: string
  readonly name: string | null
  readonly now: number
  readonly onOffer: () => void
  readonly onDone: () => void
}) => {
  const [next, setNext] = useState<Near | null>()
  useEffect(() => {
    api.nextBooking(sessionKey, participant).then(setNext).catch(reportError)
  }, [api, sessionKey, participant])
  return (
    <section class="card after">
      <div class="body">
        <Heading of={`next ${sessionKey}#${participant}`}>{titleWords('prompt_nextTitle', name)}</Heading>
        <p class="lead" role="status">
          {next === undefined
            ? '\u00a0'
            : next
              ? t('prompt_nextBooked', `${shortDate(next.start, now)}, ${timeRange(next)}`)
              : t('prompt_nothingBooked')}
        </p>
      </div>
      <footer class="verdict plain">
        {next === null && (
          <Button wide variant="primary" icon="calendar" onClick={onOffer}>
            {t('prompt_offerTimes')}
          </Button>
        )}
        <Button wide variant={next ? 'primary' : 'secondary'} onClick={onDone}>
          {t(next ? 'prompt_afterDone' : 'prompt_notNow')}
        </Button>
      </footer>
    </section>
  )
}
