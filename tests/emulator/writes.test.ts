import { describe, expect, it } from 'vitest'
import { createCaller, hour } from './caller.ts'
import { createEmulator } from './emulator.ts'

const COACH = 'alex@coachwell.example'
const DANA = 'dana@client.example'
const LEE = 'lee@client.example'

const start = () => {
  const emulator = createEmulator({
    mailboxes: [
      { email: COACH, name: 'Alex', zone: 'America/New_York' },
      { email: DANA, name: 'Dana', zone: 'Europe/Paris' },
      { email: LEE, name: 'Lee' },
    ],
  })
  const call = createCaller(emulator, COACH)
  const insert = (event: object, query = '') =>
    call('POST', `/calendars/primary/events${query}`, { ...hour('2026-11-23T10:00'), ...event })
  const patch = (id: string, body: object, headers = {}, query = '') =>
    call('PATCH', `/calendars/primary/events/${id}${query}`, body, headers)
  return { emulator, google: emulator.google, call, insert, patch }
}

const reason = ({
  status,
  json,
}: {
  status: number
  json: { error?: { errors?: { reason: string }[] } }
}) => [status, json?.error?.errors?.[0]?.reason]

describe('client-made ids', () => {
  it.each([['abcd'], ['UPPER'], ['has-dash'], ['wxyz1'], ['a'.repeat(1025)]])('refuses %s', async (id) => {
    const { insert } = start()
    expect(reason(await insert({ id }))).toEqual([400, 'invalid'])
  })

  it('takes a hexadecimal UUID without dashes, once, and never again even when it is deleted', async () => {
    const { insert, call } = start()
    const id = '0f8fad5bd9cb469fa16570867728950e'
    expect((await insert({ id })).status).toBe(200)
    expect(reason(await insert({ id }))).toEqual([409, 'duplicate'])
    await call('DELETE', `/calendars/primary/events/${id}`)
    expect(reason(await insert({ id }))).toEqual([409, 'duplicate'])
    expect((await call('GET', `/calendars/primary/events/${id}`)).json.status).toBe('cancelled')
  })

  it('refuses an iCalUID beside an id', async () => {
    const { insert } = start()
    expect(reason(await insert({ id: 'abcde', iCalUID: 'abcde@elsewhere' }))).toEqual([400, 'invalid'])
  })
})

describe('extended properties', () => {
  it('drop a key of 45 characters and cut a value at 1,024, in silence', async () => {
    const { insert } = start()
    const longest = 'k'.repeat(44)
    const made = await insert({
      extendedProperties: { private: { [longest]: 'v'.repeat(1025), [`${longest}k`]: 'gone' } },
    })
    expect(made.status).toBe(200)
    expect(made.json.extendedProperties).toEqual({ private: { [longest]: 'v'.repeat(1024) } })
  })

  it('merge key by key in a PATCH, null deleting one', async () => {
    const { insert, patch } = start()
    const { id } = (
      await insert({ extendedProperties: { private: { one: '1', two: '2' }, shared: { all: 'x' } } })
    ).json
    const changed = await patch(id, { extendedProperties: { private: { one: null, three: '3' } } })
    expect(changed.json.extendedProperties).toEqual({
      private: { two: '2', three: '3' },
      shared: { all: 'x' },
    })
    const emptied = await patch(id, { extendedProperties: { private: { two: null, three: null } } })
    expect(emptied.json.extendedProperties).toEqual({ shared: { all: 'x' } })
  })

  it('are private to one calendar’s copy or shared by all of them', async () => {
    const { google, insert } = start()
    const { id } = (
      await insert({
        attendees: [{ email: DANA }],
        extendedProperties: { private: { aw: '1' }, shared: { all: 'x' } },
      })
    ).json
    expect(google.event(DANA, 'primary', id)?.extendedProperties).toEqual({ shared: { all: 'x' } })
    google.actAs(DANA).patch(id, { extendedProperties: { private: { hers: 'y' } } })
    expect(google.event(COACH, 'primary', id)?.extendedProperties).toEqual({
      private: { aw: '1' },
      shared: { all: 'x' },
    })
  })

  it('on one instance leave the others alone', async () => {
    const { google, insert, patch } = start()
    const { id } = (await insert({ recurrence: ['RRULE:FREQ=WEEKLY;COUNT=2'] })).json
    await patch(`${id}_20261123T100000Z`, { extendedProperties: { private: { aw: '1' } } })
    expect(google.event(COACH, 'primary', `${id}_20261123T100000Z`)?.extendedProperties).toEqual({
      private: { aw: '1' },
    })
    expect(google.event(COACH, 'primary', `${id}_20261130T100000Z`)?.extendedProperties).toBeUndefined()
    expect(google.event(COACH, 'primary', id)?.extendedProperties).toBeUndefined()
  })
})

