import {
  type HandTimes,
  handKey,
  handSession,
  handSource,
  handTimes,
  isByHand,
  placed,
} from '../core/by-hand.ts'
import type { Client } from '../core/client.ts'
import { rebook } from '../core/ledger.ts'
import type { Kind } from '../core/policy.ts'
import { err, ok, type Result } from '../core/result.ts'
import {
  NOBODY,
  PARTICIPANT_LENGTH,
  type Participant,
  participantKey,
  participantSource,
  type Session,
} from '../core/session.ts'
import type { Interval } from '../core/time.ts'
import { type Refused, refused } from '../core/view/refused.ts'
import type { Deps, Tx } from '../ports.ts'
import { saveClient } from './client.ts'
import { releaseOriginal } from './release-original.ts'

/** A session as the coach adds it by hand, or changes it (`sessionKey`). The same `intentId` is the same intent (E38). */
export type HandEntry = HandTimes & {
  readonly intentId: string
  readonly sessionKey: string | null
  /** Somebody known, or somebody new by name. */
  readonly client: { readonly clientId: string } | { readonly name: string }
  readonly kind: Kind
}

type Why = Refused<'bad-message' | 'not-found'>
type HandTx = Tx<'sessions' | 'clients' | 'ledger'>

/**
 * Keeps a session that stands in no calendar, a phone call for example (PRODUCT 4): it has its own key, is answered and booked like any
 * other, and never annotated. With a `sessionKey` it changes one that was added so, which stays the make-up it was unless it is with
 * somebody else; once that is answered, whom it was with and its kind belong to the answer, and only its times are changed. Fails with `bad-message` for a time or name that is none, `not-found` for a
 * client or session that is none.
 */
export const addSession = async (
  deps: Deps,
  entry: HandEntry,
): Promise<Result<{ readonly sessionKey: string }, Why>> => {
  const times = handTimes(entry)
  if (times === null) return refused('bad-message')
  const client = await clientOf(deps, entry)
  if (!client.ok) return client
  const key = entry.sessionKey ?? handKey((await deps.hasher.sha256(handSource(entry.intentId))).slice(0, 32))
  const made = handSession(key, {
    times,
    zone: entry.zone,
    kind: entry.kind,
    title: client.value.name,
    participant: await participantOf(deps, key, client.value),
  })
  await letGoOf(deps, entry, client.value)
  const now = deps.clock.now()
  return deps.store.write(['sessions', 'clients', 'ledger'], async (tx) => {
    const was = await tx.sessions.get(key)
    if (was === undefined && entry.sessionKey !== null) return refused('not-found')
    if (was !== undefined && !isByHand(was)) return refused('not-found')
    if (was?.participants.some(({ outcome }) => outcome !== null))
      await moveAnswered(tx, was, times, entry, now)
    else {
      await tx.sessions.put(placed({ ...made, makeupOf: was?.makeupOf ?? null }, times, entry.zone, now))
      await link(tx, made, client.value.id)
    }
    return ok({ sessionKey: key })
  })
}

/** Who it was with; a new name makes a client, unless somebody without an address is known by exactly it. */
const clientOf = async (
  deps: Deps,
  { client, kind }: Pick<HandEntry, 'client' | 'kind'>,
): Promise<Result<Client, Why>> => {
  const edit = { addresses: [], kind, dontAsk: false }
  const saved =
    'name' in client ? await saveClient(deps, { ...edit, clientId: null, name: client.name }) : ok(client)
  if (!saved.ok) return saved
  const found = await deps.store.read(['clients'], (tx) => tx.clients.get(saved.value.clientId))
  return found === undefined ? err({ reason: 'not-found', failure: null }) : ok(found)
}

/** What the session made up for is not made up for by somebody else's. */
const letGoOf = async (deps: Deps, { sessionKey, intentId }: HandEntry, client: Client): Promise<void> => {
  const was =
    sessionKey === null ? undefined : await deps.store.read(['sessions'], (tx) => tx.sessions.get(sessionKey))
  if (was === undefined || !isByHand(was) || was.participants.some(({ outcome }) => outcome !== null)) return
  const isTheirs = was.participants.some(({ id }) =>
    client.participants.includes(participantKey(was.key, id)),
  )
  if (!isTheirs) await releaseOriginal(deps, was, intentId)
}

/** By the client's address, as an event would have it, so that notes and open actions are found again; else nobody's, linked. */
const participantOf = async (
  { hasher }: Pick<Deps, 'hasher'>,
  key: string,
  { addresses: [first], name }: Client,
): Promise<Participant> => {
  const address = first ?? null
  const id =
    address === null
      ? NOBODY
      : (await hasher.sha256(participantSource(key, address))).slice(0, PARTICIPANT_LENGTH)
  return { id, address, name, response: 'accepted', outcome: null }
}

/** What stands in the books is taken back and booked at the new time: a month is that of the session's start (PRODUCT 8). */
const moveAnswered = async (
  tx: HandTx,
  was: Session,
  times: Interval,
  { zone }: HandTimes,
  now: number,
): Promise<void> => {
  await tx.sessions.put(placed(was, times, zone, now))
  const entries = await tx.ledger.where('sessionKey', was.key)
  await tx.ledger.putMany(rebook(entries, { sessionStart: times.start, zone }, now))
}

/** The coach's word on whom it was with; somebody it was said of before is let go. */
const link = async (tx: Tx<'clients'>, { key, participants }: Session, clientId: string): Promise<void> => {
  const own = participants.map(({ id }) => participantKey(key, id))
  const isIts = (each: string): boolean => each.startsWith(`${key}#`)
  for (const client of await tx.clients.all()) {
    const others = client.participants.filter((each) => !isIts(each))
    const wanted = client.id === clientId ? [...others, ...own] : others
    if (wanted.join('\n') !== client.participants.join('\n'))
      await tx.clients.put({ ...client, participants: wanted })
  }
}
