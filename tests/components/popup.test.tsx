import { cleanup, fireEvent, render, screen } from '@testing-library/preact'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { PopupView, type PopupViewProps } from '../../components/popup/popup-view.tsx'
import { HOUR, MINUTE } from '../../lib/core/time.ts'
import type { WaitingRow } from '../../lib/core/view/waiting.ts'
import en from '../../public/_locales/en/messages.json'
import { useCatalogue } from '../helpers/catalogue.ts'
import { END, NOW, START } from './prompt-fixtures.tsx'

let leave: () => void
beforeEach(() => {
  leave = useCatalogue(en)
})
afterEach(() => {
  cleanup()
  leave()
})

const row = (part: Partial<WaitingRow> = {}): WaitingRow => ({
  key: 'lee|-',
  title: 'Coaching',
  start: START,
  end: END,
  zone: 'UTC',
  kind: 'paid',
  people: [{ id: 'a', name: 'Lee Park' }],
  unknown: false,
  contrary: false,
  conflict: false,
  ...part,
})

const group = row({
  key: 'acme|-',
  title: 'Acme',
  people: ['Ana', 'Lee', 'Kim', 'Sam'].map((name) => ({ id: name, name })),
})

const draw = (part: Partial<PopupViewProps> = {}) => {
  const on = { onYes: vi.fn(), onOpen: vi.fn(), onBatch: vi.fn(), onLetter: vi.fn(), onShowNames: vi.fn() }
  const waiting = part.waiting ?? [row()]
  render(
    <PopupView
      saved={null}
      waiting={waiting}
      total={waiting.length}
      running={[]}
      next={null}
      nextNote={null}
      toReschedule={0}
      sync={null}
      setUp
      backOn={null}
      hidden={false}
      now={NOW}
      waitingMs={15 * MINUTE}
      busy={new Set()}
      trouble={null}
      {...on}
      {...part}
    />,
  )
  return on
}

describe('the popup', () => {
  it('answers yes with one press, and opens the card for no', () => {
    const { onYes, onOpen } = draw()
    fireEvent.click(screen.getByRole('button', { name: 'Yes: Lee Park' }))
    fireEvent.click(screen.getByRole('button', { name: 'No…: Lee Park' }))
    expect(onYes).toHaveBeenCalledWith(row())
    expect(onOpen).toHaveBeenCalledWith(row(), 'why')
  })

  it('E15 says "Acme ×4" and asks whether all came', () => {
    const { onYes, onOpen } = draw({ waiting: [group] })
    expect(screen.getByText('Acme ×4')).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: 'All came: Acme ×4' }))
    fireEvent.click(screen.getByRole('button', { name: 'Some…: Acme ×4' }))
    expect(onYes).toHaveBeenCalledWith(group)
    expect(onOpen).toHaveBeenCalledWith(group, 'question')
  })

  it.each([
    ['paid or free', row({ kind: null })],
    ['with whom', row({ unknown: true })],
  ])('offers no one-press answer while it is not known %s', (_, unsaid) => {
    draw({ waiting: [unsaid] })
    expect(screen.queryByRole('button', { name: /^Yes/ })).toBeNull()
    expect(screen.getByRole('button', { name: 'Answer: Lee Park' })).toBeTruthy()
  })

  it('counts all that wait, also those that have no room', () => {
    draw({ total: 73 })
    expect(screen.getByRole('heading', { name: '73 waiting' })).toBeTruthy()
  })

  it('leads from who runs now or comes next to the brief before that session', () => {
    draw({
      running: [row({ key: 'r', end: NOW + 1 })],
      next: row({ key: 'series|2026#1' }),
      nextNote: 'Send it',
    })
    const [first, second] = screen.getAllByRole('link', {
      name: /^What you need before the session: Lee Park$/,
    })
    expect(first?.getAttribute('href')).toBe('/dashboard.html#/upcoming?session=r')
    expect(second?.getAttribute('href')).toBe('/dashboard.html#/upcoming?session=series%7C2026%231')
  })

  it.each([
    [14, false],
    [15, true],
  ])('%i min after the start, "Client isn’t here" is offered: %s', (minutes, offered) => {
    const running = [row({ start: NOW - minutes * MINUTE, end: NOW + HOUR })]
    const { onOpen, onLetter } = draw({ waiting: [], running })
    const button = screen.queryByRole('button', { name: 'Client isn’t here' })
    expect(button !== null).toBe(offered)
    if (!offered) return
    fireEvent.click(screen.getByText('Client did not show up'))
    expect(onOpen).toHaveBeenCalledWith(running[0], 'no-show')
    fireEvent.click(screen.getByText('Write “Are you joining?”'))
    expect(onLetter).toHaveBeenCalledWith(running[0], 'are-you-joining')
  })

  it('has the focus on what led away from it when that was closed again, else on its heading', () => {
    const running = [row({ key: 'r', start: NOW - 20 * MINUTE, end: NOW + HOUR })]
    const next = row({ key: 'n', start: NOW + 2 * HOUR })
    const on = (backOn: string | null) => {
      cleanup()
      draw({ running, next, backOn })
      return document.activeElement?.textContent
    }
    expect(on('r')).toBe('Client isn’t here')
    expect(on('n')).toBe('Confirm…')
    expect(on('lee|-')).toBe('No…')
    expect(on('gone|-')).toBe('1 waiting')
    expect(on(null)).toBe('1 waiting')
  })

  it('can answer what has just ended, before it is asked about', () => {
    draw({ waiting: [], running: [row({ start: NOW - HOUR, end: NOW - MINUTE })] })
    expect(screen.getByRole('button', { name: 'Yes: Lee Park' })).toBeTruthy()
  })

  it('shows nothing of a name on a private screen until it is asked for', () => {
    const { onShowNames } = draw({
      hidden: true,
      waiting: [row(), group],
      next: row({ key: 'n' }),
      running: [row({ key: 'r', end: NOW + 1 })],
    })
    expect(document.body.textContent).not.toMatch(/Lee|Acme|Ana/)
    expect(screen.getByText('4 people')).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: 'Show names' }))
    expect(onShowNames).toHaveBeenCalledOnce()
    cleanup()
    draw()
    expect(screen.queryByRole('button', { name: 'Show names' })).toBeNull()
  })

  it('tells how to begin where no calendar is connected', () => {
    draw({ waiting: [], setUp: false })
    expect(screen.getByRole('link', { name: 'Set up' }).getAttribute('href')).toBe('/welcome.html')
  })

  it('says of a broken account what goes on and what to press', () => {
    draw({
      sync: {
        text: 'Google needs you. Questions go on.',
        href: '/dashboard.html#/settings',
        action: 'Reconnect',
      },
    })
    expect(screen.getByRole('link', { name: 'Reconnect' }).getAttribute('href')).toBe(
      '/dashboard.html#/settings',
    )
  })

  it('E54 shows hostile titles and names as text', () => {
    const evil = '<img src=x onerror=alert(1)>'
    draw({ waiting: [row({ people: [{ id: 'a', name: evil }] }), { ...group, title: evil }] })
    expect(document.querySelector('img')).toBeNull()
    expect(screen.getByText(evil)).toBeTruthy()
    expect(screen.getByText(`${evil} ×4`)).toBeTruthy()
  })
})
