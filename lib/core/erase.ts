import { MARK } from './annotation.ts'
import { isSettled } from './answer.ts'
import { type Client, clientOf, entriesOf, isTheirs, linksOf, placeOf } from './client.ts'
import type { LedgerEntry } from './ledger.ts'
import type { Note } from './note.ts'
import type { WriteOperation } from './outbox.ts'
import { participantKey, type Session } from './session-row.ts'

/** What is looked through for a person; `clients` are all of them, so that an address is its own client's. */
export type Kept = {
  readonly clients: readonly Client[]
  readonly sessions: readonly Session[]
  readonly ledger: readonly LedgerEntry[]
  readonly notes: readonly Note[]
}

/**
 * Every place (`sessionKey#participant`) that a client has here: by link, address or title, in sessions, and in ledger and notes of
 * sessions that are kept no more.
 */
export const placesOf = (client: Client, kept: Kept): ReadonlySet<string> => {
  const { clients, sessions, ledger, notes } = kept
  const inSessions = sessions.flatMap((session) =>
    session.participants.flatMap(({ id, address }) => {
      const key = participantKey(session.key, id)
      const who = clientOf(clients, { address, participantKey: key, title: session.title })
      return who?.id === client.id ? [key] : []
    }),
  )
  const whose = { ...client, links: linksOf(clients) }
  const inLedger = entriesOf(whose, ledger).map(placeOf)
  const inNotes = notes.filter(({ id, address }) => isTheirs(whose, id, address))
  return new Set([...client.participants, ...inSessions, ...inLedger, ...inNotes.map(({ id }) => id)])
}

/** Whether anything of a place stands on an event. */
export const isMarked = (marks: Readonly<Record<string, string>>, participant: string): boolean =>
  marks[MARK.hold] === undefined && marks[MARK.answer(participant)] !== undefined

/**
 * What takes the places `erased` off an event that carries `marks`: everything of ours with the last of them, else only their own
 * properties and their lines of the queue, so that everybody else's stay (E59).
 */
export const eraseFrom = (
  marks: Readonly<Record<string, string>>,
  erased: readonly string[],
): WriteOperation => {
  const own = new Set(erased.map(MARK.answer))
  const isShared = Object.keys(marks).some((key) => /^aw1\.([0-9a-f]{10}|_)$/.test(key) && !own.has(key))
  if (!isShared) return { type: 'strip' }
  const answers = Object.fromEntries([...own].map((key) => [key, null]))
  return { type: 'mark', marks: { ...answers, [MARK.queue]: erased.map((id) => `${id}=`).join('\n') } }
}

/**
 * The session without what was said of these participants; null when nothing else holds it here: no calendar has it any more, and
 * there was nobody else. What has ended is not asked about again; a session of others goes on with them alone.
 */
export const withoutPeople = (session: Session, erased: ReadonlySet<string>, now: number): Session | null => {
  const others = session.participants.filter(({ id }) => !erased.has(id))
  const hasEnded = session.end <= now
  if (others.length === 0) {
    if (!session.copies.some(({ goneAt }) => goneAt === null)) return null
    const participants = session.participants.map((participant) => ({ ...participant, outcome: null }))
    const bare = { ...session, participants, answeredTimes: null, makeupOf: null, kind: null }
    if (session.standing === 'aside') return bare
    if (hasEnded) return { ...bare, standing: 'history', open: 0 }
    return session.standing === 'answered' ? { ...bare, standing: 'open', open: 1 } : bare
  }
  if (!hasEnded) {
    const participants = session.participants.map((one) =>
      erased.has(one.id) ? { ...one, outcome: null } : one,
    )
    return { ...session, participants }
  }
  const isDone = session.standing === 'open' && others.every(({ outcome }) => isSettled(outcome))
  return { ...session, participants: others, ...(isDone ? ({ standing: 'answered', open: 0 } as const) : {}) }
}

/** The coach's other browsers, by their names there: those that gave one of these answers. */
export const otherDevices = (
  answers: readonly { readonly device: string }[],
  own: string,
): readonly string[] =>
  [...new Set(answers.map(({ device }) => device))].filter((device) => device !== own).toSorted()
