import { describe, expect, it } from 'vitest'
import { toEvent, WORK } from '../../lib/calendars/practice/event.ts'
import type { PracticeState } from '../../lib/calendars/practice/state.ts'
import type { Account } from '../../lib/core/account.ts'
import type { CalendarEvent } from '../../lib/core/event.ts'
import type { Failure } from '../../lib/core/failure.ts'
import { err } from '../../lib/core/result.ts'
import { DAY, HOUR, MINUTE } from '../../lib/core/time.ts'
import { pauseAccount, startPractice } from '../../lib/flow/account.ts'
import { answer } from '../../lib/flow/answer.ts'
import { consent } from '../../lib/flow/consent.ts'
import { install } from '../../lib/flow/install.ts'
import { propose } from '../../lib/flow/propose.ts'
import { restore } from '../../lib/flow/restore.ts'
import { saveRules } from '../../lib/flow/rules.ts'
import { discardWrite } from '../../lib/flow/stuck.ts'
import { tick } from '../../lib/flow/tick.ts'
import { withdraw } from '../../lib/flow/withdraw.ts'
import type { CalendarPort } from '../../lib/ports.ts'
import { readRows } from '../../lib/store/read-rows.ts'
import type { BackupRows } from '../../lib/tables.ts'
import { createOffice } from '../calendars/person.ts'
import { TEST_DATABASE } from '../helpers/store.ts'
import { ANYONE } from './pulling.ts'

const MONDAY = Date.UTC(2026, 10, 23, 9)

const createCoach = async () => {
  const { deps, practice } = await createOffice()
  deps.time.set(MONDAY)
  const sketch = {
    id: 's',
    title: 'Coaching',
    with: [{ name: 'Dana' }],
    start: MONDAY + HOUR,
    end: MONDAY + 2 * HOUR,
  }
  const event = { ...toEvent({ ...sketch, updated: MONDAY }, 'Europe/Madrid'), etag: '"1"' }
  practice.value = {
    ...{ version: 1, epoch: MONDAY, zone: 'Europe/Madrid', revision: 1 },
    events: { [`${WORK}/s`]: { event, revision: 1 } },
  } satisfies PracticeState
  await install(deps)
  await startPractice(deps)
  await saveRules(deps, { rules: [ANYONE] })
  await consent(deps, { annotations: 'on' })
  await tick(deps, 'start')
  deps.time.set(MONDAY + 2 * HOUR + 5 * MINUTE)
  await tick(deps, 'alarm')
  const [session] = await deps.db.sessions.all()
  const participant = session?.participants[0]
  if (!session || !participant) throw new Error('No session')
  const said = { occurred: false, reason: 'client-emergency' } as const
  await answer(deps, {
    intentId: 'a',
    sessionKey: session.key,
    kind: 'paid',
    answers: [{ participant: participant.id, said, courtesy: false, minutes: null }],
  })
  await tick(deps, 'message')
  const queueId = `${session.key}#${participant.id}`
  const calendarEvent = (id: string) => (practice.value as PracticeState).events[`${WORK}/${id}`]?.event
  const holds = () =>
    Object.values((practice.value as PracticeState).events)
      .map(({ event: each }) => each)
      .filter(({ status, marks }) => status !== 'cancelled' && marks['aw1.h'] !== undefined)
  const saveAll = async () => JSON.parse(JSON.stringify((await readRows(TEST_DATABASE)).rows)) as BackupRows
  /** The coach holds, or invites to, an hour on each of these days from today. */
  const offer = async (way: 'hold' | 'invite', ...ahead: readonly number[]) => {
    const slots = ahead.map((day) => {
      const start = MONDAY + day * DAY + 5 * HOUR
      return { start, end: start + HOUR }
    })
    const wish = { after: queueId, purpose: 'makeup' } as const
    const done = await propose(deps, { ...wish, intentId: 'p', way, slots })
    if (!done.ok) throw new Error(done.error.reason)
    // An invitation waits out the undo window.
    deps.time.advance(4 * MINUTE)
    await tick(deps, 'message')
    expect(holds()).toHaveLength(ahead.length)
  }
  const pass = async (days: number) => {
    for (let day = 0; day < days; day += 1) {
      deps.time.advance(DAY)
      await tick(deps, 'alarm')
    }
  }
  const place = async () => (await deps.db.queue.get(queueId))?.state
  const change = (id: string, part: Partial<CalendarEvent>) => {
    const state = practice.value as PracticeState
    const kept = state.events[`${WORK}/${id}`]
    if (kept === undefined) throw new Error(`There is no ${id}`)
    const revision = state.revision + 1
    const event = { ...kept.event, ...part, etag: `"${revision}"` }
    practice.value = {
      ...state,
      revision,
      events: { ...state.events, [`${WORK}/${id}`]: { event, revision } },
    }
  }
  return {
    deps,
    queueId,
    holds,
    saveAll,
    offer,
    pass,
    place,
    change,
    queueMark: () => calendarEvent('s')?.marks['aw1.q'],
  }
}

