import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { organisationPolicy } from '../../lib/browser/organisation.ts'

const managed = (get: () => Promise<object>): void => {
  vi.stubGlobal('chrome', { storage: { managed: { get } } })
}

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

it('a policy that is set is there at once', async () => {
  managed(async () => ({ policy: { format: 'x' } }))
  expect(await organisationPolicy()).toEqual({ format: 'x' })
})

it('none is believed only after the browser had time to read its policies', async () => {
  const answers: object[] = [{}, { policy: 'late' }]
  managed(async () => answers.shift() ?? {})
  const asked = organisationPolicy()
  await vi.advanceTimersByTimeAsync(9_000)
  expect(answers).toHaveLength(1)
  await vi.advanceTimersByTimeAsync(1_000)
  expect(await asked).toBe('late')
})

it.each([
  ['rejects', async () => Promise.reject(new Error('Managed storage manifest not found'))],
  ['has nothing', async () => ({})],
])('a browser that nobody manages (%s) sets none', async (_, get) => {
  managed(get)
  const asked = organisationPolicy()
  await vi.advanceTimersByTimeAsync(10_000)
  expect(await asked).toBeUndefined()
})
