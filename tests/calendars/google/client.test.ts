import { describe, expect, it } from 'vitest'
import { createGoogleCalendar } from '../../../lib/calendars/google/client.ts'
import { scopesFor } from '../../../lib/calendars/google/scopes.ts'
import type { CalendarEvent, EventDraft } from '../../../lib/core/event.ts'
import { DAY, HOUR } from '../../../lib/core/time.ts'
import type { Page, PageRequest } from '../../../lib/ports.ts'
import { COACH, createEmulated, type Emulated, NOW } from './emulated.ts'

const window = { start: NOW - 60 * DAY, end: NOW + 365 * DAY }
const iso = (ms: number): string => new Date(ms).toISOString()
const hour = (start: number) => ({ start: { dateTime: iso(start) }, end: { dateTime: iso(start + HOUR) } })

const draft: EventDraft = {
  id: 'abcdef0123456789',
  title: 'Hold',
  description: '',
  start: NOW + DAY,
  end: NOW + DAY + HOUR,
  zone: 'Europe/Madrid',
  status: 'tentative',
  private: true,
  attendees: [],
  marks: { aw: '1' },
}

const pageOf = async ({ port, calendar }: Emulated, more: Partial<PageRequest> = {}): Promise<Page> => {
  const page = await port.page({ calendar, cursor: null, window, page: null, ...more })
  if (!page.ok) throw new Error(JSON.stringify(page.error))
  return page.value
}

describe('how Google is asked', () => {
  it('a first sync is bounded, an incremental one has the same parameters without the bounds', async () => {
    const coach = await createEmulated()
    const { cursor } = await pageOf(coach)
    await pageOf(coach, { cursor })
    const [first, second] = coach.emulator.log
      .filter(({ path }) => path.endsWith('/events'))
      .map(({ query }) => query)
    const { timeMin, timeMax, ...same } = first ?? {}
    expect([timeMin, timeMax]).toEqual([iso(window.start), iso(window.end)])
    expect(second).toEqual({ ...same, syncToken: cursor })
    expect(same).toMatchObject({
      singleEvents: 'true',
      showDeleted: 'true',
      maxResults: '2500',
      eventTypes: 'default,fromGmail,focusTime,outOfOffice',
    })
    expect(coach.emulator.violations).toEqual([])
  })

  it('an incremental sync with no change is one request', async () => {
    const coach = await createEmulated()
    const { cursor } = await pageOf(coach)
    const before = coach.emulator.log.length
    expect(await pageOf(coach, { cursor })).toMatchObject({ events: [], nextPage: null })
    expect(coach.emulator.log.length - before).toBe(1)
  })

  it('E24 never asks for birthdays or working locations; focus time comes as what it is', async () => {
    const coach = await createEmulated()
    const add = (eventType: string, more: object) =>
      coach.emulator.google.addEvent(COACH, COACH, { summary: eventType, eventType, ...more })
    add('focusTime', { ...hour(NOW + DAY), focusTimeProperties: { autoDeclineMode: 'declineNone' } })
    add('workingLocation', {
      start: { date: '2026-11-26' },
      end: { date: '2026-11-27' },
      visibility: 'public',
      transparency: 'transparent',
      workingLocationProperties: { type: 'homeOffice', homeOffice: {} },
    })
    const { events } = await pageOf(coach)
    expect(events.map(({ type }) => type)).toEqual(['focusTime'])
  })

  it('lists calendars with their names, zones and roles; the person’s own name for one wins', async () => {
    const { emulator, port } = await createEmulated()
    emulator.google.addCalendar(COACH, {
      id: 'team@group.example',
      name: 'Team',
      role: 'reader',
      zone: 'America/Lima',
    })
    emulator.google.addCalendar(COACH, { id: 'busy@group.example', name: 'Busy', role: 'freeBusyReader' })
    const listed = await port.calendars()
    expect(listed.ok && listed.value.map(({ id, role, zone, primary }) => [id, role, zone, primary])).toEqual(
      [
        [COACH, 'owner', 'Europe/Madrid', true],
        ['team@group.example', 'reader', 'America/Lima', false],
        ['busy@group.example', 'busy-only', 'Europe/Madrid', false],
      ],
    )
    expect(listed.ok && listed.value[1]?.key).toBe('google:alex/team@group.example')
  })
})