/** The books are of before the offer: an older backup was put in their place. */
const createForgetful = async (...ahead: readonly number[]) => createForgetfulOf('hold', ...ahead)

const createForgetfulOf = async (way: 'hold' | 'invite', ...ahead: readonly number[]) => {
  const coach = await createCoach()
  const before = await coach.saveAll()
  await coach.offer(way, ...ahead)
  await restore(coach.deps, before)
  await coach.pass(1)
  expect(await coach.place()).toBe('proposed')
  return coach
}

describe('holds of an offer that the books do not know', () => {
  it('stand as long as whoever made the offer may end it, go a day after its days, and its session waits again', async () => {
    const { deps, holds, pass, place, queueMark } = await createForgetful(2, 10)
    await pass(4)
    expect([holds().length, await place()]).toEqual([2, 'proposed'])
    await pass(1)
    expect([holds().length, await place()]).toEqual([0, 'open'])
    expect(queueMark()).toMatch(/=open$/)
    await pass(1)
    expect(await deps.db.outbox.all()).toEqual([])
  })

  it('go a day after the last of their times has begun, when that is sooner', async () => {
    const { holds, pass } = await createForgetful(1, 2)
    await pass(1)
    expect(holds()).toHaveLength(2)
    await pass(2)
    expect(holds()).toEqual([])
  })

  it('stay, and are nobody’s but the coach’s, where they were named or shared', async () => {
    const { holds, pass, change } = await createForgetful(2, 10)
    const [first, second] = holds()
    change(first?.id ?? '', { title: 'Dentist' })
    const guest = { email: 'sam@work.example', name: null, response: 'accepted' } as const
    const plain = { self: false, organiser: false, optional: false, resource: false }
    change(second?.id ?? '', { attendees: [{ ...guest, ...plain }] })
    await pass(14)
    expect(holds()).toHaveLength(2)
  })

  it('that the coach deletes leave their session waiting again: whoever made the offer ends it first, by a day', async () => {
    const { deps, holds, pass, place, change, queueMark } = await createForgetful(2, 10)
    const [first, second] = holds()
    change(first?.id ?? '', { status: 'cancelled' })
    await pass(2)
    expect(await place()).toBe('proposed')
    change(second?.id ?? '', { status: 'cancelled' })
    deps.time.advance(HOUR)
    await tick(deps, 'alarm')
    expect(await place()).toBe('proposed')
    await pass(1)
    expect([await place(), (await deps.db.queue.all())[0]?.proposalId]).toEqual(['open', null])
    await pass(1)
    expect(queueMark()).toMatch(/=open$/)
    expect(await deps.db.outbox.all()).toEqual([])
  })

  it('are left alone while their account is paused, and go when it is resumed', async () => {
    const { deps, holds, pass, place } = await createForgetful(2, 10)
    await pauseAccount(deps, { accountId: 'practice', paused: true })
    await pass(9)
    expect([holds().length, await place(), await deps.db.outbox.count()]).toEqual([2, 'proposed', 0])
    await pauseAccount(deps, { accountId: 'practice', paused: false })
    await pass(1)
    expect([holds().length, await place()]).toEqual([0, 'open'])
  })
})

/** The client says yes or no to the invitation of this number. */
const respond = (
  coach: Awaited<ReturnType<typeof createCoach>>,
  slot: number,
  response: 'accepted' | 'declined',
) => {
  const event = coach.holds()[slot]
  const attendees = event?.attendees.map((each) => ({ ...each, response }))
  if (event !== undefined && attendees !== undefined) coach.change(event.id, { attendees })
  return event
}

