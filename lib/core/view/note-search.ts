import type { Action } from '../note.ts'
import { fold, holdsAll } from '../search.ts'
import type { ClientNote } from './client.ts'

/** A note with whose it is. */
export type Written = {
  readonly note: ClientNote
  /** The client's name, else the attendee's, else the address, else the event's title. */
  readonly name: string
  /** null: nobody's client (any more). */
  readonly clientId: string | null
}

/** A note ready to be searched: its words folded once, not with every key. */
type Entry = Written & {
  readonly actions: readonly Item[]
  /** Those of them that are not done. */
  readonly open: readonly Item[]
}

/** An action item with its words and the client's name, folded. */
type Item = { readonly action: Action; readonly folded: string }

/** Every note, latest session first. Their texts lie together: what a key goes through is that list, and of the notes only what it finds. */
export type NoteIndex = {
  readonly entries: readonly Entry[]
  /** Name, words and action items of each, folded. */
  readonly texts: readonly string[]
}

export const EMPTY_INDEX: NoteIndex = { entries: [], texts: [] }

/** What is looked for: all of these folded words, in notes or in action items that are still open. */
export type Wanted = {
  readonly words: readonly string[]
  readonly only: 'all' | 'open'
  /** Action items that were ticked off just now: they stay in sight. */
  readonly kept: ReadonlySet<string>
}

/** A note that was found, with the action items to show. */
export type Hit = Written & { readonly actions: readonly Action[] }

export type FoundNotes = {
  /** The latest of them, under their client; the client with the latest first. */
  readonly groups: readonly {
    readonly name: string
    readonly clientId: string | null
    readonly hits: readonly Hit[]
  }[]
  /** How many there are, of notes and of open action items. */
  readonly counts: Readonly<Record<Wanted['only'], number>>
  /** True when more were found than are shown. */
  readonly more: boolean
  /** What the next key may begin with. */
  readonly scan: Scan
}

/** The notes (by place in the index) in which every word stands, whether they are shown or not. */
type Scan = {
  readonly index: NoteIndex
  readonly words: readonly string[]
  readonly places: readonly number[]
}

const timeOf = ({ note }: Written): number => note.start ?? note.updatedAt

const textOf = ({ note, name }: Written): string =>
  fold([name, note.text, ...note.actions.map(({ text }) => text)].join('\n'))

const entryOf = (written: Written): Entry => {
  const { note, name } = written
  const actions = note.actions.map((action) => ({ action, folded: fold(`${name}\n${action.text}`) }))
  return { ...written, actions, open: actions.filter(({ action }) => !action.done) }
}

/** Makes notes searchable. What is as it was in `before` is taken from there: after a change to one note one is folded. */
export const indexNotes = (notes: readonly Written[], before: NoteIndex = EMPTY_INDEX): NoteIndex => {
  const known = new Map(before.entries.map((entry, at) => [entry.note.id, { entry, text: before.texts[at] }]))
  const folded = notes.map((written) => {
    const { note, name } = written
    const same = known.get(note.id)
    return same?.entry.name === name && same.entry.note.updatedAt === note.updatedAt
      ? { entry: { ...same.entry, ...written }, text: same.text ?? '' }
      : { entry: entryOf(written), text: textOf(written) }
  })
  folded.sort((a, b) => timeOf(b.entry) - timeOf(a.entry) || a.entry.note.id.localeCompare(b.entry.note.id))
  return { entries: folded.map(({ entry }) => entry), texts: folded.map(({ text }) => text) }
}

/** Those of a note's action items that are open, or were until just now. */
const looked = ({ actions, open }: Entry, kept: Wanted['kept']): readonly Item[] =>
  kept.size === 0 ? open : actions.filter(({ action }) => !action.done || kept.has(action.id))

/** What is listed under a note that was found: all of its action items, or the open ones that hold every word. */
const shownOf = (entry: Entry, { words, only, kept }: Wanted): readonly Action[] =>
  only === 'all'
    ? entry.note.actions
    : looked(entry, kept).flatMap(({ action, folded }) => (holdsAll(folded, words) ? [action] : []))

const groupsOf = (hits: readonly Hit[]): FoundNotes['groups'] => {
  const groups = Map.groupBy(hits, ({ clientId, name }) => clientId ?? `\n${name}`)
  return [...groups.values()].flatMap((own) => {
    const [first] = own
    return first ? [{ name: first.name, clientId: first.clientId, hits: own }] : []
  })
}

/** Looks only through what was found before, where that was looked for the beginning of this: whoever goes on typing narrows. */
const scanFor = (index: NoteIndex, words: readonly string[], before: Scan | undefined): Scan => {
  const { texts } = index
  const places: number[] = []
  if (before?.index === index && before.words.every((part) => words.some((word) => word.includes(part)))) {
    for (const place of before.places) if (holdsAll(texts[place] ?? '', words)) places.push(place)
  } else {
    let place = 0
    for (const text of texts) {
      if (holdsAll(text, words)) places.push(place)
      place += 1
    }
  }
  return { index, words, places }
}

/**
 * The notes in which every word stands, in any order and anywhere: in the client's name, the note or its action items. `only: 'open'`
 * looks at each open action item by itself, with the client's name. At most `shown` notes are listed. `before`: what was found last.
 */
export const searchNotes = (
  index: NoteIndex,
  wanted: Wanted,
  shown: number,
  before?: FoundNotes,
): FoundNotes => {
  const { words, only, kept } = wanted
  const scan = scanFor(index, words, before?.scan)
  const hits: Hit[] = []
  let open = 0
  let found = 0
  for (const place of scan.places) {
    const entry = index.entries[place]
    if (entry === undefined) continue
    // What one action item holds, its note holds too.
    let listed = 0
    for (const { action, folded } of looked(entry, kept)) {
      if (!holdsAll(folded, words)) continue
      listed += 1
      if (!action.done) open += 1
    }
    if (only === 'open' && listed === 0) continue
    found += 1
    if (found <= shown) hits.push({ ...entry, actions: shownOf(entry, wanted) })
  }
  return { groups: groupsOf(hits), counts: { all: scan.places.length, open }, more: found > shown, scan }
}
