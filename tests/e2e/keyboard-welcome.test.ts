import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DAY, HOUR } from '../../lib/core/time.ts'
import { type ClientKey, placeSession } from '../emulator/coach-clients.ts'
import { endWorld } from './harness/ending.ts'
import { eveningZone } from './harness/evening.ts'
import { answerSignIn, browsers, startWorld, type World } from './harness/world.ts'
import { readBooks } from './steps/books.ts'
import { key, pressKey, see, until } from './steps/hands.ts'
import { enterOn, focusOn, tabTo, typeInto } from './steps/keyboard.ts'
import { openWelcome } from './steps/welcome.ts'

const zone = eveningZone(Date.now())
process.env.TZ = zone

const anHour = Math.floor(Date.now() / HOUR) * HOUR

describe.each(browsers)('the first run, and what follows it, by keyboard alone in %s', (browser) => {
  let world: World
  let page: Page

  const client = async (named: string) => (await readBooks(page)).clients.find(({ name }) => name === named)
  /** How far the place of a client's session in the queue has come. */
  const place = async (named: string) => {
    const { sessions, queue } = await readBooks(page)
    const title = `Coaching: ${named}`
    return queue.find(({ sessionKey }) => sessions.find(({ key }) => key === sessionKey)?.title === title)
      ?.state
  }
  const goTo = async (where: string) => {
    await enterOn(page, where, true)
    await focusOn(page, where)
  }
  /** A session of a client's that stands in the calendar, and is read by now. */
  const books = async (of: ClientKey, name: string, start: number) => {
    const { emulator, coach } = world
    placeSession(emulator.google, { email: coach.email, name: 'Alex Morgan' }, zone, {
      client: of,
      start,
      minutes: 50,
      title: `Coaching: ${name}`,
    })
    await goTo('Settings')
    await enterOn(page, 'Read calendars now')
    await until(
      async () => (await readBooks(page)).sessions.some((session) => session.start === start),
      'the new session to be read',
    )
  }
  const miss = async (name: string) => {
    await enterOn(page, `${name} Paid Not asked`)
    await focusOn(page, 'Did your session happen?')
    await pressKey(page, 'n')
    await focusOn(page, 'It didn’t occur. Why?')
    await pressKey(page, '1')
    await see(page, 'Confirm: back for rescheduling')
    await pressKey(page, 'Enter')
    await focusOn(page, 'Not now')
    await pressKey(page, 'Enter')
    await focusOn(page, `${name} Paid`)
  }

  beforeAll(async () => {
    const at = (of: 'lee' | 'sam', hours: number, name: string) =>
      ({ client: of, start: anHour - hours * HOUR, minutes: 50, title: `Coaching: ${name}` }) as const
    world = await startWorld(browser, {
      coach: { zone, bare: true, sessions: [at('lee', 5, 'Lee Park'), at('sam', 7, 'Sam Ito')] },
    })
    page = await openWelcome(world.driver)
    await page.bringToFront()
  })
  afterAll(() => endWorld(world))

  it('a calendar is connected, and its rules are changed, moved and removed', async () => {
    await enterOn(page, 'Connect Google')
    await answerSignIn(world.driver)
    await page.bringToFront()
    await focusOn(page, 'Which calendars hold your sessions?')
    await enterOn(page, 'Continue')
    await focusOn(page, 'What is coaching?')
    await see(page, '2 events are coaching')
    // Below the one that is proposed; above what is pressed, where the list goes on.
    await enterOn(page, 'Add a rule')
    await tabTo(page, 'Rule 2: what it looks for', true)
    await page.keyboard.type('Sam Ito')
    await tabTo(page, 'Rule 2: coaching or not', true)
    await key(page, 'ArrowDown')
    await enterOn(page, 'Move rule 2 up')
    // It cannot go further: the focus stays in the rule, on what it was on last.
    await focusOn(page, 'Rule 1: what it looks for')
    // The first that fits decides.
    await see(page, '1 event is not')
    await enterOn(page, 'Remove rule 1')
    await see(page, '2 events are coaching')
    await focusOn(page, 'Add a rule')
    await enterOn(page, 'Continue')
    await focusOn(page, 'Your clients')
  })

  it('the table of clients is filled cell by cell, and a step is gone back to', async () => {
    await typeInto(page, 'Name of lee.park@client.example', 'Lee B. Park')
    await key(page, 'Tab')
    await focusOn(page, 'Lee B. Park: paid or free')
    await key(page, 'ArrowDown')
    await key(page, 'Tab')
    await focusOn(page, 'Package, Lee B. Park')
    await page.keyboard.type('12')
    await key(page, 'Tab')
    await focusOn(page, 'Already used, Lee B. Park')
    await page.keyboard.type('4')
    await see(page, 'Saving sets up 1 program.')
    await tabTo(page, 'Sam Ito: paid or free')
    await key(page, 'ArrowDown')
    await enterOn(page, 'Save clients')
    await focusOn(page, 'Afterward is ready')
    expect(await client('Lee B. Park')).toMatchObject({ kinds: [{ kind: 'paid' }] })
    expect((await readBooks(page)).programs).toMatchObject([{ sessions: 12, alreadyUsed: 4 }])
    await enterOn(page, 'Clients', true)
    await focusOn(page, 'Your clients')
    await enterOn(page, 'Skip')
    await focusOn(page, 'Afterward is ready')
    await enterOn(page, 'Open the dashboard')
    await see(page, 'Add a session')
  })

  it('Reschedule: “Moved to…?” is answered with yes, and the session is booked', async () => {
    await miss('Lee B. Park')
    await miss('Sam Ito')
    await books('lee', 'Lee Park', anHour + DAY)
    await goTo('Reschedule')
    await see(page, 'Moved to')
    await enterOn(page, 'Yes, that is it')
    await see(page, 'Linked: Lee B. Park')
    await until(async () => (await place('Lee Park')) === 'booked', 'the session to be its make-up')
    await focusOn(page, 'Lee B. Park')
  })

  it('Reschedule: answered with no, it is not asked again, and the row keeps the focus', async () => {
    await books('sam', 'Sam Ito', anHour + DAY + 2 * HOUR)
    await goTo('Reschedule')
    await see(page, 'Moved to')
    await tabTo(page, 'Yes, that is it')
    await key(page, 'Tab')
    await focusOn(page, 'No')
    await key(page, 'Enter')
    await until(
      () => page.evaluate(() => !document.body.innerText.includes('Moved to')),
      'the question to go',
    )
    // In the row, on what came before it there.
    await focusOn(page, 'Find free times')
    expect(await place('Sam Ito')).toBe('open')
  })
})