describe('series and other people', () => {
  it('E01 a moved instance keeps its place in the series, a cancelled one comes as a skeleton', async () => {
    const coach = await createEmulated()
    const first = Date.UTC(2026, 10, 25, 9)
    const series = coach.emulator.google.addEvent(COACH, COACH, {
      summary: 'Coaching: Dana Reyes',
      start: { dateTime: iso(first), timeZone: 'Europe/Madrid' },
      end: { dateTime: iso(first + HOUR), timeZone: 'Europe/Madrid' },
      recurrence: ['RRULE:FREQ=WEEKLY;COUNT=4'],
    })
    const { cursor, events } = await pageOf(coach)
    expect(events).toHaveLength(4)
    const hands = coach.emulator.google.actAs(COACH)
    hands.moveInstance(series.id, first + 7 * DAY, first + 8 * DAY)
    hands.cancelInstance(series.id, first + 14 * DAY)
    const since = await pageOf(coach, { cursor })
    const [moved, gone] = [...since.events].sort((a, b) => Number(a.originalStart) - Number(b.originalStart))
    expect(moved).toMatchObject({
      seriesId: series.id,
      originalStart: first + 7 * DAY,
      start: first + 8 * DAY,
    })
    expect(gone).toMatchObject({
      status: 'cancelled',
      originalStart: first + 14 * DAY,
      start: null,
      iCalUid: null,
    })
  })

  it('E13 a client’s decline arrives with the next sync', async () => {
    const coach = await createEmulated()
    coach.emulator.google.addUser({ email: 'dana@client.example', name: 'Dana Reyes' })
    const { id } = coach.emulator.google.addEvent(COACH, COACH, {
      summary: 'Coaching',
      attendees: [{ email: 'dana@client.example' }],
      ...hour(NOW + DAY),
    })
    const { cursor } = await pageOf(coach)
    coach.emulator.google.actAs('dana@client.example').respond(id, 'declined')
    const { events } = await pageOf(coach, { cursor })
    expect(events[0]?.attendees).toMatchObject([{ email: 'dana@client.example', response: 'declined' }])
  })

  it('an annotation tells nobody, keeps the video link and leaves other apps’ properties alone', async () => {
    const coach = await createEmulated()
    const { port, calendar, emulator } = coach
    const made = emulator.google.addEvent(COACH, COACH, {
      summary: 'Coaching',
      attendees: [{ email: 'dana@client.example' }],
      conferenceData: {
        conferenceId: 'abc',
        entryPoints: [{ entryPointType: 'video', uri: 'https://meet.google.com/abc' }],
      },
      extendedProperties: { private: { theirs: 'stays' } },
      ...hour(NOW + DAY),
    })
    const patched = await port.patch(calendar, made.id, { marks: { aw: '1', 'aw1.p': 'v' } }, made.etag)
    expect(patched).toMatchObject({
      ok: true,
      value: { marks: { aw: '1', 'aw1.p': 'v' }, title: 'Coaching' },
    })
    expect(emulator.google.event(COACH, COACH, made.id)).toMatchObject({
      extendedProperties: { private: { theirs: 'stays', aw: '1', 'aw1.p': 'v' } },
      conferenceData: { conferenceId: 'abc' },
      attendees: [{ email: 'dana@client.example', responseStatus: 'needsAction' }],
    })
    expect(emulator.log.at(-1)?.query).toMatchObject({ sendUpdates: 'none', conferenceDataVersion: '1' })
    expect(emulator.google.mails).toEqual([])
    expect(emulator.violations).toEqual([])
  })

  it('a hold that becomes a make-up tells nobody by itself', async () => {
    const { port, calendar, emulator } = await createEmulated()
    await port.insert(calendar, draft)
    const attendees = [{ email: 'dana@client.example', name: 'Dana' }]
    const chosen = await port.patch(
      calendar,
      draft.id,
      { attendees, status: 'confirmed', private: false },
      null,
    )
    expect(chosen).toMatchObject({ ok: true, value: { attendees: [{ email: 'dana@client.example' }] } })
    expect(emulator.google.mails).toEqual([])
  })

  it('a hold tells nobody; an event with guests invites them', async () => {
    const { port, calendar, emulator } = await createEmulated()
    await port.insert(calendar, draft)
    expect(emulator.google.mails).toEqual([])
    const invited = { ...draft, id: 'abcdef99', attendees: [{ email: 'dana@client.example', name: 'Dana' }] }
    expect((await port.insert(calendar, invited)).ok).toBe(true)
    expect(emulator.google.mails).toMatchObject([{ to: 'dana@client.example' }])
  })

  it('E48 guests hear once that it is on and once that it is off, however often both are tried', async () => {
    const { port, calendar, emulator } = await createEmulated()
    const guest = { email: 'dana@client.example', name: 'Dana' }
    for (let time = 0; time < 2; time += 1) {
      await port.insert(calendar, { ...draft, attendees: [guest], meeting: true })
    }
    for (let time = 0; time < 2; time += 1) await port.remove(calendar, draft.id, null, 'guests')
    expect(emulator.google.mails.map(({ to, kind }) => [to, kind])).toEqual([
      ['dana@client.example', 'invitation'],
      ['dana@client.example', 'cancellation'],
    ])
  })

  it('an event goes without a word where nobody is to be told', async () => {
    const { port, calendar, emulator } = await createEmulated()
    await port.insert(calendar, { ...draft, attendees: [{ email: 'dana@client.example', name: null }] })
    await port.remove(calendar, draft.id, null)
    expect(emulator.google.mails.map(({ kind }) => kind)).toEqual(['invitation'])
  })

  it('E44 what is not the coach’s to change is forbidden, for good', async () => {
    const { port, calendar, emulator } = await createEmulated()
    emulator.google.addUser({ email: 'boss@corp.example' })
    const made = emulator.google.addEvent('boss@corp.example', 'boss@corp.example', {
      summary: 'Theirs',
      attendees: [{ email: COACH }],
      ...hour(NOW + DAY),
    })
    const answer = await port.patch(calendar, made.id, { title: 'Ours' }, null)
    expect(answer).toEqual({ ok: false, error: { type: 'forbidden', reason: 'forbiddenForNonOrganizer' } })
    expect((await port.patch(calendar, made.id, { marks: { aw: '1' } }, null)).ok).toBe(true)
  })
})

