import { parse } from 'papaparse'
import type { Page } from 'puppeteer-core'
import { goTo } from './dashboard.ts'
import { press, see, until } from './hands.ts'

/** A line of a statement as its page shows it: when, answer, the small print beneath it, outcome, uses. */
export type ShownLine = readonly string[]

/** Clients: opens the page of one of them, and waits until it is whole. */
export const openClient = async (page: Page, name: string): Promise<void> => {
  await goTo(page, 'Clients')
  await press(page, name)
  await see(page, 'Statement')
}

const SAID = 'section[aria-label="Statement"] tbody tr'

/** The lines of the statement on a client's page, from top to bottom, once there are so many. */
export const shownLines = (page: Page, count: number): Promise<readonly ShownLine[]> =>
  until(async () => {
    const lines = await page.$$eval(SAID, (rows) =>
      rows.map((row) => {
        const text = (node: Node | null | undefined) => (node?.textContent ?? '').replace(/\s+/g, ' ').trim()
        const [when, answer, outcome, uses] = row.querySelectorAll('td')
        return [
          text(when),
          text(answer?.firstChild),
          text(answer?.querySelector('small')),
          text(outcome),
          text(uses),
        ]
      }),
    )
    return lines.length === count && lines
  }, `a statement of ${count} lines`)

/**
 * What a page must show of a statement that is given as a spreadsheet, oldest line first; dates and times are written as the browser
 * writes them, without the year that it is now.
 */
export const linesOf = async (
  page: Page,
  sheet: readonly string[],
  year: number,
): Promise<readonly ShownLine[]> => {
  const { data } = parse<Record<string, string>>(sheet.join('\r\n'), { header: true })
  const instants = data.map((line) => {
    const local = Temporal.PlainDateTime.from(`${line.Date}T${line.Time}`)
    const { epochMilliseconds } = local.toZonedDateTime(line['Time zone'] ?? '')
    return { epochMilliseconds, thisYear: local.year === year }
  })
  const dates = await page.evaluate((all) => {
    const locale = chrome.i18n.getUILanguage()
    return all.map(({ epochMilliseconds, thisYear }) => {
      const date = new Intl.DateTimeFormat(locale, {
        ...{ weekday: 'short', day: 'numeric', month: 'short' },
        ...(thisYear ? {} : { year: 'numeric' }),
      })
      const time = new Intl.DateTimeFormat(locale, { timeStyle: 'short' })
      return `${date.format(epochMilliseconds)}, ${time.format(epochMilliseconds)}`.replace(/\s+/g, ' ')
    })
  }, instants)
  // So are the months of an allowance; their remark has a comma of its own.
  const remarks = (of: string) =>
    of
      .replaceAll(` ${year}:`, ':')
      .split(/, (?!\d)/)
      .filter(Boolean)
  return data.map(({ Answer = '', Kind = '', Outcome = '', Uses = '', Remarks = '' }, index) => [
    dates[index] ?? '',
    Answer,
    [Kind, ...remarks(Remarks)].join(' · '),
    Outcome,
    Uses === '0' ? '–' : Uses,
  ])
}

/** A client's programs as the page shows them: name, "9 of 7 used", and "2 over" where it is. */
export const shownPrograms = (page: Page): Promise<readonly (readonly string[])[]> =>
  page.$$eval('.program-line', (programs) =>
    programs.map((program) =>
      ['.name', '.usage .words', '.usage .pill.alarm'].flatMap((part) => {
        const text = program.querySelector(part)?.textContent?.trim()
        return text ? [text] : []
      }),
    ),
  )
