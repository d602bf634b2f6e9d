import { t } from '../../lib/browser/i18n.ts'
import type { ClientSession } from '../../lib/core/view/client.ts'
import { shortDate, timeRange } from '../format.ts'
import { Icon } from '../icon.tsx'
import { glyphOf } from '../pill.tsx'
import { hasPill, stateWord } from './past-words.ts'
import './glyph-row.css'

const wordOf = (session: ClientSession): string =>
  session.state === 'upcoming' ? t('client_upcoming') : stateWord(session.state)

/** Every session of a client as one glyph, oldest first: the whole story at a glance; each leads to the session. */
export const GlyphRow = ({
  sessions,
  now,
}: {
  readonly sessions: readonly ClientSession[]
  readonly now: number
}) => (
  <ol class="glyphs">
    {sessions.map((session) => {
      const words = t(
        'client_glyph',
        `${shortDate(session.start, now)}, ${timeRange(session)}`,
        wordOf(session),
      )
      // Called, for hundreds of components would take longer than their elements.
      const glyph =
        session.state === 'upcoming' || !hasPill(session.state) ? '–' : Icon({ name: glyphOf[session.state] })
      return (
        <li key={session.key}>
          {session.state === 'upcoming' ? (
            <span class="glyph upcoming" role="img" aria-label={words} title={words} />
          ) : (
            <a
              class={`glyph state-${session.state}`}
              href={`#/past?session=${encodeURIComponent(session.key)}`}
              aria-label={words}
              title={words}
            >
              {glyph}
            </a>
          )}
        </li>
      )
    })}
  </ol>
)
