import type { AnswerCode } from '../../lib/core/answer.ts'
import type { Kind, Mark } from '../../lib/core/policy.ts'
import { BUILT_IN, ruling, type Terms } from '../helpers/ruling.ts'
import { ZONE } from './calendar.ts'
import type { Diary, Entry, Package, Place } from './diary.ts'

/** A line that stands at the end: the last word on one client's place in one session. */
export type Line = Place & {
  readonly start: number
  readonly kind: Kind
  readonly code: AnswerCode
  readonly mark: Mark
  readonly uses: 0 | 1
  readonly free: boolean
  /** What the coach said with the answer, and how long it was to be. */
  readonly minutes: number | null
  readonly scheduled: number
}

/** Where a program stands; `months`: 'YYYY-MM' → sessions used and how many of them are beyond the allowance. */
export type Figures = {
  readonly used: number
  readonly left: number
  readonly over: number
  readonly months: Readonly<Record<string, readonly [used: number, over: number]>>
}

export type Person = {
  readonly name: string
  /** Oldest first. */
  readonly lines: readonly Line[]
  readonly programs: ReadonlyMap<string, Figures>
  /** Counted sessions that belong to no program. */
  readonly bare: number
}

export type Recount = {
  readonly lines: readonly Line[]
  /** By the id of the client. */
  readonly people: ReadonlyMap<string, Person>
  /** Minutes written into notes, by place. */
  readonly noted: ReadonlyMap<string, number>
}

export const placeKey = ({ sessionKey, address }: Place): string => `${sessionKey} ${address}`

const localDate = (ms: number): string =>
  Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(ZONE).toPlainDate().toString()

/** Who is who: every client by address, and who was made one with whom. */
const createRegister = () => {
  const ids = new Map<string, string>()
  const names = new Map<string, string>()
  const within = new Map<string, string>()
  const root = (id: string): string => (within.has(id) ? root(within.get(id) ?? id) : id)
  return {
    names,
    root,
    /** The client behind an address, or the address itself while it is nobody's. */
    personOf: (address: string): string => root(ids.get(address) ?? address),
    note: (entry: Entry): void => {
      if (entry.what === 'client') {
        ids.set(entry.address, entry.id)
        names.set(entry.id, entry.name)
      }
      if (entry.what === 'merged') within.set(entry.otherId, entry.clientId)
      if (entry.what === 'split') within.delete(entry.otherId)
    },
  }
}

type Register = ReturnType<typeof createRegister>

/** Replays the year's words: what was said last of each place, decided by the policy that held when it was said. */
const linesOf = (diary: Diary, register: Register): readonly Line[] => {
  const standing = new Map<string, Line>()
  let terms: Terms = BUILT_IN
  for (const entry of diary) {
    register.note(entry)
    if (entry.what === 'policy') terms = entry
    if (entry.what === 'taken-back') standing.delete(placeKey(entry))
    if (entry.what !== 'said') continue
    const person = register.personOf(entry.address)
    standing.delete(placeKey(entry))
    const spent = [...standing.values()].filter(
      ({ free, address }) => free && register.personOf(address) === person,
    )
    const { code, mark, counts, free } = ruling(
      { ...entry, freeLeft: terms.freeMisses - spent.length },
      terms,
    )
    if (mark === null) continue
    const { sessionKey, address, start, end, kind, minutes } = entry
    const scheduled = Math.round((end - start) / 60_000)
    const uses = counts ? 1 : 0
    standing.set(placeKey(entry), {
      ...{ sessionKey, address, start, kind, code, mark, free, minutes, scheduled, uses },
    })
  }
  return [...standing.values()].sort((a, b) => a.start - b.start)
}

/** Which package each counted session uses up: one that covers its day, the oldest with room; full ones run over; after the last day of all, the last. */
const shared = (packages: readonly Package[], counted: readonly Line[]): ReadonlyMap<string, Line[]> => {
  const inOrder = packages.toSorted((a, b) => (a.from < b.from ? -1 : 1))
  const taken = new Map(inOrder.map(({ id }) => [id, [] as Line[]]))
  for (const line of counted) {
    const day = localDate(line.start)
    const begun = inOrder.filter(({ from }) => from <= day)
    const covering = begun.filter(({ to }) => to === null || day <= to)
    const withRoom = covering.find(
      ({ id, sessions, alreadyUsed }) => alreadyUsed + (taken.get(id)?.length ?? 0) < sessions,
    )
    const lastEnded = begun.toSorted((a, b) => ((a.to ?? '') < (b.to ?? '') ? -1 : 1)).at(-1)
    const chosen = withRoom ?? covering.at(-1) ?? lastEnded
    if (chosen !== undefined) taken.get(chosen.id)?.push(line)
  }
  return taken
}

/** Make-ups of sessions that were not counted: session key → the month that was missed. */
const excuses = (diary: Diary, lines: readonly Line[]): ReadonlyMap<string, string> => {
  const counted = new Set(lines.filter(({ uses }) => uses === 1).map(placeKey))
  return new Map(
    diary.flatMap((entry) =>
      entry.what === 'make-up' && !counted.has(placeKey(entry.of))
        ? [[entry.sessionKey, localDate(entry.ofStart).slice(0, 7)] as const]
        : [],
    ),
  )
}

const figuresOf = (
  { sessions, alreadyUsed, to, perMonth }: Package,
  own: readonly Line[],
  excused: ReadonlyMap<string, string>,
): Figures => {
  const used = alreadyUsed + own.length
  const late = own.filter(({ start }) => to !== null && localDate(start) > to).length
  const months: Record<string, [number, number]> = {}
  for (const { start, sessionKey } of own) {
    const month = localDate(start).slice(0, 7)
    const [all, weighing] = months[month] ?? [0, 0]
    const isExcused = (excused.get(sessionKey) ?? month) < month
    months[month] = [all + 1, weighing + (isExcused ? 0 : 1)]
  }
  for (const month of Object.values(months))
    month[1] = perMonth === null ? 0 : Math.max(0, month[1] - perMonth)
  return {
    used,
    left: Math.max(0, sessions - used),
    over: Math.max(0, used - sessions, late),
    months,
  }
}

/** Every figure of the books, counted from scratch from what the coach wrote down (PRODUCT 2 and 8). */
export const recount = (diary: Diary): Recount => {
  const register = createRegister()
  const lines = linesOf(diary, register)
  const excused = excuses(diary, lines)
  const packages = diary.filter((entry) => entry.what === 'program')
  const roots = [...register.names.keys()].filter((id) => register.root(id) === id)
  const people = roots.map((id): [string, Person] => {
    const own = lines.filter(({ address }) => register.personOf(address) === id)
    const theirs = packages.filter(({ clientId }) => register.root(clientId) === id)
    const counted = own.filter(({ uses }) => uses === 1)
    const taken = shared(theirs, counted)
    const covered = [...taken.values()].flat().length
    return [
      id,
      {
        name: register.names.get(id) ?? '',
        lines: own,
        programs: new Map(
          theirs.map((each) => [each.id, figuresOf(each, taken.get(each.id) ?? [], excused)]),
        ),
        bare: counted.length - covered,
      },
    ]
  })
  const noted = new Map<string, number>()
  for (const entry of diary) {
    if (entry.what !== 'noted') continue
    if (entry.minutes === null) noted.delete(placeKey(entry))
    else noted.set(placeKey(entry), entry.minutes)
  }
  return { lines, people: new Map(people), noted }
}
