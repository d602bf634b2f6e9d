import { type Answer, effective, isDisputed, isSettled, outcomeOf } from '../core/answer.ts'
import { book, type LedgerEntry, type LedgerSubject, standing } from '../core/ledger.ts'
import { queueItemAfter } from '../core/queue.ts'
import { type Participant, participantKey, type Session } from '../core/session.ts'
import type { Tx } from '../ports.ts'

/** The tables that follow from the answers in force. */
export type Books = Tx<'answers' | 'ledger' | 'queue'>

/**
 * Brings ledger, queue and the session's own summary in line with the answers in force: the one place where an answer, given here
 * or pulled, becomes an outcome. Runs inside the caller's transaction; returns the session for the caller to put. Doing it again
 * changes nothing. `now` in epoch ms. `isAboutThen`: what takes another answer's place is about the times of that one, and not about those to
 * which the event was put since; who had none is booked as scheduled now (E05).
 */
export const keepBooks = async (
  tx: Books,
  session: Session,
  now: number,
  isAboutThen = true,
): Promise<Session> => {
  const answers = (await tx.answers.where('sessionKey', session.key)).filter((answer) => answer.inForce)
  const entries = await tx.ledger.where('sessionKey', session.key)
  const participants: Participant[] = []
  for (const participant of session.participants) {
    const mine = <T extends { readonly participant: string }>(rows: readonly T[]): readonly T[] =>
      rows.filter((row) => row.participant === participant.id)
    const used: Answer | null = effective(mine(answers))
    const subject = {
      sessionKey: session.key,
      participant: participant.id,
      address: participant.address,
      ...(isAboutThen ? timeOf(session, participant, mine(entries)) : timeNow(session)),
    }
    await tx.ledger.putMany(book(used, mine(entries), subject, now))
    // A place given by the calendar alone (a cancelation in time, E06) stands until there is an answer.
    if (used !== null) await keepQueue(tx, used, subject, now)
    participants.push({ ...participant, outcome: outcomeOf(mine(answers)) })
  }
  return summary(isAboutThen ? session : { ...session, answeredTimes: null }, participants)
}

type Booked = Pick<LedgerSubject, 'sessionStart' | 'zone'>

const timeNow = ({ start, zone }: Session): Booked => ({ sessionStart: start, zone })

/** When the session was of which something holds: where that stands in the books, for people of one group may have been answered of different times. */
const timeOf = (session: Session, { outcome }: Participant, mine: readonly LedgerEntry[]): Booked => {
  if (outcome === null) return timeNow(session)
  return standing(mine)[0] ?? timeNow({ ...session, ...session.answeredTimes })
}

const keepQueue = async (
  tx: Tx<'queue'>,
  used: Answer,
  subject: { readonly sessionKey: string; readonly participant: string },
  now: number,
): Promise<void> => {
  const id = participantKey(subject.sessionKey, subject.participant)
  const item = await tx.queue.get(id)
  const after = queueItemAfter(item, used, subject, now)
  if (after === item) return
  if (after === undefined) await tx.queue.remove(id)
  else await tx.queue.put(after)
}

/** The session with its outcomes, and where that leaves it with the coach. */
const summary = (session: Session, participants: readonly Participant[]): Session => {
  const answered = participants.length > 0 && participants.every(({ outcome }) => isSettled(outcome))
  const asksAgain = isDisputed({ participants }) && session.standing !== 'aside'
  const reopened = !answered && (session.standing === 'answered' || asksAgain)
  const standing = answered ? 'answered' : reopened ? 'open' : session.standing
  return {
    ...session,
    participants,
    standing,
    open: standing === session.standing ? session.open : standing === 'open' ? 1 : 0,
    answeredTimes: answered ? (session.answeredTimes ?? { start: session.start, end: session.end }) : null,
  }
}
