import { describe, expect, it } from 'vitest'
import { MARK } from '../../lib/core/annotation.ts'
import { removeAnnotations } from '../../lib/flow/annotations.ts'
import { answer } from '../../lib/flow/answer.ts'
import { consent } from '../../lib/flow/consent.ts'
import { push } from '../../lib/flow/push.ts'
import { discardWrite } from '../../lib/flow/stuck.ts'
import { accountOf, eventOf, fill, recordOf, settingsWith } from '../helpers/books.ts'
import { createFakeCalendar } from '../helpers/calendar.ts'
import { createTestDeps } from '../helpers/deps.ts'
import { came, intent, noShow, sick } from './answering.ts'

const asking = settingsWith({ annotations: { consent: 'ask', off: [], on: [] } })
const setUp = async (rows: Parameters<typeof fill>[1] = {}) => {
  const calendar = createFakeCalendar()
  const deps = await createTestDeps({ calendar })
  await fill(deps, { settings: asking, ...rows })
  return { calendar, deps, rows: () => deps.db.outbox.all() }
}

describe("the coach's word on annotations", () => {
  it('until it is given, nothing is written', async () => {
    const { calendar, deps, rows } = await setUp()
    await answer(deps, intent(came))
    expect(await push(deps)).toEqual({ nextAt: null })
    expect(calendar.calls).toEqual([])
    expect(await rows()).toMatchObject([{ state: 'consent' }])
  })

  it('"on" lets out what waited, in order', async () => {
    const { calendar, deps, rows } = await setUp()
    await answer(deps, intent(noShow))
    await answer(deps, intent(came, { intentId: 'i2' }))
    expect(await consent(deps, { annotations: 'on' })).toEqual({ ok: true, value: null })
    expect((await rows()).map(({ state }) => state)).toEqual(['queued', 'queued'])
    await push(deps)
    expect(
      calendar.events.get('event1')?.marks[Object.keys(calendar.events.get('event1')?.marks ?? {})[1] ?? ''],
    ).toContain('occurred')
    expect(await rows()).toEqual([])
  })

  it('"on" without write access leaves it waiting for that', async () => {
    const { deps, rows } = await setUp({ account: accountOf({ access: 'read' }) })
    await answer(deps, intent(came))
    await consent(deps, { annotations: 'on' })
    expect(await rows()).toMatchObject([{ state: 'consent' }])
    await deps.db.accounts.put(accountOf())
    await push(deps)
    expect(await rows()).toEqual([])
  })

  it('"off" drops what was not written; the books stay', async () => {
    const { calendar, deps, rows } = await setUp()
    await answer(deps, intent(came))
    await consent(deps, { annotations: 'off' })
    expect(await rows()).toEqual([])
    await push(deps)
    expect(calendar.calls).toEqual([])
    expect(await deps.db.ledger.count()).toBe(1)
  })

  it('"off" and on again: a later answer is no conflict with what was never written', async () => {
    const { calendar, deps } = await setUp({ settings: settingsWith() })
    await answer(deps, intent(sick))
    await push(deps)
    await consent(deps, { annotations: 'off' })
    await answer(deps, intent(noShow, { intentId: 'i2' }))
    await consent(deps, { annotations: 'on' })
    await answer(deps, intent(came, { intentId: 'i3' }))
    await push(deps)
    expect((await deps.db.sessions.get('uid-1|-'))?.participants[0]?.outcome).toMatchObject({
      code: 'occurred',
      conflict: false,
    })
    expect(Object.values(calendar.events.get('event1')?.marks ?? {}).join()).not.toContain('client-emergency')
  })

  it('a write that is discarded does not make the next one a conflict', async () => {
    const { deps, rows } = await setUp({ settings: settingsWith() })
    await answer(deps, intent(sick))
    await push(deps)
    await answer(deps, intent(noShow, { intentId: 'i2' }))
    const [middle] = await rows()
    await answer(deps, intent(came, { intentId: 'i3' }))
    await discardWrite(deps, { writeId: middle?.id ?? '' })
    await push(deps)
    expect((await deps.db.sessions.get('uid-1|-'))?.participants[0]?.outcome).toMatchObject({
      code: 'occurred',
      conflict: false,
    })
  })
})

describe("removing Afterward's annotations", () => {
  it('takes back exactly what was written, everywhere, and nothing else', async () => {
    const { calendar, deps, rows } = await setUp({ settings: settingsWith() })
    calendar.edit('event1', { marks: {} })
    const hold = eventOf({ id: 'hold', marks: { [MARK.hold]: 'p:0' } })
    calendar.events.set('hold', hold)
    await deps.db.events.put(recordOf(hold, ''))
    await answer(deps, intent(sick))
    await push(deps)
    // As the next pull would have it.
    await deps.db.events.put(recordOf(calendar.events.get('event1') ?? eventOf()))
    expect(await removeAnnotations(deps)).toEqual({ ok: true, value: { events: 1 } })
    await push(deps)
    expect(calendar.events.get('event1')).toMatchObject({ marks: {}, title: 'Coaching' })
    expect(calendar.events.get('hold')?.marks).toEqual({ [MARK.hold]: 'p:0' })
    expect(await rows()).toEqual([])
    expect((await deps.db.sessions.get('uid-1|-'))?.standing).toBe('answered')
    expect((await deps.db.settings.get('settings'))?.value.annotations.consent).toBe('off')
  })

  it('also drops what was not yet written, and can be asked for again after a refusal', async () => {
    const { calendar, deps, rows } = await setUp({
      events: [recordOf(eventOf({ marks: { [MARK.any]: '1' } }))],
      settings: settingsWith(),
    })
    calendar.edit('event1', { marks: { [MARK.any]: '1' } })
    await answer(deps, intent(sick))
    await removeAnnotations(deps)
    calendar.faults.push({ failure: { type: 'forbidden', reason: 'no' } })
    await push(deps)
    expect(await rows()).toMatchObject([{ state: 'dead', operation: { type: 'strip' } }])
    await removeAnnotations(deps)
    await push(deps)
    expect(await rows()).toEqual([])
    expect(calendar.events.get('event1')?.marks).toEqual({})
  })
})
