import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sizes } from './harness/driver.ts'
import { endWorld } from './harness/ending.ts'
import { eveningZone } from './harness/evening.ts'
import { browsers, startWorld, type World } from './harness/world.ts'
import { readBooks } from './steps/books.ts'
import { goTo } from './steps/dashboard.ts'
import { pick, press, see, until } from './steps/hands.ts'
import { portray } from './steps/pictures.ts'
import { setUpGoogle } from './steps/welcome.ts'

const HOUR = 3_600_000

const zone = eveningZone(Date.now())
process.env.TZ = zone

describe.each(browsers)('one person kept twice in %s', (browser) => {
  let world: World
  let page: Page

  const addresses = async () =>
    Object.fromEntries((await readBooks(page)).clients.map((client) => [client.name, client.addresses]))

  beforeAll(async () => {
    const at = (hours: number, client: 'dana' | 'lee') =>
      ({ client, start: Date.now() - hours * HOUR, minutes: 50 }) as const
    world = await startWorld(browser, {
      coach: { zone, bare: true, sessions: [at(26, 'dana'), at(28, 'lee')] },
    })
    page = await setUpGoogle(world.driver, [
      { name: 'Dana Reyes', kind: 'paid', sessions: 12, alreadyUsed: 4 },
      { name: 'Lee Park', kind: 'paid', sessions: 12, alreadyUsed: 4 },
    ])
    await press(page, 'Open the dashboard')
    await goTo(page, 'Clients')
    await press(page, 'Dana Reyes')
    await press(page, 'Edit')
    await see(page, 'The same person, kept twice?')
  })

  afterAll(() => endWorld(world))

  it('E17 is merged with what it means said before, and split off again, each with their own addresses', async () => {
    const before = await addresses()
    const { clients } = await readBooks(page)
    const lee = clients.find(({ name }) => name === 'Lee Park')
    await see(page, 'what was answered and counted stays as it is. You can split them again.')
    await pick(page, 'Dana Reyes is also', lee?.id ?? '')
    expect(await portray(world.driver, page, 'client-merge', sizes.dashboard)).toEqual([])
    await press(page, 'Merge Lee Park into Dana Reyes')
    await see(page, 'Lee Park and Dana Reyes are one client now.')
    expect(await addresses()).toEqual({ 'Dana Reyes': Object.values(before).flat().sort() })
    expect(await portray(world.driver, page, 'client-merged', sizes.dashboard)).toEqual([])
    await press(page, 'Split off Lee Park')
    await see(page, 'Lee Park is a client again.')
    await until(async () => (await readBooks(page)).clients.length === 2, 'two clients again')
    expect(await addresses()).toEqual(before)
  })
})
