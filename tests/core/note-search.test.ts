import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { wordsOf } from '../../lib/core/search.ts'
import { indexNotes, searchNotes, type Written } from '../../lib/core/view/note-search.ts'
import { cases } from '../helpers/cases.ts'

const written = (id: string, over: Partial<Written['note']> = {}, name = 'Dana Reyes'): Written => ({
  name,
  clientId: name === '' ? null : name,
  note: {
    id,
    sessionKey: id,
    participant: 'p',
    address: null,
    text: '',
    minutes: null,
    actions: [],
    start: 0,
    updatedAt: 0,
    ...over,
  },
})

const anyWord = fc.constantFrom('Ana', 'aná', 'plan', 'Plán', 'PLANS', 'report', 'n', 'a')
const anyWords = fc.array(anyWord, { maxLength: 5 }).map((words) => words.join(' '))

const anyWritten = fc
  .record({
    name: anyWords,
    text: anyWords,
    start: fc.option(fc.nat(3)),
    updatedAt: fc.nat(3),
    actions: fc.array(fc.record({ text: anyWords, done: fc.boolean() }), { maxLength: 3 }),
  })
  .map(
    ({ name, actions, ...note }) =>
      (id: string): Written =>
        written(
          id,
          {
            ...note,
            actions: actions.map((action, index) => ({ ...action, id: `${id}.${index}`, due: null })),
          },
          name,
        ),
  )

const anyNotes = fc
  .array(anyWritten, { maxLength: 8 })
  .map((makes) => makes.map((make, index) => make(`n${index}`)))

/** Every place of a text tried with every word, letter by letter, as the collation for searching compares them. */
const { compare } = new Intl.Collator('und', { usage: 'search', sensitivity: 'base' })
const stands = (word: string, text: string): boolean =>
  [...text].some((_, at) => compare([...text].slice(at, at + [...word].length).join(''), word) === 0)

const everyWord = (search: string, texts: readonly string[]): boolean =>
  search.split(' ').every((word) => word === '' || texts.some((text) => stands(word, text)))

describe('searching notes', () => {
  it('finds what trying every word at every place of every note finds, latest first', () => {
    fc.assert(
      fc.property(
        anyNotes,
        anyWords,
        fc.constantFrom('all' as const, 'open' as const),
        (notes, search, only) => {
          const texts = ({ name, note }: Written) => [
            name,
            note.text,
            ...note.actions.map(({ text }) => text),
          ]
          const open = ({ name, note }: Written) =>
            note.actions.filter(({ text, done }) => !done && everyWord(search, [name, text]))
          const naive = {
            all: notes.filter((each) => everyWord(search, texts(each))),
            open: notes.filter((each) => open(each).length > 0),
          }
          const found = searchNotes(indexNotes(notes), { words: wordsOf(search), only, kept: new Set() }, 100)
          const hits = found.groups.flatMap(({ hits }) => hits)
          expect(hits.map(({ note }) => note.id).sort()).toEqual(
            naive[only].map(({ note }) => note.id).sort(),
          )
          expect(found.counts).toEqual({ all: naive.all.length, open: notes.flatMap(open).length })
          if (only === 'open') for (const hit of hits) expect(hit.actions).toEqual(open(hit))
          for (const { hits } of found.groups) {
            const times = hits.map(({ note }) => note.start ?? note.updatedAt)
            expect(times).toEqual(times.toSorted((a, b) => b - a))
          }
        },
      ),
      cases(500),
    )
  })

  it('finds the same after any change as from scratch', () => {
    fc.assert(
      fc.property(anyNotes, anyNotes, anyWords, (before, after, search) => {
        const changed = after.map((each) => ({
          ...each,
          note: { ...each.note, updatedAt: each.note.updatedAt + 10 },
        }))
        // Some of the notes as they were, some as they are now.
        const mixed = changed.map((each, index) => (index % 2 === 0 ? (before[index] ?? each) : each))
        const wanted = { words: wordsOf(search), only: 'all' as const, kept: new Set<string>() }
        expect(searchNotes(indexNotes(mixed, indexNotes(before)), wanted, 100)).toEqual(
          searchNotes(indexNotes(mixed), wanted, 100),
        )
      }),
      cases(500),
    )
  })

  it('finds the same from whatever was looked for before as from scratch', () => {
    const anyWanted = fc.record({
      words: fc
        .oneof(anyWords, fc.constantFrom('a', 'an', 'ana p', 'p', 'pl', 'plan', 'plans', 'rep', 'rep a'))
        .map(wordsOf),
      only: fc.constantFrom('all' as const, 'open' as const),
      kept: fc.constant(new Set<string>()),
    })
    fc.assert(
      fc.property(anyNotes, fc.array(anyWanted, { minLength: 2, maxLength: 5 }), (notes, typed) => {
        const index = indexNotes(notes)
        let before = searchNotes(index, { words: [], only: 'all', kept: new Set() }, 100)
        for (const wanted of typed) {
          before = searchNotes(index, wanted, 100, before)
          expect(before).toEqual(searchNotes(index, wanted, 100))
        }
      }),
      cases(500),
    )
  })

  it('lists so many of the latest, each client’s together, and says that there are more', () => {
    const notes = [
      written('a', { start: 1 }),
      written('b', { start: 2 }, 'Lee Park'),
      written('c', { start: 3 }),
      written('d', { start: null, updatedAt: 4 }, 'Lee Park'),
    ]
    const listed = (shown: number) => {
      const found = searchNotes(indexNotes(notes), { words: [], only: 'all', kept: new Set() }, shown)
      return [found.groups.map(({ name, hits }) => [name, ...hits.map(({ note }) => note.id)]), found.more]
    }
    expect(listed(3)).toEqual([
      [
        ['Lee Park', 'd', 'b'],
        ['Dana Reyes', 'c'],
      ],
      true,
    ])
    expect(listed(4)).toEqual([
      [
        ['Lee Park', 'd', 'b'],
        ['Dana Reyes', 'c', 'a'],
      ],
      false,
    ])
  })

  it('keeps an action item in sight that was ticked off just now', () => {
    const done = { id: 'x', text: 'Send the report', due: null, done: true }
    const index = indexNotes([written('a', { actions: [done, { ...done, id: 'y' }] })])
    const found = searchNotes(index, { words: ['report'], only: 'open', kept: new Set(['x']) }, 10)
    expect(found.groups[0]?.hits[0]?.actions).toEqual([done])
    expect(found.counts.open).toBe(0)
  })

  it('E17 follows a client to a new name', () => {
    const before = indexNotes([written('a', {}, 'Dana Reyes')])
    const after = indexNotes([written('a', {}, 'Dana Ruiz')], before)
    const count = (search: string) =>
      searchNotes(after, { words: [search], only: 'all', kept: new Set() }, 10).counts.all
    expect([count('reyes'), count('ruiz')]).toEqual([0, 1])
  })
})
