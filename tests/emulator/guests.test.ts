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

describe('guests', () => {
  it('get a copy, lose it when they are left out, and see what the organiser changes', async () => {
    const { google, insert, patch } = start()
    const { id } = (await insert({ summary: 'Coaching', attendees: [{ email: DANA }, { email: LEE }] })).json
    await patch(id, { summary: 'Later', attendees: [{ email: LEE }] })
    expect(google.event(LEE, 'primary', id)).toMatchObject({ status: 'confirmed', summary: 'Later' })
    expect(google.event(DANA, 'primary', id)?.status).toBe('cancelled')
  })

  it('decline by deleting; the organiser’s next edit does not bring it back', async () => {
    const { google, insert, patch } = start()
    const { id } = (await insert({ attendees: [{ email: DANA }] })).json
    google.actAs(DANA).delete(id)
    expect(google.event(COACH, 'primary', id)?.attendees).toEqual([
      { email: DANA, responseStatus: 'declined' },
    ])
    await patch(id, { summary: 'Still on' })
    expect(google.event(DANA, 'primary', id)?.status).toBe('cancelled')
  })

  it('answer for one instance without answering for the rest', async () => {
    const { google, insert } = start()
    const { id } = (await insert({ recurrence: ['RRULE:FREQ=WEEKLY;COUNT=2'], attendees: [{ email: DANA }] }))
      .json
    google.actAs(DANA).respond(`${id}_20261130T100000Z`, 'declined')
    const answer = (event: string) => google.event(COACH, 'primary', event)?.attendees?.[0]?.responseStatus
    expect(answer(`${id}_20261130T100000Z`)).toBe('declined')
    expect(answer(`${id}_20261123T100000Z`)).toBe('needsAction')
    expect(answer(id)).toBe('needsAction')
  })

  it('may change everything where guestsCanModify, and invite others unless told not to', async () => {
    const { google, insert } = start()
    const open = (await insert({ guestsCanModify: true, attendees: [{ email: DANA }] })).json.id
    google.actAs(DANA).reschedule(open, Date.UTC(2026, 10, 24, 9))
    expect(google.event(COACH, 'primary', open)?.start?.dateTime).toBe('2026-11-24T04:00:00-05:00')
    const closed = (await insert({ attendees: [{ email: DANA }] })).json.id
    google.actAs(DANA).patch(closed, { attendees: [{ email: DANA }, { email: LEE }] })
    expect(google.event(LEE, 'primary', closed)?.status).toBe('confirmed')
    expect(() => google.actAs(DANA).patch(closed, { location: 'my place' })).toThrow(
      'forbiddenForNonOrganizer',
    )
  })

  it('lose an event that the organiser cancels by its status, and hear of it', async () => {
    const { google, insert, patch } = start()
    const { id } = (await insert({ attendees: [{ email: DANA }] })).json
    expect((await patch(id, { status: 'cancelled' }, {}, '?sendUpdates=all')).json.status).toBe('cancelled')
    expect(google.event(DANA, 'primary', id)?.status).toBe('cancelled')
    expect(google.mails.map(({ to, kind }) => `${kind} ${to}`)).toEqual([`cancellation ${DANA}`])
  })

  it('do not see one another where the organiser says so', async () => {
    const { google, insert } = start()
    const { id } = (
      await insert({ guestsCanSeeOtherGuests: false, attendees: [{ email: DANA }, { email: LEE }] })
    ).json
    expect(google.event(DANA, 'primary', id)).toMatchObject({
      attendees: [{ email: DANA }],
      attendeesOmitted: true,
    })
  })

  it('hear by mail as sendUpdates says', async () => {
    const { google, insert, patch, call } = start()
    const guests = { attendees: [{ email: DANA }, { email: 'kim@outside.example' }] }
    const sentTo = () => google.mails.map(({ to, kind }) => `${kind} ${to}`)
    const { id } = (await insert(guests)).json
    expect(sentTo()).toEqual([])
    await patch(id, { extendedProperties: { private: { aw: '1' } } }, {}, '?sendUpdates=all')
    expect(sentTo()).toEqual([])
    await patch(id, { summary: 'Changed' }, {}, '?sendUpdates=externalOnly')
    await call('DELETE', `/calendars/primary/events/${id}?sendUpdates=all`)
    expect(sentTo()).toEqual([
      'update kim@outside.example',
      `cancellation ${DANA}`,
      'cancellation kim@outside.example',
    ])
  })

  it('of somebody outside have events that the coach can mark but not change', async () => {
    const { google, call, patch } = start()
    const { id } = google.addEvent(COACH, 'primary', {
      summary: 'Supervision',
      ...hour('2026-11-23T10:00'),
      organizer: { email: 'jo@outside.example' },
      attendees: [{ email: 'jo@outside.example' }, { email: COACH, responseStatus: 'accepted' }],
    })
    expect((await patch(id, { extendedProperties: { private: { aw: '1' } }, colorId: '3' })).status).toBe(200)
    expect(reason(await patch(id, hour('2026-11-24T10:00')))).toEqual([403, 'forbiddenForNonOrganizer'])
    expect((await call('GET', `/calendars/primary/events/${id}`)).json.organizer.self).toBeUndefined()
  })
})

