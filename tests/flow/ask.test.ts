import { describe, expect, it } from 'vitest'
import { defaultSettings, type Settings } from '../../lib/core/settings.ts'
import { DAY, HOUR, MINUTE } from '../../lib/core/time.ts'
import { ask } from '../../lib/flow/ask.ts'
import { putOff } from '../../lib/flow/recognise.ts'
import { NOW, sessionOf } from '../helpers/books.ts'
import { change } from '../helpers/store.ts'
import { COACH, createWorld, gone, guest, meeting, pullSaying, type World } from './pulling.ts'

const GRACE = 5 * MINUTE

const setAsk = async (world: World, over: Partial<Settings['ask']>) => {
  const row = await world.db.settings.get('settings')
  const value = row?.value ?? defaultSettings
  await world.db.settings.put({ id: 'settings', value: { ...value, ask: { ...value.ask, ...over } } })
}

const ended = (id: string, end: number, over = {}) =>
  sessionOf({ key: `${id}|-`, uid: id, start: end - HOUR, end, ...over })

describe('asking', () => {
  it('opens one window, tells the badge, and never opens a second for the same session', async () => {
    const world = await createWorld()
    await world.db.sessions.put(ended('a', NOW - GRACE))
    await ask(world)
    await ask(world)
    expect(world.told.prompts).toEqual([['a|-']])
    expect(world.told.badges.at(-1)).toEqual({ waiting: 1, attention: false })
    expect((await world.db.sessions.get('a|-'))?.askedAt).toBe(NOW)
  })

  it('says when to look again', async () => {
    const world = await createWorld()
    await world.db.sessions.put(ended('a', NOW + HOUR))
    expect(await ask(world)).toEqual({ wakeAt: NOW + HOUR + GRACE })
  })

  it('E29 after a week asleep: one window with everything, oldest first, and one a day from then on', async () => {
    const world = await createWorld()
    const days = [1, 5, 3, 2, 4]
    await world.db.sessions.putMany(days.map((day) => ended(`d${day}`, NOW - day * DAY)))
    await ask(world)
    const all = ['d5|-', 'd4|-', 'd3|-', 'd2|-', 'd1|-']
    expect(world.told.prompts).toEqual([all])
    world.time.set(NOW + HOUR)
    await ask(world)
    expect(world.told.prompts).toHaveLength(1)
    // 18:00, the end of the day: the round-up.
    world.time.set(Date.UTC(2026, 10, 23, 18))
    await ask(world)
    await ask(world)
    expect(world.told.prompts).toEqual([all, all])
    expect(world.told.notifications).toEqual([])
  })

  it('E30 asks nothing about what was history when Afterward came', async () => {
    const world = await createWorld({ installedAt: NOW })
    await pullSaying(world, { events: [meeting('old', NOW - 3 * HOUR), meeting('older', NOW - 9 * DAY)] })
    await ask(world)
    expect(world.told.prompts).toEqual([])
    expect(world.told.badges).toEqual([{ waiting: 0, attention: false }])
  })

  it('E22 asks at the instant, wherever the coach is', async () => {
    for (const zone of ['Pacific/Auckland', 'America/Los_Angeles']) {
      const world = await createWorld({ zone })
      await world.db.sessions.put(ended('a', NOW, { zone: 'Europe/Madrid' }))
      expect(await ask(world)).toEqual({ wakeAt: NOW + GRACE })
      world.time.advance(GRACE)
      await ask(world)
      expect(world.told.prompts).toEqual([['a|-']])
    }
  })

  it('E22 keeps quiet by the clock where the coach is', async () => {
    const world = await createWorld({ zone: 'America/New_York' })
    await setAsk(world, { quiet: { from: '20:00', to: '08:00' } })
    await world.db.sessions.put(ended('a', NOW - GRACE))
    // 04:00 in New York: quiet until 08:00 there.
    expect(await ask(world)).toEqual({ wakeAt: NOW + 4 * HOUR })
    world.time.advance(4 * HOUR)
    await ask(world)
    expect(world.told.prompts).toEqual([['a|-']])
  })

  it('E20 asks at the true end of a session booked before the clocks changed', async () => {
    // Weekly at 10:00 in Madrid: 08:00 UTC until 24 October 2026, 09:00 UTC from the 25th on.
    const world = await createWorld({ now: Date.UTC(2026, 9, 20), installedAt: 0, zone: 'Europe/Madrid' })
    const madrid = { zone: 'Europe/Madrid', updated: null }
    await pullSaying(world, {
      events: [
        meeting('before', Date.UTC(2026, 9, 22, 8), madrid),
        meeting('after', Date.UTC(2026, 9, 29, 9), madrid),
      ],
    })
    world.time.set(Date.UTC(2026, 9, 22, 9, 5))
    await ask(world)
    await change(world.db.sessions, 'before@calendar.example|-', { standing: 'answered', open: 0 })
    world.time.set(Date.UTC(2026, 9, 29, 10, 4, 59))
    await ask(world)
    expect(world.told.prompts).toEqual([['before@calendar.example|-']])
    world.time.set(Date.UTC(2026, 9, 29, 10, 5))
    await ask(world)
    expect(world.told.prompts).toEqual([['before@calendar.example|-'], ['after@calendar.example|-']])
  })

  it('E26 asks once about a session that spans midnight, after its end on the next day', async () => {
    const world = await createWorld()
    const start = Date.UTC(2026, 10, 23, 23, 30)
    await pullSaying(world, { events: [meeting('night', start)] })
    world.time.set(Date.UTC(2026, 10, 24, 0, 0))
    await ask(world)
    expect(world.told.prompts).toEqual([])
    world.time.set(start + HOUR + GRACE)
    await ask(world)
    expect(world.told.prompts).toHaveLength(1)
  })

  it('waits while another event of the coach runs, but not for free time, holds or what the coach declined', async () => {
    const world = await createWorld({
      rules: [{ id: 'a', order: 1, include: true, kind: null, match: { type: 'title', words: 'Coaching' } }],
    })
    const other = (id: string, over = {}) => meeting(id, NOW - 10 * MINUTE, { title: 'Talk', ...over })
    await pullSaying(world, {
      events: [
        meeting('a', NOW - HOUR - GRACE),
        other('free', { busy: false }),
        other('hold', { marks: { aw: '1', 'aw1.h': 'p:1' } }),
        other('declined', { attendees: [{ ...COACH, response: 'declined' }, guest('x@y.example')] }),
      ],
    })
    // Asked; what is left to wait for is the round-up at 18:00.
    expect(await ask(world)).toEqual({ wakeAt: Date.UTC(2026, 10, 23, 18) })
    expect(world.told.prompts).toHaveLength(1)
  })

  it('is held while another event runs and asks when it is over', async () => {
    const world = await createWorld({
      rules: [{ id: 'a', order: 1, include: true, kind: null, match: { type: 'title', words: 'Coaching' } }],
    })
    await pullSaying(world, {
      events: [meeting('a', NOW - HOUR - GRACE), meeting('talk', NOW - 30 * MINUTE, { title: 'Talk' })],
    })
    expect(await ask(world)).toEqual({ wakeAt: NOW + 30 * MINUTE })
    expect(world.told.prompts).toEqual([])
    expect(world.told.badges).toEqual([{ waiting: 1, attention: false }])
    world.time.set(NOW + 30 * MINUTE)
    await ask(world)
    expect(world.told.prompts).toHaveLength(1)
  })

  it('waits for the unlock and for silence', async () => {
    const world = await createWorld()
    await world.db.sessions.put(ended('a', NOW - GRACE))
    world.present.state = 'locked'
    await ask(world)
    world.present.state = 'active'
    world.present.audible = true
    await ask(world)
    expect(world.told.prompts).toEqual([])
    world.present.audible = false
    await ask(world)
    expect(world.told.prompts).toEqual([['a|-']])
  })

  it('sound holds a question back for 15 minutes at most, looked at every minute', async () => {
    const world = await createWorld()
    await world.db.sessions.put(ended('a', NOW - GRACE))
    world.present.audible = true
    expect(await ask(world)).toEqual({ wakeAt: NOW + MINUTE })
    world.time.set(NOW + 15 * MINUTE - 1)
    expect(await ask(world)).toEqual({ wakeAt: NOW + 15 * MINUTE })
    expect(world.told.prompts).toEqual([])
    world.time.set(NOW + 15 * MINUTE)
    await ask(world)
    expect(world.told.prompts).toEqual([['a|-']])
  })

  it('E27 sessions back to back are asked about in the gap after the last, in one window', async () => {
    const world = await createWorld()
    const ends = [NOW, NOW + HOUR, NOW + 2 * HOUR]
    await world.db.sessions.putMany(ends.map((end, index) => ended(`s${index}`, end)))
    for (const end of ends.slice(0, 2)) {
      world.time.set(end + GRACE)
      await ask(world)
    }
    expect(world.told.prompts).toEqual([])
    expect(world.told.badges.map(({ waiting }) => waiting)).toEqual([1, 2])
    world.time.set(NOW + 2 * HOUR + GRACE)
    await ask(world)
    expect(world.told.prompts).toEqual([['s0|-', 's1|-', 's2|-']])
  })

  it('E32 what was closed unanswered stays on the badge and comes back in the round-up of each day, until answered', async () => {
    const world = await createWorld()
    await world.db.sessions.put(ended('a', NOW - GRACE))
    const roundUp = Date.UTC(2026, 10, 23, 18)
    const opened: number[] = []
    // Three days, looked at every half hour; nothing is ever chosen in the window until the third day.
    for (let now = NOW; now < NOW + 3 * DAY; now += 30 * MINUTE) {
      world.time.set(now)
      if (now === roundUp + 2 * DAY - HOUR)
        await change(world.db.sessions, 'a|-', { standing: 'answered', open: 0 })
      const before = world.told.prompts.length
      await ask(world)
      if (world.told.prompts.length > before) opened.push(now)
      expect(world.told.badges.at(-1)?.waiting).toBe(now < roundUp + 2 * DAY - HOUR ? 1 : 0)
    }
    expect(opened).toEqual([NOW, roundUp, roundUp + DAY])
    expect(world.told.notifications).toEqual([])
  })

  it('E32 what is put off comes back at its time, once', async () => {
    const world = await createWorld()
    await world.db.sessions.put(ended('a', NOW - GRACE))
    await ask(world)
    expect(await putOff(world, { sessionKey: 'a|-', until: NOW + 10 * MINUTE })).toMatchObject({ ok: true })
    expect(await putOff(world, { sessionKey: 'nobody|-', until: NOW })).toMatchObject({ ok: false })
    await ask(world)
    expect(world.told.badges.at(-1)?.waiting).toBe(0)
    world.time.set(NOW + 10 * MINUTE)
    await ask(world)
    await ask(world)
    expect(world.told.prompts).toEqual([['a|-'], ['a|-']])
  })

  it('notifies instead when the coach wants that, without a name, and uses the other way when one does not work', async () => {
    const world = await createWorld()
    await setAsk(world, { how: 'notification' })
    await world.db.sessions.putMany([ended('a', NOW - GRACE), ended('b', NOW - HOUR)])
    await ask(world)
    expect(world.told.notifications).toEqual([
      { sessionKeys: ['b|-', 'a|-'], start: NOW - 2 * HOUR, zone: 'UTC' },
    ])
    expect(world.told.prompts).toEqual([])
    await world.db.sessions.put(ended('c', NOW - GRACE))
    await ask({ ...world, notifier: { ...world.notifier, notify: async () => false } })
    expect(world.told.prompts).toEqual([['c|-']])
  })

  it('E33 without leave to notify the window opens; where neither works the badge counts and it comes in the round-up', async () => {
    const world = await createWorld()
    await setAsk(world, { how: 'notification' })
    await world.db.sessions.put(ended('a', NOW - GRACE))
    const denied = { ...world.notifier, notify: async () => false }
    await ask({ ...world, notifier: denied })
    expect(world.told.prompts).toEqual([['a|-']])
    await world.db.sessions.put(ended('b', NOW - GRACE))
    await ask({ ...world, notifier: { ...denied, openPrompt: async () => false } })
    expect(world.told.badges.at(-1)).toEqual({ waiting: 2, attention: false })
    expect(world.told.prompts).toHaveLength(1)
    world.time.set(Date.UTC(2026, 10, 23, 18))
    await ask({ ...world, notifier: denied })
    expect(world.told.prompts.slice(1)).toEqual([['a|-', 'b|-']])
  })

  it('shows on the badge that an account needs the coach', async () => {
    const world = await createWorld()
    await change(world.db.accounts, 'acc', { state: 'sign-in' })
    await ask(world)
    expect(world.told.badges).toEqual([{ waiting: 0, attention: true }])
  })

  it('E06 never opens a window for what was deleted well ahead', async () => {
    const world = await createWorld()
    await pullSaying(world, { events: [meeting('a', NOW + 2 * DAY)] })
    await pullSaying(world, { events: [gone('a')] })
    world.time.set(NOW + 3 * DAY)
    await ask(world)
    expect(world.told.prompts).toEqual([])
  })
})
