import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { clients } from '../emulator/coach-clients.ts'
import { endWorld } from './harness/ending.ts'
import { eveningZone } from './harness/evening.ts'
import { browsers, startWorld, type World } from './harness/world.ts'
import { written } from './steps/books.ts'
import { fromGoogle } from './steps/calendar.ts'
import { confirm, consequenceOn, notNow, passNext, sayWhy, sayYes } from './steps/card.ts'
import { agreeToAnnotations, openSession } from './steps/dashboard.ts'
import { press, see } from './steps/hands.ts'
import { head, type Outcome, outcomes } from './steps/outcomes.ts'
import { answered, keyOf } from './steps/session.ts'
import { setUpGoogle } from './steps/welcome.ts'

const zone = eveningZone(Date.now())
process.env.TZ = zone

const today = (hour: number): number =>
  Temporal.Now.plainDateISO(zone).toZonedDateTime({ timeZone: zone, plainTime: { hour } }).epochMilliseconds

describe.each(browsers)('every outcome of the policy, clicked in %s', (browser) => {
  let world: World
  let page: Page

  const eventOf = ({ hour }: Pick<Outcome, 'hour'>) => {
    const index = [...outcomes, change].findIndex((each) => each.hour === hour)
    const event = world.coach.sessions[index]
    if (!event) throw new Error(`No session at ${hour}:00`)
    return event
  }
  /** What the calendar says of a session with one participant. */
  const headsOf = (session: Pick<Outcome, 'hour'>) => {
    const { email } = world.coach
    const event = world.emulator.google.event(email, email, eventOf(session).id)
    return event ? [...fromGoogle(event).marks.heads.values()].flat() : []
  }
  const open = ({ hour }: Pick<Outcome, 'hour'>) => openSession(page, today(hour))

  /** A session whose answer is taken back and changed. */
  const change = { client: 'lee', hour: 17 } as const

  beforeAll(async () => {
    const sessions = [...outcomes, change].map(({ client, hour }) => ({
      client,
      start: today(hour),
      minutes: 50,
    }))
    world = await startWorld(browser, { coach: { zone, bare: true, sessions } })
    page = await setUpGoogle(world.driver, [
      { name: 'Dana Reyes', kind: 'paid', sessions: 12, alreadyUsed: 4 },
      { name: 'Lee Park', kind: 'paid' },
      { name: 'Kim Osei', kind: 'paid' },
      { name: 'Ana Ruiz', kind: 'paid' },
      { name: 'Mia Costa', kind: 'complimentary' },
      { name: 'Omar Haddad', kind: 'complimentary' },
    ])
    await press(page, 'Open the dashboard')
    await see(page, 'Past')
  })

  afterAll(async () => {
    await endWorld(world)
    expect(world?.emulator.google.mails).toEqual([])
  })

  it.each(outcomes)('$what', async (outcome) => {
    await open(outcome)
    await outcome.press(page)
    if (outcome.button === undefined) {
      await see(page, outcome.text)
      await sayYes(page)
    } else {
      expect(await consequenceOn(page)).toEqual({ text: outcome.text, button: outcome.button })
      await confirm(page)
      if (outcome.queued) await notNow(page)
      else if (outcome.head.counts) await passNext(page)
    }
    await see(page, `Saved: ${clients[outcome.client].name}`)
    if (outcome === outcomes[0]) await agreeToAnnotations(world.driver, page)
    const books = await written(page, 'the answer', answered(eventOf(outcome), outcome.head.code))

    const key = keyOf(eventOf(outcome))
    const heads = headsOf(outcome)
    expect(heads).toEqual([expect.objectContaining({ ...outcome.head, policyVersion: 'default-1' })])
    const entries = books.ledger.filter(({ sessionKey }) => sessionKey === key)
    // What was moved has decided nothing, so that there is nothing to book.
    const booked = outcome.head.mark === null ? [] : [outcome.head.counts ? 1 : 0]
    expect(entries.map(({ delta }) => delta)).toEqual(booked)
    expect(entries.map(({ answerId }) => answerId)).toEqual(booked.map(() => heads[0]?.id))
    const queue = books.queue.filter(({ sessionKey }) => sessionKey === key)
    expect(queue.map(({ state }) => state)).toEqual(outcome.queued ? ['open'] : [])
  })

  it('an answer taken back is a compensating entry and a second write', async () => {
    await open(change)
    await sayYes(page)
    await see(page, 'Saved: Lee Park, Completed')
    await written(page, 'the answer', answered(eventOf(change), 'occurred'))
    await press(page, 'Undo')
    const { ledger, sessions } = await written(page, 'the undo', answered(eventOf(change), 'undone'))

    expect(headsOf(change)[0]?.code).toBe('undone')
    const key = keyOf(eventOf(change))
    const [yes, back] = ledger.filter(({ sessionKey }) => sessionKey === key)
    expect([yes?.delta, back?.delta]).toEqual([1, -1])
    expect(back?.compensates).toBe(yes?.id)
    expect(sessions.find((session) => session.key === key)?.participants[0]?.outcome).toBeNull()
    expect(headsOf(change)).toHaveLength(1)
  })

  it('E37 answer changed: the one before is compensated, the calendar holds the last alone', async () => {
    const key = keyOf(eventOf(change))
    await open(change)
    await sayWhy(page, 'Client did not show up')
    await confirm(page)
    await passNext(page)
    await see(page, 'Saved: Lee Park, Didn’t occur')
    await written(page, 'the answer', answered(eventOf(change), 'client-no-show'))
    await open(change)
    await see(page, 'Change what you said?')
    await sayWhy(page, 'Client had an emergency')
    await confirm(page)
    await notNow(page)
    const { ledger, queue } = await written(page, 'the change', answered(eventOf(change), 'client-emergency'))
    const entries = ledger.filter(({ sessionKey }) => sessionKey === key).sort((a, b) => a.at - b.at)
    expect(entries.reduce((sum, { delta }) => sum + delta, 0)).toBe(0)
    expect(entries.filter(({ compensates }) => compensates !== null)).toHaveLength(2)
    expect(entries.filter(({ code }) => code === 'client-no-show').map(({ delta }) => delta)).toEqual([1, -1])
    expect(headsOf(change)).toEqual([
      expect.objectContaining(head('client-emergency', 'paid', 'to-reschedule', { reschedule: true })),
    ])
    expect(queue.filter(({ sessionKey }) => sessionKey === key).map(({ state }) => state)).toEqual(['open'])
  })
})
