import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sizes } from './harness/driver.ts'
import { endWorld } from './harness/ending.ts'
import { eveningZone } from './harness/evening.ts'
import { browsers, startWorld, type World } from './harness/world.ts'
import { readBooks } from './steps/books.ts'
import { sayYes } from './steps/card.ts'
import { goTo, openSession } from './steps/dashboard.ts'
import { fill, key, pick, press, pressAt, see, until } from './steps/hands.ts'
import { portray } from './steps/pictures.ts'
import { connectPractice, finishWelcome, openWelcome } from './steps/welcome.ts'

process.env.TZ = eveningZone(Date.now())

describe.each(browsers)('a session added by hand in %s', (browser) => {
  let world: World
  let page: Page

  const byHand = async () =>
    (await readBooks(page)).sessions.find(({ recognisedBy }) => recognisedBy === 'hand')
  const counted = async () => (await readBooks(page)).ledger.reduce((sum, { delta }) => sum + delta, 0)

  beforeAll(async () => {
    world = await startWorld(browser, { coach: { bare: true, sessions: [] } })
    page = await openWelcome(world.driver)
    await connectPractice(page)
    await finishWelcome(page, [])
    await press(page, 'Open the dashboard')
    await goTo(page, 'Past')
  })
  afterAll(() => endWorld(world))

  it('is asked about on the spot, in a dialog that Esc leaves as it was', async () => {
    await press(page, 'Add a session')
    await see(page, 'It is kept here and in no calendar')
    await key(page, 'Escape')
    await until(() => page.evaluate(() => document.querySelector('dialog') === null), 'the dialog to go')
    expect(await byHand()).toBeUndefined()
    await press(page, 'Add a session')
    await pick(page, 'Client', 'new')
    await fill(page, 'Name', 'Olga Marsh')
    await fill(page, 'Minutes', '45')
    await pressAt(page, 'dialog input[value=paid]')
    expect(await portray(world.driver, page, 'add-session', sizes.dashboard)).toEqual([])
    await press(page, 'Save session')
    await see(page, 'Did your session happen?')
    await see(page, 'Added by hand')
    expect(await portray(world.driver, page, 'added-session', sizes.dashboard)).toEqual([])
  })

  it('counts like any other and is written nowhere', async () => {
    await sayYes(page)
    await see(page, 'Saved: Olga Marsh, Completed')
    const session = await byHand()
    const { outbox } = await readBooks(page)
    expect(session).toMatchObject({ standing: 'answered', copies: [], participants: [{ address: null }] })
    expect(await counted()).toBe(1)
    expect(outbox.filter(({ sessionKey }) => sessionKey === session?.key)).toEqual([])
    expect((await world.driver.windows()).filter(({ url }) => url.includes('/prompt.html'))).toEqual([])
  })

  it('is removed by a compensating entry', async () => {
    const session = await byHand()
    await openSession(page, session?.start ?? 0)
    await press(page, 'Remove…')
    await see(page, 'What it counted is given back')
    await press(page, 'Remove it')
    await until(async () => (await byHand()) === undefined, 'the session to go')
    expect(await counted()).toBe(0)
    expect((await readBooks(page)).ledger).toHaveLength(2)
  })
})
