import { describe, expect, it } from 'vitest'
import type { CalendarEvent } from '../../lib/core/event.ts'
import { participantKey } from '../../lib/core/session.ts'
import { DAY, HOUR, MINUTE } from '../../lib/core/time.ts'
import { answer } from '../../lib/flow/answer.ts'
import { ask } from '../../lib/flow/ask.ts'
import { NOW } from '../helpers/books.ts'
import { change } from '../helpers/store.ts'
import { createWorld, gone, instance, pullSaying, type World } from './pulling.ts'

const WEEK = 7 * DAY
const FIRST = NOW + DAY
const at = (week: number): number => FIRST + week * WEEK
const weeks = [0, 1, 2, 3]

const seriesOf = (uid: string, shift = 0, over: Partial<CalendarEvent> = {}): CalendarEvent[] =>
  weeks.map((week) => instance(uid, at(week) + shift, over))

const keys = async (world: World) =>
  (await world.db.sessions.between('start', Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY)).map(
    ({ key }) => key,
  )

describe('a series that changes', () => {
  it('E02 "this and following" split off: the sessions go on in the new part, with kind and overrides', async () => {
    const world = await createWorld()
    await pullSaying(world, { events: seriesOf('s') })
    const third = await world.db.sessions.get(`s@calendar.example|${at(2)}`)
    await change(world.db.sessions, `s@calendar.example|${at(2)}`, {
      kind: 'complimentary',
      notBefore: at(2) + DAY,
    })
    const part = 's_R20261208T090000Z'
    await pullSaying(world, {
      events: [
        gone(`s_${at(2)}`),
        gone(`s_${at(3)}`),
        instance(part, at(2) + 2 * HOUR),
        instance(part, at(3) + 2 * HOUR),
      ],
    })
    expect(await keys(world)).toEqual([
      `s@calendar.example|${at(0)}`,
      `s@calendar.example|${at(1)}`,
      `${part}@calendar.example|${at(2) + 2 * HOUR}`,
      `${part}@calendar.example|${at(3) + 2 * HOUR}`,
    ])
    const carried = await world.db.sessions.get(`${part}@calendar.example|${at(2) + 2 * HOUR}`)
    expect(carried).toMatchObject({
      kind: 'complimentary',
      notBefore: at(2) + DAY,
      standing: 'open',
      open: 1,
      sightings: [{ what: 'moved', start: at(2), to: at(2) + 2 * HOUR }],
    })
    // Known by the new key, so that another browser, which never saw the old one, finds the same participant.
    expect(carried?.participants[0]?.id).not.toBe(third?.participants[0]?.id)
    expect(await world.db.queue.count()).toBe(0)
  })

  it('E02 the whole series shifted by a day: nothing is new, nothing deleted, nobody asked twice', async () => {
    const world = await createWorld()
    await pullSaying(world, { events: seriesOf('s') })
    world.time.set(at(0) + HOUR + 5 * MINUTE)
    await ask(world)
    await pullSaying(world, {
      events: [...weeks.map((week) => gone(`s_${at(week)}`)), ...seriesOf('s', DAY, { updated: NOW + DAY })],
    })
    const sessions = await world.db.sessions.between(
      'start',
      Number.NEGATIVE_INFINITY,
      Number.POSITIVE_INFINITY,
    )
    expect(sessions.map(({ start }) => start)).toEqual(weeks.map((week) => at(week) + DAY))
    expect(sessions.every(({ standing }) => standing === 'open')).toBe(true)
    expect(sessions[0]?.askedAt).toBe(at(0) + HOUR + 5 * MINUTE)
    expect(await world.db.queue.count()).toBe(0)
  })

  it('E02 an answered session keeps its key, its answer and its books when its series shifts', async () => {
    const world = await createWorld()
    await pullSaying(world, { events: seriesOf('s') })
    world.time.set(at(0) + HOUR)
    const key = `s@calendar.example|${at(0)}`
    const participant = (await world.db.sessions.get(key))?.participants[0]?.id ?? ''
    const said = { participant, said: { occurred: true }, courtesy: false, minutes: null } as const
    await answer(world, { intentId: 'i', sessionKey: key, kind: 'paid', answers: [said] })
    await pullSaying(world, {
      events: [...weeks.map((week) => gone(`s_${at(week)}`)), ...seriesOf('s', DAY, { updated: NOW + DAY })],
    })
    expect(await world.db.sessions.count()).toBe(weeks.length)
    expect(await world.db.sessions.get(key)).toMatchObject({
      standing: 'answered',
      start: at(0) + DAY,
      originalStart: at(0) + DAY,
      participants: [{ id: participant, outcome: { code: 'occurred' } }],
    })
    expect(await world.db.ledger.where('sessionKey', key)).toHaveLength(1)
    // And stays the same session in later pulls, although the event's own key is another.
    const later = instance('s', at(0) + DAY, { updated: NOW + 2 * DAY, title: 'Renamed' })
    await pullSaying(world, { events: [later] })
    expect(await world.db.sessions.count()).toBe(weeks.length)
    expect(await world.db.sessions.get(key)).toMatchObject({ title: 'Renamed', standing: 'answered' })
  })

  it('E02 a client linked by the coach’s word stays linked', async () => {
    const world = await createWorld()
    await pullSaying(world, { events: seriesOf('s') })
    const key = `s@calendar.example|${at(1)}`
    const participant = (await world.db.sessions.get(key))?.participants[0]?.id ?? ''
    await world.db.clients.put({
      id: 'client',
      name: 'Dana',
      addresses: [],
      titles: [],
      participants: [participantKey(key, participant)],
      kinds: [],
      dontAsk: false,
      createdAt: NOW,
    })
    await pullSaying(world, {
      events: [...weeks.map((week) => gone(`s_${at(week)}`)), ...seriesOf('s', HOUR, { updated: NOW + DAY })],
    })
    expect((await world.db.sessions.get(key))?.participants[0]?.id).toBe(participant)
  })

  it('E02 an instance that is further than seven days away is another session', async () => {
    const world = await createWorld()
    await pullSaying(world, { events: [instance('s', at(0) + 3 * DAY)] })
    await pullSaying(world, { events: [gone(`s_${at(0) + 3 * DAY}`), instance('s', at(2))] })
    const sessions = await world.db.sessions.between(
      'start',
      Number.NEGATIVE_INFINITY,
      Number.POSITIVE_INFINITY,
    )
    expect(sessions.map(({ standing }) => standing)).toEqual(['canceled', 'open'])
  })
})
