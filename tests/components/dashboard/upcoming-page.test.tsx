import { cleanup, fireEvent, render, screen, within } from '@testing-library/preact'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { SessionBrief } from '../../../components/dashboard/session-brief.tsx'
import { UpcomingPage } from '../../../components/dashboard/upcoming-page.tsx'
import type { Consequence } from '../../../lib/core/consequence.ts'
import type { Evidence } from '../../../lib/core/evidence.ts'
import { DAY, HOUR } from '../../../lib/core/time.ts'
import type { UpcomingPerson, UpcomingRow } from '../../../lib/core/view/upcoming.ts'
import en from '../../../public/_locales/en/messages.json' with { type: 'json' }
import { useCatalogue } from '../../helpers/catalogue.ts'
import { EVENING } from './fixtures.ts'

beforeAll(() => {
  useCatalogue(en)
})
afterEach(cleanup)

const on = { add: vi.fn(), open: vi.fn(), confirm: vi.fn(), answer: vi.fn(), more: vi.fn(), tick: vi.fn() }
beforeEach(() => {
  vi.clearAllMocks()
})

/** What "it happened" would come to: so many of twelve. */
const would = (used: number, over: Partial<Consequence> = {}): Consequence => ({
  code: 'occurred',
  kind: 'paid',
  mark: 'completed',
  counts: true,
  reschedule: false,
  rowId: 'paid/occurred',
  policyVersion: 'default',
  override: null,
  free: false,
  program: {
    programId: 'p1',
    used,
    total: 12,
    left: Math.max(0, 12 - used),
    over: Math.max(0, used - 12),
    expired: false,
    byMonth: [],
  },
  month: null,
  withoutProgram: null,
  ...over,
})

const bare: Consequence = would(1, {
  program: null,
  withoutProgram: { sessions: 2, since: EVENING - 3 * DAY },
})

const declined: Evidence = {
  participant: 'p',
  sighting: {
    what: 'declined',
    by: 'client',
    address: 'dana@client.example',
    notBefore: EVENING - HOUR,
    notAfter: EVENING,
    start: EVENING + 31 * HOUR,
    to: null,
  },
  notice: { min: 31 * HOUR, max: 31 * HOUR },
  fits: 'canceled-in-time',
  contrary: true,
  likely: true,
}

const person = (over: Partial<UpcomingPerson> = {}): UpcomingPerson => ({
  id: 'p',
  name: 'Dana Reyes',
  clientId: 'c1',
  unknown: false,
  outcome: null,
  evidence: null,
  would: would(5),
  hasProgram: true,
  brief: { lastMet: null, lastNote: null, openActions: [] },
  ...over,
})

const row = (over: Partial<UpcomingRow> = {}): UpcomingRow => ({
  key: 's',
  title: 'Coaching',
  start: EVENING + DAY,
  end: EVENING + DAY + HOUR,
  zone: 'UTC',
  series: false,
  kind: 'paid',
  people: [person()],
  canceled: false,
  makeup: false,
  byHand: null,
  doubleBooked: false,
  ...over,
})

const show = (rows: readonly UpcomingRow[], { later = false, opened = null as string | null } = {}) =>
  render(
    <UpcomingPage
      view={{ rows, later }}
      zone="UTC"
      now={EVENING}
      opened={opened}
      onAdd={on.add}
      onOpen={on.open}
      onConfirm={on.confirm}
      onAnswer={on.answer}
      onMore={on.more}
      renderOpened={({ key }) => <p>brief of {key}</p>}
    />,
  )

const meta = () => document.querySelector('.session-row .meta')?.textContent
const pills = () => [...document.querySelectorAll('.session-row .pill')].map(({ textContent }) => textContent)

