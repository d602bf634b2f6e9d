/**
 * What came after a program was agreed: pauses, extensions and corrections, each a dated fact beside what was agreed before, which is never
 * lost (PRODUCT 1). Dates are 'YYYY-MM-DD' in the program's zone, both included.
 */
export type ProgramChange = {
  readonly id: string
  /** When the coach said it, epoch ms. */
  readonly at: number
  /** Id of the change that this one stands in place of, or null. */
  readonly instead: string | null
} & (Pause | Extension | { readonly type: 'withdrawn' } | { readonly type: 'corrected'; readonly was: Terms })

/** No sessions are expected meanwhile. `movesEnd`: the last day comes as many days later. */
export type Pause = {
  readonly type: 'paused'
  readonly from: string
  readonly to: string
  readonly movesEnd: boolean
}

/** More sessions, a later last day, or both. `sessions`: how many more; `to` null: the last day stays. */
export type Extension = { readonly type: 'extended'; readonly sessions: number; readonly to: string | null }

/** What a program says of itself, and a correction replaces. */
export type Terms = {
  readonly name: string
  readonly sessions: number
  /** How many were used before Afterward came. */
  readonly alreadyUsed: number
  readonly from: string
  readonly to: string | null
  /** Sessions a month without roll-over, or null. */
  readonly perMonth: number | null
}

/** The part of a program that changes bear on. */
export type Agreed = Pick<Terms, 'sessions' | 'from' | 'to'> & { readonly changes?: readonly ProgramChange[] }

/** The changes that hold: none that was taken back, and what came in place of another where that one stood. */
export const holding = ({ changes = [] }: Agreed): readonly ProgramChange[] => {
  const list: ProgramChange[] = []
  for (const change of changes) {
    const place = list.findIndex(({ id }) => id === change.instead)
    if (change.type !== 'withdrawn') list.splice(place < 0 ? list.length : place, place < 0 ? 0 : 1, change)
    else if (place >= 0) list.splice(place, 1)
  }
  return list
}

/** The pauses that hold, as they were said. */
export const pausesOf = (program: Agreed): readonly Pause[] =>
  holding(program).filter((change) => change.type === 'paused')

const plain = (date: string): Temporal.PlainDate => Temporal.PlainDate.from(date)

/** How many days from one date to another, both included; 0 when they are reversed. */
export const daysBetween = (from: string, to: string): number =>
  from > to ? 0 : plain(from).until(to).days + 1

/** The later of two dates. */
const later = (a: string, b: string): string => (a > b ? a : b)

/**
 * The program as it now holds: its sessions with those that were added, its last day as moved by pauses and extensions, in the order in
 * which they were said.
 */
export const inForce = <P extends Agreed>(program: P): P => {
  let { sessions, to } = program
  for (const change of holding(program)) {
    if (change.type === 'extended') {
      sessions += change.sessions
      // What was agreed may have been corrected since, to a later day or to no end: an extension takes nothing away.
      to = to === null || change.to === null ? to : later(to, change.to)
    } else if (change.type === 'paused' && change.movesEnd && to !== null && change.from <= to) {
      const days = daysBetween(later(change.from, program.from), change.to)
      to = plain(to).add({ days }).toString()
    }
  }
  return { ...program, sessions, to }
}

/** The program without one of its changes, whatever that one stood in place of. */
export const without = <P extends Agreed>(program: P, id: string | null): P =>
  id === null
    ? program
    : {
        ...program,
        changes: [...(program.changes ?? []), { type: 'withdrawn', id: '', at: 0, instead: id }],
      }

/** Why a change cannot be: see `problemWith`. */
export type ChangeProblem = 'reversed' | 'outside' | 'overlap' | 'nothing' | 'no-end' | 'not-later'

/**
 * Why the coach cannot say this of a program, or null: a pause that ends before it begins, lies outside the program or in another pause;
 * an extension of nothing, of an end that is open, or to a day that is not later. `instead`: the change that it would stand in place of.
 */
export const problemWith = (
  program: Agreed,
  change: Pause | Extension,
  instead: string | null,
): ChangeProblem | null => {
  const others = without(program, instead)
  const { from, to } = inForce(others)
  if (change.type === 'extended') {
    if (change.sessions === 0 && change.to === null) return 'nothing'
    if (change.to === null) return null
    return to === null ? 'no-end' : change.to <= to ? 'not-later' : null
  }
  if (change.from > change.to) return 'reversed'
  if (change.to < from || (to !== null && change.from > to)) return 'outside'
  const meets = (pause: Pause): boolean => pause.from <= change.to && change.from <= pause.to
  return pausesOf(others).some(meets) ? 'overlap' : null
}
