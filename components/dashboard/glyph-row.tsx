import { createElement, type RefCallback, render } from 'preact'
import { t } from '../../lib/browser/i18n.ts'
import type { ClientSession } from '../../lib/core/view/client.ts'
import { shortDate, timeRange } from '../format.ts'
import { Icon } from '../icon.tsx'
import { glyphOf } from '../pill.tsx'
import { hasPill, stateWord } from './past-words.ts'
import './glyph-row.css'

type State = ClientSession['state']
type Drawn = keyof typeof glyphOf

const wordOf = (state: State): string => (state === 'upcoming' ? t('client_upcoming') : stateWord(state))

const isDrawn = (state: State): state is Drawn => state !== 'upcoming' && hasPill(state)

const copiesOf = (state: Drawn): RefCallback<HTMLElement> => {
  const holder = document.createElement('span')
  render(createElement(Icon, { name: glyphOf[state] }), holder)
  const icon = holder.firstElementChild
  return (glyph) => {
    if (icon !== null) glyph?.replaceChildren(icon.cloneNode(true))
  }
}

const made = new Map<Drawn, RefCallback<HTMLElement>>()

/** Puts a state's icon into a glyph: of hundreds that look alike, each is a copy of the first, which takes a fraction of drawing it. */
const iconIn = (state: Drawn): RefCallback<HTMLElement> => {
  const known = made.get(state) ?? copiesOf(state)
  made.set(state, known)
  return known
}

/** Every session of a client as one glyph, oldest first: the whole story at a glance; each leads to the session. */
export const GlyphRow = ({
  sessions,
  now,
}: {
  readonly sessions: readonly ClientSession[]
  readonly now: number
}) => {
  const zone = Temporal.Now.timeZoneId()
  const words = new Map<State, string>()
  const wordsOf = (session: ClientSession): string => {
    const { state } = session
    const word = words.get(state) ?? wordOf(state)
    words.set(state, word)
    return t('client_glyph', `${shortDate(session.start, now, zone)}, ${timeRange(session, zone)}`, word)
  }
  return (
    <ol class="glyphs">
      {sessions.map((session) => {
        const { key, state } = session
        const said = wordsOf(session)
        if (state === 'upcoming')
          return (
            <li key={key}>
              <span class="glyph upcoming" role="img" aria-label={said} title={said} />
            </li>
          )
        const drawn = isDrawn(state)
        return (
          <li key={key}>
            <a
              // What has an icon put in and what has not are never one and the same element.
              key={drawn ? 'icon' : 'dash'}
              ref={drawn ? iconIn(state) : null}
              class={`glyph state-${state}`}
              href={`#/past?session=${encodeURIComponent(key)}`}
              aria-label={said}
              title={said}
            >
              {drawn ? null : '–'}
            </a>
          </li>
        )
      })}
    </ol>
  )
}
