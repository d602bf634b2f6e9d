import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sizes } from './harness/driver.ts'
import { endWorld } from './harness/ending.ts'
import { eveningZone } from './harness/evening.ts'
import { browsers, startWorld, type World } from './harness/world.ts'
import { readBooks } from './steps/books.ts'
import { goTo } from './steps/dashboard.ts'
import { pick, press, see, until, words } from './steps/hands.ts'
import { portray } from './steps/pictures.ts'
import { connectPractice, finishWelcome, openWelcome } from './steps/welcome.ts'

process.env.TZ = eveningZone(Date.now())

const BANNER = 'Your browser does not let Afterward notify.'
const OVER_CARD = 'Your browser allows no notifications, so this window asks.'

describe.each(browsers)('notifications that %s does not allow', (browser) => {
  let world: World
  let page: Page

  /** Settings: how to be asked. A list that no hand touched may ask the browser for nothing, which is a refusal. */
  const choose = async (how: 'window' | 'notification') => {
    await goTo(page, 'Settings')
    await pick(page, 'By', how)
    await until(async () => (await readBooks(page)).settings[0]?.value.ask.how === how, `“${how}” to be kept`)
  }

  beforeAll(async () => {
    world = await startWorld(browser, { coach: { bare: true, sessions: [] } })
    page = await openWelcome(world.driver)
    await connectPractice(page)
    await finishWelcome(page, [])
    await press(page, 'Open the dashboard')
    await choose('notification')
    await see(page, 'The window opens instead, and the badge counts all the same.')
  })
  afterAll(() => endWorld(world, 'permissions.request may only be called from a user input handler'))

  it('E33 are told over the first card that comes as a window, and on no other page after it', async () => {
    const last = (await readBooks(page)).sessions.filter(({ end }) => end <= Date.now()).at(-1)
    const address = `prompt.html?session=${encodeURIComponent(last?.key ?? '')}`
    const card = await world.driver.open(address, sizes.prompt)
    await see(card, OVER_CARD)
    await see(card, 'Yes, it happened')
    expect(await portray(world.driver, card, 'prompt-refused', sizes.prompt)).toEqual([])
    await card.close()
    const again = await world.driver.open(address, sizes.prompt)
    await see(again, 'Yes, it happened')
    expect(await words(again)).not.toContain(OVER_CARD)
    await again.close()
    await page.bringToFront()
    await goTo(page, 'Past')
    expect(await words(page)).not.toContain(BANNER)
  })

  it('E33 are told on the dashboard when they were wanted anew, and that goes with one press', async () => {
    await choose('window')
    await goTo(page, 'Past')
    await until(
      async () => !(await readBooks(page)).drafts.some(({ id }) => id === 'told:notifications'),
      'what was said to be forgotten',
    )
    await choose('notification')
    await goTo(page, 'Past')
    await see(page, BANNER)
    expect(await portray(world.driver, page, 'dashboard-refused', sizes.dashboard)).toEqual([])
    await press(page, 'All right')
    await until(async () => !(await words(page)).includes(BANNER), 'the banner to go')
    await goTo(page, 'Clients')
    expect(await words(page)).not.toContain(BANNER)
  })
})
