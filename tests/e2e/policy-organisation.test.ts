import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { defaultPolicy } from '../../lib/core/policy-default.ts'
import { documentOf } from '../../lib/core/policy-document.ts'
import { strict } from '../helpers/policies.ts'
import { sizes } from './harness/driver.ts'
import { eveningZone } from './harness/evening.ts'
import { createOrganisation, type Organisation } from './harness/organisation.ts'
import { browsers, startWorld, type World } from './harness/world.ts'
import { readBooks } from './steps/books.ts'
import { confirm, consequenceOn, sayWhy } from './steps/card.ts'
import { openDashboard, openSession } from './steps/dashboard.ts'
import { press, see, until, words } from './steps/hands.ts'
import { portray } from './steps/pictures.ts'
import { setUpGoogle } from './steps/welcome.ts'

const zone = eveningZone(Date.now())
process.env.TZ = zone

const at = (hour: number): number =>
  Temporal.Now.plainDateISO(zone).toZonedDateTime({ timeZone: zone, plainTime: { hour } }).epochMilliseconds

describe.each(browsers)('a policy that the organisation sets, in %s', (browser) => {
  let organisation: Organisation
  let world: World

  /** What Settings says of the policy. */
  const openPolicy = async (): Promise<Page> => {
    const page = await openDashboard(world.driver, 'settings')
    await press(page, 'The policy')
    await see(page, 'Save as a file')
    return page
  }
  const settings = async (page: Page) => (await readBooks(page)).settings[0]?.value

  beforeAll(async () => {
    organisation = await createOrganisation(browser)
    await organisation.set(documentOf(strict))
    const sessions = [{ client: 'dana', start: at(10), minutes: 50 } as const]
    world = await startWorld(browser, { coach: { zone, bare: true, sessions }, organisation })
  })
  afterAll(async () => {
    const problems = await world?.driver.problems()
    await world?.close()
    await organisation?.dissolve()
    expect(problems).toEqual([])
  })

  it('decides what an answer means, and can be read but not changed', async () => {
    const page = await setUpGoogle(world.driver, [
      { name: 'Dana Reyes', kind: 'paid', sessions: 12, alreadyUsed: 4 },
    ])
    await press(page, 'Open the dashboard')
    await see(page, 'Past')
    // Chromium reads its policies some seconds after its start.
    await until(async () => (await settings(page))?.organisation, 'the policy of the organisation', 30_000)
    await openSession(page, at(10))
    await sayWhy(page, 'Client had an emergency')
    expect((await consequenceOn(page)).text).toContain('Counts as if it had happened: 5 of 12 used')
    await confirm(page)
    const version = await until(
      async () => (await readBooks(page)).answers[0]?.policyVersion,
      'the answer to be kept',
    )
    expect(version).toMatch(/^p-[0-9a-f]{8}$/)
    expect((await settings(page))?.organisation).toMatchObject({ fault: null, policy: { version } })

    const read = await openPolicy()
    await see(read, 'Set by your organisation.')
    await see(read, 'Clients give 12 hours’ notice')
    expect(await words(read)).not.toContain('Change the policy')
    expect(await portray(world.driver, read, 'policy-organisation', sizes.dashboard)).toEqual([])
  })

  it('and that cannot be read leaves the last that could, and says where it is wrong', async () => {
    await organisation.set({ ...documentOf(defaultPolicy), waitingMinutes: 100_000 })
    await world.driver.restart()
    const page = await openPolicy()
    await see(page, 'Wrong or missing: waitingMinutes', 30_000)
    await see(page, 'The last policy of your organisation that could be read goes on deciding.')
    await see(page, 'Clients give 12 hours’ notice')
  })

  it('gives way to the coach’s own when the organisation sets none any more', async () => {
    await organisation.set(undefined)
    if (browser === 'firefox') await world.driver.restart()
    const page = await openPolicy()
    // Chromium looks at its files by itself.
    await see(page, 'Change the policy', 60_000)
    await see(page, 'Clients give 24 hours’ notice')
    const { policies } = await readBooks(page)
    expect(policies.toSorted((a, b) => a.at - b.at).map(({ by }) => by)).toEqual([
      'organisation',
      'organisation-gone',
    ])
    expect(await settings(page)).not.toHaveProperty('organisation')
  })
})
