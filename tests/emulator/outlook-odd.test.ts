import { describe, expect, it } from 'vitest'
import { createEmulator } from './emulator.ts'
import { createGraphCaller, graphHour, PREFER, viewOf } from './outlook-caller.ts'

const COACH = 'alex@coachwell.example'
const HOME = 'alex@outlook.example'
const VIEW = viewOf('2026-11-23T00:00:00Z', '2026-11-30T00:00:00Z', '&$top=100')

const start = () => {
  const emulator = createEmulator({
    outlookMailboxes: [
      { email: COACH, zone: 'Europe/Madrid' },
      { email: HOME, kind: 'personal' },
    ],
  })
  return { emulator, outlook: emulator.outlook, call: createGraphCaller(emulator, COACH) }
}

const window = {
  startTime: { dateTime: '2026-11-24T09:00:00', timeZone: 'UTC' },
  endTime: { dateTime: '2026-11-24T11:00:00', timeZone: 'UTC' },
}

describe('what Graph does to whoever trusts it', () => {
  it('gives text where text is preferred and HTML where not, or where it does not care', async () => {
    const { outlook, call } = start()
    const content =
      '<html><head><style>p{}</style></head><body><p>One &amp; two</p><div>three</div></body></html>'
    outlook.addEvent(COACH, 'default', {
      ...graphHour('2026-11-24T10:00'),
      body: { contentType: 'html', content },
    })
    const body = async (prefer: string) => (await call('GET', VIEW, undefined, { prefer })).json.value[0].body
    expect(await body(PREFER)).toEqual({ contentType: 'text', content: 'One & two\r\nthree' })
    expect(await body(PREFER.replace('"text"', '"html"'))).toEqual({ contentType: 'html', content })
    outlook.settings.htmlBodies = true
    expect((await body(PREFER)).contentType).toBe('html')
  })

  it('tells times in the zone preferred, and the one they were made in by its Windows name', async () => {
    const { outlook, call } = start()
    outlook.addEvent(COACH, 'default', graphHour('2026-11-24T10:00', 'Europe/Madrid'))
    outlook.addEvent(COACH, 'default', {
      ...graphHour('2026-11-24T10:00', 'Tokyo Standard Time'),
      originalStartTimeZone: 'Customized Time Zone',
    })
    const prefer = PREFER.replace('"UTC"', '"Pacific Standard Time"')
    const { value } = (await call('GET', VIEW, undefined, { prefer })).json
    expect(value.map((one: { start: object }) => one.start)).toEqual([
      { dateTime: '2026-11-24T01:00:00.0000000', timeZone: 'Pacific Standard Time' },
      { dateTime: '2026-11-23T17:00:00.0000000', timeZone: 'Pacific Standard Time' },
    ])
    expect(value.map((one: { originalStartTimeZone: string }) => one.originalStartTimeZone)).toEqual([
      'Romance Standard Time',
      'Customized Time Zone',
    ])
  })

  it('keeps the days of an all-day event whatever the zone, and shows it on its owner’s days', async () => {
    const { outlook, call } = start()
    outlook.addEvent(COACH, 'default', {
      isAllDay: true,
      start: { dateTime: '2026-11-23T00:00:00', timeZone: 'Europe/Madrid' },
      end: { dateTime: '2026-11-24T00:00:00', timeZone: 'Europe/Madrid' },
    })
    const prefer = PREFER.replace('"UTC"', '"Pacific Standard Time"')
    const { value } = (await call('GET', VIEW, undefined, { prefer })).json
    expect(value[0]).toMatchObject({ isAllDay: true, start: { dateTime: '2026-11-23T00:00:00.0000000' } })
    const after = viewOf('2026-11-23T23:00:00Z', '2026-11-24T23:00:00Z')
    expect((await call('GET', after)).json.value).toEqual([])
  })

  it('sends empty pages and short ones on the way', async () => {
    const { outlook, call } = start()
    outlook.settings.pageLimit = 2
    outlook.settings.emptyPageEvery = 2
    for (let index = 0; index < 5; index += 1)
      outlook.addEvent(COACH, 'default', graphHour('2026-11-24T10:00'))
    const sizes: number[] = []
    for (let next: string | undefined = VIEW; next !== undefined; ) {
      const page: { value: unknown[]; '@odata.nextLink'?: string } = (await call('GET', next)).json
      sizes.push(page.value.length)
      next = page['@odata.nextLink']
    }
    expect(sizes).toEqual([2, 0, 2, 0, 1])
  })

  it('sends bones of occurrences on demand', async () => {
    const { outlook, call } = start()
    outlook.settings.skeletons = true
    outlook.addEvent(COACH, 'default', {
      subject: 'Coaching',
      ...graphHour('2026-11-24T10:00'),
      recurrence: {
        pattern: { type: 'daily', interval: 1 },
        range: { type: 'noEnd', startDate: '2026-11-24' },
      },
    })
    const { value } = (await call('GET', VIEW)).json
    expect(Object.keys(value[0]).toSorted()).toEqual([
      '@odata.etag',
      '@odata.type',
      'end',
      'id',
      'seriesMasterId',
      'start',
      'type',
    ])
  })

  it('sorts and filters a view on request, and never without', async () => {
    const { outlook, call } = start()
    for (const [subject, start] of [
      ['b', '2026-11-25T10:00'],
      ['a', '2026-11-24T10:00'],
    ] as const)
      outlook.addEvent(COACH, 'default', { subject, ...graphHour(start) })
    const subjects = async (rest: string) =>
      (await call('GET', `${VIEW}${rest}`)).json.value.map((one: { subject: string }) => one.subject)
    expect(await subjects('')).toEqual(['b', 'a'])
    expect(await subjects('&$orderby=start/dateTime')).toEqual(['a', 'b'])
    expect(await subjects('&$orderby=start/dateTime desc')).toEqual(['b', 'a'])
    expect(await subjects("&$filter=start/dateTime ge '2026-11-25T00:00:00Z'")).toEqual(['b'])
    const uid = outlook.events(COACH, 'default')[1]?.iCalUId
    const found = await call('GET', `/me/events?$filter=iCalUId eq '${uid}'&$select=subject`)
    expect(found.json.value).toMatchObject([{ subject: 'a' }])
    expect(Object.keys(found.json.value[0])).toEqual(['@odata.etag', 'id', 'subject'])
  })
})

