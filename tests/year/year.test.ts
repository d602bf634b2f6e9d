import { parse } from 'papaparse'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ledgerCsv, statementCsv } from '../../components/dashboard/statement-csv.ts'
import { kindOf } from '../../lib/core/client.ts'
import { balance } from '../../lib/core/ledger.ts'
import type { ClientView, ProgramView } from '../../lib/core/view/client.ts'
import type { Bar } from '../../lib/core/view/reports.ts'
import { clientPage } from '../../lib/store/queries/client-page.ts'
import { clientsOverview } from '../../lib/store/queries/clients.ts'
import { everyEntry } from '../../lib/store/queries/ledger.ts'
import { reports } from '../../lib/store/queries/reports.ts'
import { shippedCatalogue, useCatalogue } from '../helpers/catalogue.ts'
import { ZONE } from './calendar.ts'
import { DANAS_CORRECTIONS, DANAS_PROGRAMS, DANAS_STATEMENT } from './danas-statement.ts'
import { type Figures, type Line, placeKey, type Recount, recount } from './recount.ts'
import type { Year } from './setting.ts'
import { liveYear, YEAR_ENDS } from './year.ts'

let year: Year
let counted: Recount
let leave: () => void

beforeAll(async () => {
  leave = useCatalogue(shippedCatalogue('en'))
  year = await liveYear(1)
  counted = recount(year.coach.diary)
}, 120_000)
afterAll(() => leave())

const database = () => year.coach.deps.db

const pageOf = async (clientId: string): Promise<ClientView> => {
  const page = await clientPage(database(), { clientId, now: YEAR_ENDS })
  if (page === null) throw new Error(`There is no page of ${clientId}`)
  return page
}

const figuresOf = ({ usage }: ProgramView): Figures => ({
  used: usage.used,
  left: usage.left,
  over: usage.over,
  months: Object.fromEntries(usage.byMonth.map(({ month, used, over }) => [month, [used, over]])),
})

const usesOf = (lines: readonly Line[]): number => lines.filter(({ uses }) => uses === 1).length

/** The rows of a CSV file under its headings. */
const rowsOf = (csv: string): readonly Readonly<Record<string, string>>[] =>
  parse<Record<string, string>>(csv.replace('\uFEFF', ''), { header: true }).data

const sumOf = (rows: readonly Readonly<Record<string, string>>[]): number =>
  rows.reduce((sum, row) => sum + Number(row.Uses), 0)

const localTime = ({ start }: Line): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(start).toZonedDateTimeISO(ZONE)

const monthOf = (line: Line): string => localTime(line).toPlainDate().toString().slice(0, 7)

/** How many lines of each mark there are under each key; nothing for what there is none of. */
const talliesOf = <Key>(lines: readonly Line[], keyOf: (line: Line) => Key) =>
  new Map(
    [...Map.groupBy(lines, keyOf)].map(([key, own]) => [
      key,
      Object.fromEntries([...Map.groupBy(own, ({ mark }) => mark)].map(([mark, all]) => [mark, all.length])),
    ]),
  )

const tallied = <Key>(bars: readonly Bar<Key>[]) =>
  new Map(
    bars
      .filter(({ total }) => total > 0)
      .map(({ key, counts }) => [key, Object.fromEntries(Object.entries(counts).filter(([, n]) => n > 0))]),
  )

