import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sizes } from './harness/driver.ts'
import { endWorld } from './harness/ending.ts'
import { eveningZone } from './harness/evening.ts'
import { browsers, startWorld, type World } from './harness/world.ts'
import { readBooks } from './steps/books.ts'
import { promptWindow, sayWhy } from './steps/card.ts'
import { goTo, openDashboard, setGrace } from './steps/dashboard.ts'
import { fill, press, see, until } from './steps/hands.ts'
import { portray } from './steps/pictures.ts'
import { letEnd, openCard } from './steps/session.ts'
import { setUpGoogle } from './steps/welcome.ts'

const zone = eveningZone(Date.now())
process.env.TZ = zone

const welcomeSize = { width: 1100, height: 800 }

/** A title and a name that would do something, were they anything but text (E54). */
const hostile = {
  title: 'Coaching <img src=x onerror="document.title=1"> & “you”',
  name: '"><script>document.title=1</script><b>Bo</b>',
}

describe.each(browsers)('every page in %s, looked at and audited', (browser) => {
  let world: World
  let desk: Page
  const wrong: string[] = []
  const look = async (
    page: Page,
    name: string,
    size: (typeof sizes)[keyof typeof sizes] | typeof welcomeSize,
  ) => {
    wrong.push(...(await portray(world.driver, page, name, size)))
  }

  beforeAll(async () => {
    world = await startWorld(browser, { coach: { zone, sessions: [] } })
  })
  afterAll(() => endWorld(world))

  it('welcome', async () => {
    const clients = [
      { name: 'Dana Reyes', kind: 'paid', sessions: 12, alreadyUsed: 4 },
      { name: 'Lee Park', kind: 'paid', sessions: 6, alreadyUsed: 1 },
      { name: 'Mia Costa', kind: 'complimentary' },
    ] as const
    const page = await setUpGoogle(world.driver, clients, async (shown, what) => {
      if (what !== 'google-sign-in') await look(shown, `welcome-${what}`, welcomeSize)
    })
    await page.close()
    desk = await openDashboard(world.driver, 'settings')
    await setGrace(desk, 0)
  })

  it('prompt and popup', async () => {
    const { driver } = world
    const empty = await driver.open('popup.html', sizes.popup)
    await see(empty, 'Dashboard')
    await look(empty, 'popup-empty', sizes.popup)
    await empty.close()

    const mine = await letEnd(world, zone, { client: 'dana' })
    const group = await letEnd(world, zone, { client: 'group' })
    const stranger = await letEnd(world, zone, {
      client: 'omar',
      title: hostile.title,
      guest: { email: 'bo@newcomer.example', name: hostile.name },
    })
    const opened = await promptWindow(driver, 60_000)
    await until(
      async () => (await readBooks(desk)).sessions.filter(({ askedAt }) => askedAt !== null).length === 3,
      'all three to be asked about',
      60_000,
    )
    await opened.close()
    // Firefox opens a tab in the window last used, and that one is gone.
    await desk.bringToFront()

    const popup = await driver.open('popup.html', sizes.popup)
    await see(popup, '3 waiting')
    await look(popup, 'popup-waiting', sizes.popup)
    await popup.close()

    const other = await openCard(world, stranger)
    // E54: shown as text, whatever it says.
    await see(other, hostile.name)
    await look(other, 'prompt-unknown-kind', sizes.prompt)
    await press(other, 'Free')
    await sayWhy(other, 'Client had an emergency')
    await see(other, 'Confirm: back')
    await look(other, 'prompt-complimentary', sizes.prompt)
    await press(other, 'Confirm: back')
    await see(other, 'Hold 3 times')
    await other.waitForSelector('.offer-actions .wide:not([aria-disabled])')
    await look(other, 'prompt-after-outcome', sizes.prompt)
    await press(other, 'Hold 3 times')
    await see(other, 'Saved, but not in your calendar yet')
    await look(other, 'prompt-after-read-only', sizes.prompt)
    await press(other, 'Done')
    await other.close()

    const circle = await openCard(world, group)
    await press(circle, 'Paid')
    await see(circle, 'Or per person')
    await press(circle, 'didn’t')
    await look(circle, 'prompt-group', sizes.prompt)
    await circle.close()

    const card = await openCard(world, mine)
    await see(card, 'Would be 5 of 12')
    await look(card, 'prompt-question', sizes.prompt)
    await press(card, 'It didn’t…')
    await see(card, 'Why?')
    await look(card, 'prompt-reasons', sizes.prompt)
    await press(card, 'Client did not show up')
    await see(card, 'Confirm: counts, 5 of 12')
    await look(card, 'prompt-reason-chosen', sizes.prompt)
    await press(card, 'Back')
    await press(card, 'Yes, add notes')
    await see(card, 'Notes for Dana Reyes')
    await fill(card, 'Notes', `Delegating is easier than it was.\n${hostile.title}`)
    await fill(card, 'Minutes it took', '50')
    await press(card, 'Add')
    await fill(card, 'Action item', 'Write down what she hands over')
    await look(card, 'prompt-notes', sizes.prompt)
    await press(card, 'Done')
    // What was typed is the note before that; the last of it comes with "Done".
    await until(async () => (await readBooks(desk)).notes[0]?.actions.length === 1, 'the note to be kept')
    await card.close()
  })

  it('dashboard', async () => {
    await goTo(desk, 'Past')
    await see(desk, hostile.name)
    await look(desk, 'dashboard-past', sizes.dashboard)
    await goTo(desk, 'Reschedule')
    await see(desk, hostile.name)
    await look(desk, 'dashboard-reschedule', sizes.dashboard)
    await goTo(desk, 'Clients')
    await see(desk, 'Dana Reyes')
    await look(desk, 'dashboard-clients', sizes.dashboard)
    await press(desk, 'Dana Reyes')
    await see(desk, 'Statement')
    await see(desk, hostile.title)
    await look(desk, 'dashboard-client', sizes.dashboard)
    await press(desk, 'Write down what she hands over')
    await until(
      async () => (await readBooks(desk)).notes[0]?.actions[0]?.done,
      'the action item to be ticked off',
    )
    await goTo(desk, 'Settings')
    await see(desk, hostile.title)
    await press(desk, 'The policy')
    await look(desk, 'dashboard-settings', sizes.dashboard)
  })

  it('E54 what would run in a page is shown as text', async () => {
    const open = (await world.driver.windows()).filter(({ url }) => url.startsWith(world.driver.origin))
    for (const { page } of open) expect(await page.evaluate(() => document.title)).not.toBe('1')
    expect(await desk.evaluate(() => document.querySelectorAll('main img, main script').length)).toBe(0)
  })

  it('axe finds nothing, and nothing sticks out at 320 px', () => {
    expect(wrong).toEqual([])
  })
})
