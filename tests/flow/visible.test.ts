import { describe, expect, it } from 'vitest'
import { MARK } from '../../lib/core/annotation.ts'
import type { CalendarEvent } from '../../lib/core/event.ts'
import type { VisibleChoice } from '../../lib/core/visible.ts'
import { removeAnnotations } from '../../lib/flow/annotations.ts'
import { answer } from '../../lib/flow/answer.ts'
import { push } from '../../lib/flow/push.ts'
import { saveSettings } from '../../lib/flow/settings.ts'
import { undo } from '../../lib/flow/undo.ts'
import { showOutcomes } from '../../lib/flow/visible.ts'
import { calendarOf, DANA, eventOf, fill, recordOf, settingsWith } from '../helpers/books.ts'
import { createFakeCalendar } from '../helpers/calendar.ts'
import { createTestDeps } from '../helpers/deps.ts'
import { came, intent, KEY, noShow, sick } from './answering.ts'

const colours: VisibleChoice = { colour: true, categories: null }
const nothing: VisibleChoice = { colour: false, categories: null }
const categories: VisibleChoice = {
  colour: false,
  categories: {
    completed: 'Afterward: Completed',
    'didnt-occur': 'Afterward: Didn’t occur',
    'to-reschedule': 'Afterward: To reschedule',
    'canceled-in-time': 'Afterward: Canceled in time',
  },
}

const setUp = async (
  visible: VisibleChoice | undefined,
  event: Partial<CalendarEvent> = {},
  rows: Parameters<typeof fill>[1] = {},
) => {
  const there = eventOf({ colour: '2', ...event })
  const calendar = createFakeCalendar([there])
  const deps = await createTestDeps({ calendar })
  await fill(deps, {
    settings: settingsWith(visible === undefined ? {} : { visible }),
    events: [recordOf(there)],
    ...rows,
  })
  const now = () => calendar.events.get('event1') ?? eventOf()
  return { calendar, deps, now }
}

describe('an outcome on the event itself', () => {
  it('is not shown unless the coach wants it', async () => {
    const { deps, now } = await setUp(undefined)
    await answer(deps, intent(came))
    await push(deps)
    expect(now().colour).toBe('2')
    expect(now().marks[MARK.any]).toBe('1')
  })

  it('goes with the answer in one write, follows a change, and comes off with the undo', async () => {
    const { calendar, deps, now } = await setUp(colours)
    await answer(deps, intent(came))
    await push(deps)
    expect(now()).toMatchObject({ colour: '10', marks: { [MARK.colour]: '2>10' } })
    expect(calendar.calls.map(({ method }) => method)).toEqual(['patch'])
    await answer(deps, intent(noShow, { intentId: 'i2' }))
    await push(deps)
    expect(now().colour).toBe('3')
    await undo(deps, { intentId: 'i3', sessionKey: KEY, participants: [DANA] })
    await push(deps)
    expect(now().colour).toBe('2')
    expect(now().marks).not.toHaveProperty([MARK.colour])
  })

  it('comes back from the calendar as what we wrote: the stored event has it', async () => {
    const { deps, now } = await setUp(colours)
    await answer(deps, intent(came))
    await push(deps)
    expect(await deps.db.events.get('work/event1')).toMatchObject({ colour: '10', etag: now().etag })
  })

  it('E51 leaves the colour that the coach picked since, also one that was not read yet', async () => {
    const { calendar, deps, now } = await setUp(colours)
    await answer(deps, intent(came))
    await push(deps)
    calendar.edit('event1', { colour: '7' })
    await answer(deps, intent(noShow, { intentId: 'i2' }))
    await push(deps)
    expect(now().colour).toBe('7')
    expect(Object.values(now().marks).join()).toContain('client-no-show')
    await removeAnnotations(deps)
    await push(deps)
    expect(now()).toMatchObject({ colour: '7', marks: {} })
  })

  it('E48 is found done when the answer to the write was lost', async () => {
    const { calendar, deps, now } = await setUp(colours)
    calendar.faults.push({ failure: { type: 'offline' }, after: true })
    await answer(deps, intent(came))
    await push(deps)
    deps.time.advance(120_000)
    await push(deps)
    expect(now()).toMatchObject({ colour: '10', marks: { [MARK.colour]: '2>10' } })
  })

  it('a browser that shows nothing lets stand what is still so, and takes off what is not', async () => {
    const { deps, now } = await setUp(colours)
    await answer(deps, intent(came))
    await push(deps)
    await deps.db.settings.put({ id: 'settings', value: settingsWith() })
    const answers = intent(came).answers.map((each) => ({ ...each, minutes: 50 }))
    await answer(deps, { ...intent(came, { intentId: 'i2' }), answers })
    await push(deps)
    expect(now().colour).toBe('10')
    await answer(deps, intent(noShow, { intentId: 'i3' }))
    await push(deps)
    expect(now().colour).toBe('2')
  })

  it('switched off, it is taken back, also where it was still to be written; the outcomes stay', async () => {
    const { deps, now } = await setUp(colours)
    await answer(deps, intent(came))
    await push(deps)
    await answer(deps, intent(noShow, { intentId: 'i2' }))
    expect(await showOutcomes(deps, nothing)).toEqual({ ok: true, value: { events: 1 } })
    await push(deps)
    expect(now().colour).toBe('2')
    expect(Object.values(now().marks).join()).toContain('client-no-show')
    expect(now().marks).not.toHaveProperty([MARK.colour])
  })

  it('"Remove Afterward’s annotations" gives the colour before back exactly', async () => {
    const { deps, now } = await setUp(colours, { colour: null })
    await answer(deps, intent(sick))
    await push(deps)
    expect(now().colour).toBe('5')
    await removeAnnotations(deps)
    await push(deps)
    expect(now()).toMatchObject({ colour: null, marks: {} })
  })

  it('on Outlook it is a category among the coach’s own', async () => {
    const { deps, now } = await setUp(
      categories,
      { colour: null, categories: ['VIP'] },
      { calendar: calendarOf({ provider: 'outlook' }) },
    )
    await answer(deps, intent(came))
    await push(deps)
    expect(now().categories).toEqual(['VIP', 'Afterward: Completed'])
    await removeAnnotations(deps)
    await push(deps)
    expect(now()).toMatchObject({ categories: ['VIP'], marks: {} })
  })

  it('E38 two changes at once: neither undoes the other', async () => {
    const { deps } = await setUp(nothing)
    await Promise.all([
      showOutcomes(deps, { colour: true }),
      showOutcomes(deps, { categories: categories.categories }),
    ])
    expect((await deps.db.settings.get('settings'))?.value.visible).toEqual({ ...categories, colour: true })
  })

  it('is not touched by what a page sets beside it', async () => {
    const { deps } = await setUp(colours)
    await saveSettings(deps, { ask: { singleKeys: false } })
    expect((await deps.db.settings.get('settings'))?.value.visible).toEqual(colours)
  })
})
