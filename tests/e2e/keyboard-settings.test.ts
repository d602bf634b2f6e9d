import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Settings } from '../../lib/core/settings.ts'
import { endWorld } from './harness/ending.ts'
import { eveningZone } from './harness/evening.ts'
import { browsers, type World } from './harness/world.ts'
import { downloaded } from './steps/backup.ts'
import { readBooks } from './steps/books.ts'
import { openDashboard } from './steps/dashboard.ts'
import { key, see, settled, until } from './steps/hands.ts'
import { enterOn, focusOn, spaceOn, tabTo, typeInto } from './steps/keyboard.ts'
import { startPracticeDesk } from './steps/practice-desk.ts'

process.env.TZ = eveningZone(Date.now())

describe.each(browsers)('the settings by keyboard alone in %s', (browser) => {
  let world: World
  let page: Page

  /** Half past nine in the evening, ten in the morning, as each browser's field for a time takes them: Firefox knows hours beyond twelve. */
  const [HALF_PAST_NINE, TEN] = browser === 'firefox' ? ['2130', '1000'] : ['0930PM', '1000AM']
  /** As fast as somebody types who knows the keys, and about as fast as what was saved comes back to the page. */
  const type = (text: string) => page.keyboard.type(text, { delay: 10 })

  /** Waits until the settings are so. */
  const kept = (what: string, holds: (settings: Settings) => unknown) =>
    until(async () => {
      const [row] = (await readBooks(page)).settings
      return row && holds(row.value)
    }, what)
  const open = (what: string) =>
    page.evaluate((summary) => {
      const found = [...document.querySelectorAll('summary')].find((each) => each.innerText.includes(summary))
      return (found?.parentElement as HTMLDetailsElement | undefined)?.open
    }, what)
  /** "Try it", which has the focus, opens a window of its own; Esc closes that, and the focus is where it was. */
  const tryOut = async (what: string, name: string, shows: string) => {
    await focusOn(page, `Try it: ${what}`)
    await key(page, 'Enter')
    const trial = await world.driver.waitForPage((url) => url.includes(`try=${name}`))
    await see(trial, 'nothing you press here is saved')
    await see(trial, shows)
    await settled(trial)
    // It goes while the key is down, so that the release of the key may reach nobody.
    await key(trial, 'Escape').catch(() => undefined)
    const isOpen = async () => (await world.driver.windows()).some(({ url }) => url.includes('try='))
    await until(async () => !(await isOpen()), 'the trial to close')
    await page.bringToFront()
    await focusOn(page, `Try it: ${what}`)
  }

  beforeAll(async () => {
    const desk = await startPracticeDesk(browser)
    world = desk.world
    page = desk.page
    await enterOn(page, 'Settings')
    await focusOn(page, 'Settings')
  })
  afterAll(() => endWorld(world))

  it('asking: each way is tried; minutes, single keys and quiet hours are kept', async () => {
    await enterOn(page, 'Asking')
    // The choice itself is one stop, at what is chosen; the first stop of the part comes before it, once there is a session to try it with.
    await tabTo(page, 'Try it: After each session')
    await tryOut('After each session', 'window', 'Did your session happen?')
    await key(page, 'Tab')
    await tryOut('At the end of the day', 'round-up', 'sessions wait')
    await typeInto(page, 'Minutes after the end', '7')
    await key(page, 'Tab')
    await kept('the minutes', ({ ask }) => ask.graceMinutes === 7)
    await focusOn(page, 'Try it: Minutes after the end')
    await key(page, 'Enter')
    await focusOn(page, 'A session that ends at')
    await tabTo(page, 'Try it: Minutes after the end', true)
    await key(page, 'Tab')
    await focusOn(page, 'Quiet hours')
    await key(page, ' ')
    await kept('the quiet hours', ({ ask }) => ask.quiet !== null)
    await focusOn(page, 'Quiet hours')
    await enterOn(page, 'Try it: Quiet hours')
    await focusOn(page, 'A session that ends at')
    await tabTo(page, 'Try it: Quiet hours', true)
    await key(page, 'Tab')
    await focusOn(page, 'From')
    await type(HALF_PAST_NINE)
    await tabTo(page, 'Private screen')
    await kept('when they begin', ({ ask }) => ask.quiet?.from === '21:30')
    await key(page, 'Tab')
    await tryOut('Private screen', 'private', 'Show name')
    await spaceOn(page, 'Answer with single keys')
    await kept('the single keys', ({ ask }) => !ask.singleKeys)
    await focusOn(page, 'Answer with single keys')
    await tabTo(page, 'Quiet hours', true)
    await tabTo(page, 'Quiet hours', true)
    await key(page, ' ')
    await kept('no quiet hours', ({ ask }) => ask.quiet === null)
    await focusOn(page, 'Quiet hours')
  })

  it('rescheduling: hours of one’s own, a day off, a break, another beginning', async () => {
    const day = (isSo: (stretches: readonly { start: string; end: string }[]) => boolean, of: 2 | 6) =>
      kept('the hours', ({ reschedule }) => isSo(reschedule.hours?.[of] ?? []))
    await tabTo(page, 'As in my past sessions')
    await key(page, 'ArrowDown')
    await kept('hours of one’s own', ({ reschedule }) => reschedule.hours !== null)
    await focusOn(page, 'These hours')
    await spaceOn(page, 'Saturday')
    await day((stretches) => stretches.length === 1, 6)
    await focusOn(page, 'Saturday')
    await key(page, ' ')
    await day((stretches) => stretches.length === 0, 6)
    await focusOn(page, 'Saturday')
    await enterOn(page, 'Add a break: Tuesday', true)
    await day((stretches) => stretches.length === 2, 2)
    await focusOn(page, 'Add a break: Tuesday')
    await enterOn(page, 'Remove', true)
    await day((stretches) => stretches.length === 1, 2)
    await focusOn(page, 'Tuesday')
    await tabTo(page, 'Monday', true)
    await tabTo(page, 'Tuesday, from')
    await type(TEN)
    await tabTo(page, 'Wednesday')
    await day(([stretch]) => stretch?.start === '10:00', 2)
    await typeInto(page, 'Times held per client', '2')
    await key(page, 'Tab')
    await kept('how many are held', ({ reschedule }) => reschedule.holds === 2)
    await focusOn(page, 'Times held in all')
  })

  it('letters: a signature, words of one’s own with the client’s name put in, and Afterward’s again', async () => {
    const own = () => kept('a letter of one’s own', ({ letters }) => letters?.templates['are-you-joining'])
    await typeInto(page, 'Signed by', 'Alex')
    await key(page, 'Tab')
    await kept('the signature', ({ letters }) => letters?.signature === 'Alex')
    await focusOn(page, 'Letter')
    await key(page, 'ArrowDown')
    await see(page, 'Are you joining?')
    await typeInto(page, 'Subject', 'Still on?')
    await tabTo(page, 'Text')
    await own()
    await enterOn(page, 'Full name')
    await focusOn(page, 'Text')
    await see(page, 'Still on?')
    await enterOn(page, 'Back to Afterward’s words')
    await kept('no letter of one’s own', ({ letters }) => !letters?.templates['are-you-joining'])
    // The button is gone with what it took away; what stood before it has the focus.
    await focusOn(page, 'Your name')
  })

  it('outcomes: written, where and how, and exactly what; what would be removed is asked about first', async () => {
    await enterOn(page, 'Exactly what is written')
    await see(page, 'Who can see it')
    await key(page, 'Enter')
    await focusOn(page, 'Exactly what is written')
    expect(await open('Exactly what is written')).toBe(false)
    await tabTo(page, 'Write outcomes into the calendar', true)
    await key(page, ' ')
    await kept('that they are written', ({ annotations }) => annotations.consent === 'on')
    await focusOn(page, 'Write outcomes into the calendar')
    await spaceOn(page, 'Colour each event by its outcome')
    await kept('the colours', ({ visible }) => visible?.colour)
    await enterOn(page, 'Remove Afterward’s annotations')
    await focusOn(page, 'Cancel')
    await key(page, 'Escape')
    await focusOn(page, 'Remove Afterward’s annotations')
    await kept('that they are written', ({ annotations }) => annotations.consent === 'on')
  })

  it('Advanced: every part opens and closes by key, and what is in it can be come to', async () => {
    const parts = [
      ['The policy', 'Change the policy'],
      ['Your own OAuth client', 'Client id'],
      ['Direct access to your calendar’s servers', ''],
      ['Evidence', 'Save the evidence as CSV'],
      ['Diagnostics', ''],
    ] as const
    for (const [part, inside] of parts) {
      await enterOn(page, part)
      await until(() => open(part), `“${part}” to open`)
      if (inside !== '') await tabTo(page, inside)
      if (inside !== '') await tabTo(page, part, true)
      await key(page, ' ')
      await until(async () => !(await open(part)), `“${part}” to close`)
      await focusOn(page, part)
    }
    await enterOn(page, 'Evidence', true)
    await enterOn(page, 'Save the evidence as CSV')
    await downloaded(world.driver, '.csv')
    await focusOn(page, 'Save the evidence as CSV')
    await enterOn(page, 'Your own OAuth client', true)
    await typeInto(page, 'Client id', 'not one')
    await key(page, 'Enter')
    await see(page, 'A client id at Google ends in .apps.googleusercontent.com.')
    await focusOn(page, 'Client id')
  })

  it('what is typed last is kept also when the tab is closed with the field still in use', async () => {
    const other = await openDashboard(world.driver, 'settings')
    await typeInto(other, 'Minutes after the end', '9')
    await other.close({ runBeforeUnload: true })
    await kept('the minutes', ({ ask }) => ask.graceMinutes === 9)
  })
})
