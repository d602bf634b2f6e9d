import { historyBefore } from '../core/account.ts'
import { type Answer, answerOf, effective, withRepeated } from '../core/answer.ts'
import { err, ok, type Result } from '../core/result.ts'
import type { Session } from '../core/session.ts'
import { policyOf, type Settings } from '../core/settings.ts'
import { nothingDecided } from '../core/verdict.ts'
import type { Deps } from '../ports.ts'
import { annotate } from './annotate.ts'
import { ANSWER_TABLES, type AnswerTx, answerId, settingsOf } from './answer.ts'
import { keepBooks } from './books.ts'
import { linkMoved, replacesMove } from './moved.ts'

/** Which answers are taken back. The same `intentId` is the same intent (E38). */
export type UndoIntent = {
  readonly intentId: string
  readonly sessionKey: string
  readonly participants: readonly string[]
}

/**
 * Takes the answers in force of some participants back (PRODUCT 2): an answer of its own, a compensating entry and a second write, in one
 * transaction. The session waits again. Where nothing is in force nothing happens, and what is taken back already is so once (E38); fails
 * with `not-found` when the session is unknown. Replies with the ids of the answers that take back.
 */
export const undo = async (
  deps: Deps,
  intent: UndoIntent,
): Promise<
  Result<{ readonly answerIds: readonly string[] }, { readonly reason: 'not-found'; readonly failure: null }>
> => {
  const ids = new Map<string, string>()
  for (const participant of intent.participants) {
    ids.set(participant, await answerId(deps, intent.intentId, intent.sessionKey, participant))
  }
  const now = deps.clock.now()
  return deps.store.write(ANSWER_TABLES, async (tx) => {
    const session = await tx.sessions.get(intent.sessionKey)
    if (session === undefined) return err({ reason: 'not-found', failure: null })
    const settings = await settingsOf(tx)
    const local = await tx.answers.where('sessionKey', session.key)
    const fresh: Answer[] = []
    for (const { id: participant } of session.participants) {
      const id = ids.get(participant)
      if (id === undefined || answerOf(local, id) !== undefined) continue
      const taken = takeBack(id, session, participant, local, settings, now)
      if (taken?.id === id) fresh.push(taken)
      else if (taken !== null) await tx.answers.put(withRepeated(taken, id))
    }
    if (fresh.length > 0) {
      const replaced = new Set(fresh.flatMap((answer) => answer.base))
      const before = local.filter((answer) => replaced.has(answer.id))
      await tx.answers.putMany([...before.map((answer) => ({ ...answer, inForce: false })), ...fresh])
      await tx.sessions.put(await rest(tx, await keepBooks(tx, session, now), settings))
      await annotate(tx, session, fresh, [...local, ...fresh], settings, now)
      for (const { participant, kind } of fresh.filter((answer) => replacesMove(answer, local))) {
        await linkMoved(tx, session, { participant, toKey: null, kind }, settings, now)
      }
    }
    const known = new Set([...local, ...fresh].map((answer) => answer.id))
    return ok({ answerIds: [...ids.values()].filter((id) => known.has(id)) })
  })
}

/** The answer that takes back what is in force, or the one that has already; null where nothing was said. */
const takeBack = (
  id: string,
  session: Session,
  participant: string,
  local: readonly Answer[],
  settings: Settings,
  now: number,
): Answer | null => {
  const inForce = local.filter((answer) => answer.inForce && answer.participant === participant)
  const used = effective(inForce)
  if (used === null || (used.code === 'undone' && inForce.length === 1)) return used
  return {
    ...nothingDecided('undone', used.kind, policyOf(settings)),
    id,
    at: now,
    device: settings.device,
    minutes: null,
    sessionKey: session.key,
    participant,
    base: inForce.map((answer) => answer.id),
    noticeMs: null,
    note: '',
    source: 'here',
    published: false,
    inForce: true,
  }
}

/**
 * What ended before Afterward or its calendar's account came, or has no calendar any more, goes back to history, not among what is asked
 * (E30, E46).
 */
const rest = async (tx: AnswerTx, session: Session, settings: Settings): Promise<Session> => {
  if (session.standing !== 'open') return session
  const calendars = await tx.calendars.getMany(session.copies.map(({ calendarKey }) => calendarKey))
  const ids = calendars.flatMap((calendar) => (calendar === undefined ? [] : [calendar.accountId]))
  const accounts = await tx.accounts.getMany(ids)
  const { installedAt } = settings
  const known = accounts.flatMap((account) =>
    account === undefined ? [] : [historyBefore(account, installedAt)],
  )
  return session.end <= (session.recognisedBy === 'hand' ? installedAt : Math.min(...known))
    ? { ...session, standing: 'history', open: 0 }
    : session
}
