import type { Page } from 'puppeteer-core'
import type { OfferedSlot, QueueItem } from '../../../lib/core/proposal.ts'
import type { Session } from '../../../lib/core/session.ts'
import type { Interval } from '../../../lib/core/time.ts'
import { type Books, readBooks, written } from './books.ts'

/** The session that was to begin at `start` (epoch ms) and did not take place. */
export const missedAt = ({ sessions }: Books, start: number): Session | undefined =>
  sessions.find((each) => each.start === start && each.makeupOf === null)

/** Its place in the reschedule queue. */
export const placeIn = (books: Books, start: number): QueueItem | undefined => {
  const session = missedAt(books, start)
  return books.queue.find(({ sessionKey }) => sessionKey === session?.key)
}

/** The same, as it is now. */
export const placeOf = async (page: Page, start: number): Promise<QueueItem | undefined> =>
  placeIn(await readBooks(page), start)

const offeredIn = (books: Books, start: number): readonly OfferedSlot[] => {
  const place = placeIn(books, start)
  const open = books.proposals.filter(({ after, state }) => after === place?.id && state === 'open')
  return open.flatMap(({ slots }) => slots)
}

/** The times that are on offer for it now. */
export const offeredFor = async (page: Page, start: number): Promise<readonly OfferedSlot[]> =>
  offeredIn(await readBooks(page), start)

/** The same, once so many of them stand on the calendar. */
export const heldFor = async (page: Page, start: number, count: number): Promise<readonly OfferedSlot[]> => {
  const books = await written(page, `${count} held times`, (now) => {
    const slots = offeredIn(now, start)
    return slots.length === count && slots.every(({ state }) => state === 'held')
  })
  return offeredIn(books, start)
}

/** The times of events that take the coach's time, whatever is on offer. */
export const takenTimes = async (page: Page): Promise<readonly Interval[]> =>
  (await readBooks(page)).events
    .filter(({ busy, allDay, status }) => busy && !allDay && status === 'confirmed')
    .map(({ startMs, endMs }) => ({ start: startMs, end: endMs }))

/** A time as the page writes it. */
export const timeWords = (page: Page, { start, end }: Interval): Promise<string> =>
  page.evaluate(
    (from, to) => {
      const day = new Intl.DateTimeFormat(undefined, { weekday: 'short', day: 'numeric', month: 'short' })
      const time = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' })
      return `${day.format(from)}, ${time.formatRange(from, to)}`
    },
    start,
    end,
  )
