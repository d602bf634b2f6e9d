import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact'
import { afterEach, beforeAll, expect, it, vi } from 'vitest'
import { ReadyStep } from '../../entrypoints/welcome/ready-step.tsx'
import { send } from '../../lib/messaging.ts'
import en from '../../public/_locales/en/messages.json' with { type: 'json' }
import { useCatalogue } from '../helpers/catalogue.ts'

vi.mock('../../lib/messaging.ts', () => ({ send: vi.fn() }))
vi.mock('../../lib/store/queries/live.ts', () => ({ live: vi.fn() }))
// Every drawing asks for the last session that ended, for what waits, then for how many were never asked about.
const stored = vi.hoisted(() => ({ isRead: true }))
vi.mock('../../components/use-live.ts', () => {
  const values = [{ key: 'a|-', name: 'Lee Park', start: 0 }, [], 14]
  let calls = 0
  return { useLive: () => ({ value: stored.isRead ? values[calls++ % 3] : undefined, error: null }) }
})

beforeAll(() => {
  useCatalogue(en)
  vi.stubGlobal('reportError', vi.fn())
})
afterEach(cleanup)

it('opens the question at the first press, also while the end of set-up is still being written', async () => {
  vi.mocked(send).mockReturnValue(new Promise<never>(() => undefined))
  render(<ReadyStep reached={4} onStep={() => undefined} onNext={() => undefined} tell={() => undefined} />)
  await waitFor(() => expect(send).toHaveBeenCalledWith('finishSetUp', {}))
  fireEvent.click(screen.getByRole('button', { name: /Try it/ }))
  expect(vi.mocked(send).mock.calls.map(([name]) => name)).toEqual(['finishSetUp', 'openPrompt'])
})

it('E30 offers to enter what ended before, and asks about none of it', () => {
  vi.mocked(send).mockReturnValue(new Promise<never>(() => undefined))
  render(<ReadyStep reached={4} onStep={() => undefined} onNext={() => undefined} tell={() => undefined} />)
  expect(screen.getByText(/^14 sessions of the last 60 days/)).toBeTruthy()
  expect(screen.getByRole('link', { name: 'See earlier sessions' }).getAttribute('href')).toBe(
    'dashboard.html#/past?show=history',
  )
})

it('has nothing to press before all of it is there: what comes later would push it away from under the pointer', () => {
  vi.mocked(send).mockReturnValue(new Promise<never>(() => undefined))
  const step = () => (
    <ReadyStep reached={4} onStep={() => undefined} onNext={() => undefined} tell={() => undefined} />
  )
  stored.isRead = false
  const { rerender } = render(step())
  expect(screen.queryByRole('button', { name: 'Open the dashboard' })).toBeNull()
  expect(screen.queryByText(/As soon as a session has ended/)).toBeNull()
  stored.isRead = true
  rerender(step())
  expect(screen.getByRole('button', { name: 'Open the dashboard' })).toBeTruthy()
})
