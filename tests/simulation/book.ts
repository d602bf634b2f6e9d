import type { Answer } from '../../lib/core/answer.ts'
import type { Browser } from './browser.ts'
import type { Word } from './oracle.ts'

/** An answer that the coach gave on some browser and that was committed there. */
export type Given = Word & {
  readonly browser: string
  readonly sessionKey: string
  readonly participant: string
  readonly base: readonly string[]
}

/** The onlooker's own book of everything that was ever said and promised, from which nothing is ever taken out. */
export type Book = {
  /** By answer id. */
  readonly given: ReadonlyMap<string, Given>
  /** Ids that a page was told are kept, and by which browser. */
  readonly acknowledged: { readonly browser: string; readonly id: string }[]
  /** Answer ids that the calendar was seen to carry. */
  readonly carried: Set<string>
  /** Answers for which there was no room among three heads. */
  readonly crowdedOut: Set<string>
  /** Events from which somebody else took our properties, by id. */
  readonly stripped: Set<string>
  /** Proposals made, by id, with the ids of their holds. */
  readonly proposals: ReadonlyMap<string, readonly string[]>
  /** Snoozes: when each session of a browser was put off until. */
  readonly putOff: { readonly browser: string; readonly sessionKey: string; readonly until: number }[]
  /** Looks what was newly said on a browser. */
  read(browser: Browser): void
  /** Everything that an answer replaced, directly or through others. */
  replacedBy(id: string): ReadonlySet<string>
}

/** An empty book. */
export const createBook = (): Book => {
  const given = new Map<string, Given>()
  const proposals = new Map<string, readonly string[]>()
  const note = (browser: string, { source, published: _, inForce: __, ...answer }: Answer): void => {
    if (source === 'here' && !given.has(answer.id)) given.set(answer.id, { ...answer, browser })
  }
  return {
    given,
    proposals,
    acknowledged: [],
    carried: new Set(),
    crowdedOut: new Set(),
    stripped: new Set(),
    putOff: [],
    read: ({ name, disk }) => {
      for (const answer of disk.rows('answers')) note(name, answer)
      for (const { id, slots } of disk.rows('proposals'))
        proposals.set(
          id,
          slots.map(({ eventId }) => eventId),
        )
    },
    replacedBy: (id) => {
      const found = new Set<string>()
      const todo = [...(given.get(id)?.base ?? [])]
      for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
        if (found.has(next)) continue
        found.add(next)
        todo.push(...(given.get(next)?.base ?? []))
      }
      return found
    },
  }
}
