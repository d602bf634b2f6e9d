import { adoptHeads, headsOfCopies } from '../core/adoption.ts'
import { type Marks, readMarks } from '../core/annotation.ts'
import { type Answer, byTime, isOtherKindOnly } from '../core/answer.ts'
import { queueItemWith } from '../core/queue.ts'
import { participantKey, type Session } from '../core/session.ts'
import { type Books, keepBooks } from './books.ts'

/**
 * Takes over what an event's marks say, inside the transaction of a pull or of our own write's echo (PRODUCT 7: pulled heads replace
 * published local state; nobody decides again). `copies`: the marks of every living copy of the event. Returns the session as it then
 * is, for the caller to put; the same session when nothing is new. Marks that cannot be read are no marks, and marks that came along
 * when an event was copied stay the first event's. `now` in epoch ms.
 */
export const adopt = async (
  tx: Books,
  session: Session,
  copies: readonly Readonly<Record<string, string>>[],
  now: number,
): Promise<Session> => {
  const read = copies.map(readMarks).filter(({ heads, queue }) => heads.size + queue.size > 0)
  if (read.length === 0) return session
  const local = await tx.answers.where('sessionKey', session.key)
  const owners = await ownersOf(tx, session, read)
  const changed = session.participants.flatMap((participant) => {
    const mine = local.filter((answer) => answer.participant === participant.id)
    const heads = read.map((copy) =>
      (copy.heads.get(participant.id) ?? []).filter(({ id }) => owners.get(id) === participant.id),
    )
    return adoptHeads(mine, headsOfCopies(heads, mine), {
      sessionKey: session.key,
      participant: participant.id,
    })
  })
  await tx.answers.putMany(changed)
  const news = changed.filter(({ id, inForce }) => inForce && local.every((answer) => answer.id !== id))
  const isAboutThen = othersStayed(session, news) || isOtherKindOnly(news, local)
  const kept = changed.length === 0 ? session : await keepBooks(tx, session, now, isAboutThen)
  for (const participant of session.participants) {
    const item = await tx.queue.get(participantKey(session.key, participant.id))
    if (item === undefined) continue
    const after = read.reduce((place, { queue }) => queueItemWith(place, queue.get(participant.id)), item)
    if (after !== item) await tx.queue.put(after)
  }
  return kept
}

/** Whether somebody else's answer stood when the first of these was given: they are about the times of that one then, as where it was said (E05). */
const othersStayed = ({ participants }: Session, news: readonly Answer[]): boolean => {
  const [first] = news.filter(({ code }) => code !== 'undone').toSorted(byTime)
  const meanwhile = news.filter(({ at }) => first === undefined || at <= first.at)
  return participants.some(
    ({ id, outcome }) =>
      outcome !== null &&
      id !== first?.participant &&
      meanwhile.every(({ participant }) => participant !== id),
  )
}

/**
 * Whose answer each head is: its participant here, or null where the book has it under another session. A copied or split event can carry
 * the first one's marks along (without an address its participant is `_` in both), and an answer is never moved to another session.
 */
const ownersOf = async (
  tx: Books,
  session: Session,
  copies: readonly Marks[],
): Promise<ReadonlyMap<string, string | null>> => {
  const here = new Set(session.participants.map(({ id }) => id))
  const claims = copies.flatMap(({ heads }) =>
    [...heads].flatMap(([participant, list]) =>
      here.has(participant) ? list.map(({ id }) => [id, participant] as const) : [],
    ),
  )
  // The first to name an id has it: two participants never share an answer.
  const owners = new Map<string, string | null>(claims.toReversed())
  for (const row of await tx.answers.getMany([...owners.keys()])) {
    if (row !== undefined) owners.set(row.id, row.sessionKey === session.key ? row.participant : null)
  }
  return owners
}
