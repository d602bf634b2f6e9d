import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Session } from '../../lib/core/session.ts'
import type { Settings } from '../../lib/core/settings.ts'
import type { ClientKey } from '../emulator/coach-clients.ts'
import { placeSession, weekdayBack } from '../emulator/coach-clients.ts'
import type { Sent } from '../emulator/google/wire.ts'
import { sizes } from './harness/driver.ts'
import { endWorld } from './harness/ending.ts'
import { eveningZone } from './harness/evening.ts'
import { browsers, startWorld, type World } from './harness/world.ts'
import { type Books, changeSession, readBooks } from './steps/books.ts'
import { closeByKey, isPrompt, promptGone, promptWindow } from './steps/card.ts'
import { readCalendars } from './steps/dashboard.ts'
import { press, pressKey, see, until, words } from './steps/hands.ts'
import { portray } from './steps/pictures.ts'
import { keyOf, letEnd } from './steps/session.ts'
import { setUpDesk } from './steps/welcome.ts'

const MINUTE = 60_000

const zone = eveningZone(Date.now())
process.env.TZ = zone

/** 'HH:MM' on the coach's clock, so many minutes from now. */
const clockIn = (minutes: number): string =>
  Temporal.Now.zonedDateTimeISO(zone).add({ minutes }).toPlainTime().toString({ smallestUnit: 'minute' })

/** What a press on a card can change; reading the calendars meanwhile may change the rest. */
const sayings = ({
  answers,
  ledger,
  notes,
  queue,
  outbox,
  proposals,
  clients,
  sessions,
  settings,
}: Books) => ({
  answers,
  ledger,
  notes,
  queue,
  outbox,
  proposals,
  clients,
  sessions,
  settings,
})

const badge = (page: Page): Promise<string> => page.evaluate(() => chrome.action.getBadgeText({}))

/** Waits until the coach's settings about asking are so; what is said to be saved may be from before. */
const asking = (page: Page, wanted: (ask: Settings['ask']) => boolean): Promise<unknown> =>
  until(async () => {
    const ask = (await readBooks(page)).settings[0]?.value.ask
    return ask !== undefined && wanted(ask)
  }, 'the setting to be kept')

/** Sets a time of that part. What a field of this kind takes from a keyboard differs by locale; its value does not. */
const setTime = async (page: Page, label: string, time: string): Promise<void> => {
  const field = (wanted: string) => {
    const labels = document.getElementById('/settings/asking')?.querySelectorAll('label') ?? []
    return [...labels].find(({ textContent }) => textContent === wanted)?.control
  }
  const input = (await page.waitForFunction(field, { polling: 100 }, label)).asElement()
  await input?.evaluate((element, value) => {
    ;(element as HTMLInputElement).value = value
    element.dispatchEvent(new Event('change', { bubbles: true }))
  }, time)
}

