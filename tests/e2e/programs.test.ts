import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Program } from '../../lib/core/program.ts'
import { sizes } from './harness/driver.ts'
import { endWorld } from './harness/ending.ts'
import { eveningZone } from './harness/evening.ts'
import { browsers, startWorld, type World } from './harness/world.ts'
import { readBooks } from './steps/books.ts'
import { goTo } from './steps/dashboard.ts'
import { fill, press, see, until } from './steps/hands.ts'
import { enterOn } from './steps/keyboard.ts'
import { portray } from './steps/pictures.ts'
import { connectPractice, finishWelcome, openWelcome } from './steps/welcome.ts'

process.env.TZ = eveningZone(Date.now())

/** A day as a person reads it in the pages. */
const day = (date: Temporal.PlainDate): string =>
  date.toLocaleString('en-US', { day: 'numeric', month: 'short', year: 'numeric' })

describe.each(browsers)('a program that is paused, extended and corrected in %s', (browser) => {
  let world: World
  let page: Page
  const today = Temporal.Now.plainDateISO(process.env.TZ)
  const end = today.add({ days: 90 })

  const kept = async (what: string, holds: (program: Program) => boolean): Promise<Program> =>
    until(async () => {
      const [program] = (await readBooks(page)).programs
      return program && holds(program) ? program : null
    }, what)
  const changes = (count: number, what: string) =>
    kept(what, (program) => (program.changes ?? []).length === count)
  /** A day into the field with this label: by the form's own value, because each browser has its own picker for it. */
  const date = (label: string, to: Temporal.PlainDate) =>
    page.evaluate(
      (wanted, value) => {
        const found = [...document.querySelectorAll('label')].find((each) => each.textContent === wanted)
        const field = document.getElementById(found?.htmlFor ?? '') as HTMLInputElement
        field.value = value
        field.dispatchEvent(new Event('input', { bubbles: true }))
      },
      label,
      to.toString(),
    )
  const look = async (name: string) =>
    expect(await portray(world.driver, page, name, sizes.dashboard)).toEqual([])

  beforeAll(async () => {
    world = await startWorld(browser, { coach: { bare: true, sessions: [] } })
    page = await openWelcome(world.driver)
    await connectPractice(page)
    await finishWelcome(page, [{ name: 'Dana Reyes', kind: 'paid', sessions: 12, alreadyUsed: 4 }])
    await press(page, 'Open the dashboard')
    await goTo(page, 'Clients')
    await press(page, 'Dana Reyes')
    await see(page, '4 of 12 used')
    await press(page, 'Edit “12 sessions”')
    await see(page, 'Sessions in the package')
    await date('To', end)
    await press(page, 'Save program')
    await changes(1, 'the last day to be kept')
    await see(page, 'Corrected. Before:')
  })
  afterAll(() => endWorld(world))

  it('is paused, with what that does to its end told before it is saved, and stays calm meanwhile', async () => {
    await press(page, 'Pause “12 sessions”')
    await see(page, 'First day of the pause')
    await date('Last day of the pause', today.add({ days: 13 }))
    const moved = day(end.add({ days: 14 }))
    await see(page, `Paused for 14 days. The program would end on ${moved}.`)
    await look('program-pause')
    await press(page, 'Save pause')
    await changes(2, 'the pause to be kept')
    await see(page, `Paused until ${day(today.add({ days: 13 }))}`)
    await see(page, moved)
  })

  it('is extended, and nothing is saved that says nothing', async () => {
    await press(page, 'Extend “12 sessions”')
    await see(page, 'More sessions')
    await press(page, 'Save extension')
    await see(page, 'Enter more sessions, a later last day, or both.')
    await look('program-extend')
    await fill(page, 'More sessions', '3')
    await see(page, 'Used: 4 of 15.')
    await press(page, 'Save extension')
    await changes(3, 'the extension to be kept')
    await see(page, '4 of 15 used')
  })

  it('is corrected by keyboard alone: a pause said anew, an extension taken back, and every word of it stays', async () => {
    await enterOn(page, 'Change: Paused from')
    await see(page, 'First day of the pause')
    await date('Last day of the pause', today.add({ days: 6 }))
    await see(page, 'Paused for 7 days.')
    await enterOn(page, 'Save pause')
    await changes(4, 'the other pause to be kept')
    await see(page, `Paused until ${day(today.add({ days: 6 }))}`)
    await enterOn(page, 'Take back: Extended: 3 sessions more.')
    await changes(5, 'the extension to be taken back')
    await see(page, '4 of 12 used')
    await see(page, 'Taken back: Extended: 3 sessions more.')
    // What was pressed is gone with what it stood beside; the focus is on the program's own buttons, after this one.
    await enterOn(page, 'Extend “12 sessions”', true)
    await see(page, 'More sessions')
    await enterOn(page, 'Cancel')
    await look('program-history')
    const program = await changes(5, 'nothing more')
    expect(program).toMatchObject({ sessions: 12, alreadyUsed: 4, to: end.toString() })
    expect(program.changes?.map(({ type }) => type)).toEqual([
      'corrected',
      'paused',
      'extended',
      'paused',
      'withdrawn',
    ])
  })

  it('E41 has an allowance: says what this month has used, and what is left of it', async () => {
    await press(page, 'Edit “12 sessions”')
    await fill(page, 'Per month', '2')
    await press(page, 'Save program')
    await changes(6, 'the allowance to be kept')
    await see(page, '0 of 2 used, 2 left')
    await look('program-months')
  })

  it('says on the Clients page how it is getting on', async () => {
    await goTo(page, 'Clients')
    await see(page, 'Paused until')
    await see(page, '4 of 12 used')
    await look('clients-pace')
  })
})
