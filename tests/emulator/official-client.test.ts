import { auth, calendar, type calendar_v3 } from '@googleapis/calendar'
import { afterAll, describe, expect, it } from 'vitest'
import { CALENDAR_SCOPE } from './caller.ts'
import { createEmulator } from './emulator.ts'

/**
 * The real Google client, with its transport led to the emulator, is the judge: it must be able to do everything it
 * does with Google, and its typed answers must hold what they promise.
 */
const COACH = 'alex@coachwell.example'
const DANA = 'dana@client.example'
const now = Date.UTC(2026, 10, 22, 12)

const operations = new Map<string, number>()
const count = (name: string): void => {
  operations.set(name, (operations.get(name) ?? 0) + 1)
}

const connect = () => {
  const emulator = createEmulator({
    now,
    mailboxes: [
      { email: COACH, name: 'Alex', zone: 'America/New_York' },
      { email: DANA, name: 'Dana', zone: 'Europe/Paris' },
    ],
  })
  const as = (email: string): calendar_v3.Calendar => {
    const client = new auth.OAuth2()
    client.setCredentials({ access_token: emulator.google.grant(email, [CALENDAR_SCOPE]) })
    const transport: typeof fetch = (input, init) => {
      const request = new Request(input, init)
      const path = new URL(request.url).pathname
      const route = path
        .replace(/^\/calendar\/v3/, '')
        .replace(/(calendars|events|calendarList)\/(?!me)[^/]+/g, '$1/{id}')
      count(`${request.method} ${route}`)
      return emulator.fetch(request)
    }
    return calendar({ version: 'v3', auth: client, fetchImplementation: transport, retry: false })
  }
  return { emulator, google: as(COACH), dana: as(DANA) }
}

const timed = (start: string, end: string, timeZone = 'America/New_York') => ({
  start: { dateTime: start, timeZone },
  end: { dateTime: end, timeZone },
})

/** The API's own words for a refused call. */
const refusal = async (call: Promise<unknown>) => {
  const error = (await call.then(
    () => null,
    (caught: unknown) => caught,
  )) as { status?: number; response?: { data?: { error?: { errors?: { reason?: string }[] } } } } | null
  return { status: error?.status, reason: error?.response?.data?.error?.errors?.[0]?.reason }
}

afterAll(() => {
  const rows = [...operations].toSorted(([a], [b]) => a.localeCompare(b))
  const total = rows.reduce((sum, [, calls]) => sum + calls, 0)
  const lines = rows.map(([name, calls]) => `  ${String(calls).padStart(3)}  ${name}`)
  console.log([`The official client drove ${rows.length} operations in ${total} calls:`, ...lines].join('\n'))
})

describe('the official client on calendars', () => {
  it('lists calendars with their roles over several pages and gets one of them', async () => {
    const { emulator, google } = connect()
    emulator.google.addCalendar(COACH, {
      id: 'team@group.calendar.google.com',
      name: 'Team',
      role: 'reader',
      zone: 'Europe/Berlin',
    })
    const first = await google.calendarList.list({ maxResults: 1 })
    expect(first.data.kind).toBe('calendar#calendarList')
    expect(first.data.items).toHaveLength(1)
    const second = await google.calendarList.list({
      maxResults: 1,
      pageToken: first.data.nextPageToken ?? '',
    })
    expect(second.data.nextPageToken).toBeUndefined()
    const all = [...(first.data.items ?? []), ...(second.data.items ?? [])]
    expect(all.map(({ id, accessRole, primary }) => [id, accessRole, primary])).toEqual([
      [COACH, 'owner', true],
      ['team@group.calendar.google.com', 'reader', undefined],
    ])
    const entry = await google.calendarList.get({ calendarId: 'primary' })
    expect(entry.data).toMatchObject({ id: COACH, timeZone: 'America/New_York' })
    const own = await google.calendars.get({ calendarId: 'team@group.calendar.google.com' })
    expect(own.data).toMatchObject({ kind: 'calendar#calendar', summary: 'Team', timeZone: 'Europe/Berlin' })
    const changed = await google.calendarList.list({ syncToken: second.data.nextSyncToken ?? '' })
    expect(changed.data.items).toEqual([])
    expect(emulator.violations).toEqual([])
  })

  it('reads colours and free/busy, with an error for each calendar it may not see', async () => {
    const { emulator, google, dana } = connect()
    expect((await google.colors.get()).data.event?.['11']?.background).toBe('#dc2127')
    await google.events.insert({
      calendarId: 'primary',
      requestBody: { summary: 'Busy', ...timed('2026-11-23T10:00:00', '2026-11-23T11:00:00') },
    })
    emulator.google.share(COACH, DANA, 'freeBusyReader')
    const answer = await dana.freebusy.query({
      requestBody: {
        timeMin: '2026-11-23T00:00:00Z',
        timeMax: '2026-11-24T00:00:00Z',
        items: [{ id: COACH }, { id: 'stranger@elsewhere.example' }],
      },
    })
    expect(answer.data.calendars?.[COACH]?.busy).toEqual([
      { start: '2026-11-23T15:00:00Z', end: '2026-11-23T16:00:00Z' },
    ])
    expect(answer.data.calendars?.['stranger@elsewhere.example']?.errors?.[0]?.reason).toBe('notFound')
    expect(emulator.violations).toEqual([])
  })
})

