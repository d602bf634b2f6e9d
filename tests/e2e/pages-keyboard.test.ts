import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sizes } from './harness/driver.ts'
import { endWorld } from './harness/ending.ts'
import { eveningZone } from './harness/evening.ts'
import { browsers, startWorld, type World } from './harness/world.ts'
import { readBooks } from './steps/books.ts'
import { key, pressKey, see, until } from './steps/hands.ts'
import { enterOn } from './steps/keyboard.ts'
import { openWelcome } from './steps/welcome.ts'

process.env.TZ = eveningZone(Date.now())

describe.each(browsers)('by keyboard alone in %s', (browser) => {
  let world: World

  beforeAll(async () => {
    world = await startWorld(browser, { coach: { bare: true, sessions: [] } })
  })
  afterAll(() => endWorld(world))

  it('from welcome over Practice to a no-show, and back', async () => {
    const { driver } = world
    const page = await openWelcome(driver)
    await page.bringToFront()
    await see(page, 'Try Practice')
    await enterOn(page, 'Try Practice')
    await see(page, 'Which calendars hold your sessions?')
    await enterOn(page, 'Continue')
    await see(page, 'What is coaching?', 30_000)
    await enterOn(page, 'Continue')
    await see(page, 'Your clients')
    await enterOn(page, 'Skip')
    await see(page, 'Afterward is ready')
    await enterOn(page, 'Try it on your last session')

    const card = await driver.waitForPage((url) => url.includes('/prompt.html'))
    await see(card, 'Did your session happen?')
    await card.bringToFront()
    // Never said of this client before: asked once, in the same place.
    await pressKey(card, 'Shift')
    await enterOn(card, 'Paid')
    await see(card, 'Would count')
    await pressKey(card, 'n')
    await see(card, 'Client did not show up')
    await pressKey(card, '5')
    await see(card, 'Counts as if it had happened')
    await enterOn(card, 'Confirm: counts')
    await see(card, 'Saved: Dana Reyes, Didn’t occur')
    const { ledger, answers } = await readBooks(page)
    expect(ledger.map(({ delta }) => delta)).toEqual([1])
    expect(answers).toMatchObject([{ code: 'client-no-show', rowId: 'paid/client-no-show' }])
    // Backwards: it stands above the heading that has the focus now.
    await enterOn(card, 'Undo', true)
    await until(
      async () => (await readBooks(page)).ledger.reduce((sum, { delta }) => sum + delta, 0) === 0,
      'the answer to be taken back',
    )
    await see(card, 'Did your session happen?')
  })

  it('in the popup: a no-show, taken back; it happened after all', async () => {
    const popup = await world.driver.open('popup.html', sizes.popup)
    const counts = (count: number) =>
      until(
        async () => (await readBooks(popup)).ledger.reduce((sum, { delta }) => sum + delta, 0) === count,
        `the books to count ${count}`,
      )
    await popup.bringToFront()
    await see(popup, 'Dana Reyes')
    await enterOn(popup, 'No…: Dana Reyes')
    await see(popup, 'Client did not show up')
    await pressKey(popup, '5')
    await see(popup, 'Confirm: counts')
    await key(popup, 'Enter')
    await see(popup, 'Next booked: ')
    await counts(1)
    await enterOn(popup, 'Done')
    await see(popup, 'Saved: Dana Reyes, Didn’t occur')
    await enterOn(popup, 'Undo')
    await counts(0)
    await see(popup, 'waiting')
    await enterOn(popup, 'Yes: Dana Reyes')
    await see(popup, 'Saved: Dana Reyes, Completed')
    await counts(1)
    await popup.close()
  })
})
