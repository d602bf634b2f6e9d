import { describe, expect, it } from 'vitest'
import { DAY, HOUR } from '../../lib/core/time.ts'
import { pull } from '../../lib/flow/pull.ts'
import type { PageRequest } from '../../lib/ports.ts'
import { calendarOf, NOW } from '../helpers/books.ts'
import { change } from '../helpers/store.ts'
import {
  ANYONE,
  createWorld,
  DANA,
  gone,
  guest,
  instance,
  meeting,
  pullSaying,
  theSession,
} from './pulling.ts'

const TOMORROW = NOW + DAY

describe('the first pull', () => {
  it('turns recognised events into sessions and keeps the cursor with the last page only', async () => {
    const world = await createWorld()
    world.calendar.say(
      { events: [meeting('a', TOMORROW)], nextPage: '2' },
      { events: [meeting('b', TOMORROW + HOUR)], cursor: 'c1' },
    )
    await pull(world)
    expect((await world.db.sessions.all()).map(({ key }) => key)).toEqual([
      'a@calendar.example|-',
      'b@calendar.example|-',
    ])
    expect(await world.db.calendars.get('work')).toMatchObject({
      cursor: 'c1',
      pulledAt: NOW,
      progress: null,
      window: { start: NOW - 60 * DAY, end: NOW + 365 * DAY },
    })
    const session = await world.db.sessions.get('a@calendar.example|-')
    expect(session).toMatchObject({ standing: 'open', open: 1, recognisedBy: 'anyone', kind: null })
    expect(session?.participants).toMatchObject([{ address: DANA, response: 'accepted', outcome: null }])
    expect(session?.participants[0]?.id).toMatch(/^[0-9a-f]{10}$/)
  })

  it('stopped between pages keeps what came, shows progress, and starts over without a cursor', async () => {
    const world = await createWorld()
    const { failures } = await pullSaying(
      world,
      { events: [meeting('a', TOMORROW)], nextPage: '2' },
      { type: 'offline' },
    )
    expect(failures).toEqual([{ type: 'offline' }])
    expect(await world.db.calendars.get('work')).toMatchObject({
      cursor: null,
      pulledAt: null,
      progress: 1,
      lastFailure: { type: 'offline' },
    })
    expect(await world.db.sessions.count()).toBe(1)
    await pullSaying(world, { events: [meeting('a', TOMORROW), meeting('b', TOMORROW)], cursor: 'c1' })
    expect(world.calendar.requests.at(-1)).toMatchObject({ cursor: null, page: null })
    expect(await world.db.sessions.count()).toBe(2)
    expect(await world.db.calendars.get('work')).toMatchObject({ cursor: 'c1', lastFailure: null })
  })

  it('keeps no description, recognised or not, but what a rule looks for in it', async () => {
    const tool = { ...ANYONE, id: 'tool', match: { type: 'tool', tool: 'calendly' } } as const
    const world = await createWorld({ rules: [tool] })
    const booked = meeting('a', TOMORROW, { description: 'Reschedule: https://calendly.com/r/1' })
    await pullSaying(world, { events: [booked, meeting('b', TOMORROW, { description: 'private words' })] })
    const records = await world.db.events.all()
    expect(
      records.map(({ description, sessionKey, tool: found }) => [description, sessionKey, found]),
    ).toEqual([
      ['', 'a@calendar.example|-', 'calendly'],
      ['', '', null],
    ])
  })

  it('E30 what ended before Afterward came is history: kept, not asked', async () => {
    const world = await createWorld({ installedAt: NOW - HOUR })
    await pullSaying(world, {
      events: [meeting('old', NOW - 2 * HOUR), meeting('late', NOW - HOUR), meeting('new', NOW)],
    })
    const sessions = await world.db.sessions.between(
      'start',
      Number.NEGATIVE_INFINITY,
      Number.POSITIVE_INFINITY,
    )
    expect(sessions.map(({ standing, open }) => [standing, open])).toEqual([
      ['history', 0],
      ['open', 1],
      ['open', 1],
    ])
  })

  it('E24 takes no all-day event, focus time, absence, working place or birthday for a session', async () => {
    const world = await createWorld()
    const types = ['focusTime', 'outOfOffice', 'workingLocation', 'birthday', 'fromGmail']
    const allDay = meeting('day', TOMORROW, { allDay: true, start: '2026-11-24', end: '2026-11-25' })
    await pullSaying(world, { events: [allDay, ...types.map((type) => meeting(type, TOMORROW, { type }))] })
    expect(await world.db.events.count()).toBe(6)
    expect(await world.db.sessions.count()).toBe(0)
  })
})