describe('invitations of an offer that the books do not know', () => {
  it('are asked about once their time is over; the accepted one is the make-up that its session waited for', async () => {
    const coach = await createForgetfulOf('invite', 2, 3)
    const { deps, holds, pass, place } = coach
    const event = respond(coach, 0, 'accepted')
    await pass(2)
    expect([holds().length, await place()]).toEqual([2, 'proposed'])
    await pass(1)
    expect([holds().length, await place()]).toEqual([1, 'booked'])
    await pass(1)
    const sessions = await deps.db.sessions.all()
    const makeup = sessions.find(({ copies }) => copies.some(({ eventId }) => eventId === event?.id))
    expect(makeup).toMatchObject({
      standing: 'open',
      open: 1,
      makeupOf: coach.queueId,
    })
    expect(coach.queueMark()).toMatch(/=booked:/)
    expect(await deps.db.outbox.all()).toEqual([])
  })

  it('are left to the browser that may know them when the client has said no, or nothing', async () => {
    const coach = await createForgetfulOf('invite', 2, 3)
    const event = respond(coach, 0, 'declined')
    const room = { email: 'room@work.example', name: null, response: 'accepted', self: false } as const
    const attendees = [
      ...(event?.attendees ?? []).map((each) => ({ ...each, response: 'declined' as const })),
    ]
    const withRoom = [...attendees, { ...room, organiser: false, optional: false, resource: true }]
    if (event !== undefined) coach.change(event.id, { attendees: withRoom })
    await coach.pass(6)
    expect([coach.holds().length, await coach.place()]).toEqual([2, 'proposed'])
    expect((await coach.deps.db.sessions.all()).filter(({ open }) => open === 1)).toEqual([])
    expect(await coach.deps.db.outbox.all()).toEqual([])
  })

  it.each(['deleted', 'nowhere to be found'])(
    'leave nothing to write, and their session waiting again, where the event is %s by then',
    async (how) => {
      const coach = await createForgetfulOf('invite', 2)
      const { deps, pass, place } = coach
      const event = respond(coach, 0, 'accepted')
      const failure = how === 'deleted' ? { type: 'offline' } : { type: 'not-found' }
      const no = err(failure as Failure)
      const calendars = {
        of: (account: Account): CalendarPort => {
          const port = deps.calendars.of(account)
          const isIt = (id: string) => id === event?.id
          const patch: CalendarPort['patch'] = async (calendar, id, ...rest) =>
            isIt(id) ? no : port.patch(calendar, id, ...rest)
          const get: CalendarPort['get'] = async (calendar, id) => (isIt(id) ? no : port.get(calendar, id))
          return { ...port, patch, get }
        },
      }
      for (let day = 0; day < 3; day += 1) {
        deps.time.advance(DAY)
        await tick({ ...deps, calendars }, 'alarm')
      }
      expect([(await deps.db.outbox.get(`own:${event?.id}`))?.state, await place()]).toEqual([
        how === 'deleted' ? 'queued' : 'dead',
        'booked',
      ])
      coach.change(event?.id ?? '', { status: 'cancelled' })
      await pass(1)
      expect([await deps.db.outbox.all(), await place()]).toEqual([[], 'open'])
      expect(coach.queueMark()).toMatch(/=open$/)
    },
  )

  it('are no make-up where somebody else than its client accepted', async () => {
    const coach = await createForgetfulOf('invite', 2)
    const event = respond(coach, 0, 'declined')
    const guest = { email: 'assistant@work.example', name: null, response: 'accepted', self: false } as const
    const declined = (event?.attendees ?? []).map((each) => ({ ...each, response: 'declined' as const }))
    const attendees = [...declined, { ...guest, organiser: false, optional: false, resource: false }]
    if (event !== undefined) coach.change(event.id, { attendees })
    await coach.pass(5)
    expect([coach.holds().length, await coach.place()]).toEqual([1, 'proposed'])
  })
})

