import type { Page } from 'puppeteer-core'
import type { BrowserName } from '../../browsers.ts'
import { startWorld, type World } from '../harness/world.ts'
import { readBooks } from './books.ts'
import { openDashboard } from './dashboard.ts'
import { press, see, until } from './hands.ts'
import { connectPractice, finishWelcome, openWelcome } from './welcome.ts'

/**
 * A coach at work with Practice and three clients, whom the badge alone asks: no window comes up and takes the focus meanwhile. The page is the
 * dashboard's, on Past.
 */
export const startPracticeDesk = async (
  browser: BrowserName,
): Promise<{ readonly world: World; readonly page: Page }> => {
  const world = await startWorld(browser, { coach: { bare: true, sessions: [] } })
  const welcome = await openWelcome(world.driver)
  await connectPractice(welcome)
  await finishWelcome(welcome, [
    { name: 'Dana Reyes', kind: 'paid', sessions: 12, alreadyUsed: 4 },
    { name: 'Lee Park', kind: 'paid' },
    { name: 'Sam Ito', kind: 'paid' },
  ])
  const settings = await openDashboard(world.driver, 'settings')
  await press(settings, 'Only by the badge')
  await until(
    async () => (await readBooks(settings)).settings[0]?.value.ask.when === 'badge-only',
    'the setting to be kept',
  )
  const page = await openDashboard(world.driver, 'past')
  await page.bringToFront()
  await see(page, 'Add a session')
  return { world, page }
}
