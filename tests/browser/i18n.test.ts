import { readdirSync, readFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { catalogueLanguage, personLocale, plural, t, wordsLocale } from '../../lib/browser/i18n.ts'
import { type Catalogue, shippedCatalogue, useCatalogue } from '../helpers/catalogue.ts'

const english: Catalogue = {
  i18n_language: { message: 'en' },
  greeting: {
    message: 'Hello $NAME$, $COUNT$ wait',
    placeholders: { name: { content: '$1' }, count: { content: '$2' } },
  },
  price: { message: '$$$1' },
  closing: { message: 'Again at $1. Then $1…' },
  waiting_one: { message: '$1 session waits for $2' },
  waiting_other: { message: '$1 sessions wait for $2' },
  only_other: { message: '$1 of them' },
}
const polish: Catalogue = {
  i18n_language: { message: 'pl' },
  waiting_one: { message: '$1 sesja' },
  waiting_few: { message: '$1 sesje' },
  waiting_many: { message: '$1 sesji' },
  waiting_other: { message: '$1 sesji (inne)' },
}

let restore = (): void => undefined
beforeEach(() => {
  restore = useCatalogue(english, 'en-GB')
})
afterEach(() => restore())

it('fills a text in order', () => {
  expect(t('greeting', 'Dana', 3)).toBe('Hello Dana, 3 wait')
  expect(t('price', 5)).toBe('$5')
})

it('an abbreviation at the end closes the sentence with its own point', () => {
  expect(t('closing', '6:00 p. m.')).toBe('Again at 6:00 p. m. Then 6:00 p. m.…')
  expect(t('closing', '18:00')).toBe('Again at 18:00. Then 18:00…')
})

it('E54 what a calendar says is filled in as it stands, never read as a placeholder', () => {
  expect(t('greeting', '$2 <b>$COUNT$</b>', 1)).toBe('Hello $2 <b>$COUNT$</b>, 1 wait')
})

it("writes numbers in the person's way", () => {
  restore()
  restore = useCatalogue(english, 'de-DE')
  expect(t('greeting', 'Dana', 12_345)).toBe('Hello Dana, 12.345 wait')
})

it('shows the key where the catalogue has a hole, and outside an extension', () => {
  expect(t('no_such_key')).toBe('no_such_key')
  restore()
  expect(t('greeting', 'Dana', 3)).toBe('greeting')
})

it.each([
  [1, '1 session waits for Dana'],
  [0, '0 sessions wait for Dana'],
  [2, '2 sessions wait for Dana'],
])('plural of %i in English', (count, text) => {
  expect(plural('waiting', count, 'Dana')).toBe(text)
})

it('plural goes by the language of the catalogue, with its own forms', () => {
  restore()
  restore = useCatalogue(polish, 'en-GB')
  expect([1, 3, 5, 1.5].map((count) => plural('waiting', count))).toEqual([
    '1 sesja',
    '3 sesje',
    '5 sesji',
    '1.5 sesji (inne)',
  ])
})

it('a browser in a language without a catalogue counts as the catalogue does', () => {
  restore()
  restore = useCatalogue(english, 'fr-FR')
  // French counts 0 as singular; the words shown are English.
  expect(plural('waiting', 0, 'Dana')).toBe('0 sessions wait for Dana')
  expect(personLocale()).toBe('fr-FR')
  expect(wordsLocale()).toBe('en')
})

it('falls back to the general form', () => {
  expect(plural('only', 1)).toBe('1 of them')
})

it("keeps the person's variety of the catalogue's language", () => {
  expect(wordsLocale()).toBe('en-GB')
  expect(catalogueLanguage()).toBe('en')
})

/** Every key that the sources ask a plural of. */
const pluralKeys = ['lib', 'components', 'entrypoints'].flatMap((room) =>
  readdirSync(room, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path))
    .flatMap((path) => [...readFileSync(`${room}/${path}`, 'utf8').matchAll(/plural\(\s*'(\w+)'/g)])
    .map(([, key]) => key ?? ''),
)

it.each(['en', 'es'] as const)(
  'the catalogue of %s says which it is, and has both forms of every plural',
  (language) => {
    const catalogue = shippedCatalogue(language)
    expect(catalogue.i18n_language?.message).toBe(language)
    expect(pluralKeys.length).toBeGreaterThan(0)
    const missing = pluralKeys
      .flatMap((key) => [`${key}_one`, `${key}_other`])
      .filter((key) => !(key in catalogue))
    expect(missing).toEqual([])
  },
)

it('asks the browser for each text once, however often it is shown and with whatever filled in', () => {
  restore()
  const asked: string[] = []
  restore = useCatalogue(english)
  const { i18n } = chrome
  const { getMessage } = i18n
  i18n.getMessage = (key: string, substitutions?: string | (string | number)[]) => {
    asked.push(key)
    return getMessage(key, substitutions)
  }
  expect([t('greeting', 'Dana', 3), t('greeting', 'Lee', 4), t('no_such_text'), t('no_such_text')]).toEqual([
    'Hello Dana, 3 wait',
    'Hello Lee, 4 wait',
    'no_such_text',
    'no_such_text',
  ])
  expect(asked).toEqual(['greeting', 'no_such_text'])
})
