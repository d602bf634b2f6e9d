import { assert, asyncProperty, shuffledSubarray } from 'fast-check'
import { expect, it } from 'vitest'
import { defaultHours } from '../../lib/core/hours.ts'
import type { Settings } from '../../lib/core/settings.ts'
import { type SettingsChange, settingsAfter } from '../../lib/core/settings-change.ts'
import { annotateCalendar, consent } from '../../lib/flow/consent.ts'
import { finishSetUp, saveSettings } from '../../lib/flow/settings.ts'
import { settingsWith } from '../helpers/books.ts'
import { createTestDeps } from '../helpers/deps.ts'
import { createQueue } from '../helpers/reschedule.ts'

const stored = async (deps: Awaited<ReturnType<typeof createTestDeps>>) =>
  (await deps.db.settings.get('settings'))?.value

it("just what changed is changed; the rest, and what is no page's to set, stays", async () => {
  const deps = await createTestDeps()
  const before = settingsWith({ installedAt: 5, setUp: true })
  await deps.db.settings.put({ id: 'settings', value: before })
  expect(await saveSettings(deps, { ask: { when: 'badge-only', graceMinutes: 0 } })).toEqual({
    ok: true,
    value: null,
  })
  const ask = { ...before.ask, when: 'badge-only', graceMinutes: 0 }
  expect(await stored(deps)).toEqual({ ...before, ask })
  await saveSettings(deps, { reschedule: { hours: { 2: [{ start: '09:00', end: '12:00' }] } } })
  await saveSettings(deps, { reschedule: { hours: { 3: [] } } })
  const hours = { ...defaultHours, 2: [{ start: '09:00', end: '12:00' }], 3: [] }
  expect(await stored(deps)).toEqual({ ...before, ask, reschedule: { ...before.reschedule, hours } })
  await saveSettings(deps, { reschedule: { hours: null } })
  expect(await stored(deps)).toEqual({ ...before, ask })
})

/** Every change a page can make, with what it comes to on its own. */
const CHANGES: readonly SettingsChange[] = [
  { ask: { when: 'end-of-day' } },
  { backup: { every: 'week' } },
  { ask: { endOfDay: '17:15' } },
  { ask: { graceMinutes: 10 } },
  { ask: { how: 'notification' } },
  { ask: { quiet: { from: '21:30' } } },
  { ask: { quiet: { to: '07:00' } } },
  { ask: { privateScreen: true } },
  { ask: { singleKeys: false } },
  { reschedule: { hours: { 1: [] } } },
  { reschedule: { hours: { 6: [{ start: '10:00', end: '12:00' }] } } },
  { reschedule: { bufferMinutes: 15 } },
  { reschedule: { maxChain: 2 } },
  { letters: { signature: 'Robin' } },
  { letters: { template: { id: 'confirm', language: 'en', letter: { subject: 'S', body: 'B' } } } },
  { letters: { template: { id: 'confirm', language: 'es', letter: { subject: 'A', body: 'C' } } } },
  { letters: { template: { id: 'invitation', language: 'en', letter: { subject: 'I', body: 'D' } } } },
]

it('E38 changes made at once, in any order and with the undefined that a message may carry: none is lost', async () => {
  const whole = CHANGES.reduce<Settings>(settingsAfter, settingsWith())
  await assert(
    asyncProperty(shuffledSubarray([...CHANGES], { minLength: CHANGES.length }), async (order) => {
      const deps = await createTestDeps()
      await deps.db.settings.put({ id: 'settings', value: settingsWith() })
      await Promise.all(order.map((change) => saveSettings(deps, { letters: undefined, ...change })))
      expect(await stored(deps)).toEqual(whole)
    }),
    { numRuns: 20 },
  )
  expect(whole).toMatchObject({
    ask: { when: 'end-of-day', graceMinutes: 10, quiet: { from: '21:30', to: '07:00' }, singleKeys: false },
    reschedule: { bufferMinutes: 15, maxChain: 2, leadHours: 12 },
    backup: { every: 'week' },
    letters: { signature: 'Robin', templates: { confirm: { en: { body: 'B' }, es: { body: 'C' } } } },
  })
})

it('a template taken back is gone, and the others stay', async () => {
  const whole = CHANGES.reduce<Settings>(settingsAfter, settingsWith())
  const back = (language: string) =>
    ({ letters: { template: { id: 'confirm', language, letter: null } } }) as const
  const less = settingsAfter(whole, back('es'))
  expect(less.letters?.templates).toMatchObject({ confirm: { en: { subject: 'S' } }, invitation: {} })
  expect(less.letters?.templates.confirm).not.toHaveProperty('es')
  expect(Object.keys(settingsAfter(less, back('en')).letters?.templates ?? {})).toEqual(['invitation'])
})

it("writes that wait for the coach's word follow it in the same breath, calendar by calendar", async () => {
  const { deps } = await createQueue({ settings: { annotations: { consent: 'ask', off: [], on: [] } } })
  const states = async () => (await deps.db.outbox.all()).map(({ state }) => state)
  await saveSettings(deps, { ask: { singleKeys: false } })
  expect(await states()).toEqual(['consent'])
  await consent(deps, { annotations: 'on' })
  expect(await states()).toEqual(['queued'])
  expect(await annotateCalendar(deps, { calendarKey: 'gone', annotated: false })).toMatchObject({ ok: false })
  await annotateCalendar(deps, { calendarKey: 'work', annotated: false })
  expect(await states()).toEqual([])
  expect((await stored(deps))?.annotations).toEqual({ consent: 'on', off: ['work'], on: [] })
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
