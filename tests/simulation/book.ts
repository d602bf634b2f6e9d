import type { Answer } from '../../lib/core/answer.ts'
import type { Interval } from '../../lib/core/time.ts'
import type { Backup } from './backup.ts'
import type { Browser } from './browser.ts'
import type { Word } from './oracle.ts'

/** An answer that the coach gave on some browser and that was committed there. */
export type Given = Word & {
  readonly browser: string
  readonly sessionKey: string
  readonly participant: string
  readonly base: readonly string[]
}

/** What was written about somebody; '' may be nothing. `at`: epoch ms in truth, to which the browser's clock added `clockMs`. */
export type Words = { readonly text: string; readonly at: number; readonly clockMs: number }

/** Stands for whatever is there before anything was written. */
export const NO_WORDS: Words = { text: '', at: 0, clockMs: 0 }

/** A session that somebody was said to have moved to, at an instant in truth; the answers by which a page was told that this is kept. */
export type Target = { readonly to: string; readonly at: number; readonly kept: readonly string[] }

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
  /** Answers that stood on them. */
  readonly takenOff: Set<string>
  /** Addresses of events that the service once said are not there, and that were. */
  readonly denied: Set<string>
  /** What was last written or typed about each place of a browser, and what was sent after it: `browser session#participant`. */
  readonly notes: Map<string, readonly Words[]>
  /** Where each place of a browser was last said to have moved to, and what was said after that: `browser session#participant`. */
  readonly movedTo: Map<string, readonly Target[]>
  /** All that was ever said of a place having moved to a session, whatever a backup made its browser forget. */
  readonly movesSaid: { readonly browser: string; readonly place: string; readonly to: string }[]
  /** Sessions that were said, on some browser, to be put off: by key. */
  readonly saidPutOff: Set<string>
  /** Sessions of each browser that were seen to stand for a place by such a word: both (`pairOf`). */
  readonly linked: Map<string, Set<string>>
  /** Events that were deleted at some time, by id. */
  readonly removed: Set<string>
  /** Whom each event of our making invited, by event id, and the mails that went out for it. */
  readonly invited: Map<string, readonly string[]>
  readonly mailed: Set<string>
  /** Each browser's ledger as it was last seen, entries by id. */
  readonly ledgers: Map<string, ReadonlyMap<string, string>>
  /** Proposals made, by id, with the ids of their holds. */
  readonly proposals: ReadonlyMap<string, readonly string[]>
  /** When each hold was when it was first seen, by the id of its event: the coach may have moved it since. */
  readonly offered: ReadonlyMap<string, Interval>
  /** Snoozes: when each session of a browser was put off until. */
  readonly putOff: { readonly browser: string; readonly sessionKey: string; readonly until: number }[]
  /** Answers whose write the coach gave up, `browser id`, and events on which something was. */
  readonly givenUp: Set<string>
  /** Answers that a browser no longer has because a backup took their place: by browser. */
  readonly forgotten: ReadonlyMap<string, ReadonlySet<string>>
  /** Answers whose writing came with a backup into some browser: it may go out, once more or later than what came after it. */
  readonly brought: ReadonlySet<string>
  /** Sessions of which such a write says what they stand for: by key. */
  readonly linksBrought: Set<string>
  /** Answers that came to stand on an event beside a later one that had replaced them, by somebody else's doing: both (`pairOf`). */
  readonly letStand: Set<string>
  /** How many windows a browser had opened whenever a backup took the place of its books. */
  readonly renewed: ReadonlyMap<string, ReadonlySet<number>>
  /** A backup is about to take the place of a browser's books: it has when the browser goes by this name. */
  willRestore(browser: Browser, backup: Backup, device: string): void
  /** Looks what was newly said on a browser. */
  read(browser: Browser): void
  /** True when one answer was given after another, as far as the onlooker could tell them apart. */
  isLater(id: string, than: string): boolean
  /** Everything that an answer replaced, directly or through others. */
  replacedBy(id: string): ReadonlySet<string>
}

/** How a later answer and an earlier one are named together. */
export const pairOf = (later: string, earlier: string): string => `${later} ${earlier}`

/** The name that a browser goes by among the coach's. */
const deviceOf = ({ disk }: Browser): string => disk.rows('settings')[0]?.value.device ?? ''

