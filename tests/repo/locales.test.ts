import { describe, expect, it } from 'vitest'
import { projectFiles, textOf } from './files.ts'
import {
  type Catalogue,
  mentionsIn,
  misaskedKeys,
  missingKeys,
  placeholdersOf,
  unevenPlurals,
  unknownKeys,
  unusedKeys,
} from './locales.ts'

const catalogueOf = (locale: string): Catalogue =>
  JSON.parse(textOf(`public/_locales/${locale}/messages.json`))

const en = catalogueOf('en')
const es = catalogueOf('es')
const sources = projectFiles(/^(lib|components|entrypoints)\/.*\.(tsx?|html)$|^wxt\.config\.ts$/).map(textOf)
const mentions = mentionsIn(sources)

describe('the catalogues', () => {
  it('say which language they are', () => {
    expect([en.i18n_language?.message, es.i18n_language?.message]).toEqual(['en', 'es'])
  })

  it('are complete in English and in Spanish', () => {
    expect({ es: missingKeys(en, es), en: missingKeys(es, en) }).toEqual({ es: [], en: [] })
  })

  it('leave no text empty', () => {
    const empty = [en, es].flatMap((one) => Object.keys(one).filter((key) => !one[key]?.message.trim()))
    expect(empty).toEqual([])
  })

  it('put the same values into the same text', () => {
    const differing = Object.entries(en).filter(
      ([key, entry]) => es[key] && placeholdersOf(entry).join() !== placeholdersOf(es[key]).join(),
    )
    expect(differing.map(([key]) => key)).toEqual([])
  })

  it('define every value that a text names', () => {
    const undefinedIn = (one: Catalogue) =>
      Object.entries(one).filter(([, entry]) =>
        placeholdersOf(entry).some((name) => name.startsWith('unknown')),
      )
    expect([...undefinedIn(en), ...undefinedIn(es)].map(([key]) => key)).toEqual([])
  })

  it('describe every English text and give an example of each of its values', () => {
    const bare = Object.entries(en).filter(
      ([, { description, placeholders = {} }]) =>
        !description?.trim() || Object.values(placeholders).some(({ example }) => !example),
    )
    expect(bare.map(([key]) => key)).toEqual([])
  })

  it('hold every key that is used', () => {
    expect(unknownKeys(en, mentions)).toEqual([])
  })

  it('have a form for one and for many where they are asked for a plural, and nowhere else', () => {
    expect(misaskedKeys(en, sources)).toEqual([])
    expect([en, es].flatMap(unevenPlurals)).toEqual([])
  })

  it('hold no key that is not used', () => {
    expect(unusedKeys(en, mentions)).toEqual([])
  })
})

describe('the Spanish catalogue', () => {
  /** What its texts say, and the same of the letters, which are no part of the catalogue. */
  const said = [...Object.values(es).map(({ message }) => message), textOf('lib/core/letter-es.ts')]

  it('says tú to everybody, and never usted', () => {
    expect(said.filter((text) => /\b(ustedes|usted|pulse|elija|vuelva|introduzca)\b/i.test(text))).toEqual([])
  })

  it.each([
    ['the books', 'registros', /\blibros?\b/i],
    ['the computer', 'equipo', /\bordenador(es)?\b|\bcomputadora/i],
    ['a make-up', 'recuperación', /\breposici[oó]n/i],
    ['to let go', 'dejar pasar', /\bdej\w+ ir\b/i],
    ['a miss', 'falta', /\bausencias? que perdonas/i],
    ['free', 'gratuita', /\bgratis\b/i],
    ['a card', 'tarjeta', /\bfichas?\b/i],
    ['to take place', 'tener lugar', /\bcelebr/i],
  ])('has one word for %s: %s', (_, __, other) => {
    expect(said.filter((text) => other.test(text))).toEqual([])
  })

  it('opens what it closes: « », ¿ ? and ¡ !', () => {
    const count = (text: string, mark: string) => text.split(mark).length
    const open = said.filter((text) =>
      ['«»', '¿?', '¡!'].some(([from = '', to = '']) => count(text, from) !== count(text, to)),
    )
    expect(open).toEqual([])
  })
})

describe('the checks of the catalogues', () => {
  const two: Catalogue = {
    dash_past: { message: 'Past' },
    dash_waiting_one: { message: '$1 waits' },
    dash_waiting_other: { message: '$1 wait' },
    failure_offline: { message: 'Offline' },
    extensionName: { message: 'Afterward' },
  }

  it('see a key that is missing, and one that nobody uses', () => {
    const used = mentionsIn([
      "t('dash_past'); t('dash_future'); plural('dash_waiting', 2); t(`failure_${kind}`); t(`failure_x${y}`)",
      "name: '__MSG_extensionName__'",
    ])
    expect(unknownKeys(two, used)).toEqual(['dash_future', 'failure_x'])
    expect(unusedKeys(two, used)).toEqual([])
    expect(unusedKeys(two, mentionsIn(["t('dash_past') // 'failure_offline'"]))).toEqual([
      'dash_waiting_one',
      'dash_waiting_other',
      'failure_offline',
      'extensionName',
    ])
  })

  it.each([
    ['a plural as a plain text', "t('dash_waiting')"],
    ['one of two', "t(many ? 'dash_waiting' : 'dash_past', 2)"],
    ['over several lines', "t(\n  // how many\n  'dash_waiting',\n  2,\n)"],
    ['a plain text as a plural', "plural('dash_past', 2)"],
    ['a plural by way of a table', "const words = { a: 'dash_waiting' }\nt(words.a)"],
  ])('see a key asked for in the wrong way: %s', (_, source) => {
    expect(misaskedKeys(two, [source])).toHaveLength(1)
  })

  it('leave the right ways alone, and what stands behind the key', () => {
    const right = "plural('dash_waiting', 2, t('dash_past')); act('dash_past'); const word = 'dash_past'"
    expect(misaskedKeys(two, [right])).toEqual([])
    expect(unevenPlurals(two)).toEqual([])
    expect(unevenPlurals({ ...two, dash_waiting: { message: 'waits' } })).toEqual(['dash_waiting'])
    expect(unevenPlurals({ dash_waiting_other: { message: '$1 wait' } })).toEqual(['dash_waiting'])
  })

  it('see a text that lacks a value', () => {
    expect(placeholdersOf({ message: '$WHO$: $1', placeholders: { who: { content: '$2' } } })).toEqual([
      '$1',
      '$2',
    ])
    expect(placeholdersOf({ message: '$WHO$' })).toEqual(['unknown WHO'])
    expect(missingKeys(two, { extensionName: { message: '' } })).toHaveLength(4)
    expect(missingKeys({ a_many: { message: '' } }, { a_other: { message: '' } })).toEqual([])
  })
})
