import { describe, expect, it } from 'vitest'
import { createCaller } from './caller.ts'
import { COACH, seedCoach } from './coach.ts'
import { obey } from './control.ts'
import { createEmulator } from './emulator.ts'
import type { Sent } from './google/wire.ts'

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

  it('say what is wrong with them', () => {
    const emulator = createEmulator()
    expect(() => obey(emulator, { do: 'dance' })).toThrow(/"do" must be one of now, set/)
    expect(() => obey(emulator, { do: 'advance', ms: 'soon' })).toThrow('"ms" must be a number')
    expect(() => obey(emulator, { do: 'act', email: COACH.email, verb: 'fly' })).toThrow(
      /"verb" must be one of/,
    )
  })
})
