import type { ComponentChildren } from 'preact'
import { t } from '../../lib/browser/i18n.ts'
import type { Timeline as View } from '../../lib/core/view/timeline.ts'
import { timeRange, zoneName } from '../format.ts'
import { copyWords, firstWords, lineNotice, livesStill, sightingWords, spanWords } from './timeline-words.ts'
import './record.css'

/**
 * What the calendar showed of a session, from first to last, in words and in the coach's own time. It marks a reason on the card and
 * decides nothing (PRODUCT 8).
 */
export const Timeline = ({
  timeline,
  now,
  zone,
  save,
}: {
  readonly timeline: View
  readonly now: number
  /** The zone it is read in. */
  readonly zone: string
  /** The button that saves it as a file. */
  readonly save: ComponentChildren
}) => {
  const reading = { now, zone }
  return (
    <div class="record">
      {timeline.zone !== zone && timeline.came !== 'hand' && (
        <p class="hint">
          {t(
            'timeline_zones',
            zoneName(zone, timeline.start),
            zoneName(timeline.zone, timeline.start),
            timeRange(timeline, timeline.zone),
          )}
        </p>
      )}
      <ol class="record-lines">
        <li>{firstWords(timeline, reading)}</li>
        {timeline.cut && <li class="hint">{t('timeline_cut')}</li>}
        {timeline.lines.map((line) => {
          const { what, address, notAfter } = line.sighting
          return (
            <li key={`${notAfter} ${what} ${address}`}>
              <p class="what">{sightingWords(line, reading)}</p>
              <p class="when">
                <time
                  dateTime={new Date(notAfter).toISOString()}
                  title={
                    timeline.zone === zone
                      ? undefined
                      : spanWords(line.sighting, { now, zone: timeline.zone })
                  }
                >
                  {spanWords(line.sighting, reading)}
                </time>
              </p>
              {lineNotice(line) && <p class="when">{lineNotice(line)}</p>}
            </li>
          )
        })}
        {livesStill(timeline) &&
          timeline.copies.map((copy) => (
            <li key={`${copy.calendar} ${copy.seenAt}`}>{copyWords(copy, reading)}</li>
          ))}
      </ol>
      <p class="hint">{t('timeline_means')}</p>
      {save}
    </div>
  )
}
