import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { COACH, seedOutlookCoach } from '../emulator/coach.ts'
import { placeSession } from '../emulator/coach-clients.ts'
import { inOutlook } from '../emulator/coach-world.ts'
import { endWorld } from './harness/ending.ts'
import { eveningZone } from './harness/evening.ts'
import {
  answerOn,
  answerSignIn,
  browsers,
  closeSignIn,
  signInPage,
  startWorld,
  type World,
} from './harness/world.ts'
import { published, readBooks, written } from './steps/books.ts'
import { promptWindow, sayYes } from './steps/card.ts'
import { openDashboard, setGrace } from './steps/dashboard.ts'
import { press, pressAt, see, until, words } from './steps/hands.ts'
import { connectOutlook, finishWelcome, openWelcome } from './steps/welcome.ts'

const zone = eveningZone(Date.now())
process.env.TZ = zone

describe.each(browsers)('signing in to Outlook with %s', (browser) => {
  let world: World
  let welcome: Page
  let desk: Page

  beforeAll(async () => {
    world = await startWorld(browser, { coach: { zone, bare: true, sessions: [] } })
    const sessions = [{ client: 'lee', start: Date.now() - 86_400_000, minutes: 60 }] as const
    seedOutlookCoach(world.emulator, { zone, bare: true, sessions })
    welcome = await openWelcome(world.driver)
  })
  afterAll(() => endWorld(world))

  const requestsTo = (part: string) =>
    world.emulator.log.filter(({ host, path }) => `${host}${path}`.includes(part))

  /** The page says why, what is safe, and the books know of no account. */
  const expectNothingDone = async (why: string) => {
    await see(welcome, why)
    await see(welcome, 'Nothing was connected and nothing else was changed.')
    const books = await readBooks(welcome)
    expect({ accounts: books.accounts, calendars: books.calendars }).toEqual({ accounts: [], calendars: [] })
    await press(welcome, 'All right')
    await until(async () => !(await words(welcome)).includes(why), 'the message to go')
  }

  it('said no: says so, and nothing is half done', async () => {
    await press(welcome, 'Connect Outlook')
    await answerSignIn(world.driver, { press: 'deny' })
    await expectNothingDone('because access was not allowed')
  })

  it('closed its window: says so, and nothing is half done', async () => {
    await press(welcome, 'Connect Outlook')
    await closeSignIn(world.driver)
    await expectNothingDone('The sign-in window was closed before it was finished.')
  })

  it('met an organisation that wants an administrator first: says that', async () => {
    world.emulator.entra.setPolicy(COACH.email, 'admin')
    await press(welcome, 'Connect Outlook')
    const page = await signInPage(world.driver)
    await answerOn(page)
    await pressAt(page, '#return')
    await expectNothingDone('Your organisation wants an administrator to allow Afterward first.')
    world.emulator.entra.setPolicy(COACH.email, null)
  })

  it('came back with a forged state: the code is not exchanged', async () => {
    await press(welcome, 'Connect Outlook')
    const page = await signInPage(world.driver)
    await page.evaluate(() => {
      const redirect = new URLSearchParams(location.search).get('redirect_uri')
      location.assign(`${redirect}?${new URLSearchParams({ code: 'M.Cx', state: 'f'.repeat(32) })}`)
    })
    await expectNothingDone('did not belong to this sign-in')
    expect(requestsTo('/token')).toEqual([])
    expect(requestsTo('graph.microsoft.com')).toEqual([])
  })

  it('said yes at last: connected, read-only', async () => {
    await connectOutlook(world.driver, welcome)
    await finishWelcome(welcome, [{ name: 'Lee Park', kind: 'paid' }])
    desk = await openDashboard(world.driver, 'settings')
    await setGrace(desk, 0)
    await welcome.close()
    expect((await readBooks(desk)).accounts).toMatchObject([
      { provider: 'outlook', email: COACH.email, access: 'read' },
    ])
  })

  /** Puts sessions on the Outlook calendar that end in a moment, and lets Afterward read them at once. */
  const letEnd = async (...inMs: readonly number[]) => {
    const before = (await readBooks(desk)).sessions.length
    const ids = inMs.map((ms) => {
      const at = { client: 'lee', start: Date.now() - 60_000, minutes: 1 + ms / 60_000 } as const
      return placeSession(inOutlook(world.emulator.outlook, zone), COACH, zone, at).id
    })
    await press(desk, 'Read calendars now')
    await until(
      async () => (await readBooks(desk)).sessions.length === before + ids.length,
      'what ends to be read',
    )
    return ids
  }

  /** Writes to one event that went through. */
  const writesTo = (id: string) =>
    world.emulator.log.filter(
      ({ method, path, status }) =>
        method === 'PATCH' && status === 200 && decodeURIComponent(path).endsWith(id),
    )

  it('asked for write access at the first write', async () => {
    const [id = ''] = await letEnd(2_000)
    const card = await promptWindow(world.driver, 45_000)
    await sayYes(card)
    await press(card, 'Show them in Outlook Calendar')
    await until(
      async () => (await readBooks(desk)).settings[0]?.value.annotations.consent === 'on',
      'the word on annotations to be kept',
    )
    await card.close()
    expect(writesTo(id)).toEqual([])
    await press(desk, 'Allow writing outcomes')
    await answerSignIn(world.driver)
    await written(desk, 'the answer', published(1))
    expect(writesTo(id)).toHaveLength(1)
  })

  it('E43 revoked while in use: a banner, two sessions answered meanwhile, one reconnection, and both written, once', async () => {
    // Two that overlap, so that they are asked about as one stack.
    const ids = await letEnd(14_000, 8_000)
    world.emulator.outlook.revoke(COACH.email)
    const card = await promptWindow(world.driver, 45_000)
    await sayYes(card)
    await sayYes(card)
    await see(desk, `${COACH.email} needs you to sign in again.`)
    expect((await readBooks(desk)).outbox).toHaveLength(2)
    await press(desk, 'Reconnect')
    await answerSignIn(world.driver)
    await written(desk, 'all three answers', published(3))
    await until(async () => !(await words(desk)).includes('needs you to sign in again'), 'the banner to go')
    for (const id of ids) {
      expect(writesTo(id)).toHaveLength(1)
      expect(world.emulator.outlook.event(id)?.singleValueExtendedProperties).toHaveLength(1)
    }
  })
})
