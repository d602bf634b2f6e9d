import { cleanup, render, screen } from '@testing-library/preact'
import { afterEach, beforeAll, expect, it } from 'vitest'
import { GlyphRow } from '../../../components/dashboard/glyph-row.tsx'
import { Icon } from '../../../components/icon.tsx'
import { glyphOf } from '../../../components/pill.tsx'
import { DAY, HOUR } from '../../../lib/core/time.ts'
import type { ClientSession } from '../../../lib/core/view/client.ts'
import en from '../../../public/_locales/en/messages.json' with { type: 'json' }
import { useCatalogue } from '../../helpers/catalogue.ts'

beforeAll(() => {
  useCatalogue(en)
})
afterEach(cleanup)

const NOW = Date.UTC(2026, 10, 24, 12)

const sessionAt = (index: number, state: ClientSession['state']): ClientSession => ({
  key: `s${index}|-`,
  participant: 'p',
  start: NOW + index * DAY,
  end: NOW + index * DAY + HOUR,
  zone: 'UTC',
  state,
  makeup: false,
  code: null,
  evidence: null,
})

const show = (states: readonly ClientSession['state'][]) => (
  <GlyphRow sessions={states.map((state, index) => sessionAt(index, state))} now={NOW} />
)

/** What a glyph draws: the lines of its icon, or its text. */
const drawnIn = (element: Element): string | null =>
  element.querySelector('path')?.getAttribute('d') ?? element.textContent

/** The lines of a state's icon, wherever else it is shown. */
const linesOf = (state: keyof typeof glyphOf): string => {
  const { container, unmount } = render(<Icon name={glyphOf[state]} />)
  const lines = container.querySelector('path')?.getAttribute('d') ?? ''
  unmount()
  return lines
}

it('every session is one glyph with the icon of its state, and a name that says when and what', () => {
  const states = Object.keys(glyphOf) as (keyof typeof glyphOf)[]
  const lines = states.map(linesOf)
  expect(new Set(lines).size).toBe(states.length)
  render(show([...states, 'completed', 'history', 'aside', 'upcoming']))
  const links = screen.getAllByRole('link')
  expect(links.map(drawnIn)).toEqual([...lines, lines[0], '–', '–'])
  for (const link of links.slice(0, states.length + 1)) {
    expect(link.children).toHaveLength(1)
    expect(link.firstElementChild?.getAttribute('aria-hidden')).toBe('true')
  }
  const [first] = links
  expect(first?.getAttribute('aria-label')).toMatch(/24.*: Completed$/)
  expect(first?.getAttribute('title')).toBe(first?.getAttribute('aria-label'))
  expect(first?.getAttribute('href')).toBe('#/past?session=s0%7C-')
  expect(screen.getByRole('img').className).toBe('glyph upcoming')
})

it('a glyph whose session is answered otherwise stays where it is, with the focus, and shows the other icon alone', () => {
  const { rerender } = render(show(['unanswered', 'completed']))
  const before = screen.getAllByRole('link')
  before[0]?.focus()
  rerender(show(['didnt-occur', 'completed']))
  const after = screen.getAllByRole('link')
  expect(after).toEqual(before)
  expect(document.activeElement).toBe(after[0])
  expect(after.map((link) => link.children.length)).toEqual([1, 1])
  expect(after.map(drawnIn)).toEqual([linesOf('didnt-occur'), linesOf('completed')])
  expect(after[0]?.className).toBe('glyph state-didnt-occur')
})

it('a glyph that gets or loses its icon shows one thing only', () => {
  const { rerender } = render(show(['history', 'completed']))
  rerender(show(['completed', 'aside']))
  expect(screen.getAllByRole('link').map(drawnIn)).toEqual([linesOf('completed'), '–'])
  expect(screen.getAllByRole('link').map(({ childNodes }) => childNodes.length)).toEqual([1, 1])
})
