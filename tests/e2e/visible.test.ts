import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Sent } from '../emulator/google/wire.ts'
import { sizes } from './harness/driver.ts'
import { endWorld } from './harness/ending.ts'
import { eveningZone } from './harness/evening.ts'
import { answerSignIn, browsers, startWorld, type World } from './harness/world.ts'
import { readBooks, written } from './steps/books.ts'
import { confirm, sayWhy, sayYes } from './steps/card.ts'
import { goTo, openSession, readCalendars } from './steps/dashboard.ts'
import { hear, press, see } from './steps/hands.ts'
import { portray } from './steps/pictures.ts'
import { answered, letEnd, ofSession } from './steps/session.ts'
import { setUpDesk } from './steps/welcome.ts'

const zone = eveningZone(Date.now())
process.env.TZ = zone

describe.each(browsers)('outcomes seen on the events in %s', (browser) => {
  let world: World
  let desk: Page
  let event: Sent

  const now = () => world.emulator.google.event(world.coach.email, 'primary', event.id) ?? event
  /** The card of the session on the Past page, from wherever the dashboard is. */
  const openIt = async () => {
    const { session } = ofSession(await readBooks(desk), event)
    await goTo(desk, 'Past')
    await openSession(desk, session?.start ?? 0)
  }

  beforeAll(async () => {
    const sessions = [{ client: 'lee', start: Date.now() - 86_400_000, minutes: 60 }] as const
    world = await startWorld(browser, { coach: { zone, bare: true, sessions } })
    // Answered on the Past page: no window is wanted here.
    desk = await setUpDesk(world.driver, [{ name: 'Lee Park', kind: 'paid' }], 240)
    await press(desk, 'Write outcomes into the calendar')
    await press(desk, 'Allow writing outcomes')
    await answerSignIn(world.driver)
    await see(desk, 'Reads, and writes outcomes')
    event = await letEnd(world, zone, { client: 'lee' })
  })
  afterAll(() => endWorld(world))

  it('are opted into, with exactly what it looks like', async () => {
    await hear(desk, 'Saved.', () => press(desk, 'Colour each event by its outcome'))
    expect(await portray(world.driver, desk, 'visible-settings', sizes.dashboard)).toEqual([])
    expect((await readBooks(desk)).settings[0]?.value.visible).toEqual({ colour: true, categories: null })
  })

  it('colour the event in the same write as the answer, for nobody else', async () => {
    await openIt()
    await sayYes(desk)
    await written(desk, 'the answer', answered(event, 'occurred'))
    expect(now()).toMatchObject({ colorId: '10', extendedProperties: { private: { 'aw1.c': '>10' } } })
    const theirs = 'lee.park@client.example'
    expect(world.emulator.google.event(theirs, theirs, event.id)?.colorId).toBeUndefined()
    const patches = world.emulator.log.filter(
      ({ method, path }) => method === 'PATCH' && path.endsWith(`/events/${event.id}`),
    )
    expect(patches.map(({ status }) => status)).toEqual([200])
  })

  it('know their own colour when it comes back, and leave the one that the coach picks later', async () => {
    await goTo(desk, 'Settings')
    await readCalendars(desk)
    const { answers, events } = await readBooks(desk)
    expect(answers).toHaveLength(1)
    expect(events.find(({ id }) => id === event.id)?.colour).toBe('10')
    world.emulator.google.actAs(world.coach.email).patch(event.id, { colorId: '7' })
    await openIt()
    await sayWhy(desk, 'Client did not show up')
    await confirm(desk)
    await written(desk, 'the other answer', answered(event, 'client-no-show'))
    expect(now().colorId).toBe('7')
    expect(Object.values(now().extendedProperties?.private ?? {}).join()).toContain('client-no-show')
  })
})
