import { cleanup, render, screen } from '@testing-library/preact'
import { afterEach, beforeAll, expect, it } from 'vitest'
import { Unreadable } from '../../../entrypoints/dashboard/unreadable.tsx'
import en from '../../../public/_locales/en/messages.json' with { type: 'json' }
import { useCatalogue } from '../../helpers/catalogue.ts'

beforeAll(() => {
  useCatalogue(en)
})
afterEach(cleanup)

it.each([
  ['E55 cannot be read', new Error('UnknownError'), 'cannot be read', 'Nothing was changed or deleted'],
  [
    'E56 are of a newer Afterward',
    Object.assign(new Error('open failed'), { inner: { name: 'NewerDatabase' } }),
    'written by a newer Afterward',
    'Update the extension',
  ],
])('%s: the dashboard says so, what is safe, and offers to save them', (_, error, what, safe) => {
  render(<Unreadable error={error} />)
  const said = screen.getByRole('alert').textContent
  expect(said).toContain(what)
  expect(said).toContain(safe)
  expect(screen.getByRole('button', { name: 'Save a backup' })).toBeTruthy()
})
