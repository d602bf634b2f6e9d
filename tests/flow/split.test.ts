import { describe, expect, it } from 'vitest'
import { MARK, readMarks } from '../../lib/core/annotation.ts'
import { encodeHeads } from '../../lib/core/annotation-value.ts'
import { HOUR, MINUTE } from '../../lib/core/time.ts'
import { answer } from '../../lib/flow/answer.ts'
import { consent } from '../../lib/flow/consent.ts'
import { splitSession } from '../../lib/flow/split.ts'
import { tick } from '../../lib/flow/tick.ts'
import { likenessOf } from '../../lib/store/queries/copies.ts'
import { calendarOf, NOW } from '../helpers/books.ts'
import { change } from '../helpers/store.ts'
import { came } from './answering.ts'
import { createWorld, instance, meeting, pullSaying, type World } from './pulling.ts'

const START = NOW + HOUR
const KEY = 'a@calendar.example|-'
const OTHER = 'other-system|-'

/** Two meetings at one time with the same client, in two calendars and under two uids. */
const alike = async () => {
  const world = await createWorld()
  await world.db.calendars.put(calendarOf({ key: 'home', id: 'home', name: 'Home', primary: false }))
  // Calendars are read in the order of their keys: home first.
  await pullSaying(world, { events: [] }, { events: [meeting('a', START)] })
  await pullSaying(world, { events: [meeting('b', START, { iCalUid: 'other-system' })] }, { events: [] })
  return world
}

const keysOf = async (world: World) => (await world.db.sessions.all()).map(({ key }) => key)

describe('E11 "These are two sessions"', () => {
  it('E11 parts what only looked like one, and each is asked about', async () => {
    const world = await alike()
    expect(await keysOf(world)).toEqual([KEY])
    expect(await likenessOf(world.db, KEY)).toMatchObject([
      { calendar: 'Work', account: { provider: 'google' } },
      { calendar: 'Home', account: { provider: 'google' } },
    ])
    expect(await splitSession(world, { sessionKey: KEY })).toEqual({ ok: true, value: null })
    expect(await keysOf(world)).toEqual([KEY, OTHER])
    expect(await likenessOf(world.db, KEY)).toEqual([])
    world.time.set(START + HOUR + 6 * MINUTE)
    await tick(world, 'alarm')
    expect(world.told.prompts.map((keys) => [...keys].sort())).toEqual([[KEY, OTHER]])
  })

  it('E11 stays parted in every later pull, also when a calendar is read anew', async () => {
    const world = await alike()
    await splitSession(world, { sessionKey: KEY })
    await pullSaying(world, { events: [meeting('b', START, { iCalUid: 'other-system', title: 'New' })] }, {})
    await world.db.events.removeMany(
      (await world.db.events.where('calendarKey', 'home')).map(({ key }) => key),
    )
    await world.db.sessions.remove(OTHER)
    await pullSaying(world, { events: [meeting('b', START, { iCalUid: 'other-system' })] }, {})
    expect(await keysOf(world)).toEqual([KEY, OTHER])
  })

  it('E11 parts all instances of two series, those to come as well', async () => {
    const world = await createWorld()
    await world.db.calendars.put(calendarOf({ key: 'home', id: 'home', primary: false }))
    const weekly = (week: number) => instance('w', START + week * 7 * 24 * HOUR)
    const twin = (week: number) => ({ ...weekly(week), id: `t${week}`, iCalUid: 'twin', seriesId: 't' })
    await pullSaying(world, { events: [] }, { events: [weekly(0), weekly(1)] })
    await pullSaying(world, { events: [twin(0), twin(1)] }, {})
    const [first = ''] = await keysOf(world)
    expect(await keysOf(world)).toHaveLength(2)
    await splitSession(world, { sessionKey: String(first) })
    expect(await keysOf(world)).toHaveLength(4)
    await pullSaying(world, { events: [twin(2)] }, { events: [weekly(2)] })
    expect(await keysOf(world)).toHaveLength(6)
  })

  it('E11 an answer stays with the session it was given for, and its annotation moves to the right event', async () => {
    const world = await alike()
    await consent(world, { annotations: 'on' })
    const participant = (await world.db.sessions.get(KEY))?.participants[0]?.id ?? ''
    const answers = [{ participant, said: came, courtesy: false, minutes: null }]
    await answer(world, { intentId: 'i', sessionKey: KEY, kind: 'paid', answers })
    const [row] = await world.db.outbox.all()
    expect(row?.lane).toBe('home/b')
    await splitSession(world, { sessionKey: KEY })
    expect((await world.db.outbox.all()).map(({ lane }) => lane)).toEqual(['work/a'])
    expect(await world.db.sessions.get(KEY)).toMatchObject({ standing: 'answered' })
    expect(await world.db.sessions.get(OTHER)).toMatchObject({ standing: 'open', open: 1 })
  })

  it('E11 what was already written on the wrong event is taken off it', async () => {
    const world = await alike()
    await consent(world, { annotations: 'on' })
    const participant = (await world.db.sessions.get(KEY))?.participants[0]?.id ?? ''
    const answers = [{ participant, said: came, courtesy: false, minutes: null }]
    await answer(world, { intentId: 'i', sessionKey: KEY, kind: 'paid', answers })
    const [row] = await world.db.outbox.all()
    if (row?.operation.type !== 'annotate') throw new Error('nothing to write')
    await change(world.db.events, 'home/b', {
      marks: { [MARK.any]: '1', [MARK.answer(participant)]: encodeHeads([row.operation.head]) },
    })
    expect(readMarks((await world.db.events.get('home/b'))?.marks ?? {}).heads.size).toBe(1)
    await world.db.outbox.removeMany((await world.db.outbox.all()).map(({ id }) => id))
    await splitSession(world, { sessionKey: KEY })
    expect((await world.db.outbox.all()).map(({ lane, operation }) => [lane, operation.type])).toEqual([
      ['work/a', 'annotate'],
      ['home/b', 'strip'],
    ])
  })

  it('E11 leaves alone what carries one uid everywhere', async () => {
    const world = await createWorld()
    await world.db.calendars.put(calendarOf({ key: 'home', id: 'home', primary: false }))
    await pullSaying(world, { events: [meeting('a', START)] }, { events: [meeting('a', START)] })
    expect(await likenessOf(world.db, KEY)).toEqual([])
    expect(await splitSession(world, { sessionKey: KEY })).toMatchObject({ error: { reason: 'not-found' } })
    expect(await keysOf(world)).toEqual([KEY])
  })
})
