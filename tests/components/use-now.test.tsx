import { act, cleanup, render, screen } from '@testing-library/preact'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { useNow } from '../../components/use-now.ts'
import { startClock } from '../../lib/browser/clock.ts'
import { HOUR } from '../../lib/core/time.ts'

const NOW = 1_000_000_000_000
let tell: (changes: Record<string, { newValue?: unknown }>) => void
const before = (globalThis as { chrome?: unknown }).chrome

beforeEach(async () => {
  vi.useFakeTimers({ now: NOW })
  const onChanged = {
    addListener: (listener: typeof tell) => {
      tell = listener
    },
  }
  ;(globalThis as { chrome?: unknown }).chrome = { storage: { local: { onChanged, get: async () => ({}) } } }
  await startClock()
})
afterEach(() => {
  cleanup()
  tell({ 'clock-offset': {} })
  vi.useRealTimers()
  ;(globalThis as { chrome?: unknown }).chrome = before
})

const Shown = () => <p role="status">{useNow()}</p>
const shown = () => Number(screen.getByRole('status').textContent)

describe('the time on a page', () => {
  it('E25 follows the clock at once when it is corrected', async () => {
    render(<Shown />)
    expect(shown()).toBe(NOW)
    await act(() => tell({ 'clock-offset': { newValue: HOUR } }))
    expect(shown()).toBe(NOW + HOUR)
  })
})
