import { expect, it } from 'vitest'
import { defaultSettings } from '../../lib/core/settings.ts'
import { finishSetUp, saveSettings } from '../../lib/flow/settings.ts'
import { settingsWith } from '../helpers/books.ts'
import { createTestDeps } from '../helpers/deps.ts'
import { createQueue } from '../helpers/reschedule.ts'

const stored = async (deps: Awaited<ReturnType<typeof createTestDeps>>) =>
  (await deps.db.settings.get('settings'))?.value

it("a section replaces the one before; the rest, and what is no page's to set, stays", async () => {
  const deps = await createTestDeps()
  const before = settingsWith({ installedAt: 5, setUp: true })
  await deps.db.settings.put({ id: 'settings', value: before })
  const ask = { ...defaultSettings.ask, when: 'badge-only', graceMinutes: 0 } as const
  expect(await saveSettings(deps, { ask })).toEqual({ ok: true, value: null })
  expect(await stored(deps)).toEqual({ ...before, ask })
  const reschedule = { ...defaultSettings.reschedule, hours: { 2: [{ start: '09:00', end: '12:00' }] } }
  await saveSettings(deps, { reschedule })
  expect(await stored(deps)).toEqual({ ...before, ask, reschedule })
})

it("writes that wait for the coach's word follow the settings in the same breath", async () => {
  const { deps } = await createQueue({ settings: { annotations: { consent: 'ask', off: [], on: [] } } })
  const states = async () => (await deps.db.outbox.all()).map(({ state }) => state)
  expect(await states()).toEqual(['consent'])
  await saveSettings(deps, { ask: defaultSettings.ask })
  expect(await states()).toEqual(['consent'])
  await saveSettings(deps, { annotations: { consent: 'on', off: [], on: [] } })
  expect(await states()).toEqual(['queued'])
  await saveSettings(deps, { annotations: { consent: 'on', off: ['work'], on: [] } })
  expect(await states()).toEqual([])
})

it('E30 finishing the set-up keeps the instant from which sessions are asked about', async () => {
  const deps = await createTestDeps({ now: 1_000 })
  await deps.db.settings.put({ id: 'settings', value: settingsWith({ installedAt: 500 }) })
  expect(await finishSetUp(deps)).toEqual({ ok: true, value: null })
  deps.time.advance(9_000)
  await finishSetUp(deps)
  expect(await stored(deps)).toMatchObject({ setUp: true, installedAt: 500 })
})

it('finishing the set-up before anything else was stored is a first start', async () => {
  const deps = await createTestDeps({ now: 1_000 })
  await finishSetUp(deps)
  expect(await stored(deps)).toMatchObject({ setUp: true, installedAt: 1_000 })
})