describe('roles', () => {
  const team = 'team@group.calendar.google.com'

  it.each([
    ['reader', 403, 'requiredAccessLevel'],
    ['freeBusyReader', 403, 'requiredAccessLevel'],
    ['writer', 200, undefined],
    ['owner', 200, undefined],
  ] as const)('a %s who writes gets %i', async (role, status, why) => {
    const { google, call } = start()
    google.addCalendar(COACH, { id: team, name: 'Team', role })
    const answer = await call('POST', `/calendars/${team}/events`, hour('2026-11-23T10:00'))
    expect(reason(answer)).toEqual([status, why])
  })

  it('show a private event to a reader as a time alone, to its owner in full', async () => {
    const { google, call } = start()
    const { id } = google.addEvent(DANA, 'primary', {
      summary: 'Doctor',
      visibility: 'private',
      ...hour('2026-11-23T10:00'),
    })
    google.share(DANA, COACH, 'reader')
    const seen = (await call('GET', `/calendars/${DANA}/events/${id}`)).json
    expect(seen).toMatchObject({ visibility: 'private', start: { dateTime: '2026-11-23T11:00:00+01:00' } })
    expect(seen.summary).toBeUndefined()
    expect(google.event(DANA, 'primary', id)?.summary).toBe('Doctor')
  })

  it('leave a calendar nobody shared unknown: 404', async () => {
    const { call } = start()
    expect(reason(await call('GET', `/calendars/${DANA}/events`))).toEqual([404, 'notFound'])
  })
})

describe('free/busy', () => {
  const busy = async ({ call }: ReturnType<typeof start>) =>
    (
      await call('POST', '/freeBusy', {
        timeMin: '2026-11-23T00:00:00Z',
        timeMax: '2026-11-25T00:00:00Z',
        items: [{ id: 'primary' }],
      })
    ).json.calendars.primary.busy.map(
      ({ start: from, end }: { start: string; end: string }) => `${from.slice(8, 16)}-${end.slice(8, 16)}`,
    )

  it('counts tentative and private events, joins what touches, leaves out the free, declined and cancelled', async () => {
    const world = start()
    const { google } = world
    const add = (time: string, more: object = {}) =>
      google.addEvent(COACH, 'primary', { ...hour(time), ...more })
    add('2026-11-23T08:00', { status: 'tentative', visibility: 'private' })
    add('2026-11-23T09:00')
    add('2026-11-23T11:00', { transparency: 'transparent' })
    add('2026-11-23T12:00', { status: 'cancelled' })
    add('2026-11-23T13:00', {
      organizer: { email: DANA },
      attendees: [{ email: COACH, responseStatus: 'declined' }],
    })
    add('2026-11-23T14:00', { organizer: { email: DANA }, attendees: [{ email: COACH }] })
    add('2026-11-24T10:00', { recurrence: ['RRULE:FREQ=WEEKLY'] })
    add('2026-11-24T12:00', { eventType: 'focusTime' })
    expect(await busy(world)).toEqual([
      '23T08:00-23T10:00',
      '23T14:00-23T15:00',
      '24T10:00-24T11:00',
      '24T12:00-24T13:00',
    ])
  })

  it('answers for fifty calendars and turns away the rest', async () => {
    const { call } = start()
    const items = Array.from({ length: 51 }, (_, index) => ({ id: `c${index}@x.example` }))
    const { json } = await call('POST', '/freeBusy', {
      timeMin: '2026-11-23T00:00:00Z',
      timeMax: '2026-11-24T00:00:00Z',
      items,
    })
    expect(json.calendars['c49@x.example'].errors[0].reason).toBe('notFound')
    expect(json.calendars['c50@x.example'].errors[0].reason).toBe('tooManyCalendarsRequested')
  })
})
