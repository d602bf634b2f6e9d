import { MARK, NO_LINK } from '../core/annotation.ts'
import type { Answer, Said } from '../core/answer.ts'
import type { WriteOperation } from '../core/outbox.ts'
import type { Kind } from '../core/policy.ts'
import { participantKey, type Session } from '../core/session.ts'
import type { Settings } from '../core/settings.ts'
import type { Tx } from '../ports.ts'
import { type Carriers, enqueueAnnotation } from './annotate.ts'
import { placesOf } from './places-of.ts'

type MovedTx = Carriers & Tx<'sessions' | 'queue' | 'clients'>

/** What the coach said of a participant: it went to another event, or (`toKey` null) to none that is known. */
export type Moved = {
  readonly participant: string
  readonly toKey: string | null
  readonly kind: Kind
}

/**
 * "We moved it": the new event takes the place of this one and says so to other browsers; nothing is queued (PRODUCT 2). An event that was
 * named before and is not any more is a session of its own again. A make-up that was booked from the queue stays one.
 */
export const linkMoved = async (
  tx: MovedTx,
  from: Session,
  { participant, toKey, kind }: Moved,
  settings: Settings,
  now: number,
): Promise<void> => {
  const makeupOf = participantKey(from.key, participant)
  const booked = (await tx.queue.get(makeupOf))?.makeupKey
  const mark = async (to: Session, word: string, value: string): Promise<void> => {
    await dropEarlier(tx, to)
    const operation = { type: 'mark', marks: { [MARK.makeupOf]: value } } as const
    return enqueueAnnotation(
      tx,
      to,
      { idempotencyKey: `${word}:${makeupOf}:${to.key}:${now}`, operation },
      settings,
      now,
    )
  }
  for (const other of await tx.sessions.where('makeupOf', makeupOf)) {
    if (other.key === toKey || other.key === booked) continue
    // It may make up for somebody else of the group, too; what is said of them now is not in `from` yet.
    const missed = (await tx.sessions.get(from.key)) ?? from
    const heir = (await placesOf(tx, missed, other)).find((place) => place !== makeupOf)
    if (heir !== undefined) {
      await tx.sessions.put({ ...other, makeupOf: heir })
      await mark(other, 'moved', heir)
      continue
    }
    // Rules speak of it again at its next change.
    const recognisedBy = other.recognisedBy === 'makeup' ? '' : other.recognisedBy
    await tx.sessions.put({ ...other, makeupOf: null, recognisedBy })
    await mark(other, 'unmoved', NO_LINK)
  }
  const to = toKey === null || toKey === from.key ? undefined : await tx.sessions.get(toKey)
  if (to === undefined || to.makeupOf !== null) return
  await tx.sessions.put({ ...to, makeupOf, kind: to.kind ?? kind })
  await mark(to, 'moved', makeupOf)
}

/** Only the last word on what a session stands for goes out: an earlier one, tried again by the coach or refused, would come after it. */
const dropEarlier = async (tx: Tx<'outbox'>, { key }: Session): Promise<void> => {
  const rows = await tx.outbox.where('sessionKey', key)
  await tx.outbox.removeMany(rows.filter(({ operation }) => isLink(operation)).map(({ id }) => id))
}

/** True for a write that says what its session stands for, or that it stands for nothing. */
export const isLink = (operation: WriteOperation): boolean =>
  operation.type === 'mark' && operation.marks[MARK.makeupOf] !== undefined

/** True when what an answer takes the place of said that the session was moved: the event it named has to be let go. */
export const replacesMove = ({ base }: Answer, local: readonly Answer[]): boolean =>
  local.some(({ id, code }) => code === 'moved' && base.includes(id))

/**
 * Links what this word of the coach moves, and lets go what an earlier one had. `holds`: the answer that the word became, or that said so
 * already; a word that does not hold any more (a message retried late) moves nothing. `local`: the session's answers before.
 */
export const followMove = async (
  tx: MovedTx,
  from: Session,
  said: Said,
  holds: Answer | undefined,
  local: readonly Answer[],
  settings: Settings,
  now: number,
): Promise<void> => {
  if (!holds?.inForce) return
  const { participant, kind } = holds
  if ('moved' in said)
    await linkMoved(tx, from, { participant, toKey: said.toSessionKey, kind }, settings, now)
  else if (replacesMove(holds, local))
    await linkMoved(tx, from, { participant, toKey: null, kind }, settings, now)
}
