import { t } from '../../lib/browser/i18n.ts'
import type { Pause } from '../../lib/core/program-change.ts'
import type { Pace } from '../../lib/core/view/pace.ts'
import { plainDate } from '../format.ts'
import { Pill } from '../pill.tsx'

/** How a program is getting on, in a word; what is done or has not begun says so by its dates. `coming`: the next pause. */
export const PaceWord = ({
  pace,
  coming = null,
}: {
  readonly pace: Pace
  readonly coming?: Pause | null
}) => {
  if (pace.state === 'paused') return <Pill icon="clock">{t('pace_paused', plainDate(pace.until))}</Pill>
  const word = {
    'nothing-booked': t('clients_nothingBooked'),
    'on-track': t('pace_onTrack'),
    later: t('pace_later'),
    behind: null,
    done: null,
  }[pace.state]
  const next = coming && t('pace_coming', plainDate(coming.from), plainDate(coming.to))
  const words = [word, next].filter(Boolean).join(' · ')
  return (
    <>
      {pace.state === 'behind' && <Pill icon="warning">{t('pace_behind')}</Pill>}
      {words && <span class="pace">{words}</span>}
    </>
  )
}
