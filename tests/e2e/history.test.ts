import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sizes } from './harness/driver.ts'
import { endWorld } from './harness/ending.ts'
import { eveningZone } from './harness/evening.ts'
import { browsers, startWorld, type World } from './harness/world.ts'
import { readBooks } from './steps/books.ts'
import { confirm, passNext, sayWhy, sayYes } from './steps/card.ts'
import { goTo, openDashboard, openSession, readCalendars } from './steps/dashboard.ts'
import { press, pressAt, see, until } from './steps/hands.ts'
import { portray } from './steps/pictures.ts'
import { keyOf } from './steps/session.ts'
import { setUpGoogle } from './steps/welcome.ts'

const zone = eveningZone(Date.now())
process.env.TZ = zone

const at = (hour: number): number =>
  Temporal.Now.plainDateISO(zone).toZonedDateTime({ timeZone: zone, plainTime: { hour } }).epochMilliseconds
const wire = (ms: number) => ({
  dateTime: Temporal.Instant.fromEpochMilliseconds(ms).toString({ timeZone: zone }),
  timeZone: zone,
})

/** Keeps what the page hands over as a file, in place of the browser's own saving. */
const catchFile = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const make = URL.createObjectURL
    URL.createObjectURL = (blob) => {
      if (blob instanceof Blob) blob.text().then((text) => Object.assign(window, { caught: { text } }))
      return make(blob)
    }
    HTMLAnchorElement.prototype.click = function (this: HTMLAnchorElement) {
      Object.assign(window, { called: this.download })
    }
  })
const caughtIn = (page: Page): Promise<{ readonly text: string; readonly called: string }> =>
  until(
    () =>
      page.evaluate(() => {
        const { caught, called } = window as unknown as { caught?: { text: string }; called?: string }
        if (!(caught && called)) return null
        // Once: what comes next is another file.
        Object.assign(window, { caught: undefined, called: undefined })
        return { text: caught.text, called }
      }),
    'the file',
  )

/** The lines of what stands unfolded under these words. */
const linesUnder = (page: Page, title: string): Promise<readonly string[]> =>
  page.evaluate((words) => {
    const open = [...document.querySelectorAll('details[open]')].find(
      (each) => each.querySelector('summary')?.textContent === words,
    )
    return [...(open?.querySelectorAll('li') ?? [])].map((line) =>
      (line as HTMLElement).innerText.replace(/\s+/g, ' ').trim(),
    )
  }, title)

describe.each(browsers)('the story of one session in %s', (browser) => {
  let world: World
  let page: Page

  beforeAll(async () => {
    world = await startWorld(browser, {
      coach: { zone, bare: true, sessions: [{ client: 'dana', start: at(10), minutes: 50 }] },
    })
    page = await setUpGoogle(world.driver, [
      { name: 'Dana Reyes', kind: 'paid', sessions: 12, alreadyUsed: 4 },
    ])
    await press(page, 'Open the dashboard')
  })
  afterAll(() => endWorld(world))

  it('E06 E12 what the calendar showed is told from first to last, while it marks and decides nothing', async () => {
    const [event] = world.coach.sessions
    const { google } = world.emulator
    const desk = await openDashboard(world.driver, 'settings')
    const readAgain = async (what: string, sightings: number) => {
      await readCalendars(desk)
      await until(
        async () => (await readBooks(desk)).sessions[0]?.sightings.length === sightings,
        `${what} to be seen`,
      )
    }
    google.actAs(world.coach.email).patch(event!.id, { start: wire(at(11)), end: wire(at(12)) })
    await readAgain('the move', 1)
    google.actAs('dana.reyes@client.example').respond(event!.id, 'declined')
    await readAgain('the decline', 2)
    google.actAs(world.coach.email).delete(event!.id)
    await readAgain('the deletion', 3)
    await desk.close()

    await openSession(page, at(11))
    await press(page, 'What the calendar showed')
    await see(page, 'The event was deleted; by whom is not known')
    const lines = await linesUnder(page, 'What the calendar showed')
    expect(lines).toHaveLength(4)
    expect(lines[0]).toMatch(/^It was there when the calendar was first read\. Scheduled for .*10:00/)
    expect(lines[1]).toMatch(/^Moved from .*10:00.* to .*11:00/)
    expect(lines[2]).toMatch(/^Dana Reyes declined .*Notice: after the start$/)
    expect(lines[3]).toMatch(/^The event was deleted; by whom is not known/)
    expect((await readBooks(page)).answers).toEqual([])
    expect(await portray(world.driver, page, 'timeline', sizes.dashboard)).toEqual([])
  })

  it('leaves a file for a spreadsheet, of one session and of all', async () => {
    await catchFile(page)
    await press(page, 'Save as CSV')
    const one = await caughtIn(page)
    expect(one.called).toMatch(/^Dana Reyes \d{4}-\d\d-\d\d\.csv$/)
    expect(one.text.split('\r\n')).toHaveLength(5)
    expect(one.text).toContain('Dana Reyes declined')
    await goTo(page, 'Settings')
    await press(page, 'Evidence')
    await press(page, 'Save the evidence as CSV')
    await see(page, 'The evidence was handed to your browser’s downloads.')
    const all = await caughtIn(page)
    expect(all.called).toMatch(/^afterward-evidence/)
    expect(all.text).toBe(one.text)
  })

  it('E37 every answer is told: when, where, by which rule, and what it replaced', async () => {
    await goTo(page, 'Past')
    await openSession(page, at(11))
    await sayYes(page)
    await see(page, 'Saved: Dana Reyes, Completed')
    await openSession(page, at(11))
    await sayWhy(page, 'Client did not show up')
    await confirm(page)
    await passNext(page)
    await see(page, 'Saved: Dana Reyes, Didn’t occur')
    await press(page, 'Undo')
    await until(async () => (await readBooks(page)).answers.length === 3, 'the undo')
    await openSession(page, at(11))
    await press(page, 'History')
    await see(page, 'Took the place of: Client did not show up')
    const lines = await linesUnder(page, 'History')
    expect(lines).toHaveLength(3)
    expect(lines[0]).toMatch(
      /^It happened Completed .*in this browser.*Rule paid\/occurred of policy default-1$/,
    )
    expect(lines[1]).toMatch(/^Client did not show up Didn’t occur .*Took the place of: It happened/)
    expect(lines[2]).toMatch(/^Taken back .*Took the place of: Client did not show up/)
    expect(await portray(world.driver, page, 'history', sizes.dashboard)).toEqual([])
  })

  it('stands on the client’s page too, session by session, beside the books it led to', async () => {
    await pressAt(page, '.record a[href^="#/clients/"]')
    await press(page, 'Every session, with its reason')
    await press(page, 'Calendar: Dana Reyes declined')
    await press(page, 'What the calendar showed')
    await see(page, 'The event was deleted; by whom is not known')
    await press(page, 'History')
    await see(page, 'Taken back')
    await press(page, 'Every line, corrections included')
    expect(
      (await readBooks(page)).ledger.filter(
        ({ sessionKey }) => sessionKey === keyOf(world.coach.sessions[0]!),
      ),
    ).toHaveLength(4)
    expect(await portray(world.driver, page, 'client-history', sizes.dashboard)).toEqual([])
  })
})
