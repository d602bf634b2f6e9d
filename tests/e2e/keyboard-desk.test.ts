import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { endWorld } from './harness/ending.ts'
import { eveningZone } from './harness/evening.ts'
import { browsers, type World } from './harness/world.ts'
import { readBooks } from './steps/books.ts'
import { key, pressKey, see, until } from './steps/hands.ts'
import { enterOn, focusOn, spaceOn, tabTo, typeInto } from './steps/keyboard.ts'
import { startPracticeDesk } from './steps/practice-desk.ts'

process.env.TZ = eveningZone(Date.now())

describe.each(browsers)('the desk by keyboard alone in %s', (browser) => {
  let world: World
  let page: Page

  beforeAll(async () => {
    const desk = await startPracticeDesk(browser)
    world = desk.world
    page = desk.page
  })
  afterAll(() => endWorld(world))

  /** The state of a client's place in the queue. */
  const place = async (client: string) => {
    const { sessions, queue } = await readBooks(page)
    const of = queue.find(({ sessionKey }) =>
      sessions.find(({ key }) => key === sessionKey)?.title.includes(client),
    )
    return of?.state
  }

  /** Where the next key goes on from is somewhere on the page. */
  const isKept = () =>
    until(() => page.evaluate(() => document.activeElement !== document.body), 'the focus to be kept')

  describe('Reschedule', () => {
    it('an emergency sends a session back, and nothing more is pressed upon the coach', async () => {
      await enterOn(page, 'Dana Reyes Paid Unanswered')
      await focusOn(page, 'Did your session happen?')
      await pressKey(page, 'n')
      await focusOn(page, 'It didn’t occur. Why?')
      await pressKey(page, '2')
      await focusOn(page, 'I had an emergency')
      await see(page, 'Confirm: back for rescheduling')
      await pressKey(page, 'Enter')
      await see(page, 'Hold 3 times (nobody is told)')
      await focusOn(page, 'Not now')
      await pressKey(page, 'Enter')
      // Back on the line that the card had opened in.
      await focusOn(page, 'Dana Reyes Paid')
      expect(await place('Dana Reyes')).toBe('open')
    })

    it('times are found, one is left out, the others are held, and the focus goes along to "Proposed"', async () => {
      await enterOn(page, 'Reschedule', true)
      await focusOn(page, 'Reschedule')
      await enterOn(page, 'Find free times')
      await see(page, '3 free times found.')
      await focusOn(page, 'Look again')
      await key(page, 'Tab')
      await key(page, ' ')
      await enterOn(page, 'Hold 2 times (nobody is told)')
      await see(page, 'Client chose this')
      await focusOn(page, 'I had an emergency')
      const { proposals } = await readBooks(page)
      expect(proposals.map(({ slots }) => slots.length)).toEqual([2])
    })

    it('a letter takes the focus, keeps what is typed, and leads back to its button', async () => {
      await enterOn(page, 'Write to Dana Reyes')
      await focusOn(page, 'Letter to Dana Reyes')
      await tabTo(page, 'Text')
      await key(page, 'Home')
      await page.keyboard.type('By keyboard. ')
      await see(page, 'Start from the template again')
      await enterOn(page, 'Close', true)
      await focusOn(page, 'Write to Dana Reyes')
      await key(page, 'Enter')
      await focusOn(page, 'Letter to Dana Reyes')
      await see(page, 'Start from the template again')
      await enterOn(page, 'Start from the template again')
      await enterOn(page, 'Close', true)
      await focusOn(page, 'Write to Dana Reyes')
    })

    it('the times are withdrawn and offered again; the one that the client chose is booked', async () => {
      await enterOn(page, 'Withdraw the times', true)
      await see(page, 'To propose')
      await focusOn(page, 'I had an emergency')
      await enterOn(page, 'Find free times')
      await focusOn(page, 'Look again')
      await enterOn(page, 'Hold 3 times (nobody is told)')
      await see(page, 'Client chose this')
      await focusOn(page, 'I had an emergency')
      await enterOn(page, 'Client chose this')
      await see(page, 'Booked: Dana Reyes')
      await focusOn(page, 'I had an emergency')
      await until(async () => (await place('Dana Reyes')) === 'booked', 'the make-up to be kept')
    })

    it('a miss that counted is given back as a courtesy, and then let go', async () => {
      await enterOn(page, 'Past', true)
      await focusOn(page, 'Past')
      await enterOn(page, 'Lee Park Paid Not asked')
      await focusOn(page, 'Did your session happen?')
      await pressKey(page, 'n')
      await pressKey(page, '5')
      await see(page, 'Confirm: counts')
      await pressKey(page, 'Enter')
      await focusOn(page, 'Next session: Lee Park')
      await enterOn(page, 'Done')
      await focusOn(page, 'Lee Park Paid')
      await enterOn(page, 'Reschedule', true)
      await focusOn(page, 'Reschedule')
      await enterOn(page, 'Courtesy make-up…')
      await focusOn(page, 'Why')
      await enterOn(page, 'Leave it counted')
      await focusOn(page, 'Courtesy make-up…')
      await key(page, 'Enter')
      await focusOn(page, 'Why')
      await page.keyboard.type('First time in a year')
      await key(page, 'Enter')
      await see(page, 'Lee Park’s session is back for rescheduling')
      await focusOn(page, 'Lee Park')
      await enterOn(page, 'Let it go')
      await see(page, 'Lee Park’s session was let go.')
      await focusOn(page, 'Reschedule')
      expect(await place('Lee Park')).toBe('off')
    })
  })

  describe('Upcoming', () => {
    it('a line opens to its brief; a letter from it leads back to its button', async () => {
      await enterOn(page, 'Upcoming', true)
      await focusOn(page, 'Upcoming')
      await enterOn(page, 'Noor Haddad Free')
      await see(page, 'No session with Noor Haddad in the books yet')
      await focusOn(page, 'Noor Haddad Free')
      await enterOn(page, 'Write to confirm the session: Noor Haddad')
      await focusOn(page, 'Letter to Noor Haddad')
      await enterOn(page, 'Close')
      await focusOn(page, 'Write to Noor Haddad')
    })

    it('what is not coaching goes, and comes back', async () => {
      await enterOn(page, 'Not coaching')
      await focusOn(page, 'Not this one')
      await key(page, 'Escape')
      await focusOn(page, 'Not coaching')
      await key(page, 'Enter')
      await focusOn(page, 'Not this one')
      await key(page, 'Enter')
      await see(page, 'Not coaching: Noor Haddad')
      await isKept()
      await enterOn(page, 'It is coaching')
      await tabTo(page, '3:30 – 4:00 PM Noor Haddad')
      await enterOn(page, 'Show two more weeks')
      await focusOn(page, 'Show two more weeks')
    })

    it('one by hand, which runs: changed, answered, removed, each left again first', async () => {
      await enterOn(page, 'Add a session', true)
      await focusOn(page, 'Client')
      await page.keyboard.type('Kim')
      await spaceOn(page, 'Paid')
      await typeInto(page, 'Minutes', '720')
      await enterOn(page, 'Save session')
      await see(page, 'It is kept here')
      await focusOn(page, 'Add a session')
      await enterOn(page, 'Change…')
      await focusOn(page, 'Client')
      await key(page, 'Escape')
      await focusOn(page, 'Change…')
      await enterOn(page, 'Answer now', true)
      await focusOn(page, 'Did your session happen?')
      await pressKey(page, 'Escape')
      await focusOn(page, 'Answer now: Kim Novak')
      await enterOn(page, 'Kim Novak Paid · Would count', true)
      await enterOn(page, 'Remove…')
      await focusOn(page, 'Cancel')
      await key(page, 'Enter')
      await focusOn(page, 'Remove…')
      await key(page, 'Enter')
      await focusOn(page, 'Cancel')
      await enterOn(page, 'Remove it')
      await see(page, 'Session removed.')
      await isKept()
    })
  })

  describe('Clients', () => {
    const client = async (named: string) => (await readBooks(page)).clients.find(({ name }) => name === named)

    it('E17 two are merged and split again', async () => {
      await enterOn(page, 'Clients', true)
      await focusOn(page, 'Clients')
      await enterOn(page, 'Dana Reyes')
      await focusOn(page, 'Dana Reyes')
      await enterOn(page, 'Edit')
      await focusOn(page, 'Name')
      await tabTo(page, 'Dana Reyes is also…')
      await page.keyboard.type('Lee')
      await enterOn(page, 'Merge Lee Park into Dana Reyes')
      await see(page, 'Lee Park and Dana Reyes are one client now.')
      await focusOn(page, 'Dana Reyes is also…')
      expect((await client('Dana Reyes'))?.addresses).toEqual(['dana@client.example', 'lee@client.example'])
      await enterOn(page, 'Split off Lee Park', true)
      await see(page, 'Lee Park is a client again.')
      await focusOn(page, 'Dana Reyes is also…')
      expect((await client('Lee Park'))?.addresses).toEqual(['lee@client.example'])
    })

    it('one has another address, and is not asked for any more', async () => {
      await tabTo(page, 'E-mail addresses', true)
      await key(page, 'End')
      await page.keyboard.type(', dana@home.example')
      await spaceOn(page, 'Don’t ask about sessions')
      await enterOn(page, 'Save client')
      await focusOn(page, 'Edit')
      expect(await client('Dana Reyes')).toMatchObject({
        addresses: ['dana@client.example', 'dana@home.example'],
        dontAsk: true,
      })
    })
  })
})
