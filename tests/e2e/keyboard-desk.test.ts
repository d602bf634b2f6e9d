import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { endWorld } from './harness/ending.ts'
import { eveningZone } from './harness/evening.ts'
import { browsers, type World } from './harness/world.ts'
import { readBooks } from './steps/books.ts'
import { key, pressKey, see, until } from './steps/hands.ts'
import { enterOn, focusOn, tabTo } from './steps/keyboard.ts'
import { startPracticeDesk } from './steps/practice-desk.ts'

process.env.TZ = eveningZone(Date.now())

describe.each(browsers)('the desk by keyboard alone in %s', (browser) => {
  let world: World
  let past: Page

  beforeAll(async () => {
    const desk = await startPracticeDesk(browser)
    world = desk.world
    past = desk.page
  })
  afterAll(() => endWorld(world))

  /** The state of a client's place in the queue. */
  const place = async (client: string) => {
    const { sessions, queue } = await readBooks(past)
    const of = queue.find(({ sessionKey }) =>
      sessions.find(({ key }) => key === sessionKey)?.title.includes(client),
    )
    return of?.state
  }

  describe('Reschedule', () => {
    it('an emergency sends a session back, and nothing more is pressed upon the coach', async () => {
      await enterOn(past, 'Dana Reyes Paid Unanswered')
      await focusOn(past, 'Did your session happen?')
      await pressKey(past, 'n')
      await focusOn(past, 'It didn’t occur. Why?')
      await pressKey(past, '2')
      await focusOn(past, 'I had an emergency')
      await see(past, 'Confirm: back for rescheduling')
      await pressKey(past, 'Enter')
      await see(past, 'Hold 3 times (nobody is told)')
      await focusOn(past, 'Not now')
      await pressKey(past, 'Enter')
      // Back on the line that the card had opened in.
      await focusOn(past, 'Dana Reyes Paid')
      expect(await place('Dana Reyes')).toBe('open')
    })

    it('times are found, one is left out, the others are held, and the focus goes along to "Proposed"', async () => {
      await enterOn(past, 'Reschedule', true)
      await focusOn(past, 'Reschedule')
      await enterOn(past, 'Find free times')
      await see(past, '3 free times found.')
      await focusOn(past, 'Look again')
      await key(past, 'Tab')
      await key(past, ' ')
      await enterOn(past, 'Hold 2 times (nobody is told)')
      await see(past, 'Client chose this')
      await focusOn(past, 'I had an emergency')
      const { proposals } = await readBooks(past)
      expect(proposals.map(({ slots }) => slots.length)).toEqual([2])
    })

    it('a letter takes the focus, keeps what is typed, and leads back to its button', async () => {
      await enterOn(past, 'Write to Dana Reyes')
      await focusOn(past, 'Letter to Dana Reyes')
      await tabTo(past, 'Text')
      await key(past, 'Home')
      await past.keyboard.type('By keyboard. ')
      await see(past, 'Start from the template again')
      await enterOn(past, 'Close', true)
      await focusOn(past, 'Write to Dana Reyes')
      await key(past, 'Enter')
      await focusOn(past, 'Letter to Dana Reyes')
      await see(past, 'Start from the template again')
      await enterOn(past, 'Start from the template again')
      await enterOn(past, 'Close', true)
      await focusOn(past, 'Write to Dana Reyes')
    })

    it('the times are withdrawn and offered again; the one that the client chose is booked', async () => {
      await enterOn(past, 'Withdraw the times', true)
      await see(past, 'To propose')
      await focusOn(past, 'I had an emergency')
      await enterOn(past, 'Find free times')
      await focusOn(past, 'Look again')
      await enterOn(past, 'Hold 3 times (nobody is told)')
      await see(past, 'Client chose this')
      await focusOn(past, 'I had an emergency')
      await enterOn(past, 'Client chose this')
      await see(past, 'Booked: Dana Reyes')
      await focusOn(past, 'I had an emergency')
      await until(async () => (await place('Dana Reyes')) === 'booked', 'the make-up to be kept')
    })

    it('a miss that counted is given back as a courtesy, and then let go', async () => {
      await enterOn(past, 'Past', true)
      await focusOn(past, 'Past')
      await enterOn(past, 'Lee Park Paid Not asked')
      await focusOn(past, 'Did your session happen?')
      await pressKey(past, 'n')
      await pressKey(past, '5')
      await see(past, 'Confirm: counts')
      await pressKey(past, 'Enter')
      await focusOn(past, 'Next session: Lee Park')
      await enterOn(past, 'Done')
      await focusOn(past, 'Lee Park Paid')
      await enterOn(past, 'Reschedule', true)
      await focusOn(past, 'Reschedule')
      await enterOn(past, 'Courtesy make-up…')
      await focusOn(past, 'Why')
      await enterOn(past, 'Leave it counted')
      await focusOn(past, 'Courtesy make-up…')
      await key(past, 'Enter')
      await focusOn(past, 'Why')
      await past.keyboard.type('First time in a year')
      await key(past, 'Enter')
      await see(past, 'Lee Park’s session is back for rescheduling')
      await focusOn(past, 'Lee Park')
      await enterOn(past, 'Let it go')
      await see(past, 'Lee Park’s session was let go.')
      await focusOn(past, 'Reschedule')
      expect(await place('Lee Park')).toBe('off')
    })
  })
})
