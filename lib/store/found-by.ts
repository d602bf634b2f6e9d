import { titleKey } from '../core/client.ts'
import type { Session } from '../core/session-row.ts'

/**
 * What a client's sessions are found by: the address of each participant, and the title where one has none. An index cannot look into
 * the participants of a session itself.
 */
const whoOf = ({ participants, title }: Pick<Session, 'participants' | 'title'>): readonly string[] => [
  ...new Set(participants.map(({ address }) => address ?? titleKey(title))),
]

/** Rows that are found by more than what they say: `who` is made anew whenever a session is written. */
const madeFor: Readonly<Record<string, (row: object) => object>> = {
  sessions: (row) => ({ ...row, who: whoOf(row as Session) }),
}

/** A row as it is stored. */
export const asStored = (table: string, row: unknown): unknown => madeFor[table]?.(row as object) ?? row
