import { cleanup, fireEvent, render, screen, within } from '@testing-library/preact'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { PastPage } from '../../../components/dashboard/past-page.tsx'
import type { Outcome } from '../../../lib/core/answer.ts'
import { noticeOf } from '../../../lib/core/evidence.ts'
import { DAY, HOUR, MINUTE } from '../../../lib/core/time.ts'
import type { PastRow } from '../../../lib/core/view/past.ts'
import en from '../../../public/_locales/en/messages.json' with { type: 'json' }
import { sightingOf } from '../../helpers/books.ts'
import { useCatalogue } from '../../helpers/catalogue.ts'
import { EVENING, pastRow } from './fixtures.ts'

beforeAll(() => {
  useCatalogue(en)
})

const onAllHappened = vi.fn()
const onOpen = vi.fn()
const onAdd = vi.fn()
beforeEach(() => {
  vi.clearAllMocks()
})
afterEach(cleanup)

const show = (rows: readonly PastRow[], opened: string | null = null) =>
  render(
    <PastPage
      view={{ rows, older: false }}
      zone="UTC"
      now={EVENING}
      busy={false}
      opened={opened}
      onAdd={onAdd}
      onOpen={onOpen}
      onAllHappened={onAllHappened}
      onOlder={() => undefined}
      renderCard={(key) => <p>card of {key}</p>}
    />,
  )

const listed = (): string[] =>
  [...document.querySelectorAll('.session-row .name')].map((name) => name.textContent ?? '')

