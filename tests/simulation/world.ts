import { createEmulator, type Emulator } from '../emulator/emulator.ts'
import type { Backup } from './backup.ts'
import { type Book, createBook } from './book.ts'
import { type Browser, createBrowser, type StoreOf } from './browser.ts'
import { createCalendarWatch } from './checks/calendar.ts'
import { createOfferWatch, type Press, type Taken } from './checks/offered.ts'
import { createCheckReport, type Report } from './checks/report.ts'
import type { Cloud } from './clouds/cloud.ts'
import { createGoogleCloud } from './clouds/google.ts'
import { createOutlookCloud } from './clouds/outlook.ts'
import { severalClouds } from './clouds/several.ts'
import type { Dice } from './dice.ts'
import { createNetwork, FAIR, type Network, type Weather } from './network.ts'
import { createSchedule, type Schedule } from './schedule.ts'
import { createTrace, type Trace } from './trace.ts'

/** Everything there is in a run. */
export type World = {
  readonly schedule: Schedule
  readonly trace: Trace
  readonly dice: Dice
  readonly emulator: Emulator
  readonly cloud: Cloud
  readonly weather: Weather
  readonly network: Network
  readonly browsers: readonly Browser[]
  /** One more, as new as after an installation. */
  addBrowser(name: string): Browser
  readonly book: Book
  /** Backups that the coach has kept, oldest first. */
  readonly backups: Backup[]
  /** Every time that the coach pressed for times to be held or sent, and every time that somebody took one of them. */
  readonly presses: Press[]
  readonly taken: Taken[]
  readonly report: Report
  /** Disks that may fail now, by browser: what a flow throws then is no bug. */
  readonly excused: Set<string>
}

/** Where runs begin: an ordinary week, and the two in which clocks change. Epoch ms. */
const STARTS = [
  Date.UTC(2026, 10, 23, 9),
  Date.UTC(2026, 9, 23, 8),
  Date.UTC(2027, 2, 26, 9),
  Date.UTC(2026, 10, 29, 17),
]

/** Which services the coach has, by weight. */
const SERVICES = { google: 4, outlook: 3, both: 2 }

/** A world before anything happens in it; the same for a seed. */
export const createWorld = (dice: Dice, isRead: boolean, storeOf: StoreOf = (_, store) => store): World => {
  const luck = dice.fork('world')
  const schedule = createSchedule(luck.pick(STARTS))
  const trace = createTrace(schedule.now, isRead)
  const emulator = createEmulator({ now: schedule.now, seed: luck.between(1, 2 ** 30) })
  const book = createBook()
  const calendars = luck.chance(0.3) ? 2 : 1
  const services = dice.fork('services').weighted(SERVICES)
  const onRemoved = (id: string) => book.removed.add(id)
  const cloud = severalClouds([
    ...(services === 'outlook' ? [] : [createGoogleCloud(emulator, calendars, onRemoved)]),
    ...(services === 'google' ? [] : [createOutlookCloud(emulator, calendars, onRemoved)]),
  ])
  const weather = { ...FAIR }
  const report = createCheckReport(trace)
  const browsers: Browser[] = []
  const refresh = (): void => {
    for (const browser of browsers) book.read(browser)
  }
  const presses: Press[] = []
  const taken: Taken[] = []
  const watches = [
    createCalendarWatch({ cloud, book, report, trace, refresh }),
    createOfferWatch({ cloud, schedule, browsers, presses, taken, report, trace }),
  ]
  const network = createNetwork(
    { schedule, emulator, weather, trace, dice: dice.fork('network') },
    (...asked) => {
      const afters = watches.map((watch) => watch(...asked))
      return (...done) => {
        for (const after of afters) after(...done)
      }
    },
  )
  const excused = new Set<string>()
  const addBrowser = (name: string): Browser => {
    const browser = createBrowser(
      name,
      { schedule, trace, dice, network, storeOf },
      {
        bug: (who, error) => {
          if (excused.has(who)) trace.count('a full disk said')
          else
            report(
              'no-bug',
              `${who}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
            )
        },
        half: (who, what) => report('updated', `${who}: ${what} is not what it was`),
        ended: book.read,
      },
    )
    browsers.push(browser)
    return browser
  }
  const count = luck.weighted({ one: 2, two: 5, three: 1 })
  const names = ['browser-1', 'browser-2', 'browser-3'].slice(0, { one: 1, two: 2, three: 3 }[count])
  for (const name of names) addBrowser(name)
  return {
    schedule,
    trace,
    dice,
    emulator,
    cloud,
    weather,
    network,
    browsers,
    addBrowser,
    book,
    backups: [],
    presses,
    taken,
    report,
    excused,
  }
}
