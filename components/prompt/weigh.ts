import { isSettled } from '../../lib/core/answer.ts'
import type { Consequence } from '../../lib/core/consequence.ts'
import type { Kind } from '../../lib/core/policy.ts'
import { type Card, type CardPerson, wouldBe } from '../../lib/core/view/card.ts'
import { type Choice, saidOf, wallTime } from './choice.ts'

/** A new pick starts from nothing, but the time that the calendar vouches for is written in for the coach to see and change. */
export const pick = (what: Choice['what'], before: Choice, person: CardPerson, zone: string): Choice => {
  const { evidence } = person
  const seen = evidence?.fits === 'canceled-in-time' ? (evidence.sighting?.notAfter ?? null) : null
  const toldAt = before.toldAt || (what === 'told-in-time' && seen !== null ? wallTime(seen, zone) : '')
  return { ...before, what, toldAt }
}

/** What a choice would do, and whether a courtesy make-up could be given instead. */
export const weigh = (
  card: Card,
  person: CardPerson,
  kind: Kind,
  choice: Choice,
  { now, zone }: { now: number; zone: string },
): { readonly consequence: Consequence | null; readonly courtesyOffered: boolean } => {
  const said = saidOf(choice, card, zone)
  if (!said) return { consequence: null, courtesyOffered: false }
  const plain = wouldBe(card, person, { said, kind, courtesy: false }, now)
  const courtesyOffered = plain.code !== 'occurred' && (plain.counts || plain.mark === 'didnt-occur')
  const consequence = choice.courtesy ? wouldBe(card, person, { said, kind, courtesy: true }, now) : plain
  return { consequence, courtesyOffered }
}

/** What the answer that holds comes to with another kind; null where there is none, or one that decides nothing. */
export const withKind = (card: Card, person: CardPerson, kind: Kind, now: number): Consequence | null => {
  const { otherKind } = person
  return otherKind?.kind === kind ? wouldBe(card, person, otherKind, now, card.answeredStart) : null
}

/** Already answered, and nothing else is being said: who is not touched stays as they were decided (E15, E39). */
export const staysAsAnswered = ({ outcome }: CardPerson, choice: Choice | undefined): boolean =>
  isSettled(outcome) && (choice?.what ?? null) === null
