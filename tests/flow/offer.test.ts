import { describe, expect, it } from 'vitest'
import { defaultSettings } from '../../lib/core/settings.ts'
import { DAY, HOUR } from '../../lib/core/time.ts'
import { offerSlots } from '../../lib/flow/offer.ts'
import { propose } from '../../lib/flow/propose.ts'
import {
  accountOf,
  calendarOf,
  eventOf,
  NOW,
  participantOf,
  recordOf,
  sessionOf,
  settingsWith,
} from '../helpers/books.ts'
import { createQueue, QUEUE_ID } from '../helpers/reschedule.ts'

const at = (text: string): number => Date.parse(text)
const offer = async (world: Awaited<ReturnType<typeof createQueue>>) => {
  const reply = await offerSlots(world.deps, { after: QUEUE_ID, purpose: 'makeup' })
  if (!reply.ok) throw new Error(reply.error.reason)
  return reply.value
}
const times = (slots: readonly { start: number }[]) =>
  slots.map(({ start }) => new Date(start).toISOString().slice(0, 16))

describe('three free times', () => {
  it('as long as the session, on different days, after the lead, within a guess at working hours that says so', async () => {
    const world = await createQueue()
    const { slots, zone, unknownCalendars, hours } = await offer(world)
    // Now is Monday 09:00; twelve hours of lead leave nothing of today.
    expect(times(slots)).toEqual(['2026-11-24T09:00', '2026-11-25T09:00', '2026-11-26T09:00'])
    expect(slots.every(({ start, end }) => end - start === HOUR)).toBe(true)
    expect([zone, unknownCalendars, hours.from]).toEqual(['UTC', 0, 'default'])
    // The coach's calendars, and the client's own.
    const window = { start: NOW, end: NOW + 21 * DAY }
    expect(world.asked).toEqual([window, window])
  })

  it.each([
    ['google:a', false],
    ['practice', true],
  ])('says whether the calendar of %s mails nobody: %s', async (id, mailsNobody) => {
    const world = await createQueue({ session: { copies: [] } })
    await world.deps.store.write(['accounts', 'calendars'], async (tx) => {
      for (const { key } of await tx.calendars.all()) await tx.calendars.remove(key)
      await tx.accounts.put(accountOf({ id }))
      await tx.calendars.put(calendarOf({ accountId: id, key: `${id}/work` }))
    })
    expect((await offer(world)).mailsNobody).toBe(mailsNobody)
  })

  it('the hours that the coach set win over the guess', async () => {
    const world = await createQueue({
      settings: {
        reschedule: {
          hours: { 3: [{ start: '18:00', end: '20:00' }] },
          bufferMinutes: 0,
          leadHours: 0,
          horizonDays: 7,
          holds: 3,
          maxHeld: 9,
          holdDays: 5,
        },
      },
    })
    const { slots, hours } = await offer(world)
    expect(times(slots)).toEqual(['2026-11-25T18:00', '2026-11-25T19:00'])
    expect(hours.from).toBe('settings')
  })

  it("working hours are inferred from past sessions, and the client's usual time comes first", async () => {
    const world = await createQueue()
    const weekly = [7, 14, 21].map((days) =>
      sessionOf({
        key: `past-${days}|-`,
        start: at('2026-11-24T15:30Z') - days * DAY,
        end: at('2026-11-24T16:30Z') - days * DAY,
      }),
    )
    const others = [10, 17].map((days) =>
      sessionOf({
        key: `other-${days}|-`,
        start: at('2026-11-27T08:00Z') - days * DAY,
        end: at('2026-11-27T09:00Z') - days * DAY,
        participants: [],
      }),
    )
    await world.deps.db.sessions.putMany([...weekly, ...others])
    const { slots, hours } = await offer(world)
    expect(hours).toEqual({
      from: 'sessions',
      hours: { 2: [{ start: '08:00', end: '16:30' }] },
    })
    expect(times(slots)).toEqual(['2026-11-24T15:30', '2026-12-01T15:30', '2026-12-08T15:30'])
    expect(slots[0]?.why).toEqual(['usual-time'])
  })

  it("E23 the month's own session stays in the month while its allowance is not used up", async () => {
    const world = await createQueue()
    const [client] = await world.deps.db.clients.all()
    const program = {
      id: 'p',
      clientId: client?.id ?? '',
      name: '',
      sessions: 12,
      alreadyUsed: 0,
      from: '2026-01-01',
      to: null,
      perMonth: 2,
      zone: 'UTC',
      createdAt: 0,
    }
    await world.deps.db.programs.put(program)
    // Free on the last two days of November, and in December.
    world.busy.set('work@coach.example', [{ start: NOW, end: at('2026-11-30T14:00Z') }])
    expect(times((await offer(world)).slots)).toEqual([
      '2026-11-30T14:00',
      '2026-11-30T15:00',
      '2026-11-30T16:00',
    ])
    await world.deps.db.programs.put({ ...program, perMonth: 0 })
    expect(times((await offer(world)).slots)).toEqual([
      '2026-11-30T14:00',
      '2026-12-01T09:00',
      '2026-12-02T09:00',
    ])
    // Over by what was agreed; an extension has made its end later.
    const later = {
      type: 'extended',
      id: 'x',
      at: NOW,
      instead: null,
      sessions: 0,
      to: '2026-12-31',
    } as const
    const ended = { ...program, to: '2026-10-31' }
    await world.deps.db.programs.put(ended)
    expect(times((await offer(world)).slots)).toContain('2026-12-01T09:00')
    await world.deps.db.programs.put({ ...ended, changes: [later] })
    expect(times((await offer(world)).slots)).not.toContain('2026-12-01T09:00')
  })

  it('says when nothing is free, or nothing waits', async () => {
    const world = await createQueue()
    world.busy.set('work@coach.example', [{ start: NOW, end: NOW + 30 * DAY }])
    expect(await offerSlots(world.deps, { after: QUEUE_ID, purpose: 'makeup' })).toMatchObject({
      ok: false,
      error: { reason: 'no-slots' },
    })
    expect(await offerSlots(world.deps, { after: 'nothing', purpose: 'makeup' })).toMatchObject({
      ok: false,
      error: { reason: 'not-found' },
    })
  })
})

