import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { documentOf } from '../../lib/core/policy-document.ts'
import { strict } from '../helpers/policies.ts'
import { sizes } from './harness/driver.ts'
import { eveningZone } from './harness/evening.ts'
import { browsers, startWorld, type World } from './harness/world.ts'
import { readBooks } from './steps/books.ts'
import { confirm, notNow, passNext, sayWhy } from './steps/card.ts'
import { openDashboard, openSession } from './steps/dashboard.ts'
import { attach, key, press, see, until } from './steps/hands.ts'
import { enterOn, tabTo } from './steps/keyboard.ts'
import { portray } from './steps/pictures.ts'
import { setUpGoogle } from './steps/welcome.ts'

const zone = eveningZone(Date.now())
process.env.TZ = zone

const at = (hour: number): number =>
  Temporal.Now.plainDateISO(zone).toZonedDateTime({ timeZone: zone, plainTime: { hour } }).epochMilliseconds

describe.each(browsers)('the policy, edited in %s', (browser) => {
  let world: World
  let folder: string
  let page: Page

  const policies = async () =>
    (await readBooks(page)).policies.toSorted((a, b) => a.at - b.at).map(({ by }) => by)
  const file = async (name: string, text: string): Promise<string> => {
    const path = join(folder, name)
    await writeFile(path, text)
    return path
  }
  const open = (path: string) => attach(page, 'Open a file', path)
  /** Reopens what a changed policy folds up: the page draws it anew. */
  const openPolicy = async (): Promise<void> => {
    page = await openDashboard(world.driver, 'settings')
    await press(page, 'The policy')
    await see(page, 'Save as a file')
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'afterward-policy-'))
    const sessions = [10, 12].map((hour) => ({ client: 'dana', start: at(hour), minutes: 50 }) as const)
    world = await startWorld(browser, { coach: { zone, bare: true, sessions } })
    page = await setUpGoogle(world.driver, [
      { name: 'Dana Reyes', kind: 'paid', sessions: 12, alreadyUsed: 4 },
    ])
    await press(page, 'Open the dashboard')
    await see(page, 'Past')
    await openSession(page, at(10))
    await sayWhy(page, 'Client did not show up')
    await confirm(page)
    await passNext(page)
    await see(page, 'Saved: Dana Reyes, Didn’t occur')
  })
  afterAll(async () => {
    const problems = await world?.driver.problems()
    await world?.close()
    await rm(folder, { recursive: true, force: true })
    expect(problems).toEqual([])
  })

  it('by keyboard alone: changed, tried on the past, used from then on', async () => {
    page = await openDashboard(world.driver, 'settings')
    await page.bringToFront()
    await see(page, 'Diagnostics')
    await enterOn(page, 'The policy')
    await see(page, 'Save as a file')
    await enterOn(page, 'Change the policy')
    await tabTo(page, 'Client did not show up')
    // From "counts" up to "goes back".
    await key(page, 'ArrowUp')
    await see(page, 'Paid · Client did not show up')
    await enterOn(page, 'What would it have changed?')
    await see(page, '1 of 1 past answers would have come out differently.')
    await see(page, '5 used, would be 4 of 12')
    expect(await policies()).toEqual([])
    expect(await portray(world.driver, page, 'policy-editor', sizes.dashboard)).toEqual([])

    await enterOn(page, 'Use from now on')
    await until(async () => (await policies()).length === 1, 'the policy to be kept')
    // The focus is back where the editing began.
    await page.waitForFunction(() => document.activeElement?.textContent?.includes('Change the policy'), {
      polling: 100,
    })
    const { answers, ledger } = await readBooks(page)
    expect(answers.map(({ policyVersion }) => policyVersion)).toEqual(['default-1'])
    expect(ledger.map(({ delta }) => delta)).toEqual([1])
  })

  it('E39 the next answer goes by it, the one before stays, and both name their version', async () => {
    page = await openDashboard(world.driver, 'past')
    await openSession(page, at(12))
    await sayWhy(page, 'Client did not show up')
    await confirm(page)
    await notNow(page)
    const { answers } = await until(async () => {
      const books = await readBooks(page)
      return books.answers.length === 2 && books
    }, 'the second answer')
    const told = answers.toSorted((a, b) => a.at - b.at).map(({ mark, counts }) => [mark, counts])
    expect(told).toEqual([
      ['didnt-occur', true],
      ['to-reschedule', false],
    ])
    await openPolicy()
    await press(page, 'Earlier versions')
    await see(page, 'Changed by you.')
    expect(await portray(world.driver, page, 'policy-versions', sizes.dashboard)).toEqual([])
  })

  it('a file that is none is refused with the reason; a policy in a file is shown before it is used', async () => {
    await open(await file('notes.json', '{"notes":"<b>hello</b>"}'))
    await see(page, 'This is not a policy of Afterward.')
    await see(page, 'Nothing was changed')
    await open(await file('half.json', JSON.stringify({ ...documentOf(strict), noticeMs: 'a day' })))
    await see(page, 'Wrong or missing: noticeMs')
    await open(await file('strict.json', JSON.stringify(documentOf(strict))))
    await see(page, 'What you change')
    await see(page, 'Paid · Client had an emergency')
    await press(page, 'Use from now on')
    await until(async () => (await policies()).at(-1) === 'file', 'the policy of the file')
    await see(page, 'Clients give 12 hours’ notice')
  })

  it('the built-in policy is one press away, and still the coach’s to confirm', async () => {
    await press(page, 'Change the policy')
    await press(page, 'Back to the built-in policy')
    await press(page, 'Use from now on')
    await see(page, 'Clients give 24 hours’ notice')
    await until(async () => (await policies()).length === 3, 'the built-in policy')
    expect((await readBooks(page)).settings[0]?.value.policy).toBeNull()
  })
})
