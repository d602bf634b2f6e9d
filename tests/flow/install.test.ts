import { expect, it } from 'vitest'
import { install } from '../../lib/flow/install.ts'
import { createTestDeps } from '../helpers/deps.ts'

it('E30 the first start fixes the instant from which sessions are asked about; later starts leave it alone', async () => {
  const deps = await createTestDeps({ now: 1_000 })
  expect(await install(deps)).toBe(true)
  const first = await deps.db.settings.get('settings')
  deps.time.advance(500_000)
  expect(await install(deps)).toBe(false)
  expect(await deps.db.settings.get('settings')).toEqual(first)
  expect(first?.value).toMatchObject({ installedAt: 1_000, setUp: false })
  expect(first?.value.device).toHaveLength(12)
})