describe('a personal account', () => {
  it('has no getSchedule, and work accounts do not see its time', async () => {
    const { emulator, call } = start()
    const own = createGraphCaller(emulator, HOME)
    const refused = await own('POST', '/me/calendar/getSchedule', { schedules: [HOME], ...window })
    expect([refused.status, refused.json.error.code]).toEqual([403, 'ErrorAccessDenied'])
    const { json } = await call('POST', '/me/calendar/getSchedule', { schedules: [HOME], ...window })
    expect(json.value[0].error.responseCode).toBe('ErrorMailRecipientNotFound')
    expect(emulator.violations).toEqual([])
  })
})

describe('getSchedule', () => {
  it('tells the busiest of each interval', async () => {
    const { outlook, call } = start()
    outlook.addEvent(COACH, 'default', { ...graphHour('2026-11-24T09:00'), showAs: 'tentative' })
    outlook.addEvent(COACH, 'default', {
      ...graphHour('2026-11-24T09:30'),
      showAs: 'busy',
      sensitivity: 'private',
    })
    const { json } = await call('POST', '/me/calendar/getSchedule', {
      schedules: [COACH],
      ...window,
      availabilityViewInterval: 30,
    })
    expect(json.value[0].availabilityView).toBe('1220')
    expect(json.value[0].scheduleItems[1]).toMatchObject({ status: 'busy', isPrivate: true })
    const wrong = [
      { schedules: [] },
      { schedules: [COACH], availabilityViewInterval: 4 },
      { schedules: [COACH], endTime: { dateTime: '2027-11-24T09:00:00', timeZone: 'UTC' } },
    ]
    for (const one of wrong)
      expect((await call('POST', '/me/calendar/getSchedule', { ...window, ...one })).status).toBe(400)
  })
})

describe('the list of categories', () => {
  it('has a limit, no name twice and no second name', async () => {
    const { outlook, call } = start()
    const path = '/me/outlook/masterCategories'
    outlook.settings.maxCategories = 2
    outlook.addCategory(COACH, 'Family', 'preset1')
    const made = await call('POST', path, { displayName: 'Work', color: 'preset2' })
    expect(made.status).toBe(201)
    expect((await call('POST', path, { displayName: 'WORK' })).status).toBe(409)
    expect((await call('POST', path, { displayName: 'More' })).status).toBe(400)
    expect((await call('PATCH', `${path}/${made.json.id}`, { displayName: 'Other' })).status).toBe(400)
    expect((await call('DELETE', `${path}/${made.json.id}`)).status).toBe(204)
    expect((await call('GET', path)).json.value).toMatchObject([{ displayName: 'Family', color: 'preset1' }])
  })
})
