import { cleanup, fireEvent, render, screen } from '@testing-library/preact'
import { afterEach, beforeAll, expect, it, vi } from 'vitest'
import { ClientsPage } from '../../../components/dashboard/clients-page.tsx'
import { DAY } from '../../../lib/core/time.ts'
import type { ClientRow, ClientsView } from '../../../lib/core/view/client.ts'
import en from '../../../public/_locales/en/messages.json' with { type: 'json' }
import { useCatalogue } from '../../helpers/catalogue.ts'
import { EVENING } from './fixtures.ts'

beforeAll(() => {
  useCatalogue(en)
})
afterEach(cleanup)

const row = (over: Partial<ClientRow> = {}): ClientRow => ({
  id: 'c1',
  name: 'Dana Reyes',
  addresses: ['dana@client.example'],
  kind: 'paid',
  dontAsk: false,
  current: null,
  uncovered: { sessions: 0, since: null },
  next: null,
  waiting: 0,
  ...over,
})

const show = (view: Partial<ClientsView>) => {
  const does = { onNew: vi.fn(), onAdd: vi.fn(), onLeaveOut: vi.fn(), onLetIn: vi.fn() }
  render(
    <ClientsPage
      view={{ clients: [], strangers: [], leftOut: [], whole: true, ...view }}
      now={EVENING}
      busy={new Set()}
      {...does}
    />,
  )
  return does
}

it('E18 somebody met in sessions can be said to be no client', () => {
  const met = { address: 'kim@acme.example', name: 'Kim Osei', sessions: 3, lastStart: EVENING }
  const { onLeaveOut, onAdd } = show({ strangers: [met] })
  fireEvent.click(screen.getByRole('button', { name: 'Kim Osei is not a client' }))
  expect(onLeaveOut).toHaveBeenCalledWith('kim@acme.example')
  fireEvent.click(screen.getByRole('button', { name: 'Add Kim Osei as a client' }))
  expect(onAdd).toHaveBeenCalledWith(met)
})

it('E18 who is never a client is listed, and can become one again', () => {
  const { onLetIn } = show({ leftOut: [{ ruleId: 'r1', addressOrDomain: 'kim@acme.example' }] })
  expect(screen.getByText('Never clients')).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: 'kim@acme.example can be a client' }))
  expect(onLetIn).toHaveBeenCalledWith('r1', 'kim@acme.example')
})

it('says of whom nothing is asked', () => {
  show({ clients: [row({ dontAsk: true })] })
  expect(screen.getByText(/not asked about/)).toBeTruthy()
})

it.each([
  [
    'counted without a program',
    { sessions: 2, since: EVENING - DAY },
    '2 counted since Sun 22 Nov, no program',
  ],
  ['one of those', { sessions: 1, since: EVENING - DAY }, '1 counted since Sun 22 Nov, no program'],
  ['nothing counted', { sessions: 0, since: null }, 'No program'],
])('says of a client without a program what is in the books: %s', (_, uncovered, words) => {
  show({ clients: [row({ uncovered })] })
  expect(document.querySelector('.client-row .program')?.textContent).toBe(words)
})
