import type { Page } from 'puppeteer-core'
import { sizes } from '../e2e/harness/driver.ts'
import { readBooks } from '../e2e/steps/books.ts'
import { confirm, consequenceOn, paintedAt, passNext, promptWindow, sayWhy } from '../e2e/steps/card.ts'
import { allowWriting, goTo, openDashboard, setGrace } from '../e2e/steps/dashboard.ts'
import { press, see } from '../e2e/steps/hands.ts'
import { finishWelcome, type Look, openWelcome } from '../e2e/steps/welcome.ts'
import type { Part, Stage } from './stage.ts'

/** The longest that a question may be late before the demo gives up, in ms. */
const PATIENCE = 90_000
/** Sessions that end later than this are not waited for, in ms. */
const SOON = 10 * 60_000

const say = async (page: Page, { name, reason }: Part, look: Look, what: string): Promise<void> => {
  await see(page, name)
  await look(page, `${what}-asked`)
  await sayWhy(page, reason)
  const { text } = await consequenceOn(page)
  console.log(`  ${name}: “${reason}” → ${text}`)
  await look(page, `${what}-consequence`)
  await confirm(page)
}

const hold = async (page: Page, look: Look): Promise<void> => {
  await see(page, 'Hold 3 times (nobody is told)')
  await look(page, 'free-times')
  await press(page, 'Hold 3 times (nobody is told)')
  await see(page, 'Done')
  await look(page, 'times-held')
  await press(page, 'Done')
}

const setUp = async ({ calendar, world, clients }: Stage, look: Look): Promise<Page> => {
  const page = await openWelcome(world.driver)
  await calendar.connect(world.driver, page, look)
  await finishWelcome(page, clients, look)
  return page
}

/** When the last session that will be asked about ends, epoch ms. */
const lastEnd = async (page: Page): Promise<number> => {
  const { sessions } = await readBooks(page)
  const soon = sessions.filter(({ open, end }) => open === 1 && end < Date.now() + SOON)
  return Math.max(...soon.map(({ end }) => end))
}

/** Waits for the question that opens by itself; `page` is any page of the extension. */
const waitForQuestion = async ({ world }: Stage, page: Page): Promise<Page> => {
  const end = await lastEnd(page)
  console.log(
    `Nothing is pressed until the last session ends, in ${Math.round((end - Date.now()) / 1000)} s.`,
  )
  const prompt = await promptWindow(world.driver, end - Date.now() + PATIENCE)
  const late = Math.max(0, Math.round((await paintedAt(prompt)) - end))
  console.log(`The question was there, by itself, ${late} ms after the end.`)
  return prompt
}

const agree = async (page: Page, look: Look): Promise<void> => {
  await see(page, 'Show outcomes in')
  await look(page, 'what-is-written')
  await press(page, 'Show them in')
}

const askAtOnce = async (page: Page, look: Look): Promise<void> => {
  await press(page, 'Open the dashboard')
  await goTo(page, 'Settings')
  await setGrace(page, 0)
  await look(page, 'settings')
}

/** What the toolbar's button shows meanwhile. */
const glance = async ({ world }: Stage, look: Look): Promise<void> => {
  const popup = await world.driver.open('popup.html', sizes.popup)
  await see(popup, '2 waiting')
  await look(popup, 'popup')
  await popup.close()
}

/** Does everything that a coach would, from the welcome page to write access, and stops to look after every step. */
export const playAlone = async (stage: Stage, look: Look): Promise<void> => {
  const page = await setUp(stage, look)
  await askAtOnce(page, look)
  const prompt = await waitForQuestion(stage, page)
  await glance(stage, look)
  await say(prompt, stage.emergency, look, 'emergency')
  await hold(prompt, look)
  await say(prompt, stage.noShow, look, 'no-show')
  await passNext(prompt)
  await agree(prompt, look)
  if (stage.calendar.service === null) return
  await goTo(page, 'Past')
  await look(page, 'write-access')
  await allowWriting(stage.world.driver, page)
}

/** The books as the coach sees them at the end. */
export const lookAround = async ({ world }: Stage, look: Look): Promise<void> => {
  const page = await openDashboard(world.driver, 'past')
  for (const [place, what] of [
    ['Past', 'past'],
    ['Reschedule', 'reschedule'],
    ['Clients', 'clients'],
  ] as const) {
    await goTo(page, place)
    await look(page, what)
  }
}
