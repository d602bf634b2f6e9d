import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { endWorld } from './harness/ending.ts'
import { eveningZone } from './harness/evening.ts'
import { answerSignIn, browsers, closeSignIn, signInPage, startWorld, type World } from './harness/world.ts'
import { published, readBooks, written } from './steps/books.ts'
import { fromGoogle } from './steps/calendar.ts'
import { promptWindow, sayYes } from './steps/card.ts'
import { openDashboard, setGrace } from './steps/dashboard.ts'
import { press, see, until, words } from './steps/hands.ts'
import { answered, inCalendar, letAllEnd, letEnd, requestsFor } from './steps/session.ts'
import { finishWelcome, openWelcome } from './steps/welcome.ts'

const zone = eveningZone(Date.now())
process.env.TZ = zone

describe.each(browsers)('signing in with %s', (browser) => {
  let world: World
  let welcome: Page
  let desk: Page

  beforeAll(async () => {
    const sessions = [{ client: 'lee', start: Date.now() - 86_400_000, minutes: 60 }] as const
    world = await startWorld(browser, { coach: { zone, bare: true, sessions } })
    welcome = await openWelcome(world.driver)
  })
  afterAll(() => endWorld(world))

  const requestsForData = () =>
    world.emulator.log.filter(({ host, method }) => host === 'www.googleapis.com' && method !== 'OPTIONS')

  /** The page says why, what is safe, and offers the same again; the books know of no account. */
  const expectNothingDone = async (why: string) => {
    await see(welcome, why)
    await see(welcome, 'Nothing was connected and nothing else was changed.')
    const books = await readBooks(welcome)
    expect({ accounts: books.accounts, calendars: books.calendars }).toEqual({ accounts: [], calendars: [] })
    await press(welcome, 'All right')
    await until(async () => !(await words(welcome)).includes(why), 'the message to go')
  }

  it('said no: says so, and nothing is half done', async () => {
    await press(welcome, 'Connect Google')
    await answerSignIn(world.driver, { press: 'deny' })
    await expectNothingDone('because access was not allowed')
    expect(requestsForData()).toEqual([])
  })

  it('closed its window: says so, and nothing is half done', async () => {
    await press(welcome, 'Connect Google')
    await closeSignIn(world.driver)
    await expectNothingDone('The sign-in window was closed before it was finished.')
  })

  it('left out what cannot be done without: says that', async () => {
    await press(welcome, 'Connect Google')
    await answerSignIn(world.driver, { without: ['events.readonly'] })
    await expectNothingDone('Something Afterward cannot do without was left unticked')
  })

  it('came back with a forged state: the token is not used, not even once', async () => {
    const { emulator, coach } = world
    const token = emulator.google.grant(coach.email, [
      'https://www.googleapis.com/auth/calendar.events.readonly',
      'https://www.googleapis.com/auth/calendar.calendarlist.readonly',
    ])
    await press(welcome, 'Connect Google')
    const page = await signInPage(world.driver)
    await page.evaluate((access_token) => {
      const asked = new URLSearchParams(location.search)
      const scope = asked.get('scope') ?? ''
      const answer = { access_token, token_type: 'Bearer', expires_in: '3599', scope, state: 'f'.repeat(32) }
      location.assign(`${asked.get('redirect_uri')}#${new URLSearchParams(answer)}`)
    }, token)
    await expectNothingDone('did not belong to this sign-in')
    expect(requestsForData()).toEqual([])
  })

  it('said yes at last: connected', async () => {
    await press(welcome, 'Connect Google')
    await answerSignIn(world.driver)
    await finishWelcome(welcome, [{ name: 'Lee Park', kind: 'paid' }])
    desk = await openDashboard(world.driver, 'settings')
    await setGrace(desk, 0)
    await welcome.close()
  })

  it('refused write access: reading and answering go on, and what was to be written waits', async () => {
    const { driver, emulator } = world
    const event = await letEnd(world, zone, { client: 'lee' })
    const card = await promptWindow(driver, 45_000)
    await sayYes(card)
    await press(card, 'Show them in Google Calendar')
    await until(
      async () => (await readBooks(desk)).settings[0]?.value.annotations.consent === 'on',
      'the word on annotations to be kept',
    )
    await card.close()
    for (const refuse of [{ press: 'deny' }, { without: ['events.owned'] }] as const) {
      await press(desk, 'Allow writing outcomes')
      await answerSignIn(driver, refuse)
      await see(desk, 'Nothing was connected and nothing else was changed.')
      await press(desk, 'All right')
    }
    const books = await readBooks(desk)
    expect(books.accounts).toMatchObject([{ access: 'read', state: 'ok' }])
    expect(books.outbox).toMatchObject([{ state: 'consent', operation: { type: 'annotate' } }])
    expect(books.answers).toHaveLength(1)
    expect(emulator.log.filter(({ method }) => method === 'PATCH')).toEqual([])
    await press(desk, 'Allow writing outcomes')
    await answerSignIn(driver)
    await written(desk, 'the answer', answered(event, 'occurred'))
    expect(
      fromGoogle(emulator.google.event(world.coach.email, 'primary', event.id) ?? event).written.aw,
    ).toBe('1')
  })

  it('E43 revoked while in use: a banner, two sessions answered meanwhile, one reconnection, and both written, once', async () => {
    const { driver, emulator, coach } = world
    // Two that overlap, so that they are asked about as one stack.
    const events = await letAllEnd(world, zone, [
      { client: 'lee', inMs: 14_000 },
      { client: 'lee', inMs: 8_000 },
    ])
    emulator.google.revoke(coach.email)
    // Asked all the same, from what was read before.
    const card = await promptWindow(driver, 45_000)
    await sayYes(card)
    await sayYes(card)
    await until(
      async () => (await readBooks(desk)).accounts[0]?.state === 'sign-in',
      'the account to need the coach',
    )
    await see(desk, `${coach.email} needs you to sign in again.`)
    await see(desk, 'Nothing that waits to be written is lost.')
    await until(
      () => desk.evaluate(async () => (await chrome.action.getBadgeText({})).includes('!')),
      'the badge to ask for the coach',
    )
    expect((await readBooks(desk)).outbox).toHaveLength(2)
    await press(desk, 'Reconnect')
    await answerSignIn(driver)
    await written(desk, 'all three answers', published(3))
    await until(async () => !(await words(desk)).includes('needs you to sign in again'), 'the banner to go')
    for (const event of events) {
      expect(requestsFor(world, 'PATCH', event).filter(({ status }) => status === 200)).toHaveLength(1)
      expect([...inCalendar(world, event).marks.heads.values()].flat()).toHaveLength(1)
    }
  })
})