describe('the Upcoming page', () => {
  it('lists sessions under their day, each with its kind, its figure and what is open', () => {
    const action = { id: 'a', text: 'send 360 report', due: null, done: false }
    const note = {
      id: 'n#p',
      sessionKey: 'n',
      address: null,
      text: '',
      minutes: null,
      actions: [action],
      updatedAt: 0,
    }
    const brief = { lastMet: null, lastNote: null, openActions: [{ action, note }] }
    show([row({ people: [person({ brief })] }), row({ key: 'b', start: EVENING + 3 * DAY })])
    const days = screen.getAllByRole('heading', { level: 2 }).map(({ textContent }) => textContent)
    expect(days).toEqual(['Tomorrow', 'Thursday 26 November'])
    expect(meta()).toBe('Paid · Would be 5 of 12 · Open: send 360 report')
    expect(pills()).toEqual([])
  })

  it('E22 shows the coach’s own time, and the session’s on hover where it differs', () => {
    show([row({ zone: 'Europe/Madrid' }), row({ key: 'b' })])
    const [abroad, here] = [...document.querySelectorAll('time')]
    expect([abroad?.textContent, abroad?.title]).toEqual([
      '18:00–19:00',
      '19:00–20:00 in Central European Time, Madrid',
    ])
    expect(here?.title).toBe('')
  })

  it('E13 a decline is likely and no more: said, with the way to make sure', () => {
    show([row({ people: [person({ evidence: declined })] })])
    expect(pills()).toEqual(['Likely canceled'])
    expect(meta()).toContain('Dana Reyes declined 31 hrs before')
    fireEvent.click(screen.getByRole('button', { name: 'Write to confirm the session: Dana Reyes' }))
    expect(on.confirm).toHaveBeenCalledWith(expect.objectContaining({ key: 's' }))
  })

  it('E06 what is off in time has its outcome and nothing to press', () => {
    show([row({ canceled: true, people: [person({ would: null })] })])
    expect(pills()).toEqual(['Canceled in time'])
    expect(screen.queryByRole('button', { name: /Write to confirm/ })).toBeNull()
  })

  it('E41 says who would go beyond the program, its last day or its month, and who has none', () => {
    const usage = would(12).program
    const late = would(5, { program: usage && { ...usage, used: 5, over: 1 } })
    const month = { month: '2026-11', used: 3, over: 1, allowance: 2 }
    show([
      row({ key: 'a', people: [person({ would: would(14) })] }),
      row({ key: 'b', people: [person({ would: late })] }),
      row({ key: 'c', people: [person({ would: would(5, { month }) })] }),
      row({ key: 'd', people: [person({ would: bare, hasProgram: false })] }),
      row({
        key: 'e',
        kind: 'complimentary',
        people: [person({ would: would(5, { counts: false, kind: 'complimentary' }) })],
      }),
    ])
    expect(pills()).toEqual([
      '2 over the program',
      'After the program’s last day',
      'Over November’s sessions',
      'No program',
    ])
  })

  it('once it has begun it is answered, not confirmed', () => {
    show([row({ start: EVENING - HOUR / 2 })])
    expect(pills()).toEqual(['Now'])
    fireEvent.click(screen.getByRole('button', { name: 'Answer now: Dana Reyes' }))
    expect(on.answer).toHaveBeenCalledOnce()
    expect(screen.queryByRole('button', { name: /Write to confirm/ })).toBeNull()
  })

  it('E19 nobody is written to where nobody is known', () => {
    show([row({ people: [person({ unknown: true, would: null })] })])
    expect(screen.queryByRole('button', { name: /Write to confirm/ })).toBeNull()
  })

  it('E54 a title that would do something is text', () => {
    show([row({ title: '<img src=x onerror=alert(1)>', people: [] })])
    expect(document.querySelector('.session-row img')).toBeNull()
    expect(screen.getByText('<img src=x onerror=alert(1)>')).toBeTruthy()
  })

  it('opens a row in place', () => {
    show([row()], { opened: 's' })
    fireEvent.click(screen.getByRole('button', { expanded: true }))
    expect(screen.getByRole('region', { name: 'Dana Reyes' }).textContent).toBe('brief of s')
    expect(on.open).toHaveBeenCalledWith(null)
  })

  it('teaches when there is nothing, and tells nothing soon from nothing at all', () => {
    show([])
    expect(screen.getByText('Nothing booked yet')).toBeTruthy()
    expect(screen.getByRole('link').getAttribute('href')).toBe('#/settings/coaching')
    fireEvent.click(screen.getByRole('button', { name: 'Add a session' }))
    expect(on.add).toHaveBeenCalledOnce()
    cleanup()
    show([], { later: true })
    expect(screen.getByText('Nothing in these weeks')).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: 'Show two more weeks' }))
    expect(on.more).toHaveBeenCalledOnce()
  })
})

const brief = (shown: UpcomingRow) =>
  render(
    <SessionBrief row={shown} now={EVENING} busy={false} onTick={on.tick} letter={() => null}>
      {null}
    </SessionBrief>,
  )

describe('the brief before a session', () => {
  it('says when you met, keeps your notes folded, and ticks off what is done', () => {
    const action = { id: 'a', text: 'send 360 report', due: '2026-11-25', done: false }
    const note = {
      id: 'n#p',
      sessionKey: 'n|-',
      address: null,
      text: 'She <b>leads</b> now.',
      minutes: null,
      actions: [action],
      updatedAt: 0,
    }
    const at = EVENING - 6 * DAY
    brief(
      row({
        people: [
          person({
            brief: {
              lastMet: { sessionKey: 'n|-', start: at },
              lastNote: { note, at },
              openActions: [{ action, note }],
            },
          }),
        ],
      }),
    )
    expect(screen.getByText('Tue 17 Nov').getAttribute('href')).toBe('#/past?session=n%7C-')
    expect(document.querySelector('details')?.open).toBe(false)
    expect(document.querySelector('.text')?.textContent).toBe('She <b>leads</b> now.')
    fireEvent.click(screen.getByRole('checkbox', { name: /send 360 report/ }))
    expect(on.tick).toHaveBeenCalledWith({ action, note })
  })

  it('leads to the program that is missing, or to the dates of the one there is', () => {
    brief(row({ people: [person({ would: bare, hasProgram: false })] }))
    const link = screen.getByRole('link', { name: 'Set up Dana Reyes’s program' })
    expect(link.getAttribute('href')).toBe('#/clients/c1')
    cleanup()
    brief(row({ people: [person({ would: bare })] }))
    expect(screen.getByRole('link', { name: /Outside Dana Reyes’s program/ })).toBeTruthy()
  })

  it('E13 says that nothing is decided before the end', () => {
    brief(row({ people: [person({ evidence: declined })] }))
    expect(
      screen.getByText(/Calendar: Dana Reyes declined 31 hrs before.*until then nothing is decided/),
    ).toBeTruthy()
  })

  it('E15 each of a group has a part of their own', () => {
    brief(row({ people: [person(), person({ id: 'q', name: 'Lee Park', would: bare })] }))
    const lee = screen.getByRole('region', { name: 'Lee Park' })
    expect(within(lee).getByText(/No session with Lee Park/)).toBeTruthy()
    expect(within(lee).getByText(/Would count: 2 since/)).toBeTruthy()
    expect(screen.getAllByRole('heading', { level: 3 }).map(({ textContent }) => textContent)).toEqual([
      'Dana Reyes',
      'Lee Park',
    ])
  })
})
