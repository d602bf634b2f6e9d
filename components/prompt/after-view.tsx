import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { plural, t } from '../../lib/browser/i18n.ts'
import { Button } from '../button.tsx'
import { Skeleton } from '../feedback.tsx'
import { longDate, timeRange } from '../format.ts'
import type { Offer } from './card-api.ts'
import { Heading } from './heading.tsx'

/** Whether the times are on their way into the calendar, or wait until Afterward may write there at all. */
export type Held = 'no' | 'queued' | 'parked'

const leads = { no: 'prompt_afterLead', queued: 'prompt_afterHeld', parked: 'prompt_afterParked' } as const

/** Free times as plain text, one a line, in the zone in which they were looked for. */
export const slotsAsText = (offer: Pick<Offer, 'slots' | 'zone'>, now: number): string =>
  offer.slots
    .map((slot) => `${longDate(slot.start, now, offer.zone)}, ${timeRange(slot, offer.zone)}`)
    .join('\n')

/**
 * After an outcome that goes back: free times, and what can be done with them, in words that carry the consequence (PRODUCT 6).
 * "Not now" has the focus after an emergency: then nothing is the kindest thing to do.
 */
export const AfterView = ({
  subject,
  name,
  offer,
  now,
  gentle,
  held,
  copied,
  busy,
  trouble,
  onHold,
  onCopy,
  onLater,
}: {
  readonly subject: string
  readonly name: string
  /** null while free times are looked for; no slots: none were found, or `trouble` says why not. */
  readonly offer: Offer | null
  readonly now: number
  /** An emergency was the reason. */
  readonly gentle: boolean
  readonly held: Held
  readonly copied: boolean
  readonly busy: boolean
  readonly trouble: ComponentChildren
  readonly onHold: () => void
  readonly onCopy: () => void
  readonly onLater: () => void
}) => {
  const later = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (gentle) later.current?.focus()
  }, [gentle])
  const slots = offer?.slots ?? []
  return (
    <section class="card after">
      <div class="body">
        <Heading of={gentle ? '' : `after ${subject}`}>{t('prompt_afterTitle', name)}</Heading>
        <p class="lead">{t(leads[held])}</p>
        {held === 'parked' && (
          <a class="set-up" href="/dashboard.html#/settings" target="_blank" rel="noreferrer">
            {t('prompt_allowWriting')}
          </a>
        )}
        {offer === null && trouble === null && <Skeleton label={t('prompt_looking')} />}
        {slots.length > 0 && (
          <ul class="slots">
            {slots.map((slot) => (
              <li key={slot.start}>
                <span>{longDate(slot.start, now, offer?.zone)}</span>
                <span class="tabular">{timeRange(slot, offer?.zone)}</span>
              </li>
            ))}
          </ul>
        )}
        {slots.length > 0 && offer && (
          <p class="zone">
            {t('prompt_slotsZone', offer.zone)}
            {offer.unknownCalendars > 0 && (
              <strong> {plural('prompt_unknownCalendars', offer.unknownCalendars)}</strong>
            )}
          </p>
        )}
      </div>
      <footer class="verdict plain">
        {trouble}
        {held === 'no' && slots.length > 0 && (
          <Button
            variant={gentle ? 'secondary' : 'primary'}
            size="lg"
            wide
            busy={busy}
            icon="calendar"
            onClick={onHold}
          >
            {plural('prompt_hold', slots.length)}
          </Button>
        )}
        <div class="pair">
          {slots.length > 0 && (
            <Button size="lg" icon={copied ? 'check' : 'copy'} onClick={onCopy}>
              {t(copied ? 'prompt_copied' : 'prompt_copy')}
            </Button>
          )}
          <Button ref={later} size="lg" variant={held === 'no' ? 'secondary' : 'primary'} onClick={onLater}>
            {t(held === 'no' ? 'prompt_notNow' : 'prompt_afterDone')}
          </Button>
        </div>
      </footer>
    </section>
  )
}