describe.each(browsers)('asking, politely, in %s', (browser) => {
  let world: World
  let settings: Page
  const wrong: string[] = []

  const windowsThat = async (fits: (url: string) => boolean) =>
    (await world.driver.windows()).filter(({ url }) => fits(url))
  const sessionOf = async (event: Sent): Promise<Session | undefined> =>
    (await readBooks(settings)).sessions.find((session) => session.key === keyOf(event))
  /** What is said of each session and holds: null where nothing was said, or it was taken back. */
  const said = async (...events: readonly Sent[]) => {
    const { answers } = await readBooks(settings)
    const holds = answers.filter(({ inForce, code }) => inForce && code !== 'undone')
    return events.map((event) => holds.find(({ sessionKey }) => sessionKey === keyOf(event))?.code ?? null)
  }

  beforeAll(async () => {
    const past = (client: ClientKey, days: number) =>
      ({ client, start: weekdayBack(Date.now(), zone, days, '10:00'), minutes: 50 }) as const
    const sessions = [past('dana', 9), past('ana', 8), past('kim', 3), past('sam', 2), past('lee', 1)]
    world = await startWorld(browser, { coach: { zone, bare: true, sessions } })
    settings = await setUpDesk(
      world.driver,
      [
        { name: 'Lee Park', kind: 'paid', sessions: 12, alreadyUsed: 4 },
        { name: 'Dana Reyes', kind: 'paid' },
        { name: 'Ana Ruiz', kind: 'paid' },
        { name: 'Kim Osei', kind: 'complimentary' },
        { name: 'Sam Ito', kind: 'paid' },
      ],
      0,
    )
  })
  afterAll(() => endWorld(world))

  it('shows how each way of asking would be, and keeps nothing of what is pressed there', async () => {
    const { driver } = world
    wrong.push(...(await portray(driver, settings, 'settings-asking', sizes.dashboard)))
    const before = sayings(await readBooks(settings))
    const trial = async (what: string, name: string) => {
      await press(settings, `Try it: ${what}`)
      const page = await driver.waitForPage((url) => url.includes(`try=${name}`))
      await see(page, 'nothing you press here is saved')
      return page
    }
    const window = await trial('After each session', 'window')
    await see(window, 'Lee Park')
    await see(window, 'Would count')
    wrong.push(...(await portray(driver, window, 'trial', sizes.prompt)))
    await press(window, 'Yes, it happened')
    await see(window, 'That was the trial')
    await press(window, 'Once more')
    await press(window, 'Later')
    await press(window, 'Tomorrow')
    await see(window, 'Nothing was saved')

    const hidden = await trial('Private screen', 'private')
    await see(hidden, 'Show name')
    expect(await words(hidden)).not.toMatch(/Lee|client\.example/)
    await press(hidden, 'Show name')
    await see(hidden, 'Lee Park')

    const several = await trial('At the end of the day', 'round-up')
    await see(several, '5 sessions wait')
    wrong.push(...(await portray(driver, several, 'round-up', sizes.prompt)))
    await press(several, 'Save: 5 happened')
    await see(several, 'That was the trial')
    // One window for all that was tried.
    expect(await windowsThat((url) => url.includes('try='))).toHaveLength(1)
    await closeByKey(driver, several)

    expect(await badge(settings)).toBe('')
    await press(settings, 'Try it: Only by the badge')
    await until(async () => (await badge(settings)) === '1', 'the badge to count one more')
    await until(async () => (await badge(settings)) === '', 'the badge to be true again')
    expect(sayings(await readBooks(settings))).toEqual(before)
  })

  it('opens nothing in quiet hours, and asks when they are over', async () => {
    await press(settings, 'Quiet hours')
    await asking(settings, ({ quiet }) => quiet !== null)
    const quiet = { from: clockIn(-60), to: clockIn(60) }
    await setTime(settings, 'From', quiet.from)
    // Tried by the page as it has heard by then: a session that ends when they begin.
    const example = () =>
      settings.evaluate(() => document.querySelector<HTMLInputElement>('.foretold input')?.value)
    await until(async () => {
      await press(settings, 'Try it: Quiet hours')
      return (await example()) === quiet.from
    }, 'the example to end in them')
    await setTime(settings, 'To', quiet.to)
    await asking(settings, ({ quiet: kept }) => kept?.from === quiet.from && kept.to === quiet.to)
    const event = await letEnd(world, zone, { client: 'lee' })
    await until(async () => (await badge(settings)) === '1', 'the badge to count it', 60_000)
    expect(await windowsThat(isPrompt)).toEqual([])
    expect((await sessionOf(event))?.askedAt).toBeNull()
    await press(settings, 'Quiet hours')
    const card = await promptWindow(world.driver, 60_000)
    await see(card, 'Lee Park')
    await press(card, 'Still going')
    await see(card, 'What you put off comes back at its time')
    await promptGone(world.driver)
    const { notBefore = null, askedAt = null } = (await sessionOf(event)) ?? {}
    expect((notBefore ?? 0) - Date.now()).toBeGreaterThan(9 * MINUTE)
    expect(askedAt).not.toBeNull()
    await until(async () => (await badge(settings)) === '', 'the badge to count it no more')
    expect(await said(event)).toEqual([null])
  })

  it('E32 what is put off comes back at its time, once, and what is passed over in the round-up', async () => {
    const { driver } = world
    const books = await readBooks(settings)
    const put = books.sessions.find(({ notBefore }) => notBefore !== null)
    if (put === undefined) throw new Error('Nothing was put off')
    // Ten minutes are too long to wait for: the snooze ends now.
    await changeSession(settings, put.key, { notBefore: Date.now() - 1_000 })
    await readCalendars(settings)
    const again = await promptWindow(driver, 60_000)
    await see(again, 'Lee Park')
    await closeByKey(driver, again)
    await readCalendars(settings)
    expect(await windowsThat(isPrompt)).toEqual([])
    await until(async () => (await badge(settings)) === '1', 'the badge to count it')
    // Shown two hours ago, so that the day's round-up may bring it back: in a minute.
    await changeSession(settings, put.key, { askedAt: Date.now() - 2 * 60 * MINUTE, notBefore: null })
    await setTime(settings, 'Round-up at', clockIn(1))
    const roundUp = await promptWindow(driver, 120_000)
    await see(roundUp, 'Lee Park')
    await press(roundUp, 'Later')
    await press(roundUp, 'Tomorrow')
    await promptGone(driver)
    const { notBefore } = (await readBooks(settings)).sessions.find(({ key: each }) => each === put.key) ?? {}
    const tomorrow = Temporal.Now.zonedDateTimeISO(zone).add({ days: 1 }).withPlainTime('09:00')
    expect(notBefore).toBe(tomorrow.epochMilliseconds)
  })

  it('names nobody on a private screen, neither before the answer nor after it', async () => {
    const { driver } = world
    await press(settings, 'Private screen')
    await asking(settings, ({ privateScreen }) => privateScreen)
    const event = await letEnd(world, zone, { client: 'dana' })
    const card = await promptWindow(driver, 60_000)
    await see(card, 'Show name')
    const shown = /Dana|Reyes|client\.example/
    expect(await words(card)).not.toMatch(shown)
    expect(await card.title()).not.toMatch(shown)
    const popup = await driver.open('popup.html', sizes.popup)
    await see(popup, 'Your client')
    expect(await words(popup)).not.toMatch(shown)
    await press(popup, 'Show names')
    await see(popup, 'Dana Reyes')
    await popup.close()
    await pressKey(card, 'n')
    await see(card, 'It didn’t occur. Why?')
    await pressKey(card, '1')
    await see(card, 'Confirm')
    expect(await words(card)).not.toMatch(shown)
    await pressKey(card, 'Enter')
    await see(card, 'Saved: To reschedule')
    expect(await words(card)).not.toMatch(shown)
    await press(card, 'Undo')
    await see(card, 'Did your session happen?')
    await pressKey(card, 'y')
    await see(card, 'Saved: Completed')
    expect(await said(event)).toEqual(['occurred'])
    await closeByKey(driver, card)
    await press(settings, 'Private screen')
    await asking(settings, ({ privateScreen }) => !privateScreen)
  })

  it('E31 many at once are one screen, which leaves out what the calendar speaks against; saved and undone as one', async () => {
    const { driver, emulator, coach } = world
    const end = Date.now() + 12_000
    const place = (client: ClientKey, minutes: number) =>
      placeSession(emulator.google, { email: coach.email, name: 'Alex Morgan' }, zone, {
        client,
        start: end - minutes * MINUTE,
        minutes,
      })
    const events = [place('dana', 5), place('ana', 4), place('kim', 3), place('sam', 2), place('lee', 6)]
    const declined = events[1]
    if (declined === undefined) throw new Error('No session was placed')
    emulator.google.actAs('ana.ruiz@client.example').respond(declined.id, 'declined')
    await readCalendars(settings)
    const page = await driver.waitForPage(isPrompt, 90_000)
    await see(page, '5 sessions wait')
    await see(page, 'left out: the calendar says otherwise')
    wrong.push(...(await portray(driver, page, 'batch', sizes.prompt)))
    await press(page, 'Save: 4 happened')
    await see(page, 'Saved: 4 answers')
    await see(page, 'Ana Ruiz')
    const yes = 'occurred'
    expect(await said(...events)).toEqual([yes, null, yes, yes, yes])
    await press(page, 'Undo')
    await until(
      async () => (await said(...events)).every((code) => code === null),
      'all four to be taken back',
    )
    await press(page, 'All at once')
    await see(page, '5 sessions wait')
    await closeByKey(driver, page)
    const again = await driver.open('prompt.html', sizes.prompt)
    await see(again, '5 sessions wait')
    await press(again, 'All of them')
    await press(again, 'Save: 5 happened')
    await see(again, 'Saved: 5 answers')
    // What would be written is explained now; Esc leaves that for later.
    await see(again, 'Show outcomes in')
    await closeByKey(driver, again)
    expect(await said(...events)).toEqual([yes, yes, yes, yes, yes])
    await until(async () => (await badge(settings)) === '', 'the badge to count none')
  })

  it('E30 what ended before Afterward came is offered as a list, asked about never, and counts when it is said', async () => {
    const { driver } = world
    const past = await driver.open('dashboard.html#/past?show=history', sizes.dashboard)
    await press(past, 'Choose all 5 that were not asked about')
    await see(past, 'counts on top of it')
    wrong.push(...(await portray(driver, past, 'back-fill', sizes.dashboard)))
    await press(past, 'All 5 happened')
    await see(past, 'Saved: 5 answers')
    const { sessions } = await readBooks(past)
    expect(sessions.filter(({ standing }) => standing === 'history')).toEqual([])
    await past.close()
  })

  it('axe finds nothing on the way, and nothing sticks out at 320 px', () => {
    expect(wrong).toEqual([])
  })
})