describe('versions', () => {
  it('change with every write, so that an old If-Match is 412 and writes nothing', async () => {
    const { google, insert, patch } = start()
    const { id, etag } = (await insert({ summary: 'first' })).json
    google.actAs(COACH).patch(id, { summary: 'by hand' })
    expect(reason(await patch(id, { summary: 'late' }, { 'if-match': etag }))).toEqual([
      412,
      'conditionNotMet',
    ])
    expect(google.event(COACH, 'primary', id)?.summary).toBe('by hand')
    const current = google.event(COACH, 'primary', id)?.etag ?? ''
    expect((await patch(id, { summary: 'again' }, { 'if-match': current })).status).toBe(200)
    expect((await patch(id, { summary: 'whatever' }, { 'if-match': '*' })).status).toBe(200)
  })

  it('of an instance change with its series', async () => {
    const { google, insert, patch } = start()
    const { id } = (await insert({ recurrence: ['RRULE:FREQ=WEEKLY;COUNT=2'] })).json
    const instance = `${id}_20261130T100000Z`
    const etag = google.event(COACH, 'primary', instance)?.etag ?? ''
    google.actAs(COACH).patch(id, { summary: 'renamed' })
    expect((await patch(instance, { colorId: '3' }, { 'if-match': etag })).status).toBe(412)
  })

  it('stay when a PATCH changes nothing', async () => {
    const { insert, patch } = start()
    const made = (await insert({ summary: 'same' })).json
    expect((await patch(made.id, { summary: 'same' })).json.etag).toBe(made.etag)
  })

  it('answer 304 to If-None-Match', async () => {
    const { call, insert } = start()
    const { id, etag } = (await insert({})).json
    expect(
      (await call('GET', `/calendars/primary/events/${id}`, undefined, { 'if-none-match': etag })).status,
    ).toBe(304)
  })
})

describe('a write keeps the rules of an event', () => {
  it.each([
    ['no end', { end: null }],
    ['an end before its start', { end: { dateTime: '2026-11-23T09:00:00Z' } }],
    ['a day and an hour', { start: { date: '2026-11-23' } }],
    ['a time without a zone', { start: { dateTime: '2026-11-23T10:00:00' } }],
    ['a time in no such zone', { start: { dateTime: '2026-11-23T10:00:00', timeZone: 'Mars/Olympus' } }],
    [
      'a series without a zone',
      { start: { dateTime: '2026-11-23T10:00:00Z' }, recurrence: ['RRULE:FREQ=DAILY'] },
    ],
    ['a rule nobody can expand', { recurrence: ['RRULE:FREQ=HOURLY'] }],
    ['a colour out of range', { colorId: '12' }],
    ['a type that only Gmail makes', { eventType: 'fromGmail' }],
    ['a guest without an address', { attendees: [{ email: 'nobody' }] }],
  ])('and refuses %s with 400', async (_, part) => {
    const { insert } = start()
    expect((await insert(part)).status).toBe(400)
  })

  it('and wants dateTime taken away when a PATCH makes an hour a day', async () => {
    const { insert, patch } = start()
    const { id } = (await insert({})).json
    const days = { start: { date: '2026-11-23' }, end: { date: '2026-11-24' } }
    expect((await patch(id, days)).status).toBe(400)
    const cleared = { dateTime: null, timeZone: null }
    const whole = await patch(id, { start: { ...days.start, ...cleared }, end: { ...days.end, ...cleared } })
    expect(whole.json.start).toEqual({ date: '2026-11-23' })
  })

  it('and leaves a deleted event deleted, unless it is to be confirmed again', async () => {
    const { call, insert, patch } = start()
    const { id } = (await insert({ summary: 'Hold' })).json
    await call('DELETE', `/calendars/primary/events/${id}`)
    expect((await patch(id, { summary: 'Late' })).json).toMatchObject({
      status: 'cancelled',
      summary: 'Late',
    })
    expect((await patch(id, { status: 'confirmed' })).json).toMatchObject({
      status: 'confirmed',
      summary: 'Late',
    })
  })

  it('and keeps an event’s type', async () => {
    const { insert, patch } = start()
    const { id } = (await insert({})).json
    expect((await patch(id, { eventType: 'focusTime' })).status).toBe(400)
  })

  it('and takes a Meet room only with conferenceDataVersion=1, the same one for the same request', async () => {
    const { insert, patch } = start()
    const wish = { conferenceData: { createRequest: { requestId: 'r1' } } }
    const { id, hangoutLink } = (await insert(wish)).json
    expect(hangoutLink).toBeUndefined()
    const first = (await patch(id, wish, {}, '?conferenceDataVersion=1')).json.hangoutLink
    expect(first).toMatch(/^https:\/\/meet/)
    expect((await patch(id, wish, {}, '?conferenceDataVersion=1')).json.hangoutLink).toBe(first)
    expect((await patch(id, { conferenceData: null })).json.hangoutLink).toBe(first)
    expect(
      (await patch(id, { conferenceData: null }, {}, '?conferenceDataVersion=1')).json.hangoutLink,
    ).toBeUndefined()
  })

  it('and takes an event label only with eventLabelVersion=1', async () => {
    const { insert } = start()
    expect((await insert({ eventLabelId: 'lab' })).json.eventLabelId).toBeUndefined()
    expect((await insert({ eventLabelId: 'lab' }, '?eventLabelVersion=1')).json.eventLabelId).toBe('lab')
  })
})
