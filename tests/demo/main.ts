import { once } from 'node:events'
import { ensureBrowsers } from '../browsers.ts'
import { openDashboard } from '../e2e/steps/dashboard.ts'
import { lookAround, playAlone } from './alone.ts'
import { ensureBuilt } from './build.ts'
import { demoOptions, usage } from './options.ts'
import { playWithPerson } from './person.ts'
import { createPictures, type Pictures } from './pictures.ts'
import { report, waitForOutbox } from './report.ts'
import { type Stage, setStage } from './stage.ts'

/** After write access the queued writes go out at once; a retry after a failure would be seconds. */
const WRITE_PATIENCE = 60_000

const run = async (stage: Stage, pictures: Pictures | null): Promise<boolean> => {
  if (pictures === null) return report(stage, await playWithPerson(stage))
  await playAlone(stage, pictures.take)
  const page = await openDashboard(stage.world.driver, 'past')
  await waitForOutbox(page, WRITE_PATIENCE)
  await lookAround(stage, pictures.take)
  return report(stage, page)
}

/** The person may look around before the browser goes. */
const waitForEnter = async (): Promise<void> => {
  if (!process.stdin.isTTY) return
  console.log('Press Enter to close the browser.')
  await once(process.stdin, 'data')
  process.stdin.pause()
}

/**
 * `npm run demo`: the main job on a coach's calendar. Two sessions end, Afterward asks by itself, one client did not show up, the
 * other had an emergency; at the end the calendar and the books must say the same, or the exit code is 1.
 */
const main = async (): Promise<void> => {
  const started = performance.now()
  const options = demoOptions(process.argv.slice(2))
  if (options === null) return console.log(usage)
  ensureBrowsers()
  ensureBuilt(options.browser)
  const name = options.calendar === 'google' ? options.browser : `${options.browser}-${options.calendar}`
  const pictures = options.headless ? createPictures(name) : null
  const stage = await setStage(options)
  console.log(`Afterward in ${options.browser}, ${stage.calendar.place}; it is evening in ${stage.zone}.`)
  try {
    const well = await run(stage, pictures)
    process.exitCode = well ? 0 : 1
    const seconds = Math.round((performance.now() - started) / 1000)
    const where = pictures ? `${pictures.count()} pictures in ${pictures.folder}` : 'no pictures: you saw it'
    console.log(`\n${well ? 'Done' : 'NOT as it should be'} in ${seconds} s; ${where}.`)
    if (pictures === null) await waitForEnter()
  } finally {
    await stage.world.close()
  }
}

await main()
