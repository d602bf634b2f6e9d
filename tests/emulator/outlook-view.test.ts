import { describe, expect, it } from 'vitest'
import { createEmulator } from './emulator.ts'
import { createGraphCaller, graphHour, guest, PREFER, viewOf } from './outlook-caller.ts'

const COACH = 'alex@coachwell.example'
const DANA = 'dana@client.example'
const WEEK = ['2026-11-23T00:00:00Z', '2026-11-30T00:00:00Z'] as const

const start = () => {
  const emulator = createEmulator({
    outlookMailboxes: [
      { email: COACH, name: 'Alex Morgan', zone: 'America/New_York' },
      { email: DANA, name: 'Dana Reyes', zone: 'Europe/Madrid' },
    ],
  })
  return { emulator, outlook: emulator.outlook, call: createGraphCaller(emulator, COACH) }
}

const weekly = (count: number) =>
  ({
    pattern: { type: 'weekly', interval: 1, daysOfWeek: ['monday'], firstDayOfWeek: 'sunday' },
    range: { type: 'numbered', startDate: '2026-11-23', numberOfOccurrences: count },
  }) as const

describe('the user and their calendars', () => {
  it('are told as Graph tells them', async () => {
    const { emulator, call, outlook } = start()
    expect((await call('GET', '/me')).json).toMatchObject({
      mail: COACH,
      givenName: 'Alex',
      surname: 'Morgan',
    })
    outlook.addCalendar(COACH, { name: 'Team', role: 'read', owner: { address: 'jo@x.example', name: 'Jo' } })
    const { json } = await call('GET', '/me/calendars')
    expect(json.value).toMatchObject([
      { name: 'Calendar', isDefaultCalendar: true, canEdit: true, owner: { address: COACH } },
      { name: 'Team', isDefaultCalendar: false, canEdit: false, owner: { address: 'jo@x.example' } },
    ])
    expect(emulator.violations).toEqual([])
  })

  it('come ten at a time unless more are asked for', async () => {
    const { call, outlook } = start()
    for (let index = 0; index < 12; index += 1) outlook.addCalendar(COACH, { name: `More ${index}` })
    const first = (await call('GET', '/me/calendars')).json
    expect(first.value).toHaveLength(10)
    const rest = (await call('GET', first['@odata.nextLink'])).json
    expect(rest.value).toHaveLength(3)
    expect(rest['@odata.nextLink']).toBeUndefined()
    expect((await call('GET', '/me/calendars?$top=100')).json.value).toHaveLength(13)
  })
})

describe('a calendar view', () => {
  it('expands a series whole, with an iCalUId for each instance and the same series', async () => {
    const { emulator, call, outlook } = start()
    const series = outlook.addEvent(COACH, 'default', {
      subject: 'Coaching',
      ...graphHour('2026-11-23T10:00', 'Eastern Standard Time'),
      recurrence: weekly(3),
      attendees: [guest(DANA, 'Dana')],
    })
    const { value } = (await call('GET', viewOf('2026-11-01T00:00:00Z', '2026-12-31T00:00:00Z'))).json
    expect(value.map((one: { start: unknown }) => one.start)).toEqual([
      { dateTime: '2026-11-23T15:00:00.0000000', timeZone: 'UTC' },
      { dateTime: '2026-11-30T15:00:00.0000000', timeZone: 'UTC' },
      { dateTime: '2026-12-07T15:00:00.0000000', timeZone: 'UTC' },
    ])
    const ids = value.map((one: { iCalUId: string }) => one.iCalUId)
    expect(new Set(ids).size).toBe(3)
    expect(ids[0].slice(32, 40)).toBe('07EA0B17')
    expect(value[1]).toMatchObject({
      type: 'occurrence',
      seriesMasterId: series.id,
      subject: 'Coaching',
      originalStart: '2026-11-30T15:00:00Z',
      originalStartTimeZone: 'Eastern Standard Time',
    })
    expect(emulator.violations).toEqual([])
  })

  it('shows a moved instance where it is and a deleted one nowhere, for guest and organiser', async () => {
    const { call, outlook, emulator } = start()
    const series = outlook.addEvent(COACH, 'default', {
      ...graphHour('2026-11-23T10:00'),
      recurrence: weekly(3),
      attendees: [guest(DANA)],
    })
    const hands = outlook.actAs(COACH)
    hands.moveInstance(series.id, Date.UTC(2026, 10, 30, 10), Date.UTC(2026, 11, 2, 11))
    hands.cancelInstance(series.id, Date.UTC(2026, 11, 7, 10))
    const view = viewOf('2026-11-01T00:00:00Z', '2026-12-31T00:00:00Z')
    const mine = (await call('GET', view)).json.value
    expect(
      mine.map((one: { type: string; start: { dateTime: string } }) => [one.type, one.start.dateTime]),
    ).toEqual([
      ['occurrence', '2026-11-23T10:00:00.0000000'],
      ['exception', '2026-12-02T11:00:00.0000000'],
    ])
    const hers = (await createGraphCaller(emulator, DANA)('GET', view)).json.value
    expect(hers.map((one: { isCancelled: boolean }) => one.isCancelled)).toEqual([false, false, true])
    expect(hers[0].iCalUId).toBe(mine[0].iCalUId)
    expect(hers[0].id).not.toBe(mine[0].id)
  })

  it('has no more on a page than is asked for, and gives the whole address of the next', async () => {
    const { call, outlook } = start()
    for (let index = 0; index < 25; index += 1)
      outlook.addEvent(COACH, 'default', { subject: `${index}`, ...graphHour('2026-11-24T10:00') })
    const subjects: string[] = []
    let next: string | undefined = viewOf(...WEEK)
    while (next !== undefined) {
      const page: { value: { subject: string }[]; '@odata.nextLink'?: string } = (await call('GET', next))
        .json
      expect(page.value.length).toBeLessThanOrEqual(10)
      subjects.push(...page.value.map(({ subject }) => subject))
      next = page['@odata.nextLink']
    }
    expect(subjects).toHaveLength(25)
    expect((await call('GET', viewOf(...WEEK, '&$top=1000'))).json.value).toHaveLength(25)
    expect((await call('GET', viewOf(...WEEK, '&$top=1001'))).status).toBe(400)
  })

  it('is refused without the headers a client relies on', async () => {
    const { emulator, call } = start()
    const path = viewOf(...WEEK)
    for (const missing of PREFER.split(', ')) {
      const prefer = PREFER.split(', ').filter((one) => one !== missing)
      expect((await call('GET', path, undefined, { prefer: prefer.join(', ') })).status).toBe(400)
    }
    expect(emulator.violations).toHaveLength(3)
    expect(
      (
        await call('GET', `${path}&$select=subject`, undefined, {
          prefer: PREFER.split(', ').slice(0, 2).join(','),
        })
      ).status,
    ).toBe(200)
    expect(emulator.violations).toHaveLength(3)
  })
})
