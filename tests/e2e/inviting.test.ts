import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OfferedSlot } from '../../lib/core/proposal.ts'
import type { Sent } from '../emulator/google/wire.ts'
import { sizes } from './harness/driver.ts'
import { eveningZone } from './harness/evening.ts'
import { browsers, startWorld, type World } from './harness/world.ts'
import { readBooks } from './steps/books.ts'
import { fromGoogle } from './steps/calendar.ts'
import { confirm, sayWhy } from './steps/card.ts'
import { agreeToAnnotations, goTo, openSession, readCalendars } from './steps/dashboard.ts'
import { fill, key, press, see, until } from './steps/hands.ts'
import { portray } from './steps/pictures.ts'
import { keyOf } from './steps/session.ts'
import { setUpGoogle } from './steps/welcome.ts'

const HOUR = 3_600_000
const LEE = 'lee.park@client.example'

const zone = eveningZone(Date.now())
process.env.TZ = zone

describe.each(browsers)('a client is invited, and accepts, in %s', (browser) => {
  let world: World
  let page: Page
  let missed: Sent
  let slot: OfferedSlot
  const wrong: string[] = []
  const start = Math.floor(Date.now() / HOUR) * HOUR - 4 * HOUR

  const look = async (name: string) => {
    wrong.push(...(await portray(world.driver, page, name, sizes.dashboard)))
  }
  const onCoachs = (id: string) => {
    const { email } = world.coach
    const event = world.emulator.google.event(email, email, id)
    return event && fromGoogle(event)
  }
  /** What the client's own calendar holds at the offered time. */
  const onClients = () =>
    world.emulator.google
      .events(LEE, LEE)
      .filter(({ start: at }) => Date.parse(String(at?.dateTime)) === slot.start)
  const mails = () => world.emulator.google.mails.map(({ to, kind }) => [to, kind])
  const written = () =>
    until(async () => (await readBooks(page)).outbox.length === 0, 'an empty outbox', 30_000)
  const offered = async () => {
    const { proposals } = await readBooks(page)
    const open = proposals.find(({ state }) => state === 'open')
    return open?.slots[0]
  }

  beforeAll(async () => {
    const sessions = [{ client: 'lee', start, minutes: 50 }] as const
    world = await startWorld(browser, { coach: { zone, sessions } })
    const event = world.coach.sessions[0]
    if (!event) throw new Error('The session was not placed')
    missed = event
    page = await setUpGoogle(world.driver, [{ name: 'Lee Park', kind: 'paid' }])
    await press(page, 'Open the dashboard')
    await see(page, 'Past')
  })

  afterAll(async () => {
    const problems = await world?.driver.problems()
    const violations = world?.emulator.violations
    await world?.close()
    expect(problems).toEqual([])
    expect(violations).toEqual([])
  })

  it('names who is mailed, and taken back in time mails nobody', async () => {
    await openSession(page, start)
    await sayWhy(page, 'I missed the session')
    await confirm(page)
    await see(page, `(mails ${LEE})`)
    await press(page, 'Not now')
    await agreeToAnnotations(world.driver, page)
    await goTo(page, 'Reschedule')
    await press(page, 'Find free times')
    await see(page, `(mails ${LEE})`)
    await look('reschedule-offer')
    await press(page, 'Invite Lee Park to ')
    await see(page, 'not mailed yet')
    await press(page, 'Take it back (nobody was told)')
    await see(page, 'Find free times')
    await written()
    const { queue } = await readBooks(page)
    expect(queue.map(({ sessionKey, state }) => [sessionKey, state])).toEqual([[keyOf(missed), 'open']])
    expect(mails()).toEqual([])
  })

  it('is invited from the queue, and only the one who was named is mailed', async () => {
    await goTo(page, 'Settings')
    await fill(page, 'Minutes before an invitation is mailed', '0')
    await key(page, 'Tab')
    await see(page, 'Saved.')
    await goTo(page, 'Reschedule')
    await press(page, 'Find free times')
    await press(page, 'Invite Lee Park to ')
    slot = await until(async () => {
      const first = await offered()
      return first?.state === 'held' && first
    }, 'the invitation to be written')
    await written()
    expect(mails()).toEqual([[LEE, 'invitation']])
    expect(onCoachs(slot.eventId)).toMatchObject({
      title: missed.summary,
      status: 'confirmed',
      guests: [LEE],
    })
    expect(onClients()).toMatchObject([{ summary: missed.summary, status: 'confirmed' }])
    expect(onClients()[0]?.extendedProperties).toBeUndefined()
    expect((await readBooks(page)).sessions.filter(({ makeupOf }) => makeupOf !== null)).toEqual([])
  })

  it('accepts in her own calendar; one confirmation books it, linked both ways, and mails nobody more', async () => {
    world.emulator.google.actAs(LEE).respond(slot.eventId, 'accepted')
    const before = mails()
    await goTo(page, 'Settings')
    await readCalendars(page)
    await goTo(page, 'Reschedule')
    await see(page, 'Lee Park accepted ')
    await look('reschedule-accepted')
    await press(page, 'Book ')
    await see(page, 'Now ')
    await written()
    const queueId = (await readBooks(page)).queue[0]?.id ?? ''
    const makeup = onCoachs(slot.eventId)
    expect(makeup).toMatchObject({ title: missed.summary, guests: [LEE], start: slot.start, end: slot.end })
    expect(makeup?.marks.makeupOf).toBe(queueId)
    expect(makeup?.marks.hold).toBeNull()
    expect(onClients()).toMatchObject([{ summary: missed.summary, status: 'confirmed' }])
    expect(mails()).toEqual(before)
    const { queue, sessions } = await readBooks(page)
    const session = sessions.find(({ makeupOf }) => makeupOf === queueId)
    expect(session).toMatchObject({ start: slot.start, recognisedBy: 'makeup', standing: 'open' })
    expect(queue).toMatchObject([{ state: 'booked', makeupKey: session?.key }])
    await look('reschedule-booked')
  })

  it('axe finds nothing on the way, and nothing sticks out at 320 px', () => {
    expect(wrong).toEqual([])
  })
})
