import type { Catalogue } from './catalogue.ts'

const LATIN = 'abcdefghijklmnopqrstuvwxyz'

/** Writes Latin letters in another alphabet, sound for sound; accents and everything else stay. */
const writtenIn =
  (alphabet: string) =>
  (text: string): string =>
    text.replace(/[a-z]/gi, (letter) => {
      const other = alphabet[LATIN.indexOf(letter.toLowerCase())] ?? letter
      return letter === letter.toLowerCase() ? other : other.toUpperCase()
    })

const greek = writtenIn('αβψδεφγηιξκλμνοπχρστθωςχυζ')
export const cyrillic = writtenIn('абцдефгхийклмнопярстувшжыз')

/**
 * A catalogue in Greek letters, the names of its placeholders apart. What a page then says in Latin ones it has from somewhere else: a
 * word in the source, or a key that the catalogue lacks. Words from `Intl` are Greek too, because the catalogue says that it is.
 */
export const inGreek = (catalogue: Catalogue): Catalogue => ({
  ...Object.fromEntries(
    Object.entries(catalogue).map(([key, entry]) => [
      key,
      {
        ...entry,
        message: entry.message.replace(/\$\w+\$?|[^$]+/g, (part) =>
          part.startsWith('$') ? part : greek(part),
        ),
      },
    ]),
  ),
  i18n_language: { message: 'el' },
})

/** The same with every `name` in it in Cyrillic letters, as people's own words are told from ours. */
export const inCyrillic = <T>(value: T): T =>
  JSON.parse(
    JSON.stringify(value, (key, each) =>
      key === 'name' && typeof each === 'string' ? cyrillic(each) : each,
    ),
  )
