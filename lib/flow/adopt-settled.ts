import { isDisputed } from '../core/answer.ts'
import { type Look, settle } from '../core/reconcile.ts'
import type { Session } from '../core/session.ts'
import type { Tx } from '../ports.ts'
import { adopt } from './adopt.ts'
import type { Books } from './books.ts'
import { linkAnswered } from './client-of.ts'

type Rules = Pick<Look, 'now' | 'historyBefore' | 'noticeMs'>

/** What ended before Afterward came is not asked about, also when its answer is taken back elsewhere (E30). */
const reopened = (before: Session, after: Session, { historyBefore }: Rules): Session =>
  before.standing === 'answered' &&
  after.standing === 'open' &&
  after.end <= historyBefore &&
  !isDisputed(after)
    ? { ...after, standing: 'history', open: 0 }
    : after

/**
 * Takes over what the living copies of a session carry (`adopt`), and says where that leaves it with the coach and whose books it is in.
 * Inside the caller's transaction; returns the session to put, the same when nothing is new.
 */
export const adoptSettled = async (
  tx: Books & Tx<'clients'>,
  session: Session,
  copies: readonly Readonly<Record<string, string>>[],
  rules: Rules,
): Promise<Session> => {
  const adopted = await adopt(tx, session, copies, rules.now)
  if (adopted === session) return session
  const settled = settle(reopened(session, adopted, rules), rules)
  await linkAnswered(tx, settled)
  return settled
}
