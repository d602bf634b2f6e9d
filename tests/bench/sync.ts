import type { Driver } from '../e2e/harness/browser.ts'
import { type Figure, inTurns, type Rounds } from './figure.ts'
import { inBooks, openBooks } from './open-books.ts'

const EVENTS = 10_000
const CALENDARS = 3

/** Reading calendars: the first time, ten thousand events, the network left out; and again, when nothing has changed. */
export const syncFigures = async (driver: Driver, rounds: Rounds): Promise<readonly Figure[]> => {
  const books = await openBooks(driver)
  await inBooks(books, 'prepare', { events: EVENTS })
  const first = await inTurns(
    () => inBooks(books, 'firstSync'),
    () => inBooks(books, 'parseAndPut'),
    rounds,
  )
  const quiet = await inBooks(books, 'syncAgain', { calendars: CALENDARS })
  await books.close()
  if (quiet.requests < CALENDARS) throw new Error('The calendars were not asked for news')
  return [
    { name: 'first sync of 10,000 events', unit: 'ms', ...first, budget: 3 },
    {
      name: `no change in ${CALENDARS} calendars: requests`,
      unit: 'times',
      ours: quiet.requests,
      limit: CALENDARS,
      budget: 1,
    },
    {
      name: `no change in ${CALENDARS} calendars: writes`,
      unit: 'times',
      ours: quiet.writes,
      limit: 0,
      budget: 1,
    },
  ]
}
