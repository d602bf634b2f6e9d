import { type Client, entriesOf, linksOf } from '../core/client.ts'
import { newClient } from '../core/client-edit.ts'
import { standing } from '../core/ledger.ts'
import type { Kind, Policy } from '../core/policy.ts'
import { ok, type Result } from '../core/result.ts'
import { saidWithOtherKind } from '../core/said-again.ts'
import type { Participant, Session } from '../core/session.ts'
import { policyOf } from '../core/settings.ts'
import { type Refused, refused } from '../core/view/refused.ts'
import type { Deps, Tx } from '../ports.ts'
import { ANSWER_TABLES, type AnswerTx, answerId, type Given, giveAnswers, settingsOf } from './answer.ts'
import { findClient, ledgerOf } from './client-of.ts'

/**
 * The coach's word on the kind of one session. What was answered of it is decided again with that kind, like any change of an answer
 * (E37). A client whose kind was never said gets it from here on (PRODUCT 1), and somebody met alone becomes a client by it; said otherwise
 * on the same session later, that word of the client is corrected and not added to. `not-found` for an unknown session.
 */
export const setKind = async (
  deps: Deps,
  { sessionKey, kind }: { readonly sessionKey: string; readonly kind: Kind },
): Promise<Result<null, Refused<'not-found'>>> => {
  const seen = await deps.store.read(['sessions'], (tx) => tx.sessions.get(sessionKey))
  const intentId = deps.ids.next()
  const ids = new Map<string, string>()
  for (const { id } of seen?.participants ?? []) ids.set(id, await answerId(deps, intentId, sessionKey, id))
  const now = deps.clock.now()
  const fresh = newClient(deps.ids.next(), now)
  return deps.store.write(ANSWER_TABLES, async (tx) => {
    const session = await tx.sessions.get(sessionKey)
    if (session === undefined) return refused('not-found')
    const settings = await settingsOf(tx)
    const given = await otherwise(tx, session, kind, policyOf(settings), ids)
    if (given.length > 0) await giveAnswers(tx, session, given, { kind, settings, now, clientId: fresh.id })
    await remember(tx, (await tx.sessions.get(sessionKey)) ?? session, kind, fresh)
    return ok(null)
  })
}

/** What was said already and was decided with the other kind, to be said with this one. Where browsers disagree the coach is asked. */
const otherwise = async (
  tx: AnswerTx,
  session: Session,
  kind: Kind,
  policy: Policy,
  ids: ReadonlyMap<string, string>,
): Promise<readonly Given[]> => {
  const answers = await tx.answers.where('sessionKey', session.key)
  return session.participants.flatMap(({ id: participant }): Given[] => {
    const again = saidWithOtherKind(
      answers.filter((answer) => answer.participant === participant),
      policy,
    )
    const id = ids.get(participant)
    return id === undefined || again?.kind !== kind ? [] : [{ ...again, id, participant }]
  })
}

/** Keeps the kind: of the clients to whom it was never said before, and of the session where it is not the same of all of them. */
const remember = async (
  tx: Tx<'sessions' | 'clients' | 'ledger'>,
  session: Session,
  kind: Kind,
  fresh: Client,
): Promise<void> => {
  const clients = await Promise.all(session.participants.map((each) => whoIs(tx, session, each, fresh)))
  const told: Client[] = []
  for (const client of clients) if (client && (await isFirstSaidOf(tx, session, client))) told.push(client)
  await tx.clients.putMany(told.map((client) => ({ ...client, kinds: [{ from: session.start, kind }] })))
  // What holds of all its people holds of the session, and goes along when it is said of them that they became paid.
  const ofAll = told.length > 0 && told.length === session.participants.length
  await tx.sessions.put({ ...session, kind: ofAll && session.standing !== 'answered' ? null : kind })
}

/** The client whom a word about the session is of too; nobody yet known in a group waits for the answer. */
const whoIs = async (
  tx: Tx<'clients'>,
  session: Session,
  participant: Participant,
  fresh: Client,
): Promise<Client | undefined> => {
  const known = await findClient(tx, session, participant)
  const { address, name } = participant
  if (known !== undefined || address === null || session.participants.length > 1) return known
  return { ...fresh, name: name || address, addresses: [address] }
}

/**
 * True when nothing was ever said of the client's kind, or only on this session, wherever it stood then: that was a slip. Once another session of
 * theirs was answered with it, it was meant.
 */
const isFirstSaidOf = async (
  tx: Tx<'clients' | 'ledger'>,
  session: Session,
  client: Client,
): Promise<boolean> => {
  const before = session.sightings.flatMap(({ what, start }) => (what === 'moved' ? [start] : []))
  if (!client.kinds.every(({ from }) => from === session.start || before.includes(from))) return false
  const { addresses, participants } = client
  const whose = { addresses, participants, links: linksOf(await tx.clients.all()) }
  return standing(entriesOf(whose, await ledgerOf(tx, client))).every(
    (entry) => entry.sessionKey === session.key || client.kinds.every(({ kind }) => kind !== entry.kind),
  )
}
