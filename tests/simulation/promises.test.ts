import { describe, expect, it } from 'vitest'
import type { Session } from '../../lib/core/session.ts'
import type { Browser } from './browser.ts'
import { checkRest } from './checks/rest.ts'
import { createDice } from './dice.ts'
import { ownEventLoop } from './event-loop.ts'
import { comeToRest } from './rest.ts'
import { setScene, setUp } from './setting.ts'
import { DAY, MINUTE } from './steps/step.ts'
import { createWorld, type World } from './world.ts'

/** A seed with two browsers and several sessions. */
const TWO_BROWSERS = 2

const inWorld = async (work: (world: World, first: Browser, second: Browser) => Promise<void>) => {
  const world = createWorld(createDice(TWO_BROWSERS), false)
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

const outcomes = ({ disk }: Browser) =>
  new Map(
    disk
      .rows('sessions')
      .flatMap(({ key, participants }) => participants.map(({ id, outcome }) => [`${key}#${id}`, outcome])),
  )

const balance = ({ disk }: Browser): number => disk.rows('ledger').reduce((sum, { delta }) => sum + delta, 0)

describe('over one calendar', () => {
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
})
