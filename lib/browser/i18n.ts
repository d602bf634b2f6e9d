/**
 * The catalogue (`public/_locales`) as the browser serves it. Pages and components take every word from here (PRODUCT 9). Outside an
 * extension, and for a key that the catalogue lacks, the key itself is shown: a hole that can be seen is mended, an empty label is not.
 */
const catalogue = (): typeof chrome.i18n | undefined =>
  (globalThis as { chrome?: typeof chrome }).chrome?.i18n

/** What stands for the n-th substitution in a text that was asked for to be kept: nobody types it. */
const MARK = '\u0001'
const MARKS = Array.from({ length: 9 }, (_, index) => `${MARK}${index + 1}`)

/** A text in pieces; every other one is the number of the substitution that stands there. */
type Pieces = readonly string[]

/** Each asking goes over to the browser, and a long list asks for one text hundreds of times: a catalogue is asked for each once. */
const kept = new WeakMap<object, Map<string, Pieces>>()

const piecesOf = (i18n: typeof chrome.i18n, key: string): Pieces => {
  const texts = kept.get(i18n) ?? new Map<string, Pieces>()
  kept.set(i18n, texts)
  const known = texts.get(key)
  if (known !== undefined) return known
  const pieces = i18n.getMessage(key, MARKS).split(new RegExp(`${MARK}([1-9])`))
  texts.set(key, pieces)
  return pieces
}

/** The point of an abbreviation ends a sentence too: "6:00 p. m." and not "6:00 p. m..". */
const joined = (text: string, more: string): string =>
  text.endsWith('.') && /^\.(?!\.)/.test(more) ? text + more.slice(1) : text + more

/** The text under `key` with `$1` … `$9` (or named placeholders) filled in order. Numbers are written in the person's way. */
export const t = (key: string, ...substitutions: readonly (string | number)[]): string => {
  const i18n = catalogue()
  if (i18n === undefined) return key
  let text = ''
  for (const [index, piece] of piecesOf(i18n, key).entries()) {
    const value = index % 2 === 0 ? piece : (substitutions[Number(piece) - 1] ?? '')
    text = joined(text, typeof value === 'number' ? formatNumber(value) : value)
  }
  return text || key
}

/**
 * The text for `count` things: `key_one`, `key_few`, `key_other` … as the language of the catalogue asks; `key_other` where the
 * catalogue has no form of that name. The count itself is `$1`, `substitutions` follow from `$2`.
 */
export const plural = (
  key: string,
  count: number,
  ...substitutions: readonly (string | number)[]
): string => {
  const form = `${key}_${pluralRules(catalogueLanguage()).select(count)}`
  const text = t(form, count, ...substitutions)
  return text === form ? t(`${key}_other`, count, ...substitutions) : text
}

/** Asked for by every date and number: each catalogue once, too. */
const locales = new WeakMap<object, string>()

/**
 * The person's own locale ("en-GB"), for dates and numbers. The browser's language, which need not have a catalogue: see
 * `catalogueLanguage`.
 */
export const personLocale = (): string => {
  const i18n = catalogue()
  const known = i18n && locales.get(i18n)
  if (known !== undefined) return known
  const locale = i18n?.getUILanguage() || navigator.language || 'en'
  if (i18n !== undefined) locales.set(i18n, locale)
  return locale
}

/**
 * The language of the words that are shown: that of the catalogue in use. Plural forms and phrases within our sentences ("4 min ago")
 * go by it, or a French browser would mix French phrases into the English it falls back to.
 */
export const catalogueLanguage = (): string => {
  const told = t('i18n_language')
  return told === 'i18n_language' ? 'en' : told
}

/** The person's locale where it is a variety of the catalogue's language, else the catalogue's language: for words from `Intl`. */
export const wordsLocale = (): string => {
  const language = catalogueLanguage()
  const own = personLocale()
  return own === language || own.startsWith(`${language}-`) ? own : language
}

/** Formatters are dear to make: one of each language is kept. */
const oneOfEach = <Made>(make: (locale: string) => Made): ((locale: string) => Made) => {
  const made = new Map<string, Made>()
  return (locale) => {
    const known = made.get(locale) ?? make(locale)
    made.set(locale, known)
    return known
  }
}

const numbers = oneOfEach((locale) => new Intl.NumberFormat(locale))
const pluralRules = oneOfEach((locale) => new Intl.PluralRules(locale))

/** "1,234" or "1.234". */
export const formatNumber = (value: number): string => numbers(personLocale()).format(value)
