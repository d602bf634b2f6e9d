import { cleanup, fireEvent, render, screen } from '@testing-library/preact'
import { afterEach, beforeAll, expect, it, vi } from 'vitest'
import { ClientNotes } from '../../../components/dashboard/client-notes.tsx'
import { DAY } from '../../../lib/core/time.ts'
import type { ClientNote } from '../../../lib/core/view/client.ts'
import en from '../../../public/_locales/en/messages.json' with { type: 'json' }
import { useCatalogue } from '../../helpers/catalogue.ts'
import { EVENING } from './fixtures.ts'

beforeAll(() => {
  useCatalogue(en)
})
afterEach(cleanup)

const note: ClientNote = {
  id: 'uid|-#p',
  sessionKey: 'uid|-',
  participant: 'p',
  address: 'dana@client.example',
  text: 'Talked about <b>delegation</b>.',
  minutes: 50,
  actions: [
    { id: 'read', text: 'Read chapter 3', due: '2026-12-03', done: false },
    { id: 'send', text: 'Send the report', due: null, done: true },
  ],
  start: EVENING - DAY,
  updatedAt: EVENING,
}

const show = (notes: readonly ClientNote[]) => {
  const onSave = vi.fn()
  render(<ClientNotes notes={notes} now={EVENING} busy={false} onSave={onSave} />)
  return onSave
}

it('shows what was written, as text, with a way to the session', () => {
  show([note])
  expect(screen.getByText('Talked about <b>delegation</b>.')).toBeTruthy()
  expect(screen.getByText('50 minutes')).toBeTruthy()
  expect(screen.getByRole('link').getAttribute('href')).toBe('#/past?session=uid%7C-')
})

it('ticks an action item off, and keeps everything else of the note', () => {
  const onSave = show([note])
  fireEvent.click(screen.getByRole('checkbox', { name: /Read chapter 3/ }))
  const read = { id: 'read', text: 'Read chapter 3', due: '2026-12-03', done: true }
  expect(onSave).toHaveBeenCalledExactlyOnceWith({ ...note, actions: [read, note.actions[1]] }, 'read')
})

it('leads nowhere from a session that is not kept any more', () => {
  show([{ ...note, start: null }])
  expect(screen.queryByRole('link')).toBeNull()
})
