import { parseAndPut, pullPages, storedRows } from '../first-sync.ts'
import { fillBooks } from '../popup-books.ts'
import { pullTwice } from '../quiet-sync.ts'
import { wirePages } from '../wire-events.ts'

/** Enough for each of several calendars to have something stored when nothing new comes. */
const QUIET_EVENTS = 500

let pages: readonly string[] = []
let rows: Parameters<typeof parseAndPut>[1] = new Map()

/** What the measurements call in this page, an extension page like any other. Times in ms. */
const bench = {
  /** Makes the calendar that is read below, and says what there is to store of it. */
  prepare: async ({ events }: { readonly events: number }) => {
    pages = wirePages(events)
    await pullPages(pages)
    rows = await storedRows()
    return Object.fromEntries([...rows].map(([name, list]) => [name, list.length]))
  },
  firstSync: () => pullPages(pages),
  parseAndPut: () => parseAndPut(pages, rows),
  syncAgain: ({ calendars }: { readonly calendars: number }) => pullTwice(wirePages(QUIET_EVENTS), calendars),
  fill: fillBooks,
}

export type Bench = typeof bench

Object.assign(globalThis, { bench })
