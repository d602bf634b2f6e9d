import { excerpt, marked, wordsOf } from '../../lib/core/search.ts'
import { indexNotes, searchNotes, type Written } from '../../lib/core/view/note-search.ts'
import { type Figure, inTurns, type Rounds, type Turn } from './figure.ts'
import { random } from './random.ts'

const NOTES = 5_000
/** Words of a note; with those of its action item about 450 characters. */
const WORDS = 70

/** What is typed, letter by letter: two words, the first with an accent. */
const TYPED = 'délégation rep'

/** How many are listed at first, as on the page. */
const SHOWN = 20

/** So many different words as some years of notes have: what is typed, and made-up ones, some with accents. */
const vocabulary = (next: () => number): readonly string[] => {
  const syllables = 'an be con de el fa gra hi in jo ka le mo né or pla qui re sé ti un ver wi yo zu'.split(
    ' ',
  )
  const word = () =>
    Array.from({ length: 1 + Math.floor(next() * 4) }, () => syllables[Math.floor(next() * 25)]).join('')
  const made = Array.from({ length: 2_000 }, word)
  return made.toSpliced(60, 0, 'report').toSpliced(80, 0, 'délégation')
}

/** Notes as a coach of some years has them; a word has its turn more often, the earlier it stands. */
const notes = (): readonly Written[] => {
  const next = random(1)
  const known = vocabulary(next)
  const words = (count: number): string =>
    Array.from({ length: count }, () => known[Math.floor(next() ** 2 * known.length)]).join(' ')
  return Array.from({ length: NOTES }, (_, index) => ({
    name: `Person ${index % 120}`,
    clientId: `client${index % 120}`,
    note: {
      id: `note${index}`,
      sessionKey: `note${index}`,
      participant: 'p',
      address: null,
      text: words(WORDS),
      minutes: 50,
      actions: [{ id: `action${index}`, text: words(6), due: null, done: index % 3 !== 0 }],
      start: index,
      updatedAt: index,
    },
  }))
}

/** The mean over every key of what is typed into an empty field, ms. */
const perKey =
  (begin: () => (typed: string) => number): Turn =>
  async () => {
    const look = begin()
    const begun = performance.now()
    for (let length = 1; length <= TYPED.length; length++) {
      const found = look(TYPED.slice(0, length))
      if (found === 0) throw new Error(`Nothing found for ${TYPED.slice(0, length)}`)
    }
    return (performance.now() - begun) / TYPED.length
  }

/**
 * One key of a search over five thousand notes, from what was typed to the lists, counts and marks that the page draws, against looking
 * for the same words in the same text with `includes`: no folding, no list, no marks.
 */
export const searchFigures = async (rounds: Rounds): Promise<readonly Figure[]> => {
  const written = notes()
  const index = indexNotes(written)
  const texts = written.map(({ name, note }) =>
    [name, note.text, ...note.actions.map(({ text }) => text)].join('\n'),
  )
  const kept = new Set<string>()
  const begin = () => {
    let found = searchNotes(index, { words: [], only: 'all', kept }, SHOWN)
    return (typed: string): number => {
      const words = wordsOf(typed)
      found = searchNotes(index, { words, only: 'all', kept }, SHOWN, found)
      for (const { hits } of found.groups)
        for (const { note, actions } of hits) {
          marked(excerpt(note.text, words), words)
          for (const { text } of actions) marked(text, words)
        }
      return found.counts.all
    }
  }
  const scan = (typed: string): number => {
    const words = typed.split(' ')
    return texts.filter((text) => words.every((word) => text.includes(word))).length
  }
  const measured = await inTurns(
    perKey(begin),
    perKey(() => scan),
    rounds,
  )
  return [
    {
      name: `a key of a search over ${NOTES.toLocaleString('en')} notes`,
      unit: 'ms',
      ...measured,
      budget: 2,
    },
  ]
}
