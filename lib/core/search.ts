/**
 * Text as it is searched: without case, accents and ways of encoding ("José" and "JOSE" are one, and so are "ﬁ" and "fi"). Folds base
 * letter by base letter, so that a place in what comes out can be told in what went in.
 */
export const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()
    // The one small letter that depends on what follows it.
    .replaceAll('ς', 'σ')

/** What is looked for, word by word; empty when nothing is. */
export const wordsOf = (search: string): readonly string[] => fold(search).split(/\s+/).filter(Boolean)

/** True when every word stands somewhere in a folded text. */
export const holdsAll = (folded: string, words: readonly string[]): boolean => {
  for (const word of words) if (!folded.includes(word)) return false
  return true
}

/** A stretch of text, and whether it is one of the words. */
export type Piece = { readonly text: string; readonly hit: boolean }

/** A base character with its marks: what a person takes for one letter, and what never comes apart. */
const LETTER = /\P{M}\p{M}*|\p{M}+/uy

const lengths = new Map<string, number>()

/** How many characters a letter folds to, looked up: a text has few different ones. */
const foldedLength = (letter: string): number => {
  const known = lengths.get(letter)
  if (known !== undefined) return known
  const { length } = fold(letter)
  lengths.set(letter, length)
  return length
}

/** The first character that can be a mark, or half of a pair: a letter of what comes before is one code unit. */
const FIRST_MARK = 0x300

/** Where the letter that begins at `at` ends. */
const letterEnd = (text: string, at: number): number => {
  const next = at + 1
  const isPlain = text.charCodeAt(at) < FIRST_MARK && !(text.charCodeAt(next) >= FIRST_MARK)
  if (isPlain) return next
  LETTER.lastIndex = at
  return LETTER.test(text) ? LETTER.lastIndex : next
}

/** A text cut where words begin and end; the pieces joined are the text. */
export const marked = (text: string, words: readonly string[]): readonly Piece[] => {
  const folded = fold(text)
  const stretches = words.flatMap((word) => {
    const own: [number, number][] = []
    for (let at = folded.indexOf(word); at !== -1; at = folded.indexOf(word, at + 1))
      own.push([at, at + word.length])
    return own
  })
  // Most of what is shown holds none of them: it is not gone through letter by letter.
  if (stretches.length === 0) return text === '' ? [] : [{ text, hit: false }]
  // Where in the text the letter of each folded character begins and ends.
  const begins: number[] = []
  const ends: number[] = []
  for (let at = 0; at < text.length; ) {
    const end = letterEnd(text, at)
    for (let count = foldedLength(text.slice(at, end)); count > 0; count--) {
      begins.push(at)
      ends.push(end)
    }
    at = end
  }
  return cut(
    text,
    stretches.map(([from, to]) => [begins[from] ?? 0, ends[to - 1] ?? 0]),
  )
}

/** The text in pieces: those in one of the stretches, and those between them. Stretches may overlap. */
const cut = (text: string, stretches: readonly (readonly [number, number])[]): readonly Piece[] => {
  const pieces: { text: string; hit: boolean }[] = []
  let done = 0
  for (const [start, end] of stretches.toSorted(([a], [b]) => a - b)) {
    if (end <= done) continue
    const last = pieces.at(-1)
    if (start > done) pieces.push({ text: text.slice(done, start), hit: false })
    if (start <= done && last?.hit) last.text += text.slice(done, end)
    else pieces.push({ text: text.slice(start, end), hit: true })
    done = end
  }
  if (done < text.length) pieces.push({ text: text.slice(done), hit: false })
  return pieces
}

/** How much of a long text is shown, and how much of that before the first word, in characters. */
const SHOWN = 280
const BEFORE = 80

/** Where the first of the words begins; 0 where none does. */
const firstHit = (text: string, words: readonly string[]): number => {
  const folded = fold(text)
  const places = words.map((word) => folded.indexOf(word)).filter((at) => at >= 0)
  const first = Math.min(...places)
  if (places.length === 0) return 0
  let length = 0
  for (let at = 0; at < text.length; ) {
    const end = letterEnd(text, at)
    length += foldedLength(text.slice(at, end))
    if (length > first) return at
    at = end
  }
  return 0
}

/** The part of a text in which the first of the words stands, cut between words and with "…" where something is left out. */
export const excerpt = (text: string, words: readonly string[]): string => {
  if (text.length <= SHOWN) return text
  const hit = firstHit(text, words)
  const earliest = Math.max(0, hit - BEFORE)
  const space = text.slice(earliest, hit).search(/\s/)
  const start = earliest === 0 ? 0 : space === -1 ? hit : earliest + space + 1
  // Never within what was looked for, nor between the halves of a character.
  const rest = text.slice(hit, start + SHOWN)
  const end = start + SHOWN >= text.length ? text.length : hit + rest.search(/\s+\S*$|[\uD800-\uDBFF]$|$/)
  return `${start > 0 ? '…' : ''}${text.slice(start, end).trim()}${end < text.length ? '…' : ''}`
}
