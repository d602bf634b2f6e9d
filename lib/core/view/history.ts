import { type Answer, byTime, effective, outcomeOf, sayTheSame } from '../answer.ts'
import type { Session } from '../session-row.ts'
import { type Origin, originOf } from './origin.ts'
import type { People } from './people.ts'

/** One answer ever given to a participant of a session, and what became of it. */
export type HistoryLine = {
  readonly answer: Answer
  /** Whom it is about, or null where only one person took part. */
  readonly name: string | null
  readonly origin: Origin
  /** Tells several other browsers apart, from 1; null while there is only one of them, and for this browser's own answers. */
  readonly browser: number | null
  /** What it took the place of, oldest first, as far as this browser knows. */
  readonly replaced: readonly Answer[]
  /** It settled what two browsers had said differently (E36). */
  readonly settles: boolean
  /** replaced: a later answer took its place · holds: it is what the books go by · beside: another one is used until the coach decides (E36). */
  readonly standing: 'holds' | 'beside' | 'replaced'
}

/** Numbers for the other browsers, in the order in which they first spoke; empty while nobody could be mistaken for another. */
const browsersIn = (answers: readonly Answer[]): ReadonlyMap<string, number> => {
  const devices = new Set(answers.filter(({ source }) => source === 'calendar').map(({ device }) => device))
  return new Map(devices.size < 2 ? [] : [...devices].map((device, index) => [device, index + 1]))
}

const standingOf = (answer: Answer, mine: readonly Answer[]): HistoryLine['standing'] => {
  if (!answer.inForce) return 'replaced'
  const used = effective(mine.filter(({ inForce }) => inForce))
  return used === null || sayTheSame(answer, used) ? 'holds' : 'beside'
}

/**
 * Every answer ever given in a session, oldest first: when, where, by which rule, what it replaced (E37). `own`: this browser's device id. Nothing
 * is derived anew: each line says what was decided then (E39).
 */
export const historyOf = (
  session: Session,
  answers: readonly Answer[],
  people: People,
  own: string,
): readonly HistoryLine[] => {
  const ordered = answers.toSorted(byTime)
  const known = new Map(ordered.map((answer) => [answer.id, answer]))
  const browsers = browsersIn(ordered)
  const nameOf = (id: string): string | null => {
    const participant = session.participants.find((each) => each.id === id)
    return participant === undefined || session.participants.length < 2
      ? null
      : people.nameOf(session, participant)
  }
  return ordered.map((answer) => {
    const replaced = answer.base.flatMap((id) => known.get(id) ?? []).toSorted(byTime)
    return {
      answer,
      name: nameOf(answer.participant),
      origin: originOf(answer, own),
      browser: answer.source === 'calendar' ? (browsers.get(answer.device) ?? null) : null,
      replaced,
      settles: outcomeOf(replaced)?.conflict ?? false,
      standing: standingOf(
        answer,
        ordered.filter(({ participant }) => participant === answer.participant),
      ),
    }
  })
}
