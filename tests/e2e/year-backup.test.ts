import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PracticeState } from '../../lib/calendars/practice/state.ts'
import type { BrowserName } from '../browsers.ts'
import { backUpYear, type YearBackup } from '../year/backup.ts'
import { ZONE } from '../year/calendar.ts'
import { DANAS_PROGRAMS, DANAS_STATEMENT } from '../year/danas-statement.ts'
import type { Year } from '../year/setting.ts'
import { liveYear, YEAR_ENDS } from '../year/year.ts'
import { endWorld } from './harness/ending.ts'
import { startWorld, type World } from './harness/world.ts'
import { differences, downloaded, putInPlace, rowsIn, saveBackup, sealWith, unlock } from './steps/backup.ts'
import { readBooks } from './steps/books.ts'
import { goTo, openDashboard, readCalendars } from './steps/dashboard.ts'
import { attach, press, see, until } from './steps/hands.ts'
import { linesOf, openClient, shownLines, shownPrograms } from './steps/statement.ts'

process.env.TZ = ZONE

const PASSPHRASE = 'zwölf stille Monate'

/** The year in which the backup is made, and Dana's last session in it, which is still to be written. */
const YEAR = 2026
const DANAS_LAST = 'dana202608271000'

/** A browser of the coach's, and its Settings page. */
type Seat = { readonly world: World; readonly desk: Page }

/** A browser that is new, on the evening on which the year ends: whatever the day is, nothing in the books has become due since. */
const sit = async (name: BrowserName): Promise<Seat> => {
  const world = await startWorld(name, { coach: { bare: true, sessions: [] } })
  const desk = await openDashboard(world.driver, 'settings')
  await desk.evaluate((now) => chrome.storage.local.set({ 'clock-offset': now - Date.now() }), YEAR_ENDS)
  await until(async () => (await readBooks(desk)).settings.length === 1, 'the installation')
  return { world, desk }
}

/** What the Practice calendar holds that this browser keeps, beside the books. */
const calendarIn = (desk: Page): Promise<PracticeState> =>
  desk.evaluate(async () => (await chrome.storage.local.get('practice')).practice as PracticeState)