describe('free on all chosen calendars', () => {
  const tuesday = { start: at('2026-11-24T00:00Z'), end: at('2026-11-25T00:00Z') }

  it('of all accounts', async () => {
    const world = await createQueue()
    await world.deps.db.accounts.put(accountOf({ id: 'other' }))
    await world.deps.db.calendars.putMany([
      calendarOf({ key: 'home', id: 'home@coach.example', accountId: 'other' }),
      calendarOf({ key: 'hidden', id: 'hidden@coach.example', accountId: 'other', chosen: false }),
    ])
    world.busy.set('home@coach.example', [tuesday])
    world.busy.set('hidden@coach.example', [{ start: NOW, end: NOW + 30 * DAY }])
    expect(times((await offer(world)).slots)[0]).toBe('2026-11-25T09:00')
  })

  it('one without an answer is counted, and what is stored of it still counts as busy', async () => {
    const world = await createQueue()
    world.silent.add('work@coach.example')
    const stored = eventOf({ id: 'stored', start: at('2026-11-24T08:00Z'), end: at('2026-11-24T16:00Z') })
    const free = eventOf({ id: 'free', busy: false, start: tuesday.end, end: tuesday.end + DAY })
    const gone = eventOf({ id: 'gone', status: 'cancelled', start: tuesday.end, end: tuesday.end + DAY })
    await world.deps.db.events.putMany([stored, free, gone].map((event) => recordOf(event, '')))
    const { slots, unknownCalendars } = await offer(world)
    expect(unknownCalendars).toBe(1)
    expect(times(slots)).toEqual(['2026-11-24T16:00', '2026-11-25T09:00', '2026-11-26T09:00'])
  })

  it('an all-day event stored of a silent calendar keeps its day', async () => {
    const world = await createQueue()
    world.silent.add('work@coach.example')
    const event = eventOf({ id: 'trip', allDay: true, start: '2026-11-24', end: '2026-11-26' })
    await world.deps.db.events.put({
      ...recordOf(event, ''),
      startMs: tuesday.start,
      endMs: tuesday.end + DAY,
    })
    expect(times((await offer(world)).slots)[0]).toBe('2026-11-26T09:00')
  })

  it('E43 an account that needs a sign-in is unknown as a whole', async () => {
    const world = await createQueue()
    world.state.failure = { type: 'sign-in-needed' }
    expect((await offer(world)).unknownCalendars).toBe(1)
  })

  it('times held for another client are busy, also before they are on the calendar', async () => {
    const world = await createQueue()
    await world.deps.db.sessions.put(
      sessionOf({ key: 'other|-', standing: 'aside', participants: [participantOf('_', null)] }),
    )
    await world.deps.db.queue.put({
      id: 'other|-#_',
      sessionKey: 'other|-',
      participant: '_',
      state: 'open',
      proposalId: null,
      makeupKey: null,
      since: 0,
    })
    const nine = at('2026-11-24T09:00Z')
    const held = await propose(world.deps, {
      intentId: 'i',
      after: 'other|-#_',
      purpose: 'makeup',
      way: 'hold',
      slots: [{ start: nine, end: nine + HOUR }],
    })
    expect(held.ok).toBe(true)
    expect(times((await offer(world)).slots)[0]).toBe('2026-11-24T10:00')
  })
})

