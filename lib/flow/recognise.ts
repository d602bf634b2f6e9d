import { titleKey } from '../core/client.ts'
import { newClient } from '../core/client-edit.ts'
import type { Rule, RuleMatch } from '../core/recognise.ts'
import { ok, type Result } from '../core/result.ts'
import { sessionKey as keyOf, participantKey, type Session } from '../core/session.ts'
import { normaliseUid } from '../core/uid.ts'
import { type Refused, refused } from '../core/view/refused.ts'
import type { Deps, EventRecord, Tx } from '../ports.ts'
import { findClient, linkAnswered } from './client-of.ts'
import { eventKey } from './event-record.ts'
import { reevaluate } from './reevaluate.ts'

type Done = Promise<Result<null, Refused<'not-found'>>>

type Word = 'not-this' | 'not-series' | 'not-client' | 'coaching'

/** Stored copies of a session; of one never recognised, the events it would be made of. */
const recordsOf = async (tx: Tx<'events'>, sessionKey: string): Promise<readonly EventRecord[]> => {
  const known = await tx.events.where('sessionKey', sessionKey)
  if (known.length > 0) return known
  const uid = sessionKey.slice(0, sessionKey.lastIndexOf('|'))
  return (await tx.events.where('iCalUid', uid)).filter((record) => keyOf(record) === sessionKey)
}

/** Which session keys the coach's word may touch beside this one. */
const seriesOf = async (tx: Tx<'events' | 'sessions'>, uid: string): Promise<readonly EventRecord[]> => {
  const sessions = await tx.sessions.where('uid', uid)
  const copies = sessions.flatMap(({ copies: all }) =>
    all.map(({ calendarKey, eventId }) => eventKey(calendarKey, eventId)),
  )
  const records = [...(await tx.events.getMany(copies)), ...(await tx.events.where('iCalUid', uid))]
  return records.filter((record) => record !== undefined)
}

/**
 * The coach's word on whether something is coaching (PRODUCT 3): this session, its series, or anything with these clients. About a
 * session or series it is a rule before all others, the latest first; about clients it stays with the client. The same word again
 * changes nothing; answered sessions stay. `not-found` for an unknown session.
 */
export const recogniseAs = async (
  deps: Deps,
  { sessionKey, as }: { readonly sessionKey: string; readonly as: Word },
): Done => {
  const newId = deps.ids.next()
  const now = deps.clock.now()
  const keys = await deps.store.write(['rules', 'events', 'sessions', 'clients'], async (tx) => {
    const session = await tx.sessions.get(sessionKey)
    const own = await recordsOf(tx, sessionKey)
    const uid = session?.uid ?? normaliseUid(own[0]?.iCalUid ?? '')
    if (session === undefined && own.length === 0) return null
    if (as === 'not-client' && session !== undefined && (await dontAsk(tx, session, newId, now))) return 'all'
    const match: RuleMatch = as === 'not-series' ? { type: 'series', uid } : { type: 'session', sessionKey }
    await putFirst(tx, { id: newId, include: as === 'coaching', kind: null, match })
    const touched = as === 'not-series' ? [...own, ...(await seriesOf(tx, uid))] : own
    return [...new Set(touched.map(({ key }) => key))]
  })
  if (keys === null) return refused('not-found')
  // What the coach says is coaching is asked about although it is over: that is why it is said.
  await reevaluate(deps, keys === 'all' ? { endedIsHistory: true } : { keys, endedIsHistory: false })
  return ok(null)
}

/** A rule before all others, in place of one about the same. */
const putFirst = async (tx: Tx<'rules'>, rule: Omit<Rule, 'order'>): Promise<void> => {
  const rules = await tx.rules.all()
  const about = JSON.stringify(rule.match)
  const replaced = rules.filter(({ match }) => JSON.stringify(match) === about)
  await tx.rules.removeMany(replaced.map(({ id }) => id))
  await tx.rules.put({ ...rule, order: Math.min(0, ...rules.map(({ order }) => order)) - 1 })
}

/**
 * The people of a session are not asked about again; tells whether all of them could be remembered: somebody without an address is in
 * no list, so that only the session itself can be left out.
 */
const dontAsk = async (tx: Tx<'clients'>, session: Session, newId: string, now: number): Promise<boolean> => {
  if (session.participants.some(({ address }) => address === null)) return false
  for (const [index, participant] of session.participants.entries()) {
    const { address, name } = participant
    const known = await findClient(tx, session, participant)
    const addresses = address === null ? [] : [address]
    const fresh = { ...newClient(`${newId}-${index}`, now), name: name ?? address ?? '', addresses }
    await tx.clients.put({ ...(known ?? fresh), dontAsk: true })
  }
  return true
}

/** Not asked about before `until` (epoch ms): a snooze, or "Still going". `not-found` for an unknown session. */
export const putOff = (
  deps: Pick<Deps, 'store'>,
  { sessionKey, until }: { readonly sessionKey: string; readonly until: number },
): Done =>
  deps.store.write(['sessions'], async (tx) => {
    const session = await tx.sessions.get(sessionKey)
    if (session === undefined) return refused('not-found')
    await tx.sessions.put({ ...session, notBefore: until })
    return ok(null)
  })

/**
 * Says which client a participant is. Remembered by its address, or without one by the session's title when `remember` (E19). A
 * participant belongs to one client: the last word wins. `not-found` for an unknown session, participant or client.
 */
export const linkClient = (
  deps: Pick<Deps, 'store'>,
  {
    sessionKey,
    participant,
    clientId,
    remember,
  }: {
    readonly sessionKey: string
    readonly participant: string
    readonly clientId: string
    readonly remember: boolean
  },
): Done =>
  deps.store.write(['sessions', 'clients'], async (tx) => {
    const session = await tx.sessions.get(sessionKey)
    const person = session?.participants.find(({ id }) => id === participant)
    const client = await tx.clients.get(clientId)
    if (session === undefined || person === undefined || client === undefined) return refused('not-found')
    const link = participantKey(sessionKey, participant)
    const title = titleKey(session.title)
    const { address } = person
    const titles = remember && address === null && title !== '' ? [title] : []
    const addresses = remember && address !== null ? [address] : []
    const others = [
      ...(await tx.clients.where('participants', link)),
      ...(await tx.clients.whereAny('titles', titles)),
      ...(await tx.clients.whereAny('addresses', addresses)),
    ].filter(({ id }) => id !== clientId)
    const without = (all: readonly string[], taken: readonly string[]) =>
      all.filter((one) => !taken.includes(one))
    for (const id of new Set(others.map((other) => other.id))) {
      const other = await tx.clients.get(id)
      if (other === undefined) continue
      await tx.clients.put({
        ...other,
        participants: without(other.participants, [link]),
        titles: without(other.titles, titles),
        addresses: without(other.addresses, addresses),
      })
    }
    await tx.clients.put({
      ...client,
      participants: [...without(client.participants, [link]), link],
      titles: [...without(client.titles, titles), ...titles],
      addresses: [...without(client.addresses, addresses), ...addresses],
    })
    if (titles.length > 0) await linkEarlier(tx, title)
    return ok(null)
  })

/** What was answered before anybody was known by this title is theirs, too, and counts in their program. */
const linkEarlier = async (tx: Tx<'sessions' | 'clients'>, title: string): Promise<void> => {
  for (const session of await tx.sessions.all()) {
    if (titleKey(session.title) === title) await linkAnswered(tx, session)
  }
}
