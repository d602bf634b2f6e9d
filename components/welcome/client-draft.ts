import type { ClientGuess } from '../../lib/core/client-guess.ts'
import type { Kind } from '../../lib/core/policy.ts'
import type { Terms } from '../../lib/core/program-change.ts'
import { dateOf } from '../../lib/core/time.ts'
import type { ClientsView } from '../../lib/core/view/client.ts'

/** One line of the table: somebody met in sessions, and what the coach enters of them. Numbers are text until they are saved. */
export type ClientDraft = {
  readonly clientId: string | null
  readonly address: string
  readonly name: string
  /** `nobody`: an assistant or a sponsor, never a client (E18). */
  readonly kind: Kind | 'nobody' | null
  readonly sessions: string
  readonly alreadyUsed: string
  readonly perMonth: string
  /** What the calendar lets one guess of them, or null. */
  readonly guess: ClientGuess | null
  /** The coach entered or confirmed the numbers: only then they become a program. */
  readonly confirmed: boolean
  /** Since when sessions that count are in the books already (epoch ms), or null: the program begins with them. */
  readonly countedSince: number | null
}

/** The numbers of a line, in the order of the columns. */
export const NUMBERS = [
  { key: 'sessions', min: 1, max: 10_000 },
  { key: 'alreadyUsed', min: 0, max: 10_000 },
  { key: 'perMonth', min: 1, max: 1000 },
] as const

/** How many people the table holds at most; the rest can be added on the Clients page. */
const LIMIT = 60

const draft = (
  known: Pick<ClientDraft, 'clientId' | 'address' | 'name' | 'kind'>,
  guess: ClientGuess | undefined,
  countedSince: number | null,
): ClientDraft => {
  const used = guess?.package?.alreadyUsed ?? guess?.seen
  return {
    ...known,
    sessions: guess?.package ? String(guess.package.sessions) : '',
    alreadyUsed: used ? String(used) : '',
    // An allowance lapses, a habit does not: it is only ever suggested.
    perMonth: '',
    guess: guess ?? null,
    confirmed: false,
    countedSince,
  }
}

/** Everybody who has no program yet, with what the calendar proposes (PRODUCT 3). */
export const draftsOf = (
  { clients, strangers }: ClientsView,
  guesses: ReadonlyMap<string, ClientGuess>,
): readonly ClientDraft[] =>
  [
    ...clients.flatMap(({ id, name, addresses: [address], kind, current, uncovered }) =>
      address && !current
        ? [draft({ clientId: id, address, name, kind }, guesses.get(id), uncovered.since)]
        : [],
    ),
    ...strangers.map(({ address, name }) => {
      const guess = guesses.get(address)
      return draft({ clientId: null, address, name, kind: null }, guess, guess?.countedSince ?? null)
    }),
  ].slice(0, LIMIT)

/** The line with one thing changed: a number that the coach touches makes the program the coach's word. */
export const changed = (before: ClientDraft, part: Partial<ClientDraft>): ClientDraft => ({
  ...before,
  ...part,
  confirmed: part.confirmed ?? (before.confirmed || NUMBERS.some(({ key }) => part[key] !== undefined)),
})

/** A whole number within bounds, or null where the cell is empty or says something else. */
const wholeIn = (text: string, min: number, max: number): number | null => {
  const value = Number(text)
  return text.trim() !== '' && Number.isInteger(value) && value >= min && value <= max ? value : null
}

/** The program that saving a line would set up, or null: no package, only guessed, or nobody's. `today`: 'YYYY-MM-DD' in `zone`. */
export const programIn = (line: ClientDraft, today: string, zone: string): Omit<Terms, 'name'> | null => {
  const [sessions, alreadyUsed, perMonth] = NUMBERS.map(({ key, min, max }) => wholeIn(line[key], min, max))
  if (!sessions || !line.confirmed || line.kind === 'nobody') return null
  const from = line.countedSince === null ? today : dateOf(line.countedSince, zone)
  return { sessions, alreadyUsed: alreadyUsed ?? 0, from, to: null, perMonth: perMonth ?? null }
}
