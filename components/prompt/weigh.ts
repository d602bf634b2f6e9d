import { isSettled, verdictIn } from '../../lib/core/answer.ts'
import type { Consequence } from '../../lib/core/consequence.ts'
import { standing } from '../../lib/core/ledger.ts'
import type { Kind } from '../../lib/core/policy.ts'
import { isSaidAlready, wordsIn } from '../../lib/core/said-again.ts'
import { type Card, type CardPerson, wouldBe } from '../../lib/core/view/card.ts'
import { type Choice, saidOf, wallTime } from './choice.ts'

/** A new pick starts from nothing, but the time that the calendar vouches for is written in for the coach to see and change. */
export const pick = (what: Choice['what'], before: Choice, person: CardPerson, zone: string): Choice => {
  const { evidence } = person
  const seen = evidence?.fits === 'canceled-in-time' ? (evidence.sighting?.notAfter ?? null) : null
  const toldAt = before.toldAt || (what === 'told-in-time' && seen !== null ? wallTime(seen, zone) : '')
  return { ...before, what, toldAt }
}

/** Where in the books what holds of somebody lies, wherever the event stands by now (E05); epoch ms. */
export const bookedStart = (card: Card, { id }: CardPerson): number =>
  standing(card.books.entries).find(
    ({ sessionKey, participant }) => sessionKey === card.key && participant === id,
  )?.sessionStart ?? card.answeredStart

/** Of which times an answer is: while somebody else's stays, of those of the one before it; else of where the event stands now (E05). */
const startOf = (card: Card, person: CardPerson, choices: Readonly<Record<string, Choice>>): number => {
  const stays = card.people.some(
    (other) => other.id !== person.id && staysAsAnswered(other, choices[other.id]),
  )
  return stays && person.outcome !== null ? bookedStart(card, person) : card.start
}

/** What a choice would do, and whether a courtesy make-up could be given instead. `choices`: what is picked for everybody, by participant. */
export const weigh = (
  card: Card,
  person: CardPerson,
  kind: Kind,
  choice: Choice,
  { now, zone, choices = {} }: { now: number; zone: string; choices?: Readonly<Record<string, Choice>> },
): { readonly consequence: Consequence | null; readonly courtesyOffered: boolean } => {
  const said = saidOf(choice, card, zone)
  if (!said) return { consequence: null, courtesyOffered: false }
  const start = startOf(card, person, choices)
  const told = (courtesy: boolean, at: number) => wouldBe(card, person, { said, kind, courtesy }, now, at)
  const plain = told(false, start)
  const courtesyOffered = plain.code !== 'occurred' && (plain.counts || plain.mark === 'didnt-occur')
  const chosen = choice.courtesy ? told(true, start) : plain
  const word = { ...chosen, ...wordsIn(said), minutes: null }
  const { holds } = person
  const among = card.people.filter(({ id }) => (choices[id]?.what ?? null) !== null).length
  if (holds === null || !isSaidAlready(holds, word, { among, courtesy: choice.courtesy }))
    return { consequence: chosen, courtesyOffered }
  // Said just as it holds, it changes nothing: it stays as it was decided, and where it lies in the books (E38, E39).
  const decided = holds.policyVersion === card.policy.version ? null : verdictIn(holds)
  const as = { said, kind, courtesy: choice.courtesy, decided }
  return { consequence: wouldBe(card, person, as, now, bookedStart(card, person)), courtesyOffered }
}

/** What the answer that holds comes to with another kind; null where there is none, or one that decides nothing. */
export const withKind = (card: Card, person: CardPerson, kind: Kind, now: number): Consequence | null => {
  const { otherKind } = person
  return otherKind?.kind === kind ? wouldBe(card, person, otherKind, now, bookedStart(card, person)) : null
}

/** Already answered, and nothing else is being said: who is not touched stays as they were decided (E15, E39). */
const staysAsAnswered = ({ outcome }: CardPerson, choice: Choice | undefined): boolean =>
  isSettled(outcome) && (choice?.what ?? null) === null

/** Of a group that is filed as canceled in time, who was not answered: filed so, and nothing has to be said of them (E06). */
export const isFiled = ({ canceled }: Card, { outcome }: CardPerson): boolean => canceled && outcome === null

/** Answered or filed already, and nothing else is being said. */
export const staysAsItIs = (card: Card, person: CardPerson, choice: Choice | undefined): boolean =>
  staysAsAnswered(person, choice) || (isFiled(card, person) && (choice?.what ?? null) === null)
