import { describe, expect, it } from 'vitest'
import type { Session } from '../../lib/core/session.ts'
import type { Browser } from './browser.ts'
import { checkRest } from './checks/rest.ts'
import { CLIENTS, COACH } from './clouds/cloud.ts'
import { createDice } from './dice.ts'
import { ownEventLoop } from './event-loop.ts'
import { headsOn } from './oracle.ts'
import { comeToRest } from './rest.ts'
import { setScene, setUp } from './setting.ts'
import { DAY, HOUR, MINUTE } from './steps/step.ts'
import { createWorld, type World } from './world.ts'

/** Seeds with two browsers and several sessions. */
const SEEDS = { Google: 2, Outlook: 3, 'Google and Outlook': 19 }

type Work = (world: World, first: Browser, second: Browser) => Promise<void>

const inWorldOf = async (seed: number, work: Work) => {
  const world = createWorld(createDice(seed), false)
  const [first, second] = world.browsers
  if (first === undefined || second === undefined) throw new Error('This seed has no two browsers')
  await ownEventLoop(world.schedule, async () => {
    await setScene(world)
    for (const { device } of world.browsers) device.isAsleep = true
    await world.schedule.run(world.schedule.now() + 2 * DAY)
    for (const { device } of world.browsers) device.awake()
    await world.schedule.run(world.schedule.now() + MINUTE)
    await work(world, first, second)
  })
  expect(world.report.violations).toEqual([])
}

const ended = (world: World, { disk }: Browser): readonly Session[] =>
  disk.rows('sessions').filter(({ end, open }) => open === 1 && end < world.schedule.now())

const say = (browser: Browser, session: Session, intentId: string, occurred: boolean) =>
  void browser.send('answer', {
    intentId,
    sessionKey: session.key,
    kind: 'paid',
    answers: session.participants.map(({ id }) => ({
      participant: id,
      said: occurred ? { occurred } : { occurred, reason: 'client-no-show' as const },
      courtesy: false,
      minutes: null,
    })),
  })

/** Lets time pass until there is a reply. */
const answered = async <T>({ schedule }: World, reply: Promise<T>): Promise<T> => {
  await schedule.run(schedule.now() + MINUTE)
  return reply
}

const outcomes = ({ disk }: Browser) =>
  new Map(
    disk
      .rows('sessions')
      .flatMap(({ key, participants }) => participants.map(({ id, outcome }) => [`${key}#${id}`, outcome])),
  )

const balance = ({ disk }: Browser): number => disk.rows('ledger').reduce((sum, { delta }) => sum + delta, 0)