describe('a pull', () => {
  it('sees nothing new in the echo of our own write, nor in a page that is older than what is stored', async () => {
    const world = await createWorld()
    await pullSaying(world, { events: [meeting('a', TOMORROW)] })
    const key = 'work/a'
    const stored = await world.db.events.get(key)
    if (stored === undefined) throw new Error('not stored')
    await world.db.events.put({ ...stored, etag: '"ours"', updated: NOW, title: 'Ours' })
    await pullSaying(world, {
      events: [meeting('a', TOMORROW, { etag: '"ours"', title: 'Echo', updated: NOW })],
    })
    await pullSaying(world, { events: [meeting('a', TOMORROW, { title: 'Stale', updated: NOW - HOUR })] })
    expect((await world.db.events.get(key))?.title).toBe('Ours')
    expect((await theSession(world)).title).toBe('Coaching')
  })

  it.each([
    ['an empty list', { snapshotOf: { start: NOW - 60 * DAY, end: NOW + 365 * DAY }, events: [] }],
    ['a failure', { type: 'unavailable', status: 503, retryAfterMs: null } as const],
    [
      'a list with something unreadable in it',
      {
        snapshotOf: { start: NOW - 60 * DAY, end: NOW + 365 * DAY },
        events: [meeting('b', TOMORROW + DAY)],
        malformed: [{ type: 'malformed-event', id: null, detail: 'no id' } as const],
      },
    ],
  ])('never takes %s for a deletion', async (_, answer) => {
    const world = await createWorld()
    await pullSaying(world, { events: [meeting('a', TOMORROW)] })
    await pullSaying(world, answer)
    expect((await world.db.sessions.get('a@calendar.example|-'))?.copies[0]?.goneAt).toBeNull()
    expect(await world.db.sessions.get('a@calendar.example|-')).toMatchObject({ standing: 'open' })
  })

  it('believes a complete list that lacks an event', async () => {
    const world = await createWorld()
    await pullSaying(world, { events: [meeting('a', TOMORROW), meeting('b', TOMORROW)] })
    world.time.advance(HOUR)
    await pullSaying(world, {
      snapshotOf: { start: NOW - 60 * DAY, end: NOW + 365 * DAY },
      events: [meeting('b', TOMORROW)],
    })
    expect((await world.db.sessions.get('a@calendar.example|-'))?.copies[0]?.goneAt).toBe(NOW + HOUR)
    expect((await world.db.sessions.get('b@calendar.example|-'))?.copies[0]?.goneAt).toBeNull()
  })

  it('takes what slid over the edge of a page for gone only when a second reading lacks it as well', async () => {
    const world = await createWorld()
    const [a, b, c] = ['a', 'b', 'c'].map((id, hour) => meeting(id, TOMORROW + hour * HOUR))
    if (!a || !b || !c) throw new Error('three meetings')
    await pullSaying(world, { events: [a, b, c] })
    const snapshotOf = { start: NOW - 60 * DAY, end: NOW + 365 * DAY }
    // Between the two pages `a` is deleted: `b` moves up into the page that was read already.
    const shifted = [
      { events: [a], nextPage: '2' },
      { events: [c], snapshotOf },
    ]
    await pullSaying(world, ...shifted, { events: [b], nextPage: '2' }, { events: [c], snapshotOf })
    const goneAt = async (id: string) =>
      (await world.db.sessions.get(`${id}@calendar.example|-`))?.copies[0]?.goneAt
    expect([await goneAt('a'), await goneAt('b')]).toEqual([null, null])
    const twice = [
      { events: [b], nextPage: '2' },
      { events: [c], snapshotOf },
    ]
    await pullSaying(world, ...twice, ...twice)
    expect([await goneAt('a'), await goneAt('b')]).toEqual([NOW, null])
  })

  it('goes by the later of two pages where an event changes while they are read', async () => {
    const world = await createWorld()
    const [a, b] = [meeting('a', TOMORROW), meeting('b', TOMORROW + HOUR)]
    await pullSaying(world, { events: [a, b] })
    const [once, then] = ['once', 'then'].map((title) => ({ ...b, title, etag: title, updated: NOW }))
    if (once === undefined || then === undefined) throw new Error('two versions')
    await pullSaying(world, { events: [once], nextPage: '2' }, { events: [then] })
    expect((await world.db.sessions.get('b@calendar.example|-'))?.title).toBe('then')
  })

  it('E53 ten thousand events in fifty calendars come page by page, each kept and told before the next is asked for', async () => {
    const world = await createWorld()
    const keys = Array.from({ length: 50 }, (_, index) => `c${index}`)
    await world.db.calendars.remove('work')
    await world.db.calendars.putMany(keys.map((key) => calendarOf({ key, id: key, primary: key === 'c0' })))
    const page = (calendar: string, which: number) =>
      Array.from({ length: 100 }, (_, index) => {
        const id = `${calendar}-${which}-${index}`
        const start = TOMORROW + (keys.indexOf(calendar) * 2 + which) * 2 * HOUR
        return index === 0 ? meeting(id, start) : meeting(id, TOMORROW, { attendees: [] })
      })
    const seen: unknown[] = []
    const { calendar } = world
    const saying = {
      ...calendar,
      page: async (request: PageRequest) => {
        const which = request.page === null ? 1 : 2
        if (which === 2) {
          const kept = await world.db.events.where('calendarKey', request.calendar.key)
          seen.push([kept.length, (await world.db.calendars.get(request.calendar.key))?.progress])
        }
        const nextPage = which === 1 ? '2' : null
        calendar.say({ events: page(request.calendar.key, which), nextPage })
        return calendar.page(request)
      },
    }
    const { failures } = await pull({ ...world, calendars: { of: () => saying } })
    expect(failures).toEqual([])
    expect(await world.db.events.count()).toBe(10_000)
    expect(await world.db.sessions.count()).toBe(100)
    expect(seen).toEqual(keys.map(() => [100, 100]))
    expect(
      (await world.db.calendars.all()).every(({ cursor, progress }) => cursor && progress === null),
    ).toBe(true)
  })

  it('E47 reads everything again once when the cursor has expired, and asks nothing twice', async () => {
    const world = await createWorld()
    await pullSaying(world, { events: [meeting('a', NOW - HOUR), meeting('b', TOMORROW)], cursor: 'c1' })
    await change(world.db.sessions, 'a@calendar.example|-', { askedAt: NOW })
    world.time.advance(HOUR)
    const { failures } = await pullSaying(
      world,
      { type: 'cursor-expired' },
      {
        events: [meeting('a', NOW - HOUR), meeting('b', TOMORROW, { title: 'Renamed' })],
        cursor: 'c2',
        snapshotOf: { start: NOW - 60 * DAY, end: NOW + 365 * DAY },
      },
    )
    expect(failures).toEqual([])
    expect(world.calendar.requests.map(({ cursor }) => cursor)).toEqual([null, 'c1', null])
    expect(await world.db.calendars.get('work')).toMatchObject({ cursor: 'c2' })
    expect(await world.db.sessions.get('a@calendar.example|-')).toMatchObject({
      askedAt: NOW,
      standing: 'open',
    })
    expect((await world.db.sessions.get('b@calendar.example|-'))?.title).toBe('Renamed')
  })

  it('E47 starts over at most once in one pull', async () => {
    const world = await createWorld()
    await pullSaying(world, { events: [meeting('a', TOMORROW)], cursor: 'c1' })
    const { failures } = await pullSaying(world, { type: 'cursor-expired' }, { type: 'cursor-expired' })
    expect(failures).toEqual([{ type: 'cursor-expired' }])
    expect(world.calendar.requests).toHaveLength(3)
    expect((await theSession(world)).standing).toBe('open')
  })

  it('E52 skips and counts what cannot be read, and keeps the rest', async () => {
    const world = await createWorld()
    await pullSaying(world, {
      events: [meeting('a', TOMORROW)],
      malformed: [{ type: 'malformed-event', id: 'x', detail: 'end before start' }],
    })
    expect((await world.db.calendars.get('work'))?.malformed).toBe(1)
    expect(await world.db.diagnostics.all()).toMatchObject([
      { what: 'malformed-event', detail: 'end before start' },
    ])
    expect(await world.db.sessions.count()).toBe(1)
  })

  it('E52 reads everything again a day later while something could not be read: a change it hid is not lost', async () => {
    const world = await createWorld()
    await pullSaying(world, { events: [meeting('a', TOMORROW), meeting('b', TOMORROW)], cursor: 'c1' })
    await pullSaying(world, {
      malformed: [{ type: 'malformed-event', id: 'a', detail: 'end before start' }],
      cursor: 'c2',
    })
    expect(await world.db.calendars.get('work')).toMatchObject({ cursor: 'c2', malformed: 1 })
    world.time.advance(DAY)
    await pullSaying(
      world,
      {},
      { events: [meeting('a', TOMORROW, { title: 'Renamed' }), meeting('b', TOMORROW)], cursor: 'c3' },
    )
    expect(world.calendar.requests.map(({ cursor }) => cursor)).toEqual([null, 'c1', 'c2', null])
    expect((await world.db.sessions.get('a@calendar.example|-'))?.title).toBe('Renamed')
    expect(await world.db.calendars.get('work')).toMatchObject({ cursor: 'c3', malformed: 0 })
    world.time.advance(HOUR)
    await pullSaying(world, {})
    expect(world.calendar.requests).toHaveLength(5)
  })

  it('E54 keeps hostile text as the text it is', async () => {
    const world = await createWorld({
      rules: [{ ...ANYONE, match: { type: 'title', words: '(a+)+$ <script>' } }],
    })
    const title = '(a+)+$ <script>alert(1)</script> =HYPERLINK("x") ../../__proto__'
    const event = meeting('__proto__', TOMORROW, {
      title,
      iCalUid: 'constructor',
      attendees: [guest('"><img src=x>@evil.example', { name: '${process.exit()}' })],
    })
    await pullSaying(world, { events: [event, meeting('toString', TOMORROW, { iCalUid: '__proto__' })] })
    const session = await world.db.sessions.get('constructor|-')
    expect(session).toMatchObject({ title })
    expect(session?.participants[0]).toMatchObject({
      address: '"><img src=x>@evil.example',
      name: '${process.exit()}',
    })
    expect(await world.db.events.count()).toBe(2)
  })

  it('leaves out instances beyond the watched stretch, and lists what newly entered it once a day', async () => {
    const world = await createWorld()
    await pullSaying(world, { events: [instance('s', TOMORROW)], cursor: 'c1' })
    await pullSaying(world, { events: [instance('s', NOW + 400 * DAY)], cursor: 'c2' })
    expect(await world.db.events.count()).toBe(1)
    world.time.advance(DAY)
    await pullSaying(
      world,
      { cursor: 'c2' },
      { events: [instance('s', NOW + 365 * DAY + HOUR)], cursor: 'slice' },
    )
    expect(world.calendar.requests.at(-1)).toMatchObject({
      cursor: null,
      window: { start: NOW + 365 * DAY, end: NOW + 366 * DAY },
    })
    expect(await world.db.sessions.count()).toBe(2)
    expect(await world.db.calendars.get('work')).toMatchObject({ cursor: 'c2', slicedAt: NOW + DAY })
  })

  it('E43 says that an account needs a sign-in, goes on trying, and finds out by itself when it is good again', async () => {
    const world = await createWorld()
    await pullSaying(world, { type: 'sign-in-needed' })
    expect((await world.db.accounts.get('acc'))?.state).toBe('sign-in')
    await pullSaying(world, { type: 'sign-in-needed' })
    expect(world.calendar.requests).toHaveLength(2)
    await pull(world)
    expect((await world.db.accounts.get('acc'))?.state).toBe('ok')
  })

  it('E43 says so again when a sign-in did not last, although the calendar said the same before it', async () => {
    const world = await createWorld()
    await pullSaying(world, { type: 'sign-in-needed' })
    await change(world.db.accounts, 'acc', { state: 'ok' })
    await pullSaying(world, { type: 'sign-in-needed' })
    expect((await world.db.accounts.get('acc'))?.state).toBe('sign-in')
  })

  it('forgets a deleted event that never was a session', async () => {
    const world = await createWorld({ rules: [] })
    await pullSaying(world, { events: [meeting('a', TOMORROW)] })
    await pullSaying(world, { events: [gone('a')] })
    expect(await world.db.events.count()).toBe(0)
  })
})
