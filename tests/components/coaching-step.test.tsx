import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact'
import { afterEach, beforeAll, expect, it, vi } from 'vitest'
import { saveRules } from '../../entrypoints/dashboard/save-rules.ts'
import { CoachingStep } from '../../entrypoints/welcome/coaching-step.tsx'
import en from '../../public/_locales/en/messages.json' with { type: 'json' }
import { useCatalogue } from '../helpers/catalogue.ts'

vi.mock('../../entrypoints/dashboard/save-rules.ts', () => ({ saveRules: vi.fn() }))
vi.mock('../../lib/store/queries/live.ts', () => ({ live: vi.fn() }))
const stored = vi.hoisted(() => ({ value: undefined as unknown }))
vi.mock('../../components/use-live.ts', () => ({ useLive: () => stored }))

beforeAll(() => {
  useCatalogue(en)
  vi.stubGlobal('reportError', vi.fn())
})
afterEach(cleanup)

it('saves the rules that were read, and cannot be gone past before they are', async () => {
  vi.mocked(saveRules).mockResolvedValue({ ok: true, value: null })
  const next = vi.fn()
  const step = () => (
    <CoachingStep reached={2} onStep={() => undefined} onNext={next} tell={() => undefined} />
  )
  const { rerender } = render(step())
  fireEvent.click(screen.getByRole('button', { name: 'Continue' }))
  expect(saveRules).not.toHaveBeenCalled()

  stored.value = { rules: [], events: [], calendars: [], coach: () => ({ addresses: [], domains: [] }) }
  rerender(step())
  fireEvent.click(screen.getByRole('button', { name: 'Continue' }))
  await waitFor(() => expect(next).toHaveBeenCalledTimes(1))
  expect(saveRules).toHaveBeenCalledTimes(1)
})
