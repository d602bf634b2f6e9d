import { cleanup, render, screen } from '@testing-library/preact'
import { afterEach, beforeAll, expect, it } from 'vitest'
import { ReportsPage } from '../../../components/dashboard/reports-page.tsx'
import { reportsOf } from '../../../lib/core/view/reports.ts'
import en from '../../../public/_locales/en/messages.json' with { type: 'json' }
import { entryOf } from '../../helpers/books.ts'
import { useCatalogue } from '../../helpers/catalogue.ts'
import { EVENING } from './fixtures.ts'

beforeAll(() => {
  useCatalogue(en)
})
afterEach(cleanup)

const cells = (table: string, row: string): readonly string[] => {
  const found = [...document.querySelectorAll('table')].find(({ caption }) => caption?.textContent === table)
  const line = [...(found?.rows ?? [])].find(({ cells: [first] }) => first?.textContent === row)
  return [...(line?.cells ?? [])].slice(1).map(({ textContent }) => textContent)
}

it('every plot has its figures behind it, and the hours are told', () => {
  const entry = entryOf({ address: null, sessionStart: Date.UTC(2026, 8, 7, 12), at: EVENING })
  const missed = {
    ...entry,
    id: 'b|p',
    answerId: 'b',
    sessionKey: 't|-',
    code: 'client-no-show',
    mark: 'didnt-occur',
  } as const
  const view = reportsOf(
    [
      { entry, client: 'dana', minutes: 90 },
      { entry: missed, client: null, minutes: 60 },
    ],
    new Map([['dana', 'Dana Reyes']]),
  )
  render(<ReportsPage view={view} now={EVENING} />)
  expect(cells('By client', 'Dana Reyes')).toEqual(['1', '0', '0', '0', '1'])
  expect(cells('By client', 'No client')).toEqual(['0', '1', '0', '0', '1'])
  expect(cells('By reason', 'Client did not show up')).toEqual(['0', '1', '0', '0', '1'])
  expect(cells('By day of the week', 'Monday')).toEqual(['1', '1', '0', '0', '2'])
  expect(cells('By day of the week', 'Sunday')).toEqual(['0', '0', '0', '0', '0'])
  expect(cells('Hours coached', 'September')).toEqual(['90', '1.5'])
})

it('says what will stand there while there is nothing yet', () => {
  render(<ReportsPage view={reportsOf([])} now={EVENING} />)
  expect(screen.getByText('Nothing to report yet')).toBeTruthy()
  expect(document.querySelector('table')).toBeNull()
})
