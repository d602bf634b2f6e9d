import type { Driver } from '../e2e/harness/browser.ts'
import { type Figure, inTurns, type Rounds } from './figure.ts'
import type { Service } from './in-memory.ts'
import { inBooks, openBooks } from './open-books.ts'

const EVENTS = 10_000
const CALENDARS = 3
const NAMES = { google: 'Google', outlook: 'Outlook' } as const

type Books = Awaited<ReturnType<typeof openBooks>>

const figuresOf = async (books: Books, service: Service, rounds: Rounds): Promise<readonly Figure[]> => {
  const name = NAMES[service]
  await inBooks(books, 'prepare', { service, events: EVENTS })
  const first = await inTurns(
    () => inBooks(books, 'firstSync'),
    () => inBooks(books, 'parseAndPut'),
    rounds,
  )
  const quiet = await inBooks(books, 'syncAgain', { calendars: CALENDARS })
  if (quiet.requests < CALENDARS) throw new Error('The calendars were not asked for news')
  return [
    { name: `first sync of 10,000 ${name} events`, unit: 'ms', ...first, budget: 3 },
    {
      name: `no change in ${CALENDARS} ${name} calendars: requests`,
      unit: 'times',
      ours: quiet.requests,
      limit: CALENDARS,
      budget: 1,
    },
    {
      name: `no change in ${CALENDARS} ${name} calendars: writes`,
      unit: 'times',
      ours: quiet.writes,
      limit: 0,
      budget: 1,
    },
  ]
}

/** Reading calendars: the first time, ten thousand events, the network left out; and again, when nothing has changed. */
export const syncFigures = async (driver: Driver, rounds: Rounds): Promise<readonly Figure[]> => {
  const books = await openBooks(driver)
  const figures = [
    ...(await figuresOf(books, 'google', rounds)),
    ...(await figuresOf(books, 'outlook', rounds)),
  ]
  await books.close()
  return figures
}
