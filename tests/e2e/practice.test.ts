import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { endWorld } from './harness/ending.ts'
import { eveningZone } from './harness/evening.ts'
import { browsers, startWorld, type World } from './harness/world.ts'
import { published, readBooks, written } from './steps/books.ts'
import { annotatedInPractice } from './steps/calendar.ts'
import { confirm, consequenceOn, passNext, sayWhy } from './steps/card.ts'
import { press, see } from './steps/hands.ts'
import { connectPractice, finishWelcome, openWelcome } from './steps/welcome.ts'

process.env.TZ = eveningZone(Date.now())

describe.each(browsers)('a first run with the practice calendar in %s', (browser) => {
  let world: World

  beforeAll(async () => {
    world = await startWorld(browser, { coach: { bare: true, sessions: [] } })
    // No network from the first page on: whoever asks anything gets no answer.
    world.emulator.faults.next({ kind: 'lost-request', times: 1_000_000 })
  })
  afterAll(() => endWorld(world))

  it('goes from welcome to a first outcome on the calendar with no network at all', async () => {
    const { driver, emulator } = world
    const welcome = await openWelcome(driver)
    await connectPractice(welcome)
    await finishWelcome(welcome, [{ name: 'Dana Reyes', kind: 'paid', sessions: 12, alreadyUsed: 4 }])
    await press(welcome, 'Try it on your last session (Dana Reyes')
    const card = await driver.waitForPage((url) => url.includes('/prompt.html'))
    await see(card, 'Would be 5 of 12')
    await sayWhy(card, 'Client did not show up')
    expect(await consequenceOn(card)).toEqual({
      text: 'Didn’t occur. Counts as if it had happened: 5 of 12 used. Not sent back for rescheduling.',
      button: 'Confirm: counts, 5 of 12',
    })
    await confirm(card)
    await passNext(card)
    await see(card, 'Show outcomes in')
    await press(card, 'Show them in')
    await written(welcome, 'the answer', published(1))
    const [event, ...others] = await annotatedInPractice(welcome)
    expect(others).toEqual([])
    expect(event?.title).toBe('Coaching: Dana Reyes')
    expect([...(event?.marks.heads.values() ?? [])].flat()).toMatchObject([
      { code: 'client-no-show', mark: 'didnt-occur', counts: true, rowId: 'paid/client-no-show' },
    ])
    const { ledger, diagnostics } = await readBooks(welcome)
    expect(ledger.map(({ delta }) => delta)).toEqual([1])
    expect(diagnostics).toEqual([])
    // Nothing was even tried: Practice needs nobody.
    expect(emulator.log.filter(({ host }) => host === 'www.googleapis.com')).toEqual([])
  })
})