/** An empty book. */
export const createBook = (): Book => {
  const given = new Map<string, Given>()
  const order = new Map<string, number>()
  let looks = 0
  const forgotten = new Map<string, ReadonlySet<string>>()
  const brought = new Set<string>()
  const renewed = new Map<string, ReadonlySet<number>>()
  const coming: { readonly browser: Browser; readonly backup: Backup; readonly device: string }[] = []
  const proposals = new Map<string, readonly string[]>()
  const offered = new Map<string, Interval>()
  const note = (browser: string, { source, published: _, inForce: __, ...answer }: Answer): void => {
    if (source !== 'here' || given.has(answer.id)) return
    given.set(answer.id, { ...answer, browser })
    order.set(answer.id, looks)
  }
  /** What holds of a browser from the moment that a backup has taken the place of its books. */
  const renew = (browser: Browser): void => {
    const { name } = browser
    const found = coming.findIndex((each) => each.browser === browser && each.device === deviceOf(browser))
    const [done] = found < 0 ? [] : coming.splice(found, 1)
    if (done === undefined) return
    const { backup } = done
    const kept = new Set(backup.rows.answers.map(({ id }) => id))
    const gone = [...given.values()].filter((answer) => answer.browser === name && !kept.has(answer.id))
    forgotten.set(name, new Set(gone.map(({ id }) => id)))
    for (const { operation, sessionKey } of backup.rows.outbox) {
      if (operation.type === 'annotate') brought.add(operation.head.id)
      if (operation.type === 'mark' && 'aw1.m' in operation.marks && sessionKey !== null)
        book.linksBrought.add(sessionKey)
    }
    renewed.set(name, new Set([...(renewed.get(name) ?? []), browser.device.shown.length]))
    book.ledgers.set(name, new Map(backup.rows.ledger.map((entry) => [entry.id, JSON.stringify(entry)])))
    const others = book.acknowledged.filter((each) => each.browser !== name)
    const own = backup.acknowledged.map((id) => ({ browser: name, id }))
    book.acknowledged.splice(0, book.acknowledged.length, ...others, ...own)
    for (const each of book.givenUp) if (each.startsWith(`${name} `)) book.givenUp.delete(each)
    for (const id of backup.givenUp) book.givenUp.add(`${name} ${id}`)
    book.linked.delete(name)
    for (const slot of book.movedTo.keys()) if (slot.startsWith(`${name} `)) book.movedTo.delete(slot)
    // What was being written meanwhile came before or after.
    for (const [slot, words] of book.notes)
      if (slot.startsWith(`${name} `)) book.notes.set(slot, [NO_WORDS, ...words])
    for (const [slot, words] of backup.words) {
      const before = book.notes.get(`${name} ${slot}`) ?? [NO_WORDS]
      book.notes.set(`${name} ${slot}`, [...words, ...before.slice(1)])
    }
  }
  const book: Book = {
    given,
    proposals,
    offered,
    forgotten,
    brought,
    linksBrought: new Set(),
    letStand: new Set(),
    renewed,
    givenUp: new Set(),
    acknowledged: [],
    carried: new Set(),
    crowdedOut: new Set(),
    stripped: new Set(),
    takenOff: new Set(),
    denied: new Set(),
    notes: new Map(),
    movedTo: new Map(),
    movesSaid: [],
    saidPutOff: new Set(),
    linked: new Map(),
    removed: new Set(),
    invited: new Map(),
    mailed: new Set(),
    ledgers: new Map(),
    putOff: [],
    isLater: (id, than) => (order.get(id) ?? 0) > (order.get(than) ?? 0),
    willRestore: (browser, backup, device) => {
      coming.push({ browser, backup, device })
    },
    read: (browser) => {
      const { name, disk } = browser
      looks += 1
      renew(browser)
      for (const answer of disk.rows('answers')) note(name, answer)
      for (const { id, slots } of disk.rows('proposals')) {
        const ids = slots.map(({ eventId }) => eventId)
        proposals.set(id, [...new Set([...(proposals.get(id) ?? []), ...ids])])
        for (const { eventId, start, end } of slots)
          if (!offered.has(eventId)) offered.set(eventId, { start, end })
      }
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
  return book
}