describe('the official client on events', () => {
  it('inserts with a chosen id, guests and Meet, and reads the same back', async () => {
    const { emulator, google, dana } = connect()
    const made = await google.events.insert({
      calendarId: 'primary',
      sendUpdates: 'all',
      conferenceDataVersion: 1,
      requestBody: {
        id: 'c0ffee0123456789abcdef0123456789',
        summary: 'Coaching: Dana',
        ...timed('2026-11-23T10:00:00', '2026-11-23T11:00:00'),
        attendees: [{ email: DANA }],
        conferenceData: { createRequest: { requestId: 'one' } },
        extendedProperties: { private: { aw: '1' } },
      },
    })
    expect(made.data).toMatchObject({
      kind: 'calendar#event',
      status: 'confirmed',
      organizer: { email: COACH, self: true },
      attendees: [{ email: DANA, responseStatus: 'needsAction' }],
      extendedProperties: { private: { aw: '1' } },
      start: { dateTime: '2026-11-23T10:00:00-05:00', timeZone: 'America/New_York' },
    })
    expect(made.data.hangoutLink).toMatch(/^https:\/\/meet\.google\.com\//)
    const read = await google.events.get({ calendarId: 'primary', eventId: made.data.id ?? '' })
    expect(read.data).toEqual(made.data)
    const hers = await dana.events.get({ calendarId: 'primary', eventId: made.data.id ?? '' })
    expect(hers.data.attendees).toEqual([{ email: DANA, responseStatus: 'needsAction', self: true }])
    expect(hers.data.extendedProperties).toBeUndefined()
    expect(hers.data.start?.dateTime).toBe('2026-11-23T16:00:00+01:00')
    expect(emulator.google.mails.map(({ to, kind }) => [to, kind])).toEqual([[DANA, 'invitation']])
    expect(emulator.violations).toEqual([])
  })

  it('patches under If-Match, is refused with an old etag, updates the whole and moves it', async () => {
    const { emulator, google } = connect()
    const requestBody = { summary: 'Coaching', ...timed('2026-11-23T10:00:00', '2026-11-23T11:00:00') }
    const made = (await google.events.insert({ calendarId: 'primary', requestBody })).data
    const eventId = made.id ?? ''
    const under = (etag: string | null | undefined) => ({ headers: { 'If-Match': etag ?? '' } })
    const patched = await google.events.patch(
      {
        calendarId: 'primary',
        eventId,
        requestBody: { extendedProperties: { private: { 'aw1.q': 'open' } } },
      },
      under(made.etag),
    )
    expect(patched.data.extendedProperties?.private).toEqual({ 'aw1.q': 'open' })
    expect(patched.data.etag).not.toBe(made.etag)
    const late = google.events.patch(
      { calendarId: 'primary', eventId, requestBody: { summary: 'x' } },
      under(made.etag),
    )
    expect(await refusal(late)).toEqual({ status: 412, reason: 'conditionNotMet' })
    const whole = await google.events.update({
      calendarId: 'primary',
      eventId,
      requestBody: { ...patched.data, summary: 'Renamed', extendedProperties: {} },
    })
    expect(whole.data.summary).toBe('Renamed')
    expect(whole.data.extendedProperties).toBeUndefined()
    emulator.google.addCalendar(COACH, { id: 'second@group.calendar.google.com', name: 'Second' })
    const moved = await google.events.move({
      calendarId: 'primary',
      eventId,
      destination: 'second@group.calendar.google.com',
    })
    expect(moved.data.organizer).toMatchObject({ email: 'second@group.calendar.google.com', self: true })
    const left = await google.events.get({ calendarId: 'primary', eventId })
    expect(left.data.status).toBe('cancelled')
    expect(emulator.violations).toEqual([])
  })

  it('deletes once, and learns 410, 409 and 404 from what is gone, taken or never was', async () => {
    const { emulator, google } = connect()
    const requestBody = {
      id: 'abcde',
      summary: 'Hold',
      status: 'tentative',
      ...timed('2026-11-23T10:00:00', '2026-11-23T11:00:00'),
    }
    await google.events.insert({ calendarId: 'primary', requestBody })
    const gone = await google.events.delete({ calendarId: 'primary', eventId: 'abcde', sendUpdates: 'none' })
    expect(gone.status).toBe(204)
    const again = google.events.delete({ calendarId: 'primary', eventId: 'abcde' })
    expect(await refusal(again)).toEqual({ status: 410, reason: 'deleted' })
    const taken = google.events.insert({ calendarId: 'primary', requestBody })
    expect(await refusal(taken)).toEqual({ status: 409, reason: 'duplicate' })
    const never = google.events.get({ calendarId: 'primary', eventId: 'never' })
    expect(await refusal(never)).toEqual({ status: 404, reason: 'notFound' })
    const revived = await google.events.patch({
      calendarId: 'primary',
      eventId: 'abcde',
      requestBody: { status: 'confirmed' },
    })
    expect(revived.data.status).toBe('confirmed')
    expect(emulator.violations).toEqual([])
  })

  it('lists instances of a series across daylight saving, cancels one, moves one', async () => {
    const { emulator, google } = connect()
    const series = await google.events.insert({
      calendarId: 'primary',
      requestBody: {
        summary: 'Weekly',
        ...timed('2026-10-25T10:00:00', '2026-10-25T11:00:00'),
        recurrence: ['RRULE:FREQ=WEEKLY;COUNT=4'],
      },
    })
    const eventId = series.data.id ?? ''
    const before = await google.events.instances({ calendarId: 'primary', eventId })
    const ids = (before.data.items ?? []).map(({ id }) => id)
    expect(ids).toEqual(
      ['20261025T140000Z', '20261101T150000Z', '20261108T150000Z', '20261115T150000Z'].map(
        (stamp) => `${eventId}_${stamp}`,
      ),
    )
    await google.events.delete({ calendarId: 'primary', eventId: ids[1] ?? '' })
    await google.events.patch({
      calendarId: 'primary',
      eventId: ids[2] ?? '',
      requestBody: timed('2026-11-09T09:00:00', '2026-11-09T10:00:00'),
    })
    const after = await google.events.instances({ calendarId: 'primary', eventId, showDeleted: true })
    expect(after.data.items?.map(({ id, status, start }) => [id, status, start?.dateTime])).toEqual([
      [ids[0], 'confirmed', '2026-10-25T10:00:00-04:00'],
      [ids[1], 'cancelled', undefined],
      [ids[2], 'confirmed', '2026-11-09T09:00:00-05:00'],
      [ids[3], 'confirmed', '2026-11-15T10:00:00-05:00'],
    ])
    const moved = await google.events.get({ calendarId: 'primary', eventId: ids[2] ?? '' })
    expect(moved.data.originalStartTime?.dateTime).toBe('2026-11-08T10:00:00-05:00')
    expect(moved.data.recurringEventId).toBe(eventId)
    expect(emulator.violations).toEqual([])
  })

  it('answers an invitation on its own copy and may not touch what is the organiser’s', async () => {
    const { emulator, google, dana } = connect()
    const made = await google.events.insert({
      calendarId: 'primary',
      requestBody: {
        summary: 'Coaching',
        ...timed('2026-11-23T10:00:00', '2026-11-23T11:00:00'),
        attendees: [{ email: DANA }],
      },
    })
    const eventId = made.data.id ?? ''
    await dana.events.patch({
      calendarId: 'primary',
      eventId,
      sendUpdates: 'all',
      requestBody: { attendees: [{ email: DANA, responseStatus: 'declined', comment: 'ill' }] },
    })
    const seen = await google.events.get({ calendarId: 'primary', eventId })
    expect(seen.data.attendees?.[0]).toMatchObject({ responseStatus: 'declined', comment: 'ill' })
    const meddling = dana.events.patch({ calendarId: 'primary', eventId, requestBody: { summary: 'Mine' } })
    expect(await refusal(meddling)).toEqual({ status: 403, reason: 'forbiddenForNonOrganizer' })
    expect(emulator.google.mails).toMatchObject([{ to: COACH, kind: 'response' }])
    expect(emulator.violations).toEqual([])
  })

  it('pages a full sync, follows with changes, and is told to start over', async () => {
    const { emulator, google } = connect()
    for (let day = 1; day <= 5; day += 1) {
      const date = `2026-12-0${day}`
      await google.events.insert({
        calendarId: 'primary',
        requestBody: {
          id: `event${day}`,
          summary: `Day ${day}`,
          ...timed(`${date}T10:00:00`, `${date}T11:00:00`),
        },
      })
    }
    const seen: (string | null | undefined)[] = []
    let pageToken: string | undefined
    let syncToken: string | undefined
    do {
      const page = await google.events.list({
        calendarId: 'primary',
        singleEvents: true,
        maxResults: 2,
        ...(pageToken ? { pageToken } : {}),
      })
      seen.push(...(page.data.items ?? []).map(({ id }) => id))
      pageToken = page.data.nextPageToken ?? undefined
      syncToken = page.data.nextSyncToken ?? undefined
    } while (pageToken)
    expect(seen).toEqual(['event1', 'event2', 'event3', 'event4', 'event5'])
    await google.events.delete({ calendarId: 'primary', eventId: 'event2' })
    await google.events.patch({ calendarId: 'primary', eventId: 'event4', requestBody: { summary: 'Later' } })
    const list = (token: string | undefined) =>
      google.events.list({ calendarId: 'primary', singleEvents: true, syncToken: token ?? '' })
    const changes = await list(syncToken)
    expect(changes.data.items?.map(({ id, status, summary }) => [id, status, summary])).toEqual([
      ['event2', 'cancelled', undefined],
      ['event4', 'confirmed', 'Later'],
    ])
    emulator.google.expireSyncTokens(COACH)
    expect(await refusal(list(syncToken))).toEqual({ status: 410, reason: 'fullSyncRequired' })
    expect(emulator.violations).toEqual([])
  })

  it('lists by time, text, type, property and field mask', async () => {
    const { emulator, google } = connect()
    const insert = (requestBody: calendar_v3.Schema$Event) =>
      google.events.insert({ calendarId: 'primary', requestBody })
    await insert({
      id: 'marked',
      summary: 'Coaching Ana',
      ...timed('2026-12-02T10:00:00', '2026-12-02T11:00:00'),
      extendedProperties: { private: { aw: '1' } },
    })
    await insert({
      id: 'focus',
      summary: 'Focus',
      eventType: 'focusTime',
      ...timed('2026-12-01T10:00:00', '2026-12-01T11:00:00'),
    })
    const ids = async (params: calendar_v3.Params$Resource$Events$List) =>
      (await google.events.list({ calendarId: 'primary', ...params })).data.items?.map(({ id }) => id)
    expect(await ids({ singleEvents: true, orderBy: 'startTime' })).toEqual(['focus', 'marked'])
    expect(await ids({ q: 'ana' })).toEqual(['marked'])
    expect(await ids({ eventTypes: ['default', 'outOfOffice'] })).toEqual(['marked'])
    expect(await ids({ privateExtendedProperty: ['aw=1'] })).toEqual(['marked'])
    expect(await ids({ timeMin: '2026-12-01T16:00:00Z', timeMax: '2026-12-03T00:00:00Z' })).toEqual([
      'marked',
    ])
    expect(await ids({ iCalUID: 'focus@google.com' })).toEqual(['focus'])
    const masked = await google.events.list({
      calendarId: 'primary',
      q: 'ana',
      fields: 'items(id,start/dateTime)',
    })
    expect(masked.data).toEqual({
      items: [{ id: 'marked', start: { dateTime: '2026-12-02T10:00:00-05:00' } }],
    })
    expect(emulator.violations).toEqual([])
  })
})