describe.each(Object.entries(SEEDS))('over %s', (_, seed) => {
  const inWorld = (work: Work) => inWorldOf(seed, work)

  it('E60 installed anew, Afterward has the outcomes back from the calendar, and asks about none of them', () =>
    inWorld(async (world, first) => {
      const sessions = ended(world, first)
      expect(sessions.length).toBeGreaterThan(1)
      for (const [index, session] of sessions.entries()) say(first, session, `i${index}`, index % 2 === 0)
      await comeToRest(world)
      const again = world.addBrowser('browser-new')
      await setUp(world, again)
      await world.schedule.run(world.schedule.now() + 10 * MINUTE)
      const now = outcomes(again)
      for (const [key, outcome] of outcomes(first))
        if (outcome !== null) expect(now.get(key)).toEqual(outcome)
      expect(balance(again)).toBe(balance(first))
      expect(balance(again)).toBeGreaterThan(0)
      expect(again.device.shown).toEqual([])
      await checkRest(world)
    }))

  it('E36 answered differently while apart, and again: every browser ends with the coach’s last word', () =>
    inWorld(async (world, first, second) => {
      const [session] = ended(world, first)
      if (session === undefined) throw new Error('Nothing has ended')
      first.device.isOnline = false
      second.device.isOnline = false
      say(first, session, 'here', true)
      say(second, session, 'there', false)
      await comeToRest(world)
      for (const browser of [first, second]) {
        const row = browser.disk.rows('sessions').find(({ key }) => key === session.key)
        expect(row).toMatchObject({ standing: 'open', open: 1 })
        expect(row?.participants[0]?.outcome).toMatchObject({ conflict: true })
      }
      say(second, session, 'settled', true)
      await comeToRest(world)
      for (const browser of [first, second]) {
        const row = browser.disk.rows('sessions').find(({ key }) => key === session.key)
        expect(row).toMatchObject({ standing: 'answered', open: 0 })
        expect(row?.participants[0]?.outcome).toMatchObject({ code: 'occurred', conflict: false })
      }
      await checkRest(world)
    }))

  it('E48 every answer of the calendar is lost once: nothing is there twice, nothing is missing', () =>
    inWorld(async (world, first) => {
      Object.assign(world.weather, { trouble: 0.5, kinds: { 'lost-response': 1 } })
      for (const [index, session] of ended(world, first).entries()) say(first, session, `i${index}`, false)
      await world.schedule.run(world.schedule.now() + 40 * MINUTE)
      await comeToRest(world)
      expect(first.disk.rows('outbox')).toEqual([])
      await checkRest(world)
    }))

  it('E35 answered on one browser, no other asks', () =>
    inWorld(async (world, first, second) => {
      const start = world.schedule.now() + 3 * HOUR
      const [calendarId = ''] = world.cloud.calendarIds
      world.cloud
        .handOf(COACH, calendarId)
        .add({ title: 'Coaching', start, minutes: 60, guests: [CLIENTS[0], COACH] })
      await world.schedule.run(start - HOUR)
      const session = first.disk.rows('sessions').find((each) => each.start === start)
      if (session === undefined) throw new Error('Nothing is to come')
      await world.schedule.run(session.end - MINUTE)
      say(first, session, 'early', true)
      await world.schedule.run(session.end + 20 * MINUTE)
      const asked = (browser: Browser) => browser.device.shown.some(({ keys }) => keys.includes(session.key))
      expect([asked(first), asked(second)]).toEqual([false, false])
      expect(outcomes(second)).toEqual(outcomes(first))
      await comeToRest(world)
      await checkRest(world)
    }))

  it('E49 a time that is taken between the offer and the word is not offered twice', () =>
    inWorld(async (world, first) => {
      const [session] = ended(world, first)
      const [client] = session?.participants ?? []
      if (session === undefined || client === undefined) throw new Error('Nothing has ended')
      say(first, session, 'missed', false)
      await world.schedule.run(world.schedule.now() + MINUTE)
      const wish = { after: `${session.key}#${client.id}`, purpose: 'next' } as const
      const offered = await answered(world, first.send('offerSlots', wish))
      const times = offered.ok ? offered.value.slots.map(({ start, end }) => ({ start, end })) : []
      const [time] = times
      if (time === undefined) throw new Error('Nothing is free')
      const [calendarId = ''] = world.cloud.calendarIds
      world.cloud.handOf(COACH, calendarId).add({ title: 'Dentist', start: time.start, minutes: 30 })
      const proposal = { ...wish, intentId: 'p', way: 'hold', slots: times } as const
      expect(await answered(world, first.send('propose', proposal))).toMatchObject({
        error: { reason: 'slot-taken' },
      })
      expect(first.disk.rows('proposals')).toEqual([])
      const again = await answered(world, first.send('offerSlots', wish))
      expect(again.ok && again.value.slots.map(({ start }) => start)).not.toContain(time.start)
      await comeToRest(world)
      await checkRest(world)
    }))

  it('E51 what people change while an answer waits to be written stays, and the answer gets there', () =>
    inWorld(async (world, first) => {
      const [session] = ended(world, first)
      const [copy] = session?.copies ?? []
      if (session === undefined || copy === undefined) throw new Error('Nothing has ended')
      const calendarId = first.disk.rows('calendars').find(({ key }) => key === copy.calendarKey)?.id ?? ''
      first.device.isOnline = false
      say(first, session, 'offline', true)
      await world.schedule.run(world.schedule.now() + MINUTE)
      world.cloud.handOf(COACH, calendarId).retitle(copy.eventId, 'Coaching, and lunch')
      await comeToRest(world)
      const event = world.cloud.event(calendarId, copy.eventId)
      expect(event?.title).toBe('Coaching, and lunch')
      const codes = [...headsOn(event?.marks ?? {}).values()].flat().map(({ code }) => code)
      expect(codes).toEqual(session.participants.map(() => 'occurred'))
      await checkRest(world)
    }))
})
