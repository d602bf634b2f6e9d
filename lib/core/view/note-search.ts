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
  /** Name, words and action items. */
  readonly all: string
  readonly actions: readonly { readonly action: Action; readonly folded: string }[]
}

/** Every note, latest session first. */
export type NoteIndex = readonly Entry[]

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
}

const timeOf = ({ note }: Written): number => note.start ?? note.updatedAt

const entryOf = (written: Written): Entry => {
  const { note, name } = written
  const actions = note.actions.map((action) => ({ action, folded: fold(`${name}\n${action.text}`) }))
  const all = fold([name, note.text, ...note.actions.map(({ text }) => text)].join('\n'))
  return { ...written, all, actions }
}

/** Makes notes searchable. What is as it was in `before` is taken from there: after a change to one note one is folded. */
export const indexNotes = (notes: readonly Written[], before: NoteIndex = []): NoteIndex => {
  const known = new Map(before.map((entry) => [entry.note.id, entry]))
  return notes
    .map((written): Entry => {
      const { note, name } = written
      const entry = known.get(note.id)
      return entry?.name === name && entry.note.updatedAt === note.updatedAt
        ? { ...entry, ...written }
        : entryOf(written)
    })
    .sort((a, b) => timeOf(b) - timeOf(a) || a.note.id.localeCompare(b.note.id))
}

const openIn = ({ actions }: Entry, { words, kept }: Wanted): readonly Action[] =>
  actions
    .filter(({ action, folded }) => (!action.done || kept.has(action.id)) && holdsAll(folded, words))
    .map(({ action }) => action)

const groupsOf = (hits: readonly Hit[]): FoundNotes['groups'] => {
  const groups = Map.groupBy(hits, ({ clientId, name }) => clientId ?? `\n${name}`)
  return [...groups.values()].flatMap((own) => {
    const [first] = own
    return first ? [{ name: first.name, clientId: first.clientId, hits: own }] : []
  })
}

/**
 * The notes in which every word stands, in any order and anywhere: in the client's name, the note or its action items. `only: 'open'`
 * looks at each open action item by itself, with the client's name. At most `shown` notes are listed.
 */
export const searchNotes = (index: NoteIndex, wanted: Wanted, shown: number): FoundNotes => {
  const { words, only } = wanted
  const hits: Hit[] = []
  const counts = { all: 0, open: 0 }
  let found = 0
  for (const entry of index) {
    const inNote = holdsAll(entry.all, words)
    // What one action item holds, the note holds too.
    const open = inNote && entry.actions.length > 0 ? openIn(entry, wanted) : []
    if (inNote) counts.all += 1
    counts.open += open.filter(({ done }) => !done).length
    if (only === 'all' ? !inNote : open.length === 0) continue
    found += 1
    if (found <= shown) hits.push({ ...entry, actions: only === 'all' ? entry.note.actions : open })
  }
  return { groups: groupsOf(hits), counts, more: found > shown }
}
