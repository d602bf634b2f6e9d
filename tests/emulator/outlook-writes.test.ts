import { describe, expect, it } from 'vitest'
import { normaliseUid } from '../../lib/core/uid.ts'
import { createEmulator } from './emulator.ts'
import { createGraphCaller, graphHour, guest, viewOf } from './outlook-caller.ts'

const COACH = 'alex@coachwell.example'
const DANA = 'dana@client.example'
const LEE = 'lee@outside.example'
const YEAR = viewOf('2026-11-01T00:00:00Z', '2027-02-01T00:00:00Z', '&$top=1000')
const MARK = 'String {66F5A359-4659-4830-9070-00047EC6AC6E} Name aw1'

const start = () => {
  const emulator = createEmulator({
    outlookMailboxes: [
      { email: COACH, name: 'Alex Morgan', zone: 'America/New_York' },
      { email: DANA, name: 'Dana Reyes', zone: 'Europe/Madrid' },
    ],
  })
  const { outlook } = emulator
  const mailed = () => outlook.mails.map(({ to, kind }) => `${kind} ${to}`)
  return { emulator, outlook, mailed, call: createGraphCaller(emulator, COACH) }
}

const weekly = {
  pattern: { type: 'weekly', interval: 1, daysOfWeek: ['monday'] },
  range: { type: 'noEnd', startDate: '2026-11-23' },
} as const