describe('the Past page', () => {
  it('has what is done with the chosen before the list: the next Tab after “Choose all” leads there', () => {
    show([pastRow('a'), pastRow('b')])
    const all = screen.getByLabelText('Choose all 2 that wait')
    fireEvent.click(all)
    const stops = [...document.querySelectorAll('input, button')]
    expect(stops.slice(stops.indexOf(all) + 1)[0]?.textContent).toBe('Clear')
    expect(stops.slice(stops.indexOf(all) + 1)[1]?.textContent).toBe('All 2 happened')
  })

  it('lists sessions under their day', () => {
    show([
      pastRow('a'),
      pastRow('b', { name: 'Lee Park', start: EVENING - 2 * DAY, end: EVENING - 2 * DAY + 1 }),
    ])
    const headings = screen.getAllByRole('heading', { level: 2 }).map((heading) => heading.textContent)
    expect(headings).toEqual(['Today', 'Saturday 21 November'])
  })

  it('E06 says of what was canceled in time how the calendar showed it', () => {
    const start = EVENING - 3 * HOUR
    const seen = start - 31 * HOUR
    const sighting = sightingOf(start, { notBefore: seen - MINUTE, notAfter: seen })
    const evidence = {
      participant: 'p',
      sighting,
      notice: noticeOf(sighting),
      fits: 'canceled-in-time',
      contrary: true,
      likely: false,
    } as const
    show([pastRow('a', { start, state: 'canceled-in-time', evidence, contrary: true })])
    const row = document.querySelector('.session-row')
    expect(row?.querySelector('.outcomes')?.textContent).toBe('Canceled in time')
    expect(row?.querySelector('.meta')?.textContent).toMatch(/^Paid · Dana Reyes declined 31 hrs? before$/)
    expect(row?.querySelector('input[type=checkbox]')).toBeNull()
  })

  it('E42 says what a session makes up for and what makes up for it', () => {
    const again = { makeup: true, makesUpFor: EVENING - 3 * DAY, madeUpAt: EVENING + 3 * DAY }
    show([pastRow('a', { makeup: true }), pastRow('b', again)])
    const metas = [...document.querySelectorAll('.session-row .meta')].map(({ textContent }) => textContent)
    expect(metas).toEqual([
      'Paid · Make-up',
      expect.stringMatching(/^Paid · Make-up for .*20 Nov · Make-up: .*26 Nov, 18:00$/),
    ])
  })

  it('shows how many each filter would leave, and leaves them', () => {
    show([
      pastRow('a'),
      pastRow('b', { name: 'Lee Park', state: 'completed' }),
      pastRow('c', { state: 'completed' }),
    ])
    const completed = screen.getByRole('button', { name: /^Completed 2$/, pressed: false })
    expect(screen.queryByRole('button', { name: /^Didn’t occur/ })).toBeNull()
    fireEvent.click(completed)
    expect(completed.getAttribute('aria-pressed')).toBe('true')
    expect(listed()).toEqual(['Lee Park', 'Dana Reyes'])
  })

  it('keeps the open session in sight although neither filter nor search fits it any more', () => {
    show([pastRow('a', { state: 'completed' }), pastRow('b', { name: 'Lee Park' })], 'a')
    fireEvent.click(screen.getByRole('button', { name: /^Unanswered 1$/ }))
    fireEvent.input(screen.getByRole('searchbox'), { target: { value: 'lee' } })
    expect(listed()).toEqual(['Dana Reyes', 'Lee Park'])
    expect(screen.getByText('card of a')).toBeDefined()
  })

  it('finds names without case and accents, and says so when nothing is found', () => {
    show([pastRow('a', { name: 'José Núñez' }), pastRow('b', { name: 'Lee Park' })])
    const field = screen.getByRole('searchbox')
    fireEvent.input(field, { target: { value: 'nunez' } })
    expect(listed()).toEqual(['José Núñez'])
    fireEvent.input(field, { target: { value: 'nobody' } })
    expect(screen.getByText('Nothing matches')).toBeTruthy()
  })

  it('says what was added by hand, and that the calendar holds it by now', () => {
    show([pastRow('a', { byHand: 'only-here' }), pastRow('b', { byHand: 'in-calendar-too' }), pastRow('c')])
    const metas = [...document.querySelectorAll('.session-row .meta')].map(({ textContent }) => textContent)
    expect(metas).toEqual(['Paid · Added by hand', 'Paid · Added by hand, now in your calendar too', 'Paid'])
    fireEvent.click(screen.getByRole('button', { name: 'Add a session' }))
    expect(onAdd).toHaveBeenCalledOnce()
  })

  it('says of an answered session that it counts', () => {
    const outcome = { code: 'client-no-show', mark: 'didnt-occur', counts: true } as Outcome
    const counted = { id: 'p', name: 'Lee Park', address: null, state: 'didnt-occur', outcome } as const
    show([pastRow('a', { people: [counted], states: ['didnt-occur'] }), pastRow('b')])
    const metas = [...document.querySelectorAll('.session-row .meta')].map(({ textContent }) => textContent)
    expect(metas).toEqual(['Paid · Counts', 'Paid'])
  })

  it('opens a row in place to its card', () => {
    show([pastRow('a')], 'a')
    const row = screen.getByRole('button', { expanded: true })
    expect(screen.getByRole('region', { name: 'Dana Reyes' }).textContent).toBe('card of a')
    fireEvent.click(row)
    expect(onOpen).toHaveBeenCalledWith(null)
  })

  it('E31 says once for each reason whom it leaves out', () => {
    show([
      pastRow('a'),
      pastRow('b', { name: 'Priya Shah', kind: null }),
      pastRow('c', { name: 'Kim Novak', kind: null }),
      pastRow('d', { name: 'Priya Shah', kind: null }),
      pastRow('e', { name: 'Lee Park', contrary: true }),
    ])
    fireEvent.click(screen.getByLabelText('Choose all 5 that wait'))
    expect([...document.querySelectorAll('.left-out')].map(({ textContent }) => textContent)).toEqual([
      'Left out: Priya Shah · Kim Novak. Nobody has said yet whether they are paid or free; open each to answer.',
      'Left out: Lee Park. The calendar speaks against it; open it to answer.',
    ])
  })

  it('E31 answers all that wait at once, names them, and leaves out what the calendar speaks against', () => {
    const rows = [
      pastRow('a'),
      pastRow('b', { name: 'Kim Novak', contrary: true }),
      pastRow('c', { name: 'Priya Shah', kind: null }),
      pastRow('d', { name: 'Lee Park' }),
      pastRow('e', { name: 'Ana Ruiz', state: 'completed' }),
    ]
    show(rows)
    fireEvent.click(screen.getByLabelText('Choose all 4 that wait'))
    const bar = screen.getByRole('region', { name: 'Answer the chosen sessions' })
    expect(bar.textContent).toContain('Dana Reyes')
    expect(within(bar).getByText(/Left out: Kim Novak. The calendar speaks against it/)).toBeTruthy()
    expect(within(bar).getByText(/Left out: Priya Shah. Nobody has said yet/)).toBeTruthy()
    fireEvent.click(within(bar).getByRole('button', { name: 'All 2 happened' }))
    expect(onAllHappened.mock.calls[0]?.[0].map(({ key }: PastRow) => key)).toEqual(['a', 'd'])
    expect(screen.queryByRole('region', { name: 'Answer the chosen sessions' })).toBeNull()
  })

  it('E30 answers what was never asked about only where just that is looked at, and says what it is added to', () => {
    show([pastRow('a'), pastRow('b', { name: 'Lee Park', state: 'history' })])
    expect(screen.queryByRole('checkbox', { name: /Lee Park/ })).toBeNull()
    fireEvent.click(screen.getByRole('button', { name: /^Not asked 1$/ }))
    fireEvent.click(screen.getByRole('checkbox', { name: /Lee Park/ }))
    const bar = screen.getByRole('region', { name: 'Answer the chosen sessions' })
    expect(bar.textContent).toContain('counts on top of it')
    fireEvent.click(within(bar).getByRole('button', { name: 'It happened' }))
    expect(onAllHappened.mock.calls.at(-1)?.[0].map(({ key }: PastRow) => key)).toEqual(['b'])
  })

  it('E54 shows hostile names and titles as text', () => {
    const hostile = '<img src=x onerror=alert(1)>'
    show([pastRow('a', { name: hostile, title: hostile })])
    expect(listed()).toEqual([hostile])
    expect(document.querySelector('.session-row img')).toBeNull()
  })
})
