import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sizes } from './harness/driver.ts'
import { endWorld } from './harness/ending.ts'
import { eveningZone } from './harness/evening.ts'
import { browsers, type World } from './harness/world.ts'
import { readBooks } from './steps/books.ts'
import { closeByKey } from './steps/card.ts'
import { key, pressKey, see, settled, until } from './steps/hands.ts'
import { enterOn, focusOn, spaceOn, tabTo, typeInto } from './steps/keyboard.ts'
import { startPracticeDesk } from './steps/practice-desk.ts'

const MINUTE = 60_000

process.env.TZ = eveningZone(Date.now())

describe.each(browsers)('the window that asks, by keyboard alone in %s', (browser) => {
  let world: World
  let past: Page

  /** The latest session with these words in its title that has begun. */
  const latest = async (title: string) => {
    const { sessions } = await readBooks(past)
    const begun = sessions.filter((each) => each.title.includes(title) && each.start < Date.now())
    const [last] = begun.sort((a, b) => b.start - a.start)
    if (!last) throw new Error(`No session with “${title}” has begun`)
    return last
  }
  /** What was said and still holds, in the order in which it was said. */
  const said = async () => {
    const inForce = (await readBooks(past)).answers.filter((answer) => answer.inForce)
    return inForce.sort((a, b) => a.at - b.at).map(({ code }) => code)
  }
  /** The card of that session, which has the focus on its heading and takes keys by now. */
  const ask = async (title: string, heading = 'Did your session happen?') => {
    const { key: sessionKey } = await latest(title)
    const card = await world.driver.open(
      `prompt.html?session=${encodeURIComponent(sessionKey)}`,
      sizes.prompt,
    )
    await card.bringToFront()
    await focusOn(card, heading)
    await settled(card)
    return card
  }

  beforeAll(async () => {
    const desk = await startPracticeDesk(browser)
    world = desk.world
    past = desk.page
  })
  afterAll(() => endWorld(world))

  it('one is still going, the next can wait an hour, and Esc closes the window', async () => {
    const card = await ask('Sam Ito')
    await enterOn(card, 'Still going')
    await see(card, 'Dana Reyes')
    await focusOn(card, 'Did your session happen?')
    await enterOn(card, 'Later')
    await focusOn(card, 'In 10 minutes')
    await key(card, 'ArrowDown')
    await focusOn(card, 'In an hour')
    // The menu's own Esc: the window stays.
    await key(card, 'Escape')
    await focusOn(card, 'Later')
    await key(card, 'Enter')
    await focusOn(card, 'In 10 minutes')
    await key(card, 'ArrowDown')
    await focusOn(card, 'In an hour')
    await key(card, 'Enter')
    await focusOn(card, 'Nothing is waiting')
    const [sam, dana] = [await latest('Sam Ito'), await latest('Dana Reyes')]
    expect(sam.notBefore).toBeGreaterThan(Date.now() + 8 * MINUTE)
    expect(dana.notBefore).toBeGreaterThan(Date.now() + 58 * MINUTE)
    await closeByKey(world.driver, card)
  })

  it('Esc amid the reasons closes without choosing, and nothing is lost', async () => {
    const card = await ask('Dana Reyes')
    await pressKey(card, 'n')
    await focusOn(card, 'It didn’t occur. Why?')
    await pressKey(card, '4')
    await focusOn(card, 'Other')
    await typeInto(card, 'What happened', 'Nothing to be saved')
    await closeByKey(world.driver, card)
    expect(await said()).toEqual([])
    // As it was left; and back to the question.
    const again = await ask('Dana Reyes', 'It didn’t occur. Why?')
    // Backwards: it stands above the heading.
    await enterOn(again, 'Back', true)
    await focusOn(again, 'Did your session happen?')
    await closeByKey(world.driver, again)
  })

  it('Yes, with notes, minutes and action items; taken back, it was moved', async () => {
    const card = await ask('Dana Reyes')
    await pressKey(card, 't')
    await focusOn(card, 'Notes for Dana Reyes')
    await typeInto(card, 'Notes', 'Wants to delegate more.')
    await typeInto(card, 'Minutes', '45')
    await enterOn(card, 'Add')
    await focusOn(card, 'Action item')
    await card.keyboard.type('Send the report')
    // The next one.
    await key(card, 'Enter')
    await focusOn(card, 'Action item')
    await card.keyboard.type('Nothing')
    await enterOn(card, 'Remove Nothing')
    await focusOn(card, 'Action item')
    await enterOn(card, 'Done')
    await focusOn(card, 'Show outcomes in the practice calendar?')
    expect((await readBooks(past)).notes).toMatchObject([
      { text: 'Wants to delegate more.', minutes: 45, actions: [{ text: 'Send the report', done: false }] },
    ])
    await enterOn(card, 'Show them in')
    await focusOn(card, 'Nothing is waiting')
    await enterOn(card, 'Undo', true)
    await focusOn(card, 'Did your session happen?')
    await pressKey(card, 'n')
    await focusOn(card, 'It didn’t occur. Why?')
    await tabTo(card, 'Client had an emergency')
    // Round the list: the last of it.
    await key(card, 'ArrowUp')
    await focusOn(card, 'We moved it')
    await see(card, 'Where did it go?')
    await key(card, 'Tab')
    await key(card, ' ')
    await enterOn(card, 'Confirm: moved')
    await focusOn(card, 'Nothing is waiting')
    await see(card, 'Saved: Dana Reyes, Moved')
    expect(await said()).toEqual(['moved'])
    await closeByKey(world.driver, card)
  })

  it('E15 a group: an answer for each, and the one who did not come is sent back', async () => {
    const card = await ask('Leadership circle')
    await enterOn(card, 'Paid')
    await focusOn(card, 'Paid')
    await tabTo(card, 'Everyone came')
    await spaceOn(card, 'came')
    await spaceOn(card, 'came')
    await tabTo(card, 'came')
    await key(card, 'ArrowRight')
    await focusOn(card, 'didn’t')
    await tabTo(card, 'Why ')
    // As one chooses in a list without opening it: "I had an emergency".
    await key(card, 'ArrowDown')
    await key(card, 'ArrowDown')
    await enterOn(card, 'Confirm: 2 came, 1 didn’t')
    await see(card, 'Hold 3 times')
    await focusOn(card, 'Not now')
    await key(card, 'Enter')
    await focusOn(card, 'Nothing is waiting')
    await see(card, 'Saved: 3 answers')
    expect((await said()).slice(1).sort()).toEqual(['coach-emergency', 'occurred', 'occurred'])
    await closeByKey(world.driver, card)
  })

  it('a client who is not there, from the popup: a letter, and then a no-show', async () => {
    await past.bringToFront()
    await enterOn(past, 'Add a session')
    await focusOn(past, 'Client')
    await past.keyboard.type('Lee')
    await typeInto(past, 'Minutes', '720')
    await enterOn(past, 'Save session')
    await until(async () => (await latest('Lee Park')).end > Date.now(), 'the session to be kept')
    const popup = await world.driver.open('popup.html', sizes.popup)
    await popup.bringToFront()
    await enterOn(popup, 'Client isn’t here')
    await focusOn(popup, 'Write “Are you joining?”')
    await key(popup, 'Enter')
    await focusOn(popup, 'Letter to Lee Park')
    await enterOn(popup, 'Close')
    await focusOn(popup, 'Client isn’t here')
    const noShow = async () => {
      await key(popup, 'Enter')
      await focusOn(popup, 'Write “Are you joining?”')
      await key(popup, 'ArrowDown')
      await focusOn(popup, 'Client did not show up')
      await key(popup, 'Enter')
      await focusOn(popup, 'It didn’t occur. Why?')
      await settled(popup)
    }
    await noShow()
    await key(popup, 'Escape')
    await focusOn(popup, 'Client isn’t here')
    await noShow()
    await enterOn(popup, 'Confirm: counts')
    await focusOn(popup, 'Next session: Lee Park')
    await enterOn(popup, 'Done')
    await focusOn(popup, 'All answered')
    await see(popup, 'Saved: Lee Park')
    expect((await said()).at(-1)).toBe('client-no-show')
    await popup.close()
  })
})
