import { cleanup, render, screen } from '@testing-library/preact'
import { afterEach, beforeAll, expect, it, vi } from 'vitest'
import { BackupReminder } from '../../../entrypoints/dashboard/backup-reminder.tsx'
import { DAY } from '../../../lib/core/time.ts'
import { keepDraft } from '../../../lib/store/queries/drafts.ts'
import en from '../../../public/_locales/en/messages.json' with { type: 'json' }
import { answerOf, headFor, NOW } from '../../helpers/books.ts'
import { useCatalogue } from '../../helpers/catalogue.ts'
import { createTestDatabase } from '../../helpers/store.ts'

vi.mock('../../../lib/store/queries/live.ts', () => ({
  booksForReading: () => db,
  live: (query: (books: typeof db) => Promise<unknown>) => ({
    subscribe: (next: (value: unknown) => void, failed: (error: unknown) => void) => {
      query(db).then(next, failed)
      return () => undefined
    },
  }),
}))
const db = createTestDatabase()

beforeAll(() => {
  useCatalogue(en)
})
afterEach(cleanup)

it.each([
  ['begins at the form', 'with a passphrase', { sealed: true }, 'link'],
  ['is one press', 'without one', { sealed: false }, 'button'],
  ['begins at the form', 'before that was noted', {}, 'link'],
])('a backup that is due %s where the last was saved %s', async (_do, _how, sealed, role) => {
  await db.answers.put(answerOf(headFor('a', { occurred: true })))
  await keepDraft(db, 'backup', { madeAt: NOW - 40 * DAY, postponedAt: null, ...sealed }, NOW)
  render(<BackupReminder now={NOW} />)
  expect(await screen.findByRole(role, { name: 'Save a backup' })).toBeTruthy()
})
