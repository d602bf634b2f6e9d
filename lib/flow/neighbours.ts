import type { Session } from '../core/session.ts'
import type { Store } from '../ports.ts'

/** Sessions by when they start, so that a copy in another calendar is found under whatever key it goes by (E11). */
export type Neighbours = {
  /** Makes sure that everything starting at these instants (epoch ms) can be found. */
  load(starts: readonly number[]): Promise<void>
  at(start: number): readonly Session[]
  add(session: Session): void
}

/** Up to so many instants are looked up one by one; for more, reading everything once is cheaper. */
const ONE_BY_ONE = 64

/** Lives for one pull; a session written meanwhile by somebody else is re-read before it is changed. */
export const createNeighbours = (store: Store): Neighbours => {
  const byStart = new Map<number, Map<string, Session>>()
  let everything = false
  const add = (session: Session): void => {
    const there = byStart.get(session.start)
    if (there === undefined) byStart.set(session.start, new Map([[session.key, session]]))
    else there.set(session.key, session)
  }
  return {
    load: async (starts) => {
      if (everything || starts.length === 0) return
      everything = starts.length > ONE_BY_ONE
      const found = await store.read(['sessions'], (tx) =>
        everything ? tx.sessions.all() : tx.sessions.whereAny('start', [...new Set(starts)]),
      )
      for (const session of found) add(session)
    },
    at: (start) => [...(byStart.get(start)?.values() ?? [])],
    add,
  }
}
