import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sizes } from './harness/driver.ts'
import { endWorld } from './harness/ending.ts'
import { eveningZone } from './harness/evening.ts'
import { browsers, startWorld, type World } from './harness/world.ts'
import { readBooks } from './steps/books.ts'
import { goTo, openDashboard, openSession } from './steps/dashboard.ts'
import { fill, inFocus, key, press, pressAt, see, settled, until } from './steps/hands.ts'
import { enterOn, tabTo } from './steps/keyboard.ts'
import { portray } from './steps/pictures.ts'
import { setUpGoogle } from './steps/welcome.ts'

const HOUR = 3_600_000

const zone = eveningZone(Date.now())
process.env.TZ = zone

/** What is written after each session; the second has words that would do something, were they anything but text (E54). */
const said = {
  dana: {
    text: 'Delegación: hands over the weekly réport to her team, and wants to see what happens when she does not look.',
    action: 'Write down what she hands over',
  },
  lee: {
    text: 'Wants to delegate <img src=x onerror="document.title=1"> and sleep better.',
    action: 'Send the report on sleep',
  },
}

describe.each(browsers)('search over notes in %s', (browser) => {
  let world: World
  let page: Page
  // A calendar holds no fractions of a second.
  const hoursAgo = (hours: number) => Math.floor(Date.now() / 1_000) * 1_000 - hours * HOUR
  const starts = { dana: hoursAgo(26), lee: hoursAgo(28) }

  const write = async (client: keyof typeof said) => {
    await openSession(page, starts[client])
    await press(page, 'Yes, add notes')
    await fill(page, 'Notes', said[client].text)
    await settled(page)
    // On from the notes: above them the page itself has something to add, too.
    await enterOn(page, 'Add')
    await fill(page, 'Action item', said[client].action)
    await press(page, 'Done')
    await until(
      async () =>
        (await readBooks(page)).notes.some(
          ({ text, actions }) => text === said[client].text && actions.length === 1,
        ),
      'the note to be kept',
    )
  }
  const type = async (words: string) => {
    await inFocus(page)
    await page.keyboard.down('Control')
    await key(page, 'a')
    await page.keyboard.up('Control')
    await key(page, 'Backspace')
    await page.keyboard.type(words)
  }
  const marks = () =>
    page.evaluate(() => [...document.querySelectorAll('mark')].map(({ textContent }) => textContent))
  const marked = (wanted: readonly string[]) =>
    until(
      async () => JSON.stringify(await marks()) === JSON.stringify(wanted),
      `marked: ${wanted.join(', ')}`,
    )

  beforeAll(async () => {
    const at = (client: 'dana' | 'lee') => ({ client, start: starts[client], minutes: 50 }) as const
    world = await startWorld(browser, { coach: { zone, bare: true, sessions: [at('dana'), at('lee')] } })
    page = await setUpGoogle(world.driver, [
      { name: 'Dana Reyes', kind: 'paid', sessions: 12, alreadyUsed: 4 },
      { name: 'Lee Park', kind: 'paid', sessions: 12, alreadyUsed: 4 },
    ])
    await press(page, 'Open the dashboard')
    await goTo(page, 'Past')
    await write('dana')
    await write('lee')
  })
  afterAll(() => endWorld(world))

  it('is gone to from every page, and the field has the focus', async () => {
    await press(page, 'Search')
    await see(page, 'All notes 2')
    await see(page, said.dana.action)
    expect(await portray(world.driver, page, 'search', sizes.dashboard)).toEqual([])
    await until(() => page.evaluate(() => document.activeElement?.matches('input[type=search]')), 'the focus')
  })

  it('marks every word, whatever its case and accents, and shows hostile words as text (E54)', async () => {
    await type('DELEGA repo')
    await see(page, 'All notes 2')
    await see(page, '<img src=x onerror="document.title=1">')
    expect(await page.evaluate(() => document.title)).not.toBe('1')
    await marked(['Delega', 'répo', 'delega', 'repo'])
    expect(await portray(world.driver, page, 'search-found', sizes.dashboard)).toEqual([])
    await type('delega sleep')
    await see(page, 'All notes 1')
  })

  it('by keyboard alone: open action items, one ticked off, which stays in sight and keeps the focus', async () => {
    await type('')
    await enterOn(page, 'Open action items')
    await see(page, 'Open action items 2')
    await tabTo(page, said.dana.action)
    await key(page, ' ')
    await until(
      async () => (await readBooks(page)).notes.some(({ actions }) => actions.some(({ done }) => done)),
      'the item to be ticked off',
    )
    const focused = () => page.evaluate(() => document.activeElement?.closest('label')?.textContent)
    await until(async () => (await focused()) === said.dana.action, 'the focus to stay')
    expect(await portray(world.driver, page, 'search-open', sizes.dashboard)).toEqual([])
  })

  it('follows what is done elsewhere, and leads to the session and back to what was looked for', async () => {
    const other = await openDashboard(world.driver, 'search')
    await press(other, 'Open action items')
    await see(other, 'Open action items 1')
    await press(other, said.lee.action)
    await page.bringToFront()
    await until(
      async () => (await readBooks(page)).notes.every(({ actions }) => actions.every(({ done }) => done)),
      'the other item to be ticked off',
    )
    await other.close()
    await page.bringToFront()
    await pressAt(page, 'input[type=search]')
    await type('sleep')
    await see(page, 'Open action items 0')
    await press(page, 'All notes')
    await see(page, 'Lee Park')
    await pressAt(page, '.note-line .when a')
    await see(page, 'Yes, it happened')
    await page.goBack()
    await until(
      () =>
        page.evaluate(
          () => document.querySelector<HTMLInputElement>('input[type=search]')?.value === 'sleep',
        ),
      'the words to be there again',
    )
    expect(await page.evaluate(() => location.href)).not.toContain('sleep')
  })
})
