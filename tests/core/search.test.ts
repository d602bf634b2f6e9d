import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { excerpt, fold, holdsAll, marked, wordsOf } from '../../lib/core/search.ts'
import { cases } from '../helpers/cases.ts'

/** Text of few letters, so that words are found: accents in both encodings, ligatures, a letter outside the BMP, all kinds of space. */
const anyText = fc
  .array(
    fc.constantFrom(...'aábBñnN', 'e\u0301', 'É', 'ﬁ', 'fi', 'Σ', 'ς', '𝒂', '\u{1F600}', ' ', '\n', '\u00a0'),
    {
      maxLength: 24,
    },
  )
  .map((letters) => letters.join(''))

/** Anything that a keyboard or a calendar can bring. */
const anything = fc.string({ unit: 'binary', maxLength: 60 })

const joined = (text: string, words: readonly string[]) =>
  marked(text, words)
    .map(({ text }) => text)
    .join('')

describe('folding', () => {
  it.each([
    ['José Núñez', 'jose nunez'],
    ['JOSE\u0301', 'jose'],
    ['Ångström', 'angstrom'],
    ['eﬃcient', 'efficient'],
    ['ΟΔΟΣ', 'οδοσ'],
    ['İzmir', 'izmir'],
    ['Ｗｉｄｅ', 'wide'],
  ])('%s is searched as %s', (text, folded) => {
    expect(fold(text)).toBe(folded)
  })

  it('goes letter by letter: any text folds to what its letters fold to', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, anything), (text) => {
        const letters = text.match(/\P{M}\p{M}*|\p{M}+/gu) ?? []
        expect(letters.map(fold).join('')).toBe(fold(text))
      }),
      cases(1000),
    )
  })

  it('knows what the collation of the root locale takes for the same word', () => {
    const { compare } = new Intl.Collator('und', { usage: 'search', sensitivity: 'base' })
    const letters = [...'aáàâäåbcçdeéèfgiïnñoóöøuúüyz']
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...letters, ...letters.map((letter) => letter.toUpperCase())), {
          minLength: 1,
          maxLength: 3,
        }),
        fc.array(fc.constantFrom(...letters), { minLength: 1, maxLength: 3 }),
        (a, b) => {
          // "ø" is a letter of its own to Unicode's decomposition, and a kind of "o" to some collations only.
          fc.pre(![...a, ...b].some((letter) => /ø/i.test(letter)))
          expect(fold(a.join('')) === fold(b.join('').normalize('NFD'))).toBe(
            compare(a.join(''), b.join('')) === 0,
          )
        },
      ),
      cases(1000),
    )
  })
})

describe('what is looked for', () => {
  it('is every word, in any order', () => {
    expect(wordsOf('  Núñez\u00a0REPORT ')).toEqual(['nunez', 'report'])
    expect(wordsOf(' \n')).toEqual([])
    expect(holdsAll(fold('The report for Núñez'), wordsOf('nun rep'))).toBe(true)
    expect(holdsAll(fold('The report for Lee'), wordsOf('nun rep'))).toBe(false)
  })
})

describe('marking', () => {
  it.each([
    ['Talked to José today', 'jose', 'Talked to [José] today'],
    ['Talked to Jose\u0301', 'É', 'Talk[e]d to Jos[e\u0301]'],
    ['an eﬃcient day', 'fic', 'an e[ﬃc]ient day'],
    ['banana', 'ana', 'b[anana]'],
    ['<b>bold</b>', 'b>', '<[b>]bold</[b>]'],
    ['a plan, another plan', 'plan an', 'a [plan], [an]other [plan]'],
  ])('in %j of %j', (text, search, shown) => {
    const words = wordsOf(search)
    expect(
      marked(text, words)
        .map(({ text, hit }) => (hit ? `[${text}]` : text))
        .join(''),
    ).toBe(shown)
  })

  it('loses no character, and marks something exactly where there is something to find', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, anything), fc.oneof(anyText, anything), (text, search) => {
        const words = wordsOf(search)
        expect(joined(text, words)).toBe(text)
        const found = words.some((word) => fold(text).includes(word))
        expect(marked(text, words).some(({ hit }) => hit)).toBe(found)
      }),
      cases(1000),
    )
  })
})

describe('the part of a long text that is shown', () => {
  it('is all of a short one', () => {
    expect(excerpt('Short.', ['x'])).toBe('Short.')
  })

  it('is cut between words, around the first that was looked for', () => {
    const text = `${'so '.repeat(200)}the Délegation went well ${'and on '.repeat(100)}`
    const shown = excerpt(text, wordsOf('delegation'))
    expect(shown).toMatch(/^…(so )+the Délegation went well (and on )+(and|on)?…$/)
    expect(shown.length).toBeLessThan(300)
    expect(excerpt(text, [])).toMatch(/^(so )+so…$/)
  })

  it('always holds one of the words that are in the text, and ends in whole characters', () => {
    const long = fc
      .array(fc.oneof(anyText, fc.constantFrom('lorem ipsum ', '\u{1F600}'.repeat(90), 'x'.repeat(150))), {
        maxLength: 60,
      })
      .map((parts) => parts.join(''))
    fc.assert(
      fc.property(long, anyText, (text, search) => {
        const words = wordsOf(search)
        const shown = excerpt(text, words)
        expect(shown.isWellFormed()).toBe(text.isWellFormed())
        expect(shown.length).toBeLessThanOrEqual(283)
        if (words.some((word) => fold(text).includes(word)))
          expect(marked(shown, words).some(({ hit }) => hit)).toBe(true)
      }),
      cases(1000),
    )
  })
})
