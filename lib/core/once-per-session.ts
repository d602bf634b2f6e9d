import type { LedgerEntry } from './ledger.ts'
import type { Mark } from './policy.ts'
import type { Participant } from './session-row.ts'

/** What is looked at of one of a person's places in a session. */
type Place = {
  /** Undefined where nothing was said. */
  readonly mark: Mark | null | undefined
  readonly counts: boolean
  readonly participant: string
}

/** Of what counts nothing: who missed it missed it, and free misses go by that; "we moved it" decides nothing. */
const UNCOUNTED = ['didnt-occur', 'to-reschedule', 'canceled-in-time', null, undefined] as const

/** Who came has come, whatever was said of the other place; else what counts. */
const rank = ({ mark, counts }: Place): number => {
  if (mark === 'completed') return counts ? 0 : 1
  return counts ? 2 : 3 + UNCOUNTED.indexOf(mark)
}

/** By what was said alone, never by when: every browser is to choose the same, and a recount too. */
const inOrder = (a: Place, b: Place): number => rank(a) - rank(b) || (a.participant < b.participant ? -1 : 1)

const ofEntry = ({ mark, delta, participant }: LedgerEntry): Place => ({
  mark,
  counts: delta === 1,
  participant,
})

const ofParticipant = ({ id, outcome }: Participant): Place => ({
  mark: outcome?.mark,
  counts: outcome?.counts ?? false,
  participant: id,
})

/** True when no two of these lines are about one session. */
const isOnceEach = (stands: readonly LedgerEntry[]): boolean => {
  const sessions = new Set<string>()
  for (const { sessionKey } of stands) sessions.add(sessionKey)
  return sessions.size === stands.length
}

/**
 * Of one client's lines that stand, one for each session: who is invited under two addresses has two places in it and was there, or missed
 * it, once (PRODUCT 1, E17). The ledger keeps both, so that each has their own again when a merge is taken back. Nearly always there is
 * nothing to leave out, and then nothing is copied.
 */
export const oncePerSession = <Entry extends LedgerEntry>(stands: readonly Entry[]): readonly Entry[] => {
  if (isOnceEach(stands)) return stands
  const chosen = new Map<string, Entry>()
  for (const entry of stands) {
    const other = chosen.get(entry.sessionKey)
    if (other === undefined || inOrder(ofEntry(entry), ofEntry(other)) < 0)
      chosen.set(entry.sessionKey, entry)
  }
  return [...chosen.values()]
}

/** Of one person's places in one session the one that stands for them, as in the books; undefined: they have none. */
export const standingFor = (places: readonly Participant[]): Participant | undefined =>
  places.length < 2 ? places[0] : places.toSorted((a, b) => inOrder(ofParticipant(a), ofParticipant(b)))[0]
