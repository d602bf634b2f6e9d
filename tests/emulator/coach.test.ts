import { describe, expect, it } from 'vitest'
import { createCaller } from './caller.ts'
import { COACH, seedCoach, seedOutlookCoach } from './coach.ts'
import { obey } from './control.ts'
import { createEmulator } from './emulator.ts'
import type { Sent } from './google/wire.ts'
import { createGraphCaller, viewOf } from './outlook-caller.ts'

const NOW = Date.UTC(2026, 10, 24, 18, 30)
const MINUTE = 60_000

const month = async (zone = 'America/New_York') => {
  const emulator = createEmulator({ now: NOW })
  const coach = seedCoach(emulator, { zone })
  const call = createCaller(emulator, COACH.email)
  const listed = await call(
    'GET',
    '/calendars/primary/events?singleEvents=true&orderBy=startTime&timeMin=2026-10-01T00:00:00Z&timeMax=2026-12-24T00:00:00Z&maxResults=2500',
  )
  return { emulator, coach, call, items: listed.json.items as Sent[] }
}

const endOf = ({ end }: Sent): number => Temporal.Instant.from(end?.dateTime ?? '').epochMilliseconds

describe('the seeded coach', () => {
  it('has one session that ended six minutes ago and one that ends in two, without overlap', async () => {
    const { coach, items } = await month()
    expect(coach.sessions.map((session) => (endOf(session) - NOW) / MINUTE)).toEqual([-6, 2])
    const timed = items.filter(
      ({ start, transparency, attendees }) => start?.dateTime && transparency === undefined && attendees,
    )
    const times = timed.map(
      (one) => [Temporal.Instant.from(one.start?.dateTime ?? '').epochMilliseconds, endOf(one)] as const,
    )
    const clashes = times.filter(([start], index) => index > 0 && start < (times[index - 1]?.[1] ?? 0))
    expect(clashes).toEqual([])
  })

  it('has a month with every kind of event that recognition must tell apart', async () => {
    const { items, coach, call } = await month()
    const types = new Set(items.map(({ eventType }) => eventType))
    expect([...types].toSorted()).toEqual(['default', 'focusTime', 'outOfOffice', 'workingLocation'])
    expect(items.filter(({ summary }) => summary === 'Intro call')).toHaveLength(2)
    expect(items.some(({ attendees = [] }) => attendees.length === 4)).toBe(true)
    expect(items.some(({ start }) => start?.date)).toBe(true)
    expect(items.some(({ organizer }) => organizer?.self !== true)).toBe(true)
    expect(coach.events.declinedLate).toBeDefined()
    const declined = items.filter(({ attendees = [] }) =>
      attendees.some(({ responseStatus }) => responseStatus === 'declined'),
    )
    expect(declined.map(({ summary }) => summary)).toEqual(['Coaching: Kim Osei'])
    const calendars = (await call('GET', '/users/me/calendarList')).json.items as { summary: string }[]
    expect(calendars.map(({ summary }) => summary)).toEqual([COACH.email, 'Home'])
  })

  it('has a late decline that is dated three hours before its session', async () => {
    const { coach, emulator } = await month()
    const late = coach.events.declinedLate as Sent
    const seen = emulator.google.event(COACH.email, 'primary', late.id) as Sent
    const notice = Temporal.Instant.from(seen.start?.dateTime ?? '').since(seen.updated ?? '')
    expect(notice.total('hours')).toBe(3)
    expect(emulator.clock.now()).toBe(NOW)
  })

  it('is the same every time, in any zone, and free to be placed otherwise', async () => {
    expect((await month('Europe/Madrid')).items).toEqual((await month('Europe/Madrid')).items)
    const emulator = createEmulator({ now: NOW })
    const start = NOW + 10 * MINUTE
    const { sessions } = seedCoach(emulator, {
      bare: true,
      sessions: [{ client: 'ana', start, minutes: 45, title: 'Intro call' }],
    })
    expect(sessions).toMatchObject([{ summary: 'Intro call' }])
    expect(emulator.google.events(COACH.email, 'primary')).toHaveLength(1)
    expect(emulator.google.events('ana.ruiz@client.example', 'primary')).toHaveLength(1)
  })

  it('offers its own account alone at sign-in', async () => {
    const { emulator } = await month()
    const query =
      'response_type=token&client_id=000000000000-afterward.apps.googleusercontent.com&scope=email'
    const redirect = `&redirect_uri=https://${'b'.repeat(32)}.chromiumapp.org/`
    const page = await emulator.fetch(
      new Request(`https://accounts.google.com/o/oauth2/v2/auth?${query}${redirect}`),
    )
    expect((await page.text()).match(/type="radio"/g)).toHaveLength(1)
  })
})

type Shown = {
  readonly subject: string
  readonly start: { readonly dateTime: string }
  readonly isAllDay: boolean
  readonly isOrganizer: boolean
  readonly showAs: string
  readonly attendees: readonly { readonly status: { readonly response: string } }[]
}