describe('what a sign-in does not allow is not tried', () => {
  it('with read access nothing is written, and busy times are read off the events', async () => {
    const { port, calendar, emulator } = await createEmulated('read')
    emulator.google.addEvent(COACH, COACH, { summary: 'Coaching', ...hour(NOW + DAY) })
    emulator.google.addEvent(COACH, COACH, {
      summary: 'Free',
      transparency: 'transparent',
      ...hour(NOW + 2 * DAY),
    })
    emulator.google.addEvent(COACH, COACH, { start: { date: '2026-11-27' }, end: { date: '2026-11-28' } })
    for (const answer of [
      await port.insert(calendar, draft),
      await port.patch(calendar, 'x0000', {}, null),
      await port.remove(calendar, 'x0000', null),
    ]) {
      expect(answer).toEqual({ ok: false, error: { type: 'scope-needed' } })
    }
    const busy = await port.busy([COACH, 'nobody@nowhere.example'], { start: NOW, end: NOW + 7 * DAY })
    const midnight = Temporal.ZonedDateTime.from('2026-11-27T00:00[Europe/Madrid]').epochMilliseconds
    expect(busy.ok && busy.value.busyByCalendar.get(COACH)).toEqual([
      { start: NOW + DAY, end: NOW + DAY + HOUR },
      { start: midnight, end: midnight + DAY },
    ])
    expect(busy.ok && busy.value.unknown).toEqual(['nobody@nowhere.example'])
    expect(emulator.log.every(({ method }) => method === 'GET')).toBe(true)
    expect(emulator.violations).toEqual([])
  })

  it('E44 with write access to the coach’s own calendars, others’ are left alone', async () => {
    const { port, calendar, emulator } = await createEmulated()
    const before = emulator.log.length
    const team = { ...calendar, id: 'team@group.example', role: 'writer' } as const
    expect(await port.insert(team, draft)).toEqual({
      ok: false,
      error: { type: 'forbidden', reason: 'calendar-not-owned' },
    })
    const shared = { ...team, role: 'reader' } as const
    expect(await port.remove(shared, 'x0000', null)).toEqual({
      ok: false,
      error: { type: 'forbidden', reason: 'read-only-calendar' },
    })
    expect(emulator.log).toHaveLength(before)
  })

  it('without knowing the scopes it asks, and falls back when Google says no', async () => {
    const { emulator, fetch } = await createEmulated('read')
    const token = emulator.google.grant(COACH, scopesFor('read'))
    const port = createGoogleCalendar({ fetch, token: async () => token })
    expect(await port.busy([COACH], { start: NOW, end: NOW + DAY })).toMatchObject({
      ok: true,
      value: { unknown: [] },
    })
  })

  it('asks for fifty calendars and sixty days at a time', async () => {
    const { port, emulator } = await createEmulated()
    const ids = Array.from({ length: 51 }, (_, index) => `c${index}@group.example`)
    for (const id of ids) emulator.google.addCalendar(COACH, { id, name: id })
    emulator.google.addEvent(COACH, ids[50] ?? '', hour(NOW + 70 * DAY))
    const busy = await port.busy(ids, { start: NOW, end: NOW + 100 * DAY })
    expect(busy.ok && [...busy.value.busyByCalendar].filter(([, { length }]) => length > 0)).toEqual([
      [ids[50], [{ start: NOW + 70 * DAY, end: NOW + 70 * DAY + HOUR }]],
    ])
    expect(busy.ok && busy.value.unknown).toEqual([])
    expect(emulator.log.filter(({ path }) => path.endsWith('/freeBusy'))).toHaveLength(4)
  })

  it('a mark that Google would cut in silence is not sent', async () => {
    const { port, calendar, emulator } = await createEmulated()
    const before = emulator.log.length
    const long = { marks: { 'aw1.p': 'v'.repeat(1025) } }
    expect(await port.patch(calendar, 'x0000', long, null)).toMatchObject({
      error: { reason: 'mark-too-long' },
    })
    expect(emulator.log).toHaveLength(before)
  })

  it('without a token the coach has to sign in', async () => {
    const { fetch, emulator } = await createEmulated()
    const before = emulator.log.length
    const port = createGoogleCalendar({ fetch, token: () => Promise.reject(new Error('none')) })
    expect(await port.calendars()).toEqual({ ok: false, error: { type: 'sign-in-needed' } })
    expect(emulator.log).toHaveLength(before)
  })
})

