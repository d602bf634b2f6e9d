import { kindOf } from '../core/client.ts'
import { standing } from '../core/ledger.ts'
import { isOpenFor, saidOf, wasPutOff } from '../core/moved-elsewhere.ts'
import type { QueueItem } from '../core/proposal.ts'
import { ok, type Result } from '../core/result.ts'
import { partsOf, type Session } from '../core/session.ts'
import { type Refused, refused } from '../core/view/refused.ts'
import type { Deps } from '../ports.ts'
import { settingsOf } from './answer.ts'
import { findClient } from './client-of.ts'
import { endProposal, HOLD_TABLES, type HoldTx, markQueue } from './holds.ts'
import { linkMoved } from './moved.ts'
import { isWaiting } from './offer.ts'
import { undo } from './undo.ts'

/** The coach's word on "Moved to Thu 14:00?": a session that the client booked in some other way is the make-up, or is not. */
export type SayMoved = {
  readonly queueId: string
  readonly sessionKey: string
  readonly moved: boolean
  /** Start (epoch ms) that was asked about; absent: where it stands. */
  readonly start?: number | undefined
}

/**
 * Links what was sent back with the session that it turned out to be moved to, as if that one had been chosen; whatever is still on offer
 * is withdrawn. Where it is that session itself, put off, the answers of all who wait for it are taken back and it is asked about at its new
 * time (E05). "Not so" is remembered, so that it is asked once of one time (PRODUCT 6). Again is the same as once; `not-found` when either is gone, or the
 * session makes up for another one.
 */
export const sayMoved = async (
  deps: Deps,
  { queueId, sessionKey, moved, start }: SayMoved,
): Promise<Result<null, Refused<'not-found'>>> => {
  const now = deps.clock.now()
  if (moved && partsOf(queueId).sessionKey === sessionKey) return sayPutOff(deps, queueId, now)
  return deps.store.write([...HOLD_TABLES, 'clients'], async (tx) => {
    const item = await tx.queue.get(queueId)
    const from = item === undefined ? undefined : await tx.sessions.get(item.sessionKey)
    const participant = from?.participants.find(({ id }) => id === item?.participant)
    const to = await tx.sessions.get(sessionKey)
    if (item === undefined || from === undefined || participant === undefined || to === undefined)
      return refused('not-found')
    if (!moved) {
      await tx.queue.put(notMoved(item, to, start ?? to.start))
      return ok(null)
    }
    if (item.state === 'booked' && item.makeupKey === sessionKey) return ok(null)
    if (!isWaiting(item) || !isOpenFor(to, from.key)) return refused('not-found')
    await withdrawOffers(tx, queueId, now)
    const kind = kindOf(from, await findClient(tx, from, participant)) ?? 'paid'
    const settings = await settingsOf(tx)
    await linkMoved(tx, from, { participant: participant.id, toKey: sessionKey, kind }, settings, now)
    await tx.queue.put({ ...item, state: 'booked', proposalId: null, makeupKey: sessionKey })
    await markQueue(tx, from, item.participant, `booked:${sessionKey}`, now)
    return ok(null)
  })
}

/** The place in the queue, remembering what it was not moved to. */
const notMoved = (item: QueueItem, { key }: Session, start: number): QueueItem =>
  key === item.sessionKey
    ? { ...item, notPutOffTo: [...new Set([...(item.notPutOffTo ?? []), start])] }
    : { ...item, notMovedTo: [...new Set([...(item.notMovedTo ?? []), key])] }

const withdrawOffers = async (tx: HoldTx, queueId: string, now: number): Promise<void> => {
  const offers = await tx.proposals.where('after', queueId)
  for (const offer of offers.filter(({ purpose }) => purpose === 'makeup'))
    await endProposal(tx, offer, 'withdrawn', now)
}

/**
 * What is to come has its one window yet: the one it had was about another time. The event is one, so this is said of everybody whose place it
 * put off, but of whom the coach has said that it is not so, of whatever time. Taken back already is success (E38).
 */
const sayPutOff = async (
  deps: Deps,
  queueId: string,
  now: number,
): Promise<Result<null, Refused<'not-found'>>> => {
  const { sessionKey, participant } = partsOf(queueId)
  const taken = await deps.store.write([...HOLD_TABLES, 'ledger'], async (tx) => {
    const item = await tx.queue.get(queueId)
    const session = await tx.sessions.get(sessionKey)
    const outcome = session?.participants.find(({ id }) => id === participant)?.outcome
    if (session === undefined || outcome === undefined) return refused('not-found')
    if (item === undefined && outcome?.reschedule !== true) return ok([])
    const booked = standing(await tx.ledger.where('sessionKey', sessionKey))
    const isPutOff = (each: QueueItem): boolean => {
      const line = booked.find((entry) => entry.participant === each.participant)
      return wasPutOff(each, session, saidOf(session, line?.sessionStart))
    }
    if (!isWaiting(item) || outcome === null || !isPutOff(item)) return refused('not-found')
    const all = await tx.queue.where('sessionKey', sessionKey)
    const put = all.filter(
      (each) => each.id === queueId || (isWaiting(each) && isPutOff(each) && each.notPutOffTo === undefined),
    )
    for (const { id } of put) await withdrawOffers(tx, id, now)
    if (session.end > now) await tx.sessions.put({ ...session, askedAt: null, notBefore: null })
    return ok(
      session.participants.flatMap(({ id, outcome: said }) =>
        said !== null && put.some((each) => each.participant === id) ? [{ id, answerId: said.answerId }] : [],
      ),
    )
  })
  if (!taken.ok) return taken
  if (taken.value.length === 0) return ok(null)
  const intentId = `moved ${sessionKey} ${taken.value.map(({ answerId }) => answerId).join(' ')}`
  const undone = await undo(deps, { intentId, sessionKey, participants: taken.value.map(({ id }) => id) })
  return undone.ok ? ok(null) : undone
}
