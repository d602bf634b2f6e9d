import { cleanup, render, screen } from '@testing-library/preact'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { ClientsPage } from '../../../components/dashboard/clients-page.tsx'
import { ProgramMonths } from '../../../components/dashboard/program-months.tsx'
import type { Program } from '../../../lib/core/program.ts'
import { programViews } from '../../../lib/core/view/client.ts'
import en from '../../../public/_locales/en/messages.json' with { type: 'json' }
import { clientOf } from '../../helpers/books.ts'
import { useCatalogue } from '../../helpers/catalogue.ts'
import { entry, program } from '../../helpers/programs.ts'
import { EVENING } from './fixtures.ts'

beforeAll(() => {
  useCatalogue(en)
})
afterEach(cleanup)

const nothing = () => undefined
const dana = clientOf('dana', { addresses: ['dana@client.example'] })
const viewOf = (
  days: readonly string[],
  over: Partial<Program> = {},
  makeups: ReadonlyMap<string, number> = new Map(),
) => {
  const entries = days.map((day) => entry(`${day}T10:00Z`))
  const programs = [program({ perMonth: 2, zone: 'UTC', ...over })]
  const [view] = programViews(dana, programs, { entries, makeups }, { now: EVENING, booked: 0 })
  if (view === undefined) throw new Error('No program')
  return view
}
/** What the list of months says, line by line. */
const told = (...of: Parameters<typeof viewOf>) => {
  render(<ProgramMonths view={viewOf(...of)} now={EVENING} />)
  const lines = screen.queryAllByRole('listitem').map(({ textContent }) => textContent)
  cleanup()
  return lines
}

describe('a program by month', () => {
  it('E41 says what each month has used, the newest first, flags one that went over, and what is left of the present one', () => {
    const october = ['2026-10-02', '2026-10-09', '2026-10-16']
    expect(told(['2025-12-04', ...october, '2026-11-06'])).toEqual([
      'November: 1 of 2 used, 1 left',
      'October: 3 of 2 used1 over',
    ])
    expect(told(['2025-12-04'], { from: '2025-12-01' })).toEqual([
      'November: 0 of 2 used, 2 left',
      'December 2025: 1 of 2 used',
    ])
  })

  it('is named by its program', () => {
    render(<ProgramMonths view={viewOf(['2026-11-06'])} now={EVENING} />)
    expect(screen.getByRole('list', { name: 'Used by month: Twelve' })).toBeTruthy()
  })

  it('promises no more of a month than the program still holds, and nothing before it begins or once it is over', () => {
    expect(told(['2026-11-06'], { sessions: 12, alreadyUsed: 11 })).toEqual(['November: 1 of 2 used'])
    expect(told([], { from: '2026-12-01' })).toEqual([])
    expect(told(['2026-11-06'], { to: '2026-11-20' })).toEqual(['November: 1 of 2 used'])
    expect(told([], { to: '2026-11-20' })).toEqual([])
  })

  it('E23 is not over by a make-up of an earlier month, and says why more is used than the allowance', () => {
    const days = ['2026-11-06', '2026-11-13', '2026-11-20']
    const madeUp = new Map([['2026-11-13T10:00Z#_', Date.UTC(2026, 9, 30)]])
    expect(told(days, {}, madeUp)).toEqual(['November: 3 of 2 used, with make-ups of earlier months'])
    expect(told(days, { perMonth: 1 }, madeUp)).toEqual([
      'November: 3 of 1 used, with make-ups of earlier months1 over',
    ])
  })

  it('is not told without an allowance', () => {
    expect(told(['2026-11-06'], { perMonth: null })).toEqual([])
  })
})

describe('the list of clients', () => {
  const shown = (days: readonly string[]) => {
    const row = {
      ...{
        id: 'dana',
        name: 'Dana',
        addresses: [],
        kind: 'paid' as const,
        dontAsk: false,
        current: viewOf(days),
      },
      ...{ uncovered: { sessions: 0, since: null }, next: null, waiting: 0 },
    } as const
    const { container } = render(
      <ClientsPage
        view={{ clients: [row], strangers: [], leftOut: [], whole: true }}
        now={EVENING}
        busy={new Set()}
        onNew={nothing}
        onAdd={nothing}
        onLeaveOut={nothing}
        onLetIn={nothing}
      />,
    )
    return container.querySelector('.client-row .program')?.textContent
  }

  it('E41 flags who is over in the present month, and not for a month gone by', () => {
    expect(shown(['2026-11-06', '2026-11-13', '2026-11-20'])).toContain('1 over in November')
    cleanup()
    const october = ['2026-10-02', '2026-10-09', '2026-10-16']
    expect(shown(october)).not.toContain('over')
  })
})
