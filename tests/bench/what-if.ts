import type { Driver } from '../e2e/harness/browser.ts'
import { type Figure, inTurns, type Rounds } from './figure.ts'
import { inBooks, openBooks } from './open-books.ts'

const ANSWERS = 10_000

/** "What if" over ten thousand past answers, balances and all, against nothing but reading them from the store. */
export const whatIfFigures = async (driver: Driver, rounds: Rounds): Promise<readonly Figure[]> => {
  const books = await openBooks(driver)
  await driver.stopBackground()
  await inBooks(books, 'fillAnswers', { answers: ANSWERS })
  const measured = await inTurns(
    async () => {
      const { ms, otherwise } = await inBooks(books, 'askWhatIf')
      if (otherwise === 0) throw new Error('Nothing would have come out otherwise: nothing was weighed')
      return ms
    },
    async () => {
      const { ms, answers } = await inBooks(books, 'readAnswers')
      if (answers < ANSWERS) throw new Error(`Expected ${ANSWERS} answers, read ${answers}`)
      return ms
    },
    rounds,
  )
  await books.close()
  return [{ name: 'what if, 10,000 past answers', unit: 'ms', ...measured, budget: 3 }]
}
