import { partsOf, type Session } from './session-row.ts'

/** A chain longer than this is told of no further. */
const LONGEST = 50

/**
 * The sessions that make up for one another and lead to this one, oldest first, this one last (E42). `find` gives a session by its key;
 * what is not stored any more ends the chain, and so does one that would go round in a circle.
 */
export const chainOf = (session: Session, find: (key: string) => Session | undefined): readonly Session[] => {
  const chain = [session]
  const seen = new Set([session.key])
  for (let first = session; first.makeupOf !== null && chain.length < LONGEST; ) {
    const before = find(partsOf(first.makeupOf).sessionKey)
    if (before === undefined || seen.has(before.key)) break
    seen.add(before.key)
    chain.unshift(before)
    first = before
  }
  return chain
}
