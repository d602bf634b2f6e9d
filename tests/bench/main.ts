import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { type Driver, launch } from '../e2e/harness/browser.ts'
import { clientFigures } from './clients.ts'
import { coreFigures } from './core.ts'
import { prepareExtension } from './extension.ts'
import { type Figure, judge, tableOf } from './figure.ts'
import { popupFigures } from './popup.ts'
import { searchFigures } from './search.ts'
import { simulationFigures } from './simulation.ts'
import { sizeFigures } from './size.ts'
import { slotFigures } from './slots.ts'
import { syncFigures } from './sync.ts'
import { whatIfFigures } from './what-if.ts'

/**
 * `npm run bench`: what the extension costs, each figure as a ratio to what cannot be done without, both measured in turns in one
 * run, because a machine's own speed says nothing about ours. Medians of 30. Prints a table, writes `.artifacts/bench.json` and
 * `.artifacts/slots.svg`, fails when a budget is broken. `--rounds 5` for a quick look; `--built` takes the extension as it was last built.
 */
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '30' },
    built: { type: 'boolean', default: false },
  },
})
const rounds = { rounds: Number(values.rounds), warmUp: 3 }
if (!(rounds.rounds > 0)) throw new Error('--rounds wants a number above zero')

const artifacts = resolve(import.meta.dirname, '../../.artifacts')

/** Measures in a browser of its own, with no books yet. No name leads anywhere: the network is no part of any figure. */
const inBrowser = async <Measured>(
  extensionDir: string,
  run: (driver: Driver) => Promise<Measured>,
): Promise<Measured> => {
  const servers = { tlsPort: 9, proxyPort: 9 }
  const driver = await launch('chromium', { servers, hosts: [], extensionDir })
  try {
    return await run(driver)
  } finally {
    await driver.close()
  }
}

const measureBooks = async (driver: Driver): Promise<readonly Figure[]> => {
  console.log('Reading calendars…')
  const sync = await syncFigures(driver, rounds)
  console.log('Opening the popup…')
  const popup = await popupFigures(driver, rounds)
  console.log('Asking what if…')
  return [...sync, ...popup, ...(await whatIfFigures(driver, rounds))]
}

const measure = async () => {
  const { dir, remove } = await prepareExtension({ rebuild: !values.built })
  try {
    console.log('\nOpening the clients…')
    const clients = await inBrowser(dir, (driver) => clientFigures(driver, dir, rounds))
    const books = await inBrowser(dir, measureBooks)
    console.log('Weighing and computing…')
    const slots = await slotFigures(rounds)
    writeFileSync(join(artifacts, 'slots.svg'), slots.plot)
    console.log('Simulating…')
    const simulation = await simulationFigures(rounds)
    return [
      ...books,
      ...clients,
      ...sizeFigures(),
      ...(await coreFigures(rounds)),
      ...(await searchFigures(rounds)),
      ...slots.figures,
      ...simulation,
    ].map(judge)
  } finally {
    await remove()
  }
}

mkdirSync(artifacts, { recursive: true })
const figures = await measure()
writeFileSync(
  join(artifacts, 'bench.json'),
  `${JSON.stringify({ rounds: rounds.rounds, figures }, null, 2)}\n`,
)
console.log(`\nMedians of ${rounds.rounds}, in turns\n\n${tableOf(figures)}`)
const over = figures.filter(({ ok }) => !ok)
console.log(
  over.length === 0 ? '\nAll budgets kept' : `\nOver budget: ${over.map(({ name }) => name).join(', ')}`,
)
process.exitCode = over.length === 0 ? 0 : 1
