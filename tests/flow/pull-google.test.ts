import { describe, expect, it } from 'vitest'
import { DAY, HOUR, MINUTE } from '../../lib/core/time.ts'
import { pull } from '../../lib/flow/pull.ts'
import { tick } from '../../lib/flow/tick.ts'
import { COACH, NOW } from '../calendars/google/emulated.ts'
import { seedCoach } from '../emulator/coach.ts'
import { change } from '../helpers/store.ts'
import { createGoogleCoach, DANA } from './google-coach.ts'

describe('pulling from Google', () => {
  it('reads a coach’s month, then asks one question per pull and writes nothing new', async () => {
    const { deps, emulator, advance, calendarKey } = await createGoogleCoach()
    seedCoach(emulator, { zone: 'Europe/Madrid' })
    expect(await pull(deps)).toEqual({ failures: [] })
    const sessions = await deps.db.sessions.all()
    expect(sessions.length).toBeGreaterThan(20)
    expect(sessions.every(({ participants }) => participants.length > 0)).toBe(true)
    const before = { sessions, calendar: await deps.db.calendars.get(calendarKey) }
    const asked = emulator.log.length
    advance(15 * MINUTE)
    expect(await pull(deps)).toEqual({ failures: [] })
    expect(emulator.log.length).toBe(asked + 1)
    expect(await deps.db.sessions.all()).toEqual(before.sessions)
    expect(emulator.violations).toEqual([])
  })

  it('E02 follows a weekly series that is moved as a whole', async () => {
    const { deps, emulator, add, advance } = await createGoogleCoach()
    const series = add('Coaching: Dana', NOW + DAY, { recurrence: ['RRULE:FREQ=WEEKLY;COUNT=4'] })
    await pull(deps)
    const before = await deps.db.sessions.between('start', Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY)
    expect(before).toHaveLength(4)
    const second = before[1]?.key ?? ''
    await change(deps.db.sessions, second, { kind: 'complimentary' })
    advance(HOUR)
    emulator.google.actAs(COACH).reschedule(series.id, NOW + DAY + 2 * HOUR)
    expect(await pull(deps)).toEqual({ failures: [] })
    const after = await deps.db.sessions.between('start', Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY)
    expect(after.map(({ start }) => start)).toEqual(before.map(({ start }) => start + 2 * HOUR))
    expect(after.map(({ kind }) => kind)).toEqual([null, 'complimentary', null, null])
    expect(after.every(({ standing }) => standing === 'open')).toBe(true)
    expect(await deps.db.queue.count()).toBe(0)
  })

  it('E02 follows "this and following" into the series split off', async () => {
    const { deps, emulator, add, advance } = await createGoogleCoach()
    const first = NOW + DAY
    const series = add('Coaching: Dana', first, { recurrence: ['RRULE:FREQ=WEEKLY;COUNT=4'] })
    await pull(deps)
    const before = await deps.db.sessions.between('start', Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY)
    await change(deps.db.sessions, before[2]?.key ?? '', { kind: 'complimentary' })
    advance(HOUR)
    emulator.google.actAs(COACH).splitSeries(series.id, first + 14 * DAY, DAY)
    expect(await pull(deps)).toEqual({ failures: [] })
    const after = await deps.db.sessions.between('start', Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY)
    expect(after.map(({ start }) => (start - first) / DAY)).toEqual([0, 7, 15, 22])
    expect(after.map(({ kind }) => kind)).toEqual([null, null, 'complimentary', null])
    expect(new Set(after.map(({ uid }) => uid)).size).toBe(2)
    expect(await deps.db.queue.count()).toBe(0)
  })

  it('E01 E08 E47 asks once about a moved instance and a deleted event, also when the cursor has expired', async () => {
    const { deps, emulator, add, advance, calendarKey } = await createGoogleCoach()
    const start = NOW + HOUR
    const series = add('Coaching', start, { recurrence: ['RRULE:FREQ=WEEKLY;COUNT=3'] })
    const single = add('Single', start + 4 * HOUR)
    await tick(deps, 'start')
    const stamp = Temporal.Instant.fromEpochMilliseconds(start).toString().replace(/[-:]/g, '')
    emulator.google.actAs(COACH).moveInstance(series.id, start, start + HOUR)
    advance(2 * HOUR + 5 * MINUTE)
    await tick(deps, 'alarm')
    expect(deps.told.prompts).toEqual([])
    advance(HOUR)
    await tick(deps, 'alarm')
    expect(deps.told.prompts).toHaveLength(1)
    expect(deps.told.prompts[0]?.[0]).toContain(`|${start}`)
    expect(await deps.db.events.get(`${calendarKey}/${series.id}_${stamp}`)).toMatchObject({
      startMs: start + HOUR,
      originalStart: start,
    })
    advance(3 * HOUR - 5 * MINUTE)
    await tick(deps, 'alarm')
    emulator.google.actAs(COACH).delete(single.id)
    emulator.google.expireSyncTokens(COACH)
    advance(6 * MINUTE)
    await tick(deps, 'alarm')
    await tick(deps, 'alarm')
    expect(deps.told.prompts.map((keys) => keys.length)).toEqual([1, 1])
    expect(deps.told.prompts[1]?.[0]).toBe(`${single.iCalUID}|-`)
    expect(emulator.violations).toEqual([])
  })

  it('E06 E07 tells an early decline from a late one', async () => {
    const { deps, emulator, add, advance } = await createGoogleCoach()
    emulator.google.addUser({ email: DANA, name: 'Dana' })
    const [early, late] = [add('Early', NOW + 40 * HOUR), add('Late', NOW + 42 * HOUR)]
    await tick(deps, 'start')
    advance(9 * HOUR)
    emulator.google.actAs(DANA).respond(early.id, 'declined')
    await tick(deps, 'alarm')
    advance(20 * HOUR)
    emulator.google.actAs(DANA).respond(late.id, 'declined')
    await tick(deps, 'alarm')
    advance(20 * HOUR)
    await tick(deps, 'alarm')
    expect(deps.told.prompts).toEqual([[`${late.iCalUID}|-`]])
    expect(await deps.db.queue.all()).toMatchObject([{ sessionKey: `${early.iCalUID}|-`, state: 'open' }])
  })
})