describe('invitations of an offer that was withdrawn', () => {
  /** Two times were invited to, the first was accepted; both were withdrawn, and the coach gave it up to take that one from the calendar. */
  const createLeft = async () => {
    const coach = await createCoach()
    await coach.offer('invite', 2, 3)
    await tick(coach.deps, 'message')
    const event = respond(coach, 0, 'accepted')
    await coach.pass(1)
    const [proposal] = await coach.deps.db.proposals.all()
    await withdraw(coach.deps, { proposalId: proposal?.id ?? '' })
    const removal = (await coach.deps.db.outbox.all()).find(({ eventId }) => eventId === event?.id)
    expect(await discardWrite(coach.deps, { writeId: removal?.id ?? '' })).toEqual({ ok: true, value: null })
    await tick(coach.deps, 'message')
    const session = async () =>
      (await coach.deps.db.sessions.all()).find(({ copies }) =>
        copies.some(({ eventId }) => eventId === event?.id),
      )
    return { ...coach, event, session }
  }

  it('that the coach left in the calendar all the same are asked about once their time is over, if they were accepted', async () => {
    const { deps, holds, pass, place, session } = await createLeft()
    expect([holds().length, await place()]).toEqual([1, 'open'])
    await pass(1)
    expect(await session()).toBeUndefined()
    await pass(2)
    expect(holds()).toEqual([])
    await pass(1)
    expect(await session()).toMatchObject({ standing: 'open', open: 1, makeupOf: null })
    expect([await place(), await deps.db.outbox.all()]).toEqual(['open', []])
  })

  it('are not taken up again when the coach gives that up, too', async () => {
    const { deps, pass, session, event } = await createLeft()
    const fail = async () => err({ type: 'forbidden', reason: 'no' } as const)
    const calendars = { of: (account: Account) => ({ ...deps.calendars.of(account), patch: fail }) }
    const refusing = { ...deps, calendars }
    for (let hours = 0; hours < 3 * 24; hours += 2) {
      deps.time.advance(2 * HOUR)
      await tick(refusing, 'alarm')
    }
    const writeId = `own:${event?.id}`
    expect(await deps.db.outbox.get(writeId)).toMatchObject({ state: 'dead' })
    await discardWrite(deps, { writeId })
    await pass(2)
    expect([await session(), await deps.db.outbox.all()]).toEqual([undefined, []])
  })
})

describe('invitations of an offer that was withdrawn, which may not be called off', () => {
  /** The client of the first time brought somebody along; both times are withdrawn, and nobody says anything to what then waits. */
  const createRefused = async (response: 'accepted' | 'declined' = 'accepted') => {
    const coach = await createCoach()
    await coach.offer('invite', 2, 3)
    await tick(coach.deps, 'message')
    const event = respond(coach, 0, response)
    const guest = { email: 'kim@client.example', name: null, response: 'needs-action', self: false } as const
    const attendees = coach.holds()[0]?.attendees ?? []
    coach.change(event?.id ?? '', {
      attendees: [...attendees, { ...guest, organiser: false, optional: false, resource: false }],
    })
    await coach.pass(1)
    const [proposal] = await coach.deps.db.proposals.all()
    await withdraw(coach.deps, { proposalId: proposal?.id ?? '' })
    await tick(coach.deps, 'message')
    const removal = `release:${event?.id}`
    expect(await coach.deps.db.outbox.all()).toMatchObject([{ id: removal, state: 'dead' }])
    const session = async () =>
      (await coach.deps.db.sessions.all()).find(({ copies }) =>
        copies.some(({ eventId }) => eventId === event?.id),
      )
    return { ...coach, event, removal, session }
  }

  it('are asked about once their time is over, if they were accepted, and nothing of it waits any more', async () => {
    const { deps, holds, pass, session } = await createRefused()
    await pass(1)
    expect([holds().length, (await deps.db.outbox.all()).length, await session()]).toEqual([1, 1, undefined])
    await pass(3)
    expect(await session()).toMatchObject({ standing: 'open', open: 1, makeupOf: null })
    expect([holds(), await deps.db.outbox.all()]).toEqual([[], []])
  })

  it('wait for the coach’s word when the client has said no', async () => {
    const { deps, holds, pass, removal, session } = await createRefused('declined')
    await pass(5)
    expect([holds().length, await session()]).toEqual([1, undefined])
    expect(await deps.db.outbox.all()).toMatchObject([{ id: removal, state: 'dead' }])
  })

  it('are left alone once the coach has given that up, too', async () => {
    const { deps, pass, session, event, removal } = await createRefused()
    const fail = async () => err({ type: 'forbidden', reason: 'no' } as const)
    const calendars = { of: (account: Account) => ({ ...deps.calendars.of(account), patch: fail }) }
    for (let hours = 0; hours < 3 * 24; hours += 2) {
      deps.time.advance(2 * HOUR)
      await tick({ ...deps, calendars }, 'alarm')
    }
    const own = `own:${event?.id}`
    expect((await deps.db.outbox.all()).map(({ id, state }) => [id, state]).toSorted()).toEqual([
      [own, 'dead'],
      [removal, 'dead'],
    ])
    await discardWrite(deps, { writeId: own })
    await pass(2)
    expect([await session(), (await deps.db.outbox.all()).map(({ id }) => id)]).toEqual([
      undefined,
      [removal],
    ])
  })
})

it('an offer of which one time is far ahead is not taken for deleted when the other was', async () => {
  const { holds, pass, place, change } = await createForgetful(2, 90)
  change(holds()[0]?.id ?? '', { status: 'cancelled' })
  await pass(3)
  expect([holds().length, await place()]).toEqual([1, 'proposed'])
})
