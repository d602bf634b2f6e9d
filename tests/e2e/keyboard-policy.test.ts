import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { defaultPolicy } from '../../lib/core/policy-default.ts'
import { documentOf } from '../../lib/core/policy-document.ts'
import { strict } from '../helpers/policies.ts'
import { endWorld } from './harness/ending.ts'
import { eveningZone } from './harness/evening.ts'
import { browsers, type World } from './harness/world.ts'
import { downloaded } from './steps/backup.ts'
import { readBooks } from './steps/books.ts'
import { chooseFile } from './steps/files.ts'
import { key, pressKey, see, until } from './steps/hands.ts'
import { enterOn, focusOn, tabTo } from './steps/keyboard.ts'
import { startPracticeDesk } from './steps/practice-desk.ts'

process.env.TZ = eveningZone(Date.now())

/** What a no-show comes to, before and after it is changed. */
const COUNTS = 'Didn’t occur. Counts as if it had happened. Not sent back.'
const GOES_BACK = 'To reschedule. Does not count. Sent back for rescheduling.'

describe.each(browsers)('the policy by keyboard alone in %s', (browser) => {
  let world: World
  let page: Page
  let folder: string

  /** Who made each version, from first to last, once there are so many. */
  const versions = (count: number) =>
    until(async () => {
      const { policies } = await readBooks(page)
      return policies.length === count && policies.toSorted((a, b) => a.at - b.at).map(({ by }) => by)
    }, `${count} versions of the policy`)
  const file = async (name: string, text: string): Promise<string> => {
    const path = join(folder, name)
    await writeFile(path, text)
    return path
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'afterward-keyboard-'))
    const desk = await startPracticeDesk(browser)
    world = desk.world
    page = desk.page
  })
  afterAll(async () => {
    await rm(folder, { recursive: true, force: true })
    await endWorld(world)
  })

  it('a miss counts by it; the link to it leads there', async () => {
    await enterOn(page, 'Dana Reyes Paid Unanswered')
    await focusOn(page, 'Did your session happen?')
    await pressKey(page, 'n')
    await focusOn(page, 'It didn’t occur. Why?')
    await pressKey(page, '5')
    await see(page, 'Confirm: counts')
    await pressKey(page, 'Enter')
    await focusOn(page, 'Next session: Dana Reyes')
    await enterOn(page, 'Done')
    await focusOn(page, 'Dana Reyes Paid')
    await enterOn(page, 'Settings', true)
    await focusOn(page, 'Settings')
    await enterOn(page, 'Advanced')
    // The next thing that Tab comes to is the first of that part.
    await key(page, 'Tab')
    await focusOn(page, 'The policy')
    await key(page, 'Enter')
    await see(page, 'Paid sessions')
    await focusOn(page, 'The policy')
  })

  it('one row is changed, tried on the past, and used; its version says what it changed', async () => {
    await enterOn(page, 'Change the policy')
    await see(page, 'Nothing yet: this is the policy in use.')
    await focusOn(page, 'Change the policy')
    await key(page, 'Tab')
    await focusOn(page, 'Hours of notice')
    await tabTo(page, 'Client did not show up')
    // From "counts" up to "goes back".
    await key(page, 'ArrowUp')
    await see(page, 'Paid · Client did not show up')
    await enterOn(page, 'What would it have changed?')
    await see(page, '1 of 1 past answers would have come out differently.')
    await see(page, '5 used, would be 4 of 12')
    await focusOn(page, 'What would it have changed?')
    expect((await readBooks(page)).policies).toEqual([])
    await enterOn(page, 'Use from now on')
    expect(await versions(1)).toEqual(['coach'])
    await see(page, 'Open a file…')
    await focusOn(page, 'Change the policy')
    await enterOn(page, 'Earlier versions')
    await see(page, 'Changed by you.')
    await see(page, `Was: ${COUNTS} Now: ${GOES_BACK}`)
    await focusOn(page, 'Earlier versions')
    const { answers, ledger } = await readBooks(page)
    expect(answers.map(({ policyVersion }) => policyVersion)).toEqual(['default-1'])
    expect(ledger.map(({ delta }) => delta)).toEqual([1])
  })

  it('editing is given up, and begun again to return to the built-in policy', async () => {
    await enterOn(page, 'Change the policy', true)
    await see(page, 'Nothing yet: this is the policy in use.')
    await enterOn(page, 'Cancel')
    await see(page, 'Open a file…')
    await focusOn(page, 'Change the policy')
    await key(page, 'Enter')
    await see(page, 'Nothing yet: this is the policy in use.')
    await enterOn(page, 'Back to the built-in policy')
    await see(page, `Was: ${GOES_BACK} Now: ${COUNTS}`)
    await focusOn(page, 'Back to the built-in policy')
    await enterOn(page, 'Use from now on', true)
    expect(await versions(2)).toEqual(['coach', 'coach'])
    await focusOn(page, 'Change the policy')
    expect((await readBooks(page)).settings[0]?.value.policy).toBeNull()
  })

  it('is saved as a file; one that is none is refused, one that is shown first and then used', async () => {
    await enterOn(page, 'Save as a file')
    const saved = await downloaded(world.driver, 'policy.json')
    expect(JSON.parse(await readFile(saved, 'utf8'))).toEqual(documentOf(defaultPolicy))
    await focusOn(page, 'Save as a file')
    await chooseFile(page, 'Open a file…', await file('notes.json', '{"notes":"hello"}'))
    await see(page, 'This is not a policy of Afterward.')
    await focusOn(page, 'Open a file…')
    await enterOn(page, 'All right', true)
    // What it stood above, and what the focus came by on the way up.
    await focusOn(page, 'Change the policy')
    await chooseFile(page, 'Open a file…', saved)
    await see(page, 'Nothing yet: this is the policy in use.')
    await enterOn(page, 'Cancel')
    await focusOn(page, 'Change the policy')
    await chooseFile(page, 'Open a file…', await file('strict.json', JSON.stringify(documentOf(strict))))
    await see(page, 'Paid · Client had an emergency')
    await focusOn(page, 'Change the policy')
    await key(page, 'Tab')
    await focusOn(page, 'Hours of notice')
    await enterOn(page, 'Use from now on')
    expect(await versions(3)).toEqual(['coach', 'coach', 'file'])
    await see(page, 'Clients give 12 hours’ notice')
    await focusOn(page, 'Change the policy')
  })
})
