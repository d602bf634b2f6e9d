import type { ComponentChildren } from 'preact'
import { useEffect, useId, useRef } from 'preact/hooks'
import { t } from '../../lib/browser/i18n.ts'
import type { Interval } from '../../lib/core/time.ts'
import { timeRange, zoneName } from '../format.ts'
import { Icon } from '../icon.tsx'
import './session-row.css'

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

/** A session as a line that opens in place: when (its own zone on hover, E22), with whom, and what there is to say of it. */
export const SessionRow = ({
  session,
  zone,
  names,
  meta,
  pills,
  open,
  onOpen,
  before,
  after,
  children,
}: {
  readonly session: Interval & { readonly zone: string }
  /** The coach's present one. */
  readonly zone: string
  readonly names: string
  readonly meta: readonly string[]
  readonly pills: ComponentChildren
  readonly open: boolean
  readonly onOpen: (open: boolean) => void
  /** Beside the line, on either side: what is pressed without opening it. */
  readonly before?: ComponentChildren
  readonly after?: ComponentChildren
  /** What it opens to. */
  readonly children: ComponentChildren
}) => {
  const id = useId()
  const section = useInSight(open)
  return (
    <li class={open ? 'session-row open' : 'session-row'}>
      <div class="line">
        {before}
        <button
          type="button"
          aria-expanded={open}
          aria-controls={open ? id : undefined}
          onClick={() => onOpen(!open)}
        >
          <time
            class="when"
            dateTime={new Date(session.start).toISOString()}
            title={
              session.zone === zone
                ? undefined
                : t('past_inItsZone', timeRange(session, session.zone), zoneName(session.zone, session.start))
            }
          >
            {timeRange(session, zone)}
          </time>
          <span class="who">
            <span class="name">{names}</span>
            <span class="meta">{meta.join(' · ')}</span>
          </span>
          <span class="outcomes">{pills}</span>
          <span class="chevron">
            <Icon name="down" />
          </span>
        </button>
        {after}
      </div>
      {open && (
        <section ref={section} id={id} class="opened" aria-label={names}>
          {children}
        </section>
      )}
    </li>
  )
}