describe('the backup of a coach’s year, from one browser into the next', () => {
  let folder: string
  let year: Year
  let backup: YearBackup
  let chromium: Seat
  let firefox: Seat
  /** Where each backup was saved: of the year itself, and of each browser. */
  const files = { year: '', chromium: '', firefox: '' }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'afterward-year-'))
    year = await liveYear(1)
    backup = await backUpYear(year, PASSPHRASE)
    files.year = join(folder, 'year.json')
    await writeFile(files.year, backup.text)
    // Life goes on in the calendar.
    year.calendar.respond(DANAS_LAST, 'Dana Reyes', 'tentative')
    chromium = await sit('chromium')
    firefox = await sit('firefox')
  })
  afterAll(async () => {
    await endWorld(chromium?.world)
    await endWorld(firefox?.world)
    await rm(folder, { recursive: true, force: true })
  })

  /** A wrong passphrase changes nothing; with the right one the books are the year's to the last bit, and what was queued is paused. */
  const restore = async ({ desk }: Seat, file: string): Promise<void> => {
    await goTo(desk, 'Settings')
    const before = JSON.stringify(await readBooks(desk))
    await attach(desk, 'Backup file', file)
    await unlock(desk, 'zwölf laute Monate')
    await see(desk, 'This is not the passphrase of this backup. Try again.')
    expect(JSON.stringify(await readBooks(desk))).toBe(before)
    await unlock(desk, PASSPHRASE)
    await putInPlace(desk)
    await press(desk, 'Go on')
    await see(desk, 'Arrived with a backup and waits for your word.')
    expect(differences(await readBooks(desk), backup.rows)).toEqual([])
  }

  /** A backup of what was restored has the same in it. */
  const saveAgain = async ({ world, desk }: Seat): Promise<string> => {
    await sealWith(desk, PASSPHRASE)
    const file = await saveBackup(world.driver, desk)
    expect(differences(await rowsIn(file, PASSPHRASE), backup.rows)).toEqual([])
    return file
  }

  /** Dana's page and her sheet say what was checked by hand. */
  const showDana = async ({ world, desk }: Seat): Promise<void> => {
    await openClient(desk, 'Dana Reyes')
    const shown = await shownLines(desk, DANAS_STATEMENT.length - 1)
    expect(shown.toReversed()).toEqual(await linesOf(desk, DANAS_STATEMENT, YEAR))
    expect(await shownPrograms(desk)).toEqual(
      DANAS_PROGRAMS.map(({ name, used, total, over }) => [
        ...[name, `${used} of ${total} used`],
        ...(over > 0 ? [`${over} over`] : []),
      ]),
    )
    await press(desk, 'Save as CSV')
    const sheet = await readFile(await downloaded(world.driver, '.csv'), 'utf8')
    expect(sheet.replace('\uFEFF', '').split('\r\n')).toEqual(DANAS_STATEMENT)
  }

  /** The account goes on over the calendar as it is by now: it is read, and nothing is written but what the coach chooses. */
  const goOn = async ({ desk }: Seat): Promise<void> => {
    await goTo(desk, 'Settings')
    const calendar = year.calendar.state()
    await desk.evaluate((practice) => chrome.storage.local.set({ practice }), calendar)
    await press(desk, 'Resume')
    await until(
      async () => (await readBooks(desk)).calendars[0]?.cursor === `${calendar.epoch}:${calendar.revision}`,
      'the calendar to be read to its last change',
    )
    await readCalendars(desk)
    const paused = (await readBooks(desk)).outbox
    expect(paused).toEqual(backup.rows.outbox.map((write) => ({ ...write, state: 'paused' })))
    expect(await calendarIn(desk)).toEqual(calendar)

    await press(desk, 'Write it after all: Outcome · Dana Reyes')
    const others = paused.filter(({ eventId }) => eventId !== DANAS_LAST)
    await until(async () => (await readBooks(desk)).outbox.length === others.length, 'it to be written')
    expect((await readBooks(desk)).outbox).toEqual(others)
    const { revision, events } = await calendarIn(desk)
    expect(revision).toBe(calendar.revision + 1)
    const [answer] = backup.rows.answers.filter(({ sessionKey }) => sessionKey.startsWith(DANAS_LAST))
    expect(Object.values(events[`practice/${DANAS_LAST}`]?.event.marks ?? {}).join()).toContain(answer?.id)
  }

  it('holds all that the year left, some of it still to be written', async () => {
    expect(JSON.parse(JSON.stringify(backup.rows))).toStrictEqual(backup.rows)
    expect(await rowsIn(files.year, PASSPHRASE)).toStrictEqual(backup.rows)
    expect(backup.rows.ledger.length).toBeGreaterThan(500)
    expect(backup.rows.outbox.map(({ operation, state }) => `${operation.type} ${state}`).sort()).toEqual([
      ...['annotate queued', 'annotate queued', 'mark queued'],
      ...['remove queued', 'remove queued', 'remove queued'],
    ])
  })

  it('is in Chromium what it was, to the last bit, and what was queued waits', async () => {
    await restore(chromium, files.year)
    files.chromium = await saveAgain(chromium)
  })

  it('shows Dana’s statement in Chromium as it was checked by hand', () => showDana(chromium))

  it('is in Firefox what it was, out of Chromium', async () => {
    await restore(firefox, files.chromium)
    files.firefox = await saveAgain(firefox)
  })

  it('shows Dana’s statement in Firefox as it was checked by hand', () => showDana(firefox))

  it('is what it was back in Chromium, out of Firefox, and each browser went by a name of its own', async () => {
    await restore(chromium, files.firefox)
    const saved = [await rowsIn(files.chromium, PASSPHRASE), await rowsIn(files.firefox, PASSPHRASE)]
    const all = [backup.rows, ...saved, await readBooks(chromium.desk)]
    expect(new Set(all.map(({ settings }) => settings[0]?.value.device)).size).toBe(4)
  })

  it.each(['chromium', 'firefox'] as const)('writes in %s only what the coach chooses', (name) =>
    goOn({ chromium, firefox }[name]),
  )
})
