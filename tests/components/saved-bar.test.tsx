import { afterEach, expect, it } from 'vitest'
import { savedWords } from '../../components/saved-bar.tsx'
import type { SavedView } from '../../lib/core/view/saved.ts'
import en from '../../public/_locales/en/messages.json'
import es from '../../public/_locales/es/messages.json'
import { useCatalogue } from '../helpers/catalogue.ts'

let leave: () => void
afterEach(() => leave())

const saved: SavedView = {
  sessions: [{ sessionKey: 'uid|-', participants: ['aaaaaaaaaa'] }],
  count: 1,
  name: 'Dana Reyes',
  outcome: 'completed',
  program: { used: 5, total: 12 },
  bookNext: false,
}

it.each([
  ['English', en, 'Saved: Dana Reyes, Completed 5/12', 'Saved: Completed 5/12', 'Saved: Completed'],
  [
    'Spanish',
    es,
    'Guardado: Dana Reyes, Completada 5/12',
    'Guardado: Completada 5/12',
    'Guardado: Completada',
  ],
])(
  'the line after an answer says whose it was, and on a private screen what was saved alone: %s',
  (_, catalogue, named, hidden, bare) => {
    leave = useCatalogue(catalogue)
    expect(savedWords(saved)).toBe(named)
    expect(savedWords(saved, true)).toBe(hidden)
    expect(savedWords({ ...saved, program: null }, true)).toBe(bare)
  },
)
