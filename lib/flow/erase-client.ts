import { newClient } from '../core/client-edit.ts'
import { eraseFrom, isMarked, placesOf, withoutPeople } from '../core/erase.ts'
import { laneOf, type Write } from '../core/outbox.ts'
import { ok, type Result } from '../core/result.ts'
import { partsOf } from '../core/session.ts'
import type { Deps, Tx } from '../ports.ts'
import { stripOf } from './annotations.ts'
import { enqueue } from './enqueue.ts'
import { endProposal, HOLD_TABLES } from './holds.ts'
import { livingKeys } from './look.ts'
import { reevaluate } from './reevaluate.ts'

const TABLES = [...HOLD_TABLES, 'clients', 'programs', 'answers', 'ledger', 'notes', 'drafts'] as const
type EraseTx = Tx<(typeof TABLES)[number]>

/**
 * Erases a client here (E59), in one transaction: notes with their actions, answers, ledger, programs, drafts of letters, offers (their
 * holds go, and who was invited is told), and what stands of them on events is queued to be taken back; of a group's event only
 * theirs. It is the one thing that takes lines out of the ledger. What ended is not asked about again. With `dontAsk` their addresses stay, so that
 * nobody asks about them any more. Erased already is success (E38).
 */
export const eraseClient = async (
  deps: Deps,
  { clientId, dontAsk }: { readonly clientId: string; readonly dontAsk: boolean },
): Promise<Result<null, never>> => {
  const now = deps.clock.now()
  const wasAsked = await deps.store.write(TABLES, async (tx) => {
    const clients = await tx.clients.all()
    const client = clients.find(({ id }) => id === clientId)
    if (client === undefined) return !dontAsk
    const [sessions, ledger, notes] = [await tx.sessions.all(), await tx.ledger.all(), await tx.notes.all()]
    const places = placesOf(client, { clients, sessions, ledger, notes })
    // While sessions still say whose offer it is.
    await withdrawOffers(tx, places, now)
    for (const [sessionKey, participants] of bySession(places)) {
      await eraseFromEvents(tx, sessionKey, participants, now)
      await eraseFromSession(tx, sessionKey, participants, now)
    }
    await eraseWords(tx, places)
    await tx.programs.removeMany((await tx.programs.where('clientId', clientId)).map(({ id }) => id))
    await tx.clients.remove(clientId)
    const { addresses } = client
    if (dontAsk && addresses.length > 0) {
      const shadow = { ...newClient(clientId, now), name: addresses[0] ?? '', addresses, dontAsk: true }
      await tx.clients.put(shadow)
    }
    return !client.dontAsk
  })
  // What is not to be asked about any more steps aside at once, and comes back the same way (PRODUCT 3).
  if (wasAsked === dontAsk) await reevaluate(deps, { endedIsHistory: true })
  return ok(null)
}

const bySession = (places: ReadonlySet<string>): ReadonlyMap<string, readonly string[]> => {
  const parts = Map.groupBy([...places].map(partsOf), ({ sessionKey }) => sessionKey)
  return new Map([...parts].map(([key, list]) => [key, list.map(({ participant }) => participant)]))
}

const withdrawOffers = async (tx: EraseTx, places: ReadonlySet<string>, now: number): Promise<void> => {
  const offers = await tx.proposals.whereAny('after', [...places])
  for (const offer of offers) await endProposal(tx, offer, 'withdrawn', now)
  await tx.proposals.removeMany(offers.map(({ id }) => id))
  await tx.queue.removeMany([...places])
}

/** Whether a write was to say something about one of them, or to take back what has to be taken back anew. */
const isObsolete = (
  { operation, state }: Write,
  participants: readonly string[],
  isAlone: boolean,
): boolean =>
  operation.type === 'annotate'
    ? participants.includes(operation.participant)
    : (operation.type === 'mark' && isAlone) || (operation.type === 'strip' && state === 'dead')

const eraseFromEvents = async (
  tx: EraseTx,
  sessionKey: string,
  participants: readonly string[],
  now: number,
): Promise<void> => {
  const session = await tx.sessions.get(sessionKey)
  const isAlone = session?.participants.every(({ id }) => participants.includes(id)) ?? true
  const rows = (await tx.outbox.where('sessionKey', sessionKey)).filter((row) =>
    isObsolete(row, participants, isAlone),
  )
  await tx.outbox.removeMany(rows.map(({ id }) => id))
  const records = session === undefined ? [] : await tx.events.getMany(livingKeys(session))
  for (const record of records) {
    if (record === undefined) continue
    const marked = participants.filter((participant) => isMarked(record.marks, participant))
    const calendar = await tx.calendars.get(record.calendarKey)
    if (marked.length === 0 || calendar === undefined) continue
    const operation = eraseFrom(record.marks, marked)
    const write =
      operation.type === 'strip'
        ? stripOf(calendar, record)
        : {
            ...stripOf(calendar, record),
            idempotencyKey: `erase:${laneOf(calendar.key, record.id)}:${marked.join()}`,
            operation,
          }
    await enqueue(tx, write, now)
  }
}

const eraseFromSession = async (
  tx: EraseTx,
  sessionKey: string,
  participants: readonly string[],
  now: number,
): Promise<void> => {
  const isTheirs = (row: { readonly participant: string }) => participants.includes(row.participant)
  const answers = (await tx.answers.where('sessionKey', sessionKey)).filter(isTheirs)
  await tx.answers.removeMany(answers.map(({ id }) => id))
  const entries = (await tx.ledger.where('sessionKey', sessionKey)).filter(isTheirs)
  await tx.ledger.removeMany(entries.map(({ id }) => id))
  const session = await tx.sessions.get(sessionKey)
  if (session === undefined) return
  const rest = withoutPeople(session, new Set(participants), now)
  if (rest === null) await tx.sessions.remove(sessionKey)
  else await tx.sessions.put(rest)
}

/** Notes with their actions, and whatever was being written about one of their places. */
const eraseWords = async (tx: EraseTx, places: ReadonlySet<string>): Promise<void> => {
  await tx.notes.removeMany([...places])
  const answers = new Set([...bySession(places).keys()].map((key) => `answer:${key}`))
  const isTheirs = (id: string): boolean =>
    answers.has(id) || [...places].some((place) => /^(?:note|letter):/.test(id) && id.endsWith(`:${place}`))
  const drafts = (await tx.drafts.all()).filter(({ id }) => isTheirs(id))
  await tx.drafts.removeMany(drafts.map(({ id }) => id))
}
