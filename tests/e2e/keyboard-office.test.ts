import { readFile } from 'node:fs/promises'
import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sizes } from './harness/driver.ts'
import { endWorld } from './harness/ending.ts'
import { eveningZone } from './harness/evening.ts'
import { browsers, type World } from './harness/world.ts'
import { downloaded } from './steps/backup.ts'
import { readBooks } from './steps/books.ts'
import { chooseFile } from './steps/files.ts'
import { key, see, until, words } from './steps/hands.ts'
import { enterOn, focusOn, spaceOn, tabTo, typeInto } from './steps/keyboard.ts'
import { portray } from './steps/pictures.ts'
import { startPracticeDesk } from './steps/practice-desk.ts'

process.env.TZ = eveningZone(Date.now())

const PASSPHRASE = 'a quiet meadow'

describe.each(browsers)('the office by keyboard alone in %s', (browser) => {
  let world: World
  let page: Page
  let backup: string
  const today = Temporal.Now.plainDateISO(process.env.TZ)

  const counted = (count: number) =>
    until(
      async () => (await readBooks(page)).ledger.reduce((sum, { delta }) => sum + delta, 0) === count,
      `the books to count ${count}`,
    )
  /** Dana's program, once it is so. */
  const program = (what: string, holds: (changes: number) => boolean) =>
    until(async () => {
      const [found] = (await readBooks(page)).programs
      return found && holds((found.changes ?? []).length) && found
    }, what)
  /** A day, in the order in which the fields of both browsers take it here. */
  const type = ({ day, month, year }: Temporal.PlainDate) =>
    page.keyboard.type([month, day, year].map((part) => String(part).padStart(2, '0')).join(''))
  /** Over what stands in the field that has the focus. */
  const typeOver = async (text: string) => {
    await page.keyboard.down('Control')
    await key(page, 'a')
    await page.keyboard.up('Control')
    await page.keyboard.type(text)
  }
  const goTo = async (place: string) => {
    await enterOn(page, place, true)
    await focusOn(page, place)
  }

  beforeAll(async () => {
    const desk = await startPracticeDesk(browser)
    world = desk.world
    page = desk.page
  })
  afterAll(() => endWorld(world))

  it('Past: several are chosen and said to have happened as one, and taken back as one', async () => {
    await enterOn(page, 'Not asked')
    await focusOn(page, 'Not asked')
    await spaceOn(page, 'Choose Ana Ruiz')
    await see(
      page,
      'Left out: Ana Ruiz, Sam Ito, Kim Novak. Nobody has said yet whether it is paid or free; open it to answer.',
    )
    await spaceOn(page, 'Choose Lee Park')
    await see(page, 'It happened')
    await spaceOn(page, 'Choose Dana Reyes')
    await see(page, '2 chosen:')
    await focusOn(page, 'Choose Dana Reyes')
    await enterOn(page, 'Clear', true)
    await until(async () => !(await words(page)).includes('chosen:'), 'the choice to be given up')
    await tabTo(page, 'Choose Lee Park')
    await key(page, ' ')
    await tabTo(page, 'Choose Dana Reyes')
    await key(page, ' ')
    await enterOn(page, 'All 2 happened', true)
    await see(page, 'Saved: 2 answers')
    await counted(2)
    // On the first row: what was pressed stood before it, and so does the line that says what was saved.
    await focusOn(page, 'Choose Ana Ruiz')
    await enterOn(page, 'Undo', true)
    await counted(0)
    await focusOn(page, 'Choose Ana Ruiz')
    await tabTo(page, 'Choose Dana Reyes')
    await key(page, ' ')
    await enterOn(page, 'It happened', true)
    await see(page, 'Saved: Dana Reyes, Completed')
    await counted(1)
  })

  it('Reports: the figures behind every plot open and close', async () => {
    await goTo('Reports')
    for (const plot of ['Outcomes by month', 'By client', 'By day of the week']) {
      const rows = () => page.evaluate(() => document.querySelectorAll('details[open] tbody tr').length)
      await enterOn(page, `Figures: ${plot}`)
      await until(async () => (await rows()) > 0, `the figures of “${plot}”`)
      await focusOn(page, `Figures: ${plot}`)
      await key(page, 'Enter')
      await until(async () => (await rows()) === 0, `the figures of “${plot}” to close`)
    }
  })

  it('Data: the ledger as a sheet, and a backup sealed with a passphrase that is typed twice', async () => {
    await goTo('Settings')
    await enterOn(page, 'Data')
    await key(page, 'Tab')
    await focusOn(page, 'Passphrase (optional)')
    await page.keyboard.type(PASSPHRASE)
    await key(page, 'Tab')
    await focusOn(page, 'The same passphrase again')
    await page.keyboard.type('a quiet meadov')
    await key(page, 'Enter')
    await see(page, 'The two are not the same. Type it again.')
    await focusOn(page, 'The same passphrase again')
    await typeOver(PASSPHRASE)
    await enterOn(page, 'Save a backup')
    await see(page, 'Last backup:')
    await focusOn(page, 'Save a backup')
    backup = await downloaded(world.driver, '.json')
    await enterOn(page, 'Save the ledger as CSV')
    const sheet = await readFile(await downloaded(world.driver, '.csv'), 'utf8')
    expect(sheet.trim().split('\r\n')).toHaveLength(6)
    await focusOn(page, 'Save the ledger as CSV')
  })

  it('a program is given a last day, paused and extended, each form left once first', async () => {
    await goTo('Clients')
    await enterOn(page, 'Dana Reyes')
    await focusOn(page, 'Dana Reyes')
    await enterOn(page, 'Edit “12 sessions”')
    await focusOn(page, 'Sessions in the package')
    await tabTo(page, 'To')
    await type(today.add({ days: 90 }))
    await enterOn(page, 'Save program')
    await program('the last day', (changes) => changes === 1)
    await focusOn(page, 'Edit “12 sessions”')
    await enterOn(page, 'Pause “12 sessions”', true)
    await focusOn(page, 'First day of the pause')
    await enterOn(page, 'Cancel')
    await focusOn(page, 'Pause “12 sessions”')
    await key(page, 'Enter')
    await focusOn(page, 'First day of the pause')
    await tabTo(page, 'Last day of the pause')
    await type(today.add({ days: 13 }))
    await see(page, 'Paused for 14 days. The program would end on ')
    await enterOn(page, 'Save pause')
    await program('the pause', (changes) => changes === 2)
    await see(page, 'Paused until ')
    await focusOn(page, 'Pause “12 sessions”')
    await enterOn(page, 'Extend “12 sessions”')
    await focusOn(page, 'More sessions')
    await page.keyboard.type('3')
    await see(page, 'Used: 4 of 15.')
    await key(page, 'Enter')
    await program('the extension', (changes) => changes === 3)
    await see(page, '4 of 15 used')
    await focusOn(page, 'Extend “12 sessions”')
  })

  it('a program is removed after a question, which Esc leaves unanswered', async () => {
    await enterOn(page, 'Remove “12 sessions”…')
    await focusOn(page, 'Cancel')
    await key(page, 'Escape')
    await focusOn(page, 'Remove “12 sessions”…')
    await key(page, 'Enter')
    await focusOn(page, 'Cancel')
    expect(await portray(world.driver, page, 'program-remove', sizes.dashboard)).toEqual([])
    await enterOn(page, 'Remove program')
    await until(async () => (await readBooks(page)).programs.length === 0, 'the program to go')
    await see(page, 'Set up a program')
    // Where it stood; the next stop is what can be done there now.
    await focusOn(page, 'Programs')
    await key(page, 'Tab')
    await focusOn(page, 'Set up a program')
    await counted(1)
  })

  it('Data: the backup is opened with its passphrase and put back, after a question', async () => {
    await goTo('Settings')
    await enterOn(page, 'Data')
    await chooseFile(page, 'Backup file', backup)
    await see(page, 'Passphrase of this backup')
    await focusOn(page, 'Backup file')
    await typeInto(page, 'Passphrase of this backup', 'a loud meadow')
    await key(page, 'Enter')
    await see(page, 'This is not the passphrase of this backup. Try again.')
    await focusOn(page, 'Passphrase of this backup')
    await typeOver(PASSPHRASE)
    await key(page, 'Enter')
    await see(page, 'made with Afterward')
    await focusOn(page, 'Backup file')
    await enterOn(page, 'Restore this backup…')
    await focusOn(page, 'Cancel')
    await key(page, 'Escape')
    await focusOn(page, 'Restore this backup…')
    expect((await readBooks(page)).programs).toEqual([])
    await key(page, 'Enter')
    await focusOn(page, 'Cancel')
    await enterOn(page, 'Replace everything')
    await see(page, 'The backup is restored.')
    await focusOn(page, 'Go on')
    await program('the program as it was', (changes) => changes === 0)
    await counted(1)
    await key(page, 'Enter')
    await see(page, 'Last backup:')
    await tabTo(page, 'Save a backup')
  })
})
