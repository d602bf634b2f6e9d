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
const LETTER = /\P{M}\p{M}*|\p{M}+/gu

/** A text cut where words begin and end; the pieces joined are the text. */
export const marked = (text: string, words: readonly string[]): readonly Piece[] => {
  const letters = text.match(LETTER) ?? []
  // Which letter each folded character comes from.
  const from: number[] = []
  let folded = ''
  for (const [index, letter] of letters.entries()) {
    folded += fold(letter)
    while (from.length < folded.length) from.push(index)
  }
  const hits = new Set<number>()
  for (const word of words) {
    for (let at = folded.indexOf(word); at !== -1; at = folded.indexOf(word, at + 1)) {
      for (const index of from.slice(at, at + word.length)) hits.add(index)
    }
  }
  const pieces: { text: string; hit: boolean }[] = []
  for (const [index, letter] of letters.entries()) {
    const last = pieces.at(-1)
    if (last?.hit === hits.has(index)) last.text += letter
    else pieces.push({ text: letter, hit: hits.has(index) })
  }
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
  for (const { 0: letter, index } of text.matchAll(LETTER)) {
    length += fold(letter).length
    if (length > first) return index
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
