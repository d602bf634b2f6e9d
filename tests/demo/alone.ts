import type { Page } from 'puppeteer-core'
import { confirm, consequenceOn, promptWindow, sayWhy } from '../e2e/steps/card.ts'
import { allowWriting, goTo, openDashboard, setGrace } from '../e2e/steps/dashboard.ts'
import { press, see } from '../e2e/steps/hands.ts'
import {
  connectGoogle,
  connectPractice,
  finishWelcome,
  type Look,
  openWelcome,
} from '../e2e/steps/welcome.ts'
import type { Part, Stage } from './stage.ts'

/** The longest that a question may be late before the demo gives up, in ms. */
const PATIENCE = 90_000

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
  await see(page, 'Nobody was told')
  await look(page, 'times-held')
  await press(page, 'Done')
}

const setUp = async ({ options, world, clients }: Stage, look: Look): Promise<Page> => {
  const page = await openWelcome(world.driver)
  if (options.practice) await connectPractice(page, look)
  else await connectGoogle(world.driver, page, look)
  await finishWelcome(page, clients, look)
  return page
}

const waitFor = async (stage: Stage): Promise<Page> => {
  const seconds = Math.max(0, Math.round((stage.endsAt - Date.now()) / 1000))
  console.log(`The last of the sessions ends in ${seconds} s; nothing is pressed until then.`)
  const page = await promptWindow(stage.world.driver, stage.endsAt - Date.now() + PATIENCE)
  console.log(`The question came by itself ${Math.max(0, Date.now() - stage.endsAt)} ms after the end.`)
  return page
}

/** Does everything that a coach would, from the welcome page to write access, and stops to look after every step. */
export const playAlone = async (stage: Stage, look: Look): Promise<void> => {
  const { driver } = stage.world
  const page = await setUp(stage, look)
  await press(page, 'Open the dashboard')
  await goTo(page, 'Settings')
  await setGrace(page, 0)
  await see(page, 'Saved.')
  await look(page, 'settings')

  const prompt = await waitFor(stage)
  await say(prompt, stage.emergency, look, 'emergency')
  await hold(prompt, look)
  await say(prompt, stage.noShow, look, 'no-show')
  await see(prompt, 'Show outcomes in')
  await look(prompt, 'what-is-written')
  await press(prompt, 'Show them in')
  if (!stage.options.practice) {
    await goTo(page, 'Past')
    await look(page, 'write-access')
    await allowWriting(driver, page)
  }
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