describe('E42 a chain of make-ups', () => {
  const chained = async (maxChain: number | null) => {
    const settings = settingsWith({ reschedule: { ...defaultSettings.reschedule, maxChain } })
    const world = await createQueue({ session: { makeupOf: 'uid-0|-#0123456789' }, settings })
    await world.deps.db.sessions.put(
      sessionOf({ key: 'uid-0|-', uid: 'uid-0', standing: 'answered', open: 0 }),
    )
    return (await offer(world)).overChain
  }

  it('is pointed out when it would be longer than the coach set, and only then', async () => {
    expect(await chained(1)).toBe(2)
    expect(await chained(2)).toBeNull()
    expect(await chained(null)).toBeNull()
  })
})

describe('fair to the client', () => {
  /** Dana lives in New York: the coach's nine to five is four in the morning to noon there. */
  const inNewYork = async (world: Awaited<ReturnType<typeof createQueue>>, zone = 'America/New_York') => {
    const [client] = await world.deps.db.clients.all()
    if (client) await world.deps.db.clients.put({ ...client, zone })
  }

  it('no time in their night, though the coach is free', async () => {
    const world = await createQueue()
    await inNewYork(world)
    const { slots, clientZone } = await offer(world)
    expect(times(slots)).toEqual(['2026-11-24T12:00', '2026-11-25T12:00', '2026-11-26T12:00'])
    expect(clientZone).toBe('America/New_York')
  })

  it('says so when all that is free lies in it', async () => {
    const world = await createQueue()
    await inNewYork(world, 'Pacific/Honolulu')
    expect(await offerSlots(world.deps, { after: QUEUE_ID, purpose: 'makeup' })).toMatchObject({
      ok: false,
      error: { reason: 'no-fair-slots' },
    })
  })

  it('a zone that this browser does not know counts as not said', async () => {
    const world = await createQueue()
    await inNewYork(world, 'Mars/Olympus')
    const { slots, clientZone } = await offer(world)
    expect([times(slots)[0], clientZone]).toEqual(['2026-11-24T09:00', null])
  })

  it('free in their own calendar, too, where it can be seen', async () => {
    const world = await createQueue()
    expect((await offer(world)).freeForClient).toBe(true)
    world.busy.set('dana@client.example', [{ start: at('2026-11-24T09:00Z'), end: at('2026-11-24T15:00Z') }])
    expect(times((await offer(world)).slots)[0]).toBe('2026-11-24T15:00')
    world.silent.add('dana@client.example')
    const unseen = await offer(world)
    expect([unseen.freeForClient, unseen.unknownCalendars]).toEqual([false, 0])
    expect(times(unseen.slots)[0]).toBe('2026-11-24T09:00')
  })
})
