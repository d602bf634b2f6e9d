import { fillClients } from '../client-books.ts'
import { parseAndPut, pullPages, storedRows } from '../first-sync.ts'
import type { Service } from '../in-memory.ts'
import { outlookPages } from '../outlook-wire.ts'
import { fillBooks } from '../popup-books.ts'
import { pullTwice } from '../quiet-sync.ts'
import { askWhatIf, fillAnswers, readAnswers } from '../what-if-books.ts'
import { wirePages } from '../wire-events.ts'

/** Enough for each of several calendars to have something stored when nothing new comes. */
const QUIET_EVENTS = 500

const PAGES = { google: wirePages, outlook: outlookPages } as const

let service: Service = 'google'
let pages: readonly string[] = []
let rows: Parameters<typeof parseAndPut>[1] = new Map()

/** What the measurements call in this page, an extension page like any other. Times in ms. */
const bench = {
  /** Makes the calendar that is read below, and says what there is to store of it. */
  prepare: async (calendar: { readonly service: Service; readonly events: number }) => {
    service = calendar.service
    pages = PAGES[service](calendar.events)
    await pullPages(service, pages)
    rows = await storedRows()
    return Object.fromEntries([...rows].map(([name, list]) => [name, list.length]))
  },
  firstSync: () => pullPages(service, pages),
  parseAndPut: () => parseAndPut(pages, rows),
  syncAgain: ({ calendars }: { readonly calendars: number }) =>
    pullTwice(service, PAGES[service](QUIET_EVENTS), calendars),
  fill: fillBooks,
  fillClients,
  fillAnswers,
  askWhatIf,
  readAnswers,
}

export type Bench = typeof bench

Object.assign(globalThis, { bench })
