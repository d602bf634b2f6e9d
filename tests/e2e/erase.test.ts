import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sizes } from './harness/driver.ts'
import { endWorld } from './harness/ending.ts'
import { eveningZone } from './harness/evening.ts'
import { browsers, startWorld, type World } from './harness/world.ts'
import { readBooks } from './steps/books.ts'
import { confirm, sayWhy } from './steps/card.ts'
import { openDashboard } from './steps/dashboard.ts'
import { key, press, see, until } from './steps/hands.ts'
import { enterOn } from './steps/keyboard.ts'
import { portray } from './steps/pictures.ts'
import { connectPractice, finishWelcome, openWelcome } from './steps/welcome.ts'

process.env.TZ = eveningZone(Date.now())

describe.each(browsers)('the books told and a client erased in %s', (browser) => {
  let world: World

  beforeAll(async () => {
    world = await startWorld(browser, { coach: { bare: true, sessions: [] } })
    const welcome = await openWelcome(world.driver)
    await connectPractice(welcome)
    await finishWelcome(welcome, [{ name: 'Dana Reyes', kind: 'paid', sessions: 12, alreadyUsed: 4 }])
    await press(welcome, 'Try it on your last session (Dana Reyes')
    const card = await world.driver.waitForPage((url) => url.includes('/prompt.html'))
    await sayWhy(card, 'Client did not show up')
    await confirm(card)
  })
  afterAll(() => endWorld(world))

  it('reports say what was answered, and show their figures', async () => {
    const desk = await openDashboard(world.driver, 'reports')
    await see(desk, 'Outcomes by month')
    await see(desk, 'Client did not show up')
    await enterOn(desk, 'Figures: Outcomes by month')
    await see(desk, 'Total')
    expect(await portray(world.driver, desk, 'dashboard-reports', sizes.dashboard)).toEqual([])
    await desk.close()
  })

  it('E59 asks with the consequence in words, and is gone from the books', async () => {
    const desk = await openDashboard(world.driver, 'clients')
    await press(desk, 'Dana Reyes')
    await enterOn(desk, 'Erase this client…')
    await see(desk, 'Answers and their lines in the books: 1')
    expect(await portray(world.driver, desk, 'erase-client', sizes.dashboard)).toEqual([])
    // Esc leaves everything as it is.
    await key(desk, 'Escape')
    await until(() => desk.evaluate(() => document.querySelector('dialog') === null), 'the question to go')
    expect((await readBooks(desk)).ledger).toHaveLength(1)
    await press(desk, 'Erase this client…')
    await see(desk, 'Answers and their lines in the books: 1')
    await enterOn(desk, 'Erase for good')
    await until(async () => (await readBooks(desk)).ledger.length === 0, 'the books to be without them')
    const { clients, answers, programs, queue, sessions } = await readBooks(desk)
    expect(clients.map(({ name }) => name)).not.toContain('Dana Reyes')
    expect([answers, programs, queue]).toEqual([[], [], []])
    expect(sessions.some(({ open, end }) => open === 1 && end <= Date.now())).toBe(false)
    await see(desk, 'Clients')
  })
})
