import { standing } from '../ledger.ts'
import type { Mark } from '../policy.ts'
import { programOf, usage } from '../program.ts'
import { type Card, type CardPerson, linesOf } from './card.ts'

/** The line after an answer: "Dana, Completed 5/12" (UI). */
export type SavedView = {
  readonly sessions: readonly { readonly sessionKey: string; readonly participants: readonly string[] }[]
  /** How many people it was about; the rest is told only of a single one. */
  readonly count: number
  readonly name: string
  readonly outcome: Mark | 'moved'
  /** The program it was booked on as it stands now, or null. */
  readonly program: { readonly used: number; readonly total: number } | null
  /** It took place, and nothing is booked after it (PRODUCT 5). */
  readonly bookNext: boolean
}

/** Where the program stands that the answer in force was booked on; null when it uses none. `now` in epoch ms. */
export const programAfter = (card: Card, person: CardPerson, now: number): SavedView['program'] => {
  const { programs: all, makeups } = card.books
  const entries = linesOf(card, person)
  const entry = standing(entries).find(
    ({ answerId, delta }) => answerId === person.outcome?.answerId && delta === 1,
  )
  if (!entry || !person.client) return null
  const programs = all.filter(({ clientId }) => clientId === person.client?.id)
  const program = programOf(entry.sessionKey, programs, entries, person.client)
  if (!program) return null
  const { used, total } = usage(program, entries, person.client, { now, programs, makeups })
  return { used, total }
}

/** What the line says of one answered person; null when the answer was taken back. */
export const savedOf = (
  card: Card,
  participant: string,
  now: number,
): Omit<SavedView, 'sessions' | 'bookNext'> | null => {
  const person = card.people.find(({ id }) => id === participant)
  const outcome = person?.outcome?.code === 'moved' ? 'moved' : person?.outcome?.mark
  if (!person || !outcome) return null
  return { count: 1, name: person.name, outcome, program: programAfter(card, person, now) }
}
