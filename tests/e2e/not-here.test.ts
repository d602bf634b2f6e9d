import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { placeSession } from '../emulator/coach-clients.ts'
import type { Sent } from '../emulator/google/wire.ts'
import { sizes } from './harness/driver.ts'
import { endWorld } from './harness/ending.ts'
import { eveningZone } from './harness/evening.ts'
import { browsers, startWorld, type World } from './harness/world.ts'
import { readBooks } from './steps/books.ts'
import { confirm, consequenceOn } from './steps/card.ts'
import { goTo, readCalendars } from './steps/dashboard.ts'
import { fill, hrefOf, key, press, see, until, words } from './steps/hands.ts'
import { portray } from './steps/pictures.ts'
import { keyOf, ofSession } from './steps/session.ts'
import { setUpDesk } from './steps/welcome.ts'

const MINUTE = 60_000
/** What is done before the session ends takes seconds; the rest is for a busy machine. */
const ROOM = 60_000

const zone = eveningZone(Date.now())
process.env.TZ = zone

/** Where a link of the letter leads, and what it takes along. */
const linkTo = async (page: Page, host: string): Promise<URL> =>
  new URL(await hrefOf(page, `.letter a[href*="${host}"]`))

describe.each(browsers)('a client who is not there in %s', (browser) => {
  let world: World
  let dashboard: Page
  let popup: Page
  let late: Sent
  let end = 0

  beforeAll(async () => {
    const before = { client: 'lee', start: Date.now() - 26 * 60 * MINUTE, minutes: 30 } as const
    world = await startWorld(browser, { coach: { zone, sessions: [before] } })
    dashboard = await setUpDesk(
      world.driver,
      [{ name: 'Lee Park', kind: 'paid', sessions: 12, alreadyUsed: 4 }],
      0,
    )
    const { emulator, coach, driver } = world
    const now = Date.now()
    end = now + ROOM
    const place = (client: 'lee' | 'dana', start: number, minutes: number) =>
      placeSession(emulator.google, { email: coach.email, name: 'Alex Morgan' }, zone, {
        client,
        start,
        minutes,
      })
    late = place('lee', now - 16 * MINUTE, 16 + ROOM / MINUTE)
    place('dana', now + 3 * 60 * MINUTE, 50)
    await readCalendars(dashboard)
    popup = await driver.open('popup.html', sizes.popup)
  })

  afterAll(() => endWorld(world))

  it('gets a letter that asks whether they are joining, opened or copied, and sent by nobody but the coach', async () => {
    await press(popup, 'Client isn’t here')
    await press(popup, 'Write “Are you joining?”')
    await see(popup, 'Letter to Lee Park')
    const gmail = await linkTo(popup, 'mail.google.com')
    expect(gmail.searchParams.get('to')).toBe('lee.park@client.example')
    expect(gmail.searchParams.get('su')).toBe('Are you joining?')
    expect(gmail.searchParams.get('body')).toMatch(/^Hi Lee,\r\n\r\nI’m in our session/)
    expect((await linkTo(popup, 'outlook.office.com')).searchParams.get('subject')).toBe('Are you joining?')
    expect((await linkTo(popup, 'mailto:')).pathname).toBe('lee.park@client.example')
    await press(popup, 'Copy')
    await see(popup, 'Copied')
    expect(world.emulator.google.mails).toEqual([])
    await press(popup, 'Close')
  })

  it('is written down as a no-show before the session ends, and the consequence is said before', async () => {
    await press(popup, 'Client isn’t here')
    await press(popup, 'Client did not show up')
    expect(await consequenceOn(popup)).toEqual({
      text: 'Didn’t occur. Counts as if it had happened: 5 of 12 used. Not sent back for rescheduling.',
      button: 'Confirm: counts, 5 of 12',
    })
    await confirm(popup)
    const { answers, session } = ofSession(await readBooks(popup), late)
    expect(answers.map(({ code, inForce }) => [code, inForce])).toEqual([['client-no-show', true]])
    expect(answers[0]?.at).toBeLessThan(end)
    expect(session).toMatchObject({ standing: 'answered', open: 0 })
  })

  it('is not asked about again when it has ended', async () => {
    await until(() => Date.now() > end + 4_000, 'the session to have ended', ROOM + 10_000)
    await readCalendars(dashboard)
    const open = await world.driver.windows()
    expect(open.filter(({ url }) => url.includes('/prompt.html'))).toEqual([])
    const books = await readBooks(dashboard)
    expect(books.sessions.find(({ key }) => key === keyOf(late))?.askedAt).toBeNull()
    expect(ofSession(books, late).ledger.map(({ delta }) => delta)).toEqual([1])
    const again = await world.driver.open('popup.html', sizes.popup)
    await see(again, 'Dashboard')
    expect(await words(again)).not.toMatch(/\d waiting/i)
    await press(again, 'Confirm…')
    await see(again, 'Letter to Dana')
    expect(await portray(world.driver, again, 'letter', sizes.popup)).toEqual([])
    expect((await linkTo(again, 'mail.google.com')).searchParams.get('body')).toContain('looking forward')
  })

  it('has letters in the coach’s own words and under the coach’s name', async () => {
    await fill(dashboard, 'Signed by', 'Alex')
    await key(dashboard, 'Tab')
    await until(
      async () => (await readBooks(dashboard)).settings[0]?.value.letters?.signature === 'Alex',
      'the name to be kept',
    )
    expect(await portray(world.driver, dashboard, 'settings-letters', sizes.dashboard)).toEqual([])
    await goTo(dashboard, 'Clients')
    await press(dashboard, 'Lee Park')
    await press(dashboard, 'Write to Lee Park')
    await see(dashboard, 'Letter to Lee Park')
    expect((await linkTo(dashboard, 'mail.google.com')).searchParams.get('body')).toMatch(
      /Warmly,\r\n\r\nAlex$/,
    )
    expect(await portray(world.driver, dashboard, 'client-letter', sizes.dashboard)).toEqual([])
  })
})