describe('a year of one coach', () => {
  it('has in it what a year has', () => {
    expect(counted.people.size).toBe(20)
    const codes = new Set(counted.lines.map(({ code }) => code))
    expect(codes).toEqual(
      new Set([
        ...['occurred', 'client-emergency', 'coach-emergency', 'coach-missed', 'other', 'client-no-show'],
        ...['client-late-cancel', 'canceled-in-time'],
      ]),
    )
    const { diary } = year.coach
    const courtesies = diary.filter((entry) => entry.what === 'said' && entry.courtesy)
    const makeUps = diary.filter(({ what }) => what === 'make-up')
    const takenBack = diary.filter(({ what }) => what === 'taken-back')
    const free = counted.lines.filter((line) => line.free)
    for (const some of [courtesies, makeUps, takenBack, free]) expect(some.length).toBeGreaterThan(5)
    expect(counted.lines.length).toBeGreaterThan(450)
  })

  it('leaves each balance, on every page, equal to a recount from scratch', async () => {
    const overview = await clientsOverview(database(), YEAR_ENDS)
    expect(overview.clients.map(({ id }) => id).toSorted()).toEqual([...counted.people.keys()].toSorted())
    for (const [id, { name, lines, programs, bare }] of counted.people) {
      const page = await pageOf(id)
      expect([name, page.client.name]).toEqual([name, name])
      expect([name, balance(page.audit)]).toEqual([name, usesOf(lines)])
      expect([name, balance(page.statement)]).toEqual([name, usesOf(lines)])
      expect([name, page.uncovered.sessions]).toEqual([name, bare])
      expect(new Map(page.programs.map((view) => [view.program.id, figuresOf(view)]))).toEqual(programs)
      const row = overview.clients.find((each) => each.id === id)
      expect([name, row?.uncovered.sessions]).toEqual([name, bare])
      const current = row?.current ?? null
      expect([name, current && figuresOf(current)]).toEqual([
        name,
        current && (programs.get(current.program.id) ?? null),
      ])
    }
  })

  it('leaves on every statement the last word on each session, once', async () => {
    for (const [id, { name, lines }] of counted.people) {
      const { statement } = await pageOf(id)
      const shown = statement.map(
        ({ sessionKey, address, sessionStart, kind, code, mark, delta, minutes }) => ({
          ...{ sessionKey, address, start: sessionStart, kind, code, mark, uses: delta, minutes },
        }),
      )
      expect([name, shown.toSorted((a, b) => a.start - b.start)]).toEqual([
        name,
        lines.map(({ free: _, scheduled: __, ...line }) => line),
      ])
    }
  })

  it('E40 knows of each client what they were at the time of each session, were it asked about again', async () => {
    const { deps, sessionOf } = year.coach
    const clients = await deps.store.read(['clients'], (tx) => tx.clients.all())
    for (const { sessionKey, address, kind } of counted.lines) {
      const client = clients.find(({ addresses }) => addresses.includes(address))
      const session = await sessionOf(sessionKey)
      expect([sessionKey, kindOf({ ...session, kind: null }, client)]).toEqual([sessionKey, kind])
    }
    const changed = [...counted.people.values()].filter(
      ({ lines }) => new Set(lines.map(({ kind }) => kind)).size === 2,
    )
    expect(changed.map(({ name }) => name).toSorted()).toEqual([
      ...['Dana Reyes', 'Jon Vega', 'Noor Haddad', 'Priya Shah'],
    ])
  })

  it('leaves reports that add up to the same', async () => {
    const shown = await reports(database())
    const { lines } = counted
    const nameOf = new Map(
      [...counted.people.values()].flatMap(({ name, lines: own }) =>
        own.map((line) => [placeKey(line), name] as const),
      ),
    )
    expect(tallied(shown.months)).toEqual(talliesOf(lines, monthOf))
    expect(tallied(shown.weekdays)).toEqual(talliesOf(lines, (line) => localTime(line).dayOfWeek))
    const clients = shown.clients.map((bar) => ({ ...bar, key: shown.names.get(bar.key ?? '') ?? null }))
    expect(tallied(clients)).toEqual(talliesOf(lines, (line) => nameOf.get(placeKey(line))))
    const missed = lines.filter(({ code }) => code !== 'occurred')
    expect(tallied(shown.reasons)).toEqual(talliesOf(missed, ({ code }) => code))

    const minutes: Record<string, number> = {}
    const held = lines.filter(({ mark }) => mark === 'completed')
    for (const [first, ...others] of Map.groupBy(held, ({ sessionKey }) => sessionKey).values()) {
      if (first === undefined) continue
      const each = [first, ...others].map(
        (line) => counted.noted.get(placeKey(line)) ?? line.minutes ?? line.scheduled,
      )
      minutes[monthOf(first)] = (minutes[monthOf(first)] ?? 0) + Math.max(...each)
    }
    expect(Object.fromEntries(shown.minutes)).toEqual(minutes)
  })

  it('leaves files for a spreadsheet that add up to the same', async () => {
    const { entries, clients } = await everyEntry(database())
    const whole = Map.groupBy(rowsOf(ledgerCsv(entries, clients)), (row) => row.Client)
    for (const [id, { name, lines }] of counted.people) {
      const rows = rowsOf(statementCsv((await pageOf(id)).statement))
      expect([name, rows.length]).toEqual([name, lines.length])
      expect([name, sumOf(rows)]).toEqual([name, usesOf(lines)])
      expect([name, sumOf(whole.get(name) ?? [])]).toEqual([name, usesOf(lines)])
    }
    expect(entries.length).toBeGreaterThan(counted.lines.length + 20)
  })

  it('leaves a place in the queue for every session sent back, and for no other', async () => {
    const { deps } = year.coach
    const [sessions, queue] = await deps.store.read(['sessions', 'queue'], async (tx) => [
      await tx.sessions.all(),
      await tx.queue.all(),
    ])
    const places = new Map(queue.map((item) => [item.id, item.state]))
    const wrong = sessions.flatMap(({ key, standing, participants }) =>
      participants.flatMap(({ id, outcome }) => {
        const isBack = outcome === null ? standing === 'canceled' : outcome.reschedule
        const state = places.get(`${key}#${id}`)
        // A make-up that is booked stays linked when the answer that asked for it is changed (E37).
        const fits = isBack
          ? state !== undefined
          : state === undefined || state === 'off' || state === 'booked'
        return fits ? [] : [`${key} ${state}`]
      }),
    )
    expect(wrong).toEqual([])
    expect(sessions.filter(({ open }) => open === 1)).toEqual([])
  })

  it('leaves a statement that a client can be shown: each line as checked by hand', async () => {
    const { statement, audit, programs } = await pageOf(year.ids.get('Dana Reyes') ?? '')
    expect(statementCsv(statement).replace('\uFEFF', '').split('\r\n')).toEqual(DANAS_STATEMENT)
    expect(
      programs.map(({ program: { name }, usage: { used, total, over, byMonth } }) => ({
        ...{ name, used, total, over },
        monthsOver: byMonth.filter((month) => month.over > 0).map(({ month }) => month),
      })),
    ).toEqual(DANAS_PROGRAMS)
    expect(audit.length - statement.length).toBe(DANAS_CORRECTIONS)
  })
})