describe('a write to an Outlook event', () => {
  it('mails exactly those who are invited: all of a change they see, and otherwise those who come or go', async () => {
    const { call, mailed, outlook } = start()
    const made = await call('POST', '/me/events', {
      ...graphHour('2026-11-24T10:00'),
      attendees: [guest(DANA), { ...guest('room@x.example'), type: 'resource' }],
    })
    expect(made.status).toBe(201)
    const path = `/me/events/${made.json.id}`
    const silent = {
      categories: ['x'],
      showAs: 'oof',
      singleValueExtendedProperties: [{ id: MARK, value: '1' }],
    }
    await call('PATCH', path, silent)
    expect(mailed()).toEqual([`invitation ${DANA}`])
    await call('PATCH', path, { importance: 'high' })
    expect(mailed()).toEqual([`invitation ${DANA}`])
    await call('PATCH', path, { attendees: [guest(DANA), guest(LEE)] })
    await call('PATCH', path, { attendees: [guest(LEE)] })
    await call('PATCH', path, graphHour('2026-11-24T12:00'))
    await call('DELETE', path)
    expect(mailed().slice(1)).toEqual([
      `invitation ${LEE}`,
      `cancellation ${DANA}`,
      `update ${LEE}`,
      `cancellation ${LEE}`,
    ])
    expect(outlook.events(DANA, 'default')).toEqual([])
  })

  it('is refused under another version, and its own change gives the event a new one', async () => {
    const { call } = start()
    const made = (await call('POST', '/me/events', graphHour('2026-11-24T10:00'))).json
    const etag = made['@odata.etag']
    const path = `/me/events/${made.id}`
    const first = await call('PATCH', path, { subject: 'A' }, { 'if-match': etag })
    expect([first.status, first.json['@odata.etag'] === etag]).toEqual([200, false])
    const second = await call('PATCH', path, { subject: 'B' }, { 'if-match': etag })
    expect([second.status, second.json.error.code]).toEqual([412, 'ErrorIrresolvableConflict'])
    expect((await call('DELETE', path, undefined, { 'if-match': etag })).status).toBe(412)
    expect((await call('GET', path)).json).toMatchObject({ subject: 'A', changeKey: first.json.changeKey })
  })

  it.each([400, 409] as const)('is not done twice under one transactionId (%i)', async (status) => {
    const { call, outlook } = start()
    outlook.settings.duplicateStatus = status
    const hold = { ...graphHour('2026-11-24T10:00'), transactionId: 't1' }
    const { id } = (await call('POST', '/me/events', hold)).json
    const again = await call('POST', '/me/events', hold)
    expect([again.status, again.json.error.code]).toEqual([status, 'ErrorDuplicateTransactionId'])
    await call('DELETE', `/me/events/${id}`)
    expect((await call('POST', '/me/events', hold)).status).toBe(status)
  })

  it('keeps marks by name on one copy only, whatever the case of the GUID', async () => {
    const { call, emulator, outlook } = start()
    const asked = { ...graphHour('2026-11-24T10:00'), attendees: [guest(DANA)] }
    const { id } = (await call('POST', '/me/events', asked)).json
    await call('PATCH', `/me/events/${id}`, { singleValueExtendedProperties: [{ id: MARK, value: 'one' }] })
    await call('PATCH', `/me/events/${id}`, {
      singleValueExtendedProperties: [{ id: MARK.replace('aw1', 'aw2'), value: '' }],
    })
    const expand = `$expand=singleValueExtendedProperties($filter=id eq '${MARK.toLowerCase().replace('string', 'String').replace('name', 'Name')}')`
    const { value } = (await call('GET', `${YEAR}&${expand}`)).json
    expect(value[0].singleValueExtendedProperties).toEqual([
      { id: 'String {66f5a359-4659-4830-9070-00047ec6ac6e} Name aw1', value: 'one' },
    ])
    expect((await call('GET', YEAR)).json.value[0].singleValueExtendedProperties).toBeUndefined()
    const theirs = await createGraphCaller(emulator, DANA)('GET', `${YEAR}&${expand}`)
    expect(theirs.json.value[0].singleValueExtendedProperties).toBeUndefined()
    const filter = (text: string) =>
      `&$filter=singleValueExtendedProperties/Any(ep: ep/id eq '${MARK}' and ${text})`
    const found = async (text: string) => (await call('GET', `${YEAR}${filter(text)}`)).json.value.length
    expect(await found("ep/value eq 'one'")).toBe(1)
    expect(await found("ep/value eq 'two'")).toBe(0)
    expect(await found('ep/value ne null')).toBe(1)
    expect(await found("startswith(ep/value, 'on')")).toBe(1)
    expect(outlook.event(id)?.singleValueExtendedProperties).toHaveLength(2)
  })

  it('changes one instance alone, and the others when their series moves', async () => {
    const { call, outlook } = start()
    const series = outlook.addEvent(COACH, 'default', {
      subject: 'S',
      ...graphHour('2026-11-23T10:00'),
      recurrence: weekly,
    })
    const second = outlook.instanceId(series.id, Date.UTC(2026, 10, 30, 10))
    const before = outlook.event(outlook.instanceId(series.id, Date.UTC(2026, 11, 7, 10)))
    const changed = await call('PATCH', `/me/events/${second}`, { subject: 'Once' })
    expect(changed.json).toMatchObject({
      id: second,
      type: 'exception',
      subject: 'Once',
      seriesMasterId: series.id,
    })
    expect(outlook.event(before?.id ?? '')?.['@odata.etag']).toBe(before?.['@odata.etag'])
    await call('PATCH', `/me/events/${series.id}`, graphHour('2026-11-23T11:00'))
    expect(outlook.event(second)).toMatchObject({ type: 'occurrence', subject: 'S' })
    expect((await call('DELETE', `/me/events/${second}`)).status).toBe(204)
    expect(outlook.event(second)).toBeNull()
  })

  it('follows a wall time through daylight saving, and numbered, monthly and yearly patterns', async () => {
    const { call, outlook } = start()
    const add = (pattern: object, range: object = {}) =>
      outlook.addEvent(COACH, 'default', {
        ...graphHour('2026-10-20T09:00', 'Romance Standard Time'),
        recurrence: {
          pattern: pattern as never,
          range: { type: 'numbered', startDate: '2026-10-20', numberOfOccurrences: 3, ...range },
        },
      }).id
    const starts = async (id: string) =>
      (
        await call(
          'GET',
          `/me/events/${id}/instances?startDateTime=2026-10-01T00:00:00Z&endDateTime=2030-01-01T00:00:00Z`,
        )
      ).json.value.map((one: { start: { dateTime: string } }) => one.start.dateTime.slice(0, 16))
    expect(await starts(add({ type: 'weekly', interval: 1, daysOfWeek: ['tuesday'] }))).toEqual([
      '2026-10-20T07:00',
      '2026-10-27T08:00',
      '2026-11-03T08:00',
    ])
    expect(
      await starts(add({ type: 'relativeMonthly', interval: 1, daysOfWeek: ['tuesday'], index: 'third' })),
    ).toEqual(['2026-10-20T07:00', '2026-11-17T08:00', '2026-12-15T08:00'])
    expect(await starts(add({ type: 'absoluteYearly', interval: 1, month: 10, dayOfMonth: 20 }))).toEqual([
      '2026-10-20T07:00',
      '2027-10-20T07:00',
      '2028-10-20T07:00',
    ])
    expect(
      await starts(add({ type: 'daily', interval: 2 }, { type: 'endDate', endDate: '2026-10-22' })),
    ).toEqual(['2026-10-20T07:00', '2026-10-22T07:00'])
  })

  it('of "this and following" leaves two series with identities of their own', async () => {
    const { call, outlook } = start()
    const series = outlook.addEvent(COACH, 'default', {
      ...graphHour('2026-11-23T10:00'),
      recurrence: weekly,
    })
    const next = outlook.actAs(COACH).splitSeries(series.id, Date.UTC(2026, 11, 7, 10), 86_400_000)
    const { value } = (await call('GET', YEAR)).json
    const of = (id: string) =>
      value
        .filter((one: { seriesMasterId: string }) => one.seriesMasterId === id)
        .map((one: { start: { dateTime: string } }) => one.start.dateTime.slice(0, 10))
    expect(of(series.id)).toEqual(['2026-11-23', '2026-11-30'])
    expect(of(next.id).slice(0, 2)).toEqual(['2026-12-08', '2026-12-15'])
    expect(normaliseUid(next.iCalUId)).not.toBe(normaliseUid(series.iCalUId))
  })

  it('names instances in both ways a GlobalObjectId is made, and both come down to one identity', async () => {
    const { call, outlook } = start()
    const own = outlook.addEvent(COACH, 'default', { ...graphHour('2026-11-23T10:00'), recurrence: weekly })
    const foreign = outlook.addEvent(COACH, 'default', {
      ...graphHour('2026-11-23T12:00'),
      recurrence: weekly,
      uid: 'abc@google.com',
    })
    const { value } = (await call('GET', YEAR)).json
    for (const [series, uid] of [
      [own, own.iCalUId],
      [foreign, 'abc@google.com'],
    ] as const) {
      const ids = value
        .filter((one: { seriesMasterId: string }) => one.seriesMasterId === series.id)
        .map((one: { iCalUId: string }) => one.iCalUId)
      expect(new Set(ids).size).toBe(ids.length)
      expect(new Set(ids.map(normaliseUid))).toEqual(new Set([uid]))
    }
  })
})
