import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { endWorld } from './harness/ending.ts'
import { eveningZone } from './harness/evening.ts'
import { browsers, startWorld, type World } from './harness/world.ts'
import { readBooks } from './steps/books.ts'
import { openDashboard } from './steps/dashboard.ts'
import { key, press, pressKey, see, until } from './steps/hands.ts'
import { enterOn, focusOn, spaceOn, tabTo, typeInto } from './steps/keyboard.ts'
import { connectPractice, finishWelcome, openWelcome } from './steps/welcome.ts'

process.env.TZ = eveningZone(Date.now())

describe.each(browsers)('the books by keyboard alone in %s', (browser) => {
  let world: World
  let page: Page

  const counted = async () => (await readBooks(page)).ledger.reduce((sum, { delta }) => sum + delta, 0)
  const client = async (named: string) => (await readBooks(page)).clients.find(({ name }) => name === named)

  beforeAll(async () => {
    world = await startWorld(browser, { coach: { bare: true, sessions: [] } })
    const welcome = await openWelcome(world.driver)
    await connectPractice(welcome)
    await finishWelcome(welcome, [{ name: 'Dana Reyes', kind: 'paid', sessions: 12, alreadyUsed: 4 }])
    // No window that asks takes the focus away meanwhile.
    page = await openDashboard(world.driver, 'settings')
    await press(page, 'Only by the badge')
    await until(
      async () => (await readBooks(page)).settings[0]?.value.ask.when === 'badge-only',
      'the setting to be kept',
    )
    page = await openDashboard(world.driver, 'past')
    await page.bringToFront()
    await see(page, 'Add a session')
  })
  afterAll(() => endWorld(world))

  it('Past: a session is found, opened, answered, and taken back', async () => {
    await typeInto(page, 'Search names and titles', 'Dana')
    await enterOn(page, 'Not asked')
    // Before it stands the box by which several are chosen.
    await tabTo(page, 'Dana Reyes')
    await enterOn(page, 'Dana Reyes')
    await see(page, 'Did your session happen?')
    await pressKey(page, 'n')
    await see(page, 'Client did not show up')
    await pressKey(page, '5')
    await see(page, 'Confirm: counts')
    await pressKey(page, 'Enter')
    await see(page, 'Next session: ')
    await until(async () => (await counted()) === 1, 'the answer to be kept')
    await enterOn(page, 'Done')
    await see(page, 'Saved: Dana Reyes, Didn’t occur')
    await enterOn(page, 'Undo')
    await until(async () => (await counted()) === 0, 'the answer to be taken back')
  })

  it('a session by hand: its dialog takes the focus, Esc gives it back, and it is saved', async () => {
    await enterOn(page, 'Add a session', true)
    await focusOn(page, 'Client')
    await key(page, 'Escape')
    await focusOn(page, 'Add a session')
    await key(page, 'Enter')
    await focusOn(page, 'Client')
    // The last of the list: somebody new.
    await key(page, 'End')
    await typeInto(page, 'Name', 'Olga Marsh')
    await spaceOn(page, 'Paid')
    await enterOn(page, 'Save session')
    await until(() => client('Olga Marsh'), 'the session to be kept')
    // It can be answered at once.
    await focusOn(page, 'Did your session happen?')
  })

  it('Clients: somebody new, with a program, and erased after a question', async () => {
    await enterOn(page, 'Clients', true)
    await focusOn(page, 'Clients')
    await see(page, 'New client')
    await enterOn(page, 'New client')
    await focusOn(page, 'Name')
    await page.keyboard.type('Nadia Bell')
    await spaceOn(page, 'Paid')
    await enterOn(page, 'Save client')
    await until(() => client('Nadia Bell'), 'the client to be kept')
    await focusOn(page, 'Nadia Bell')
    await enterOn(page, 'Set up a program')
    await focusOn(page, 'Sessions in the package')
    await page.keyboard.type('8')
    await enterOn(page, 'Save program')
    await see(page, '0 of 8 used')
    expect((await readBooks(page)).programs.map(({ sessions }) => sessions).sort()).toEqual([12, 8])
    await enterOn(page, 'Erase this client…')
    await focusOn(page, 'Cancel')
    await key(page, 'Enter')
    await focusOn(page, 'Erase this client…')
    await key(page, 'Enter')
    await focusOn(page, 'Cancel')
    await enterOn(page, 'Erase for good')
    await until(async () => (await client('Nadia Bell')) === undefined, 'the client to go')
    await focusOn(page, 'Clients')
  })

  it('Search: what was written after a session is found, and leads to it and back', async () => {
    await enterOn(page, 'Past', true)
    await focusOn(page, 'Past')
    await enterOn(page, 'Dana Reyes Paid')
    await focusOn(page, 'Did your session happen?')
    await pressKey(page, 't')
    await focusOn(page, 'Notes for Dana Reyes')
    await typeInto(page, 'Notes', 'Wants to delegate more.')
    await enterOn(page, 'Done')
    await focusOn(page, 'Dana Reyes Paid')
    // Past the field of this page that says the same.
    await tabTo(page, 'Upcoming', true)
    await enterOn(page, 'Search', true)
    await focusOn(page, 'Search notes and action items')
    await page.keyboard.type('deleg dana')
    await see(page, 'All notes 1')
    await focusOn(page, 'Search notes and action items')
    const when = await page.evaluate(() => document.querySelector('.note-line .when a')?.textContent ?? '')
    await enterOn(page, when)
    await focusOn(page, 'Change what you said?')
    // As the browser's own key for it does.
    await page.goBack()
    await focusOn(page, 'Search notes and action items')
    await see(page, 'All notes 1')
  })
})
