import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { endWorld } from './harness/ending.ts'
import { eveningZone } from './harness/evening.ts'
import { browsers, startWorld, type World } from './harness/world.ts'
import { readBooks, written } from './steps/books.ts'
import { fromGoogle } from './steps/calendar.ts'
import { promptWindow, sayWhy, sayYes } from './steps/card.ts'
import { allowWriting, goTo } from './steps/dashboard.ts'
import { press, see, until } from './steps/hands.ts'
import { answered, letEnd } from './steps/session.ts'
import { setUpDesk } from './steps/welcome.ts'

const zone = eveningZone(Date.now())
process.env.TZ = zone

/** The wait after a failed try doubles from 15 s; a slow machine has failed three times before the network is back. */
const NEXT_TRY = 150_000

describe.each(browsers)('without a network, %s', (browser) => {
  let world: World
  let desk: Page

  beforeAll(async () => {
    const sessions = [{ client: 'lee', start: Date.now() - 86_400_000, minutes: 60 }] as const
    world = await startWorld(browser, { coach: { zone, bare: true, sessions } })
    desk = await setUpDesk(
      world.driver,
      [{ name: 'Lee Park', kind: 'paid', sessions: 12, alreadyUsed: 4 }],
      0,
    )
    await press(desk, 'Write outcomes into the calendar')
  })
  // A browser itself says aloud that it could not load something.
  afterAll(() => endWorld(world, 'Failed to load resource'))

  it('asks, decides and keeps the books; says what waits; and writes it once when the network is back', async () => {
    const { driver, emulator, coach } = world
    const first = await letEnd(world, zone, { client: 'lee' })
    const early = await promptWindow(driver, 45_000)
    await sayYes(early)
    await see(early, 'Saved: Lee Park, Completed 5/12')
    await early.close()
    await allowWriting(driver, desk)
    await written(desk, 'the first answer', answered(first, 'occurred'))

    const event = await letEnd(world, zone, { client: 'lee', inMs: 4_000 })
    emulator.faults.next({ kind: 'lost-request', times: 1_000_000 })
    const card = await promptWindow(driver, 45_000)
    await sayWhy(card, 'Client did not show up')
    await press(card, 'Confirm: counts, 6 of 12')
    await until(
      async () => (await readBooks(desk)).outbox[0]?.lastFailure?.type === 'offline',
      'the first try',
    )
    await card.close()
    await goTo(desk, 'Past')
    await see(desk, 'Didn’t occur')
    await goTo(desk, 'Clients')
    await see(desk, '6 of 12 used')
    await goTo(desk, 'Settings')
    await see(desk, 'Next try')
    await press(desk, 'Read calendars now')
    await see(desk, 'There is no connection to the calendar right now.')

    emulator.faults.clear()
    const { answers, ledger } = await written(
      desk,
      'the second answer',
      answered(event, 'client-no-show'),
      NEXT_TRY,
    )
    expect(answers.map(({ code, published }) => [code, published])).toEqual(
      expect.arrayContaining([
        ['occurred', true],
        ['client-no-show', true],
      ]),
    )
    expect(ledger).toHaveLength(2)
    for (const { id } of [first, event]) {
      const now = emulator.google.event(coach.email, coach.calendarId, id)
      expect([...(now ? fromGoogle(now).marks.heads.values() : [])].flat()).toHaveLength(1)
    }
  }, 300_000)
})