describe('when things go wrong', () => {
  const sortedTitles = (events: readonly CalendarEvent[]) => events.map(({ title }) => title).sort()

  it('E52 a malformed event is skipped and counted, the rest comes', async () => {
    const coach = await createEmulated()
    for (const summary of ['a', 'b', 'c'])
      coach.emulator.google.addEvent(COACH, COACH, { summary, ...hour(NOW + DAY) })
    coach.emulator.faults.next({ kind: 'malformed' })
    const page = await pageOf(coach)
    expect(page.malformed).toMatchObject([{ type: 'malformed-event', detail: 'an unknown status' }])
    expect(sortedTitles(page.events)).toHaveLength(2)
    expect(page.cursor).not.toBeNull()
  })

  it('E52 an answer that stops in the middle, or is something else, is malformed as a whole', async () => {
    const { port, calendar, emulator } = await createEmulated()
    const request = { calendar, cursor: null, window, page: null }
    emulator.faults.next({ kind: 'truncated' })
    expect(await port.page(request)).toMatchObject({ ok: false, error: { type: 'malformed' } })
    for (const body of [[], 7, null, { items: {} }, { items: [], nextPageToken: 5 }]) {
      emulator.faults.next({ kind: 'malformed', mangle: () => body })
      expect(await port.page(request)).toMatchObject({ ok: false, error: { type: 'malformed' } })
    }
    emulator.faults.next({ kind: 'malformed', mangle: () => ({ items: [null, {}, 'x'] }) })
    expect(await port.page(request)).toMatchObject({
      ok: true,
      value: { events: [], malformed: { length: 3 } },
    })
  })

  it('E48 a write that succeeded with its answer lost is found done', async () => {
    const { port, calendar, emulator } = await createEmulated()
    emulator.faults.next({ kind: 'lost-response' })
    expect(await port.insert(calendar, draft)).toEqual({ ok: false, error: { type: 'offline' } })
    expect(await port.insert(calendar, draft)).toEqual({ ok: false, error: { type: 'duplicate' } })
    const made = await port.get(calendar, draft.id)
    if (!made.ok) throw new Error(made.error.type)
    emulator.faults.next({ kind: 'lost-response' })
    expect(await port.remove(calendar, draft.id, made.value.etag)).toEqual({
      ok: false,
      error: { type: 'offline' },
    })
    expect(await port.remove(calendar, draft.id, made.value.etag)).toEqual({ ok: true, value: null })
    expect(emulator.google.mails).toEqual([])
  })

  it.each([
    ['403-rate', 'rate-limited'],
    ['429', 'rate-limited'],
    ['503', 'unavailable'],
    ['lost-request', 'offline'],
    ['401', 'sign-in-needed'],
    ['403-forbidden', 'forbidden'],
    ['404', 'not-found'],
  ] as const)('E50 %s fails as %s, at once and without a second try', async (kind, type) => {
    const { port, calendar, emulator } = await createEmulated()
    const before = emulator.log.length
    emulator.faults.next({ kind, retryAfter: 20 })
    expect(await port.page({ calendar, cursor: null, window, page: null })).toMatchObject({ error: { type } })
    expect(emulator.log).toHaveLength(before + 1)
  })

  it('E47 a lost cursor is one in both of Google’s ways of saying it', async () => {
    const coach = await createEmulated()
    const { cursor } = await pageOf(coach)
    coach.emulator.google.expireSyncTokens(COACH)
    for (const lost of [cursor, 'made-up']) {
      const page = await coach.port.page({ calendar: coach.calendar, cursor: lost, window, page: null })
      expect(page).toEqual({ ok: false, error: { type: 'cursor-expired' } })
    }
    const statuses = coach.emulator.log.slice(-2).map(({ status }) => status)
    expect(statuses).toEqual([410, 400])
  })
})
