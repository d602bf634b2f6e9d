import type { Page } from 'puppeteer-core'
import { type Books, readBooks } from '../e2e/steps/books.ts'
import { until } from '../e2e/steps/hands.ts'
import { compare, type Part } from './compare.ts'
import type { Stage } from './stage.ts'
import { columns } from './words.ts'

const widths = [8, 50, 50, 3] as const

/** Waits until nothing is queued for the calendar any more; throws at once for a write that was refused; `page` is any page of the extension. */
export const waitForOutbox = (page: Page, timeoutMs: number): Promise<Books> =>
  until(
    async () => {
      const books = await readBooks(page)
      const refused = books.outbox.find(({ state }) => state === 'dead')
      if (refused) throw new Error(`The calendar refused a write: ${JSON.stringify(refused.lastFailure)}`)
      return books.outbox.length === 0 && books
    },
    'every queued write to reach the calendar',
    timeoutMs,
  )

const printPart = ({ title, lines }: Part): void => {
  console.log(`\n${title}`)
  for (const { what, calendar, books, agree } of lines)
    console.log(columns([what, calendar, books, agree ? '✓' : '✗'], widths))
}

/** What must hold beside the answers themselves: nobody was written to, and nothing went wrong. */
const strays = async ({ calendar, world, noShow, emergency }: Stage, parts: readonly Part[]) => {
  const all = parts.flatMap(({ lines }) => lines)
  const isAnswered = (name: string): boolean => parts.some(({ title }) => title.startsWith(name))
  const { emulator, driver } = world
  const checks: readonly (readonly [boolean, string])[] = [
    [parts.length === 2 && isAnswered(noShow.name) && isAnswered(emergency.name), 'both sessions answered'],
    [all.filter(({ what }) => what.startsWith('Time')).length === 3, 'three times held'],
    [all.every(({ agree }) => agree), 'calendar and books say the same'],
    [emulator.google.mails.length + emulator.outlook.mails.length === 0, 'nobody was mailed'],
    [(await driver.problems()).length === 0, 'no error in the extension'],
  ]
  if (calendar.service === null)
    return [...checks, [emulator.log.every(({ user }) => user === null), 'no account was used'] as const]
  const complaints = `${calendar.service} had no complaint ${emulator.violations.join('; ')}`.trim()
  return [...checks, [emulator.violations.length === 0, complaints] as const]
}

/** Prints what the calendar now holds beside what the books say; tells whether they agree. */
export const report = async (stage: Stage, page: Page): Promise<boolean> => {
  const items = await stage.calendar.items(stage.world, page)
  const books = await readBooks(page)
  const parts = compare(books, items, stage.zone)
  console.log(`\n${columns(['', 'What the calendar holds', 'What the books say', ''], widths)}`)
  console.log(
    columns(
      widths.map((width) => '─'.repeat(width)),
      widths,
    ),
  )
  for (const part of parts) printPart(part)
  const checks = await strays(stage, parts)
  console.log('')
  for (const [well, what] of checks) console.log(`${well ? '✓' : '✗'} ${what}`)
  return checks.every(([well]) => well)
}
