import type { Page } from 'puppeteer-core'
import { readBooks } from '../e2e/steps/books.ts'
import { openDashboard } from '../e2e/steps/dashboard.ts'
import { until } from '../e2e/steps/hands.ts'
import { openWelcome } from '../e2e/steps/welcome.ts'
import type { Stage } from './stage.ts'
import { spanWords } from './words.ts'

/** How long the demo waits for somebody, in ms. */
const PATIENCE = 30 * 60_000

const instructions = ({ calendar, noShow, emergency, endsAt, zone }: Stage): readonly string[] => [
  calendar.connecting,
  `At “Your clients” give ${noShow.name} a package of 12 sessions with 4 already used, kind “Paid”; set ${emergency.name} to “Paid”. Save.`,
  'Open the dashboard, Settings, “When should I ask?”: put 0 minutes after the end.',
  calendar.service === null
    ? 'Wait two minutes at most; a small window asks by itself.'
    : `Wait. The last session ends at ${spanWords({ start: endsAt, end: endsAt }, zone).slice(-5)} in the browser’s zone; then a small window asks by itself.`,
  `${emergency.name}: “It didn’t…”, “${emergency.reason}”, Confirm, “Hold 3 times (nobody is told)”, Done.`,
  `${noShow.name}: “It didn’t…”, “${noShow.reason}”, read what it will do, Confirm.`,
  'Press “Show them in …” on the last card.',
  ...(calendar.service === null
    ? []
    : [`In the dashboard press “Allow writing outcomes”, and allow it on ${calendar.service}’s page.`]),
]

/** Lets the person at the display do it, and waits until both sessions are answered and everything is written. */
export const playWithPerson = async (stage: Stage): Promise<Page> => {
  console.log('\nThe browser is yours. Please:')
  for (const [index, text] of instructions(stage).entries()) console.log(`  ${index + 1}. ${text}`)
  console.log('\nWaiting for your two answers; everything else follows by itself.')
  const watcher = await openDashboard(stage.world.driver, 'past')
  await (await openWelcome(stage.world.driver)).bringToFront()
  await until(
    async () => {
      const { answers, outbox, proposals } = await readBooks(watcher)
      return (
        answers.filter(({ inForce }) => inForce).length >= 2 && proposals.length > 0 && outbox.length === 0
      )
    },
    'the two answers and the calendar',
    PATIENCE,
  )
  return watcher
}
