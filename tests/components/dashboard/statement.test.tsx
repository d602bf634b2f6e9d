import { cleanup, fireEvent, render, screen, within } from '@testing-library/preact'
import { afterEach, beforeAll, expect, it } from 'vitest'
import { Audit, Statement } from '../../../components/dashboard/statement.tsx'
import type { AuditLine } from '../../../lib/core/view/client.ts'
import en from '../../../public/_locales/en/messages.json' with { type: 'json' }
import { entryOf } from '../../helpers/books.ts'
import { useCatalogue } from '../../helpers/catalogue.ts'
import { EVENING } from './fixtures.ts'

beforeAll(() => {
  useCatalogue(en)
})
afterEach(cleanup)

const line = (id: string, over: Partial<AuditLine> = {}): AuditLine => ({
  ...entryOf({ id, answerId: id, participant: '_', address: null, sessionStart: EVENING, at: EVENING }),
  origin: { place: 'here', policyVersion: 'default-1' },
  ...over,
})

it('E37 the audit view says of each line when, in which browser and by which policy; the statement does not', async () => {
  const now = line('b', { origin: { place: 'elsewhere', policyVersion: 'p-2' } })
  const undo = line('a|undo', { delta: -1, compensates: 'a' })
  const lines = [now, undo, line('a'), line('lost', { origin: null })]
  render(
    <Statement
      statement={[{ ...now, remarks: ['make-up', 'courtesy', 'free-miss'] }]}
      audit={lines}
      now={EVENING}
      renderAudit={() => <Audit lines={lines} now={EVENING} />}
    />,
  )
  expect(screen.getAllByRole('table', { hidden: true })).toHaveLength(1)
  fireEvent.click(screen.getByText('Every line, corrections included'))
  const [net, audit] = (await screen.findAllByRole('table')) as [HTMLElement, HTMLElement]
  expect(within(net).queryByText(/policy/)).toBeNull()
  expect(within(net).getByText('Paid · Make-up · Courtesy make-up · Free miss')).toBeTruthy()
  const said = [...audit.querySelectorAll('td:last-child small')].map(({ textContent }) => textContent)
  expect(said).toEqual([
    'Given in another browser; policy p-2',
    '',
    'Given in this browser; policy default-1',
    '',
  ])
})

it('E41 names the month that a session takes beyond its allowance, as the program above does', () => {
  const overMonth = { month: '2026-11', used: 3, over: 1, allowance: 2, left: 0, madeUp: false }
  const lines = [{ ...line('a'), remarks: ['make-up'] as const, overMonth }]
  render(<Statement statement={lines} audit={lines} now={EVENING} renderAudit={() => null} />)
  expect(screen.getByText('Paid · Make-up · November: 3 of 2 used, 1 over')).toBeTruthy()
})

it('says in words that all was taken back, instead of a table without a line', () => {
  const lines = [line('a|undo', { delta: -1, compensates: 'a' }), line('a')]
  render(<Statement statement={[]} audit={lines} now={EVENING} renderAudit={() => null} />)
  expect(screen.queryByRole('table')).toBeNull()
  expect(screen.getByText('Nothing stands at present: what was entered was taken back.')).toBeTruthy()
  expect(screen.getByText('Every line, corrections included')).toBeTruthy()
})
