import type { Program, Usage } from '../../lib/core/program.ts'
import type { ProgramChange } from '../../lib/core/program-change.ts'
import { DAY } from '../../lib/core/time.ts'

/** The day of an instant in a zone by another way than the product's. */
const dayIn = (at: number, zone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' }).format(at)

const dayAfter = (date: string): string => new Date(Date.parse(date) + DAY).toISOString().slice(0, 10)

/** What was said last in the place of each thing that was said; nothing where that was to take it back. */
const lastWords = (changes: readonly ProgramChange[]): readonly ProgramChange[] =>
  changes
    .filter(({ instead }) => instead === null)
    .map((first) => {
      let word = first
      for (const next of changes) if (next.instead === word.id) word = next
      return word
    })

/** The day of a session, and of the one that it makes up for. */
type Day = { readonly on: string; readonly madeUp: string | null }

/** Sessions and last day, the pauses counted off day by day. */
const agreedOf = (program: Program): { readonly sessions: number; readonly to: string } => {
  let { sessions } = program
  let to = program.to ?? '9999-12-31'
  for (const word of lastWords(program.changes ?? [])) {
    if (word.type === 'extended') {
      sessions += word.sessions
      if (word.to !== null && word.to > to) to = word.to
    }
    if (word.type !== 'paused' || !word.movesEnd || program.to === null || word.from > to) continue
    for (let day = word.from; day <= word.to; day = dayAfter(day)) if (day >= program.from) to = dayAfter(to)
  }
  return { sessions, to }
}

/** A session that counts: its start, and that of a session which did not count and which it makes up for (epoch ms). */
export type Counted = { readonly start: number; readonly madeUp: number | null }

/**
 * Where every program stands, from nothing but the programs and the sessions that count: each session, in order,
 * uses the first program that covers its day and has room, else the last that covers it, else the one that ended last. Last: how many
 * are outside every program.
 */
export const recount = (
  programs: readonly Program[],
  sessions: readonly Counted[],
  now: number,
): { readonly usages: ReadonlyMap<string, Usage>; readonly outside: number } => {
  const books = programs
    .toSorted((a, b) => a.from.localeCompare(b.from) || a.createdAt - b.createdAt)
    .map((program) => ({ ...program, ...agreedOf(program), days: [] as Day[] }))
  let outside = 0
  for (const { start, madeUp } of sessions.toSorted((a, b) => a.start - b.start)) {
    const begun = books.filter(({ from, zone }) => from <= dayIn(start, zone))
    const covering = begun.filter(({ to, zone }) => dayIn(start, zone) <= to)
    const free = covering.find(({ alreadyUsed, days, sessions }) => alreadyUsed + days.length < sessions)
    const ended = begun.reduce<(typeof books)[number] | undefined>(
      (last, each) => (last === undefined || each.to >= last.to ? each : last),
      undefined,
    )
    const book = free ?? covering.at(-1) ?? ended
    if (book === undefined) outside += 1
    else
      book.days.push({
        on: dayIn(start, book.zone),
        madeUp: madeUp === null ? null : dayIn(madeUp, book.zone),
      })
  }
  const usages = books.map(({ id, days, alreadyUsed, sessions, to, zone, perMonth }): [string, Usage] => {
    const used = alreadyUsed + days.length
    const late = days.filter(({ on }) => on > to).length
    const months = Map.groupBy(days, ({ on }) => on.slice(0, 7))
    const byMonth = [...months].map(([month, list]) => {
      // What makes up for a session of an earlier month is used, and over nothing.
      const own = list.filter(({ madeUp }) => madeUp === null || madeUp.slice(0, 7) >= month)
      const over = perMonth === null ? 0 : Math.max(0, own.length - perMonth)
      return { month, used: list.length, over }
    })
    return [
      id,
      {
        programId: id,
        used,
        total: sessions,
        left: Math.max(0, sessions - used),
        over: Math.max(0, used - sessions, late),
        expired: to < dayIn(now, zone),
        byMonth,
      },
    ]
  })
  return { usages: new Map(usages), outside }
}