describe('the same coach in Outlook', () => {
  const view = viewOf('2026-10-01T00:00:00Z', '2026-12-24T00:00:00Z', '&$top=1000&$orderby=start/dateTime')
  const outlookMonth = async () => {
    const emulator = createEmulator({ now: NOW })
    const coach = seedOutlookCoach(emulator)
    const call = createGraphCaller(emulator, COACH.email)
    return { emulator, coach, call, shown: (await call('GET', view)).json.value as Shown[] }
  }
  const wall = (text = ''): string => text.slice(0, 16)

  it('has every session of Google’s at the same time under the same name', async () => {
    const { items } = await month()
    const { shown, emulator } = await outlookMonth()
    const inUtc = ({ start }: Sent): string =>
      wall(start?.date ?? Temporal.Instant.from(start?.dateTime ?? '').toString())
    expect(
      shown
        .map((one) => [
          one.subject,
          wall(one.start.dateTime).replace(/T00:00$/, (end) => (one.isAllDay ? '' : end)),
        ])
        .toSorted(),
    ).toEqual(items.map((one) => [one.summary, inUtc(one)]).toSorted())
    expect(emulator.violations).toEqual([])
    expect(emulator.outlook.mails).toEqual([])
  })

  it('shows what Google marks by type as Outlook does, and answers as they were given', async () => {
    const { shown, coach, emulator } = await outlookMonth()
    expect(new Set(shown.map(({ showAs }) => showAs))).toEqual(
      new Set(['busy', 'free', 'oof', 'workingElsewhere']),
    )
    const declined = shown.filter(({ attendees }) =>
      attendees.some(({ status }) => status.response === 'declined'),
    )
    expect(declined.map(({ subject }) => subject)).toEqual(['Coaching: Kim Osei'])
    expect(shown.some(({ isOrganizer }) => !isOrganizer)).toBe(true)
    expect(
      coach.sessions.map((one) => Temporal.Instant.from(`${one.end.dateTime}Z`).epochMilliseconds - NOW),
    ).toEqual([-6 * MINUTE, 2 * MINUTE])
    expect(emulator.outlook.events(COACH.email, coach.personalCalendarId)).toHaveLength(3)
    expect((await outlookMonth()).shown).toEqual(shown)
  })
})

describe('commands to a running emulator', () => {
  it('move the clock, act for people, arm faults and read what came of it', async () => {
    const emulator = createEmulator({ now: NOW })
    obey(emulator, { do: 'addUser', email: COACH.email, name: 'Alex', zone: 'Europe/Madrid' })
    const times = { start: { dateTime: '2026-11-24T10:00:00Z' }, end: { dateTime: '2026-11-24T11:00:00Z' } }
    obey(emulator, { do: 'addEvent', email: COACH.email, event: { id: 'abcde', ...times } })
    obey(emulator, {
      do: 'act',
      email: COACH.email,
      verb: 'reschedule',
      args: ['abcde', Date.UTC(2026, 10, 25, 10)],
    })
    const event = obey(emulator, { do: 'event', email: COACH.email, id: 'abcde' }) as Sent
    expect(event.start?.dateTime).toBe('2026-11-25T11:00:00+01:00')
    expect(obey(emulator, { do: 'advance', ms: 1000 })).toBe(NOW + 1000)
    obey(emulator, { do: 'fault', kind: '503', path: 'events$', times: 2 })
    expect((await createCaller(emulator, COACH.email)('GET', '/calendars/primary/events')).status).toBe(503)
    expect(obey(emulator, { do: 'log' })).toHaveLength(1)
    expect(obey(emulator, { do: 'violations' })).toEqual([])
  })

  it('reach Outlook by the names of its world and of a person’s hands', () => {
    const emulator = createEmulator({ now: NOW })
    const outlook = (verb: string, args: readonly unknown[] = [], as?: string) =>
      obey(emulator, { do: 'outlook', verb, args, ...(as ? { as } : {}) })
    outlook('addUser', [{ email: COACH.email }])
    const utc = (dateTime: string) => ({ dateTime, timeZone: 'UTC' })
    const times = { start: utc('2026-11-24T10:00:00'), end: utc('2026-11-24T11:00:00') }
    const { id } = outlook('addEvent', [COACH.email, 'default', times]) as { id: string }
    outlook('reschedule', [id, Date.UTC(2026, 10, 25, 10)], COACH.email)
    expect(outlook('event', [id])).toMatchObject({ start: utc('2026-11-25T10:00:00.0000000') })
    expect(outlook('mails')).toEqual([])
    expect(() => outlook('dance')).toThrow(/"verb" must be one of .*addUser/)
  })

  it('say what is wrong with them', () => {
    const emulator = createEmulator()
    expect(() => obey(emulator, { do: 'dance' })).toThrow(/"do" must be one of now, set/)
    expect(() => obey(emulator, { do: 'advance', ms: 'soon' })).toThrow('"ms" must be a number')
    expect(() => obey(emulator, { do: 'act', email: COACH.email, verb: 'fly' })).toThrow(
      /"verb" must be one of/,
    )
  })
})
