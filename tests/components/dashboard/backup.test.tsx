import { cleanup, fireEvent, render, screen } from '@testing-library/preact'
import { afterEach, beforeAll, expect, it, vi } from 'vitest'
import { BackupDue } from '../../../components/dashboard/backup-due.tsx'
import { BackupForm, BackupRhythm } from '../../../components/dashboard/backup-form.tsx'
import { RestoreForm, type RestoreStep } from '../../../components/dashboard/restore-form.tsx'
import { DAY } from '../../../lib/core/time.ts'
import en from '../../../public/_locales/en/messages.json' with { type: 'json' }
import { useCatalogue } from '../../helpers/catalogue.ts'
import { EVENING } from './fixtures.ts'

beforeAll(() => {
  useCatalogue(en)
})
afterEach(cleanup)

const type = (label: string, value: string) =>
  fireEvent.input(screen.getByLabelText(label), { target: { value } })

it('a passphrase that was mistyped once seals nothing', () => {
  const onSave = vi.fn()
  render(<BackupForm madeAt={null} now={EVENING} busy={false} onSave={onSave} />)
  type('Passphrase (optional)', 'meadow')
  type('The same passphrase again', 'maedow')
  fireEvent.click(screen.getByRole('button', { name: 'Save a backup' }))
  expect(onSave).not.toHaveBeenCalled()
  expect(screen.getByLabelText('The same passphrase again').getAttribute('aria-invalid')).toBe('true')
  type('The same passphrase again', 'meadow')
  fireEvent.click(screen.getByRole('button', { name: 'Save a backup' }))
  expect(onSave).toHaveBeenCalledExactlyOnceWith('meadow')
})

it('how often one is wanted is said once, and stands there from then on', () => {
  const onChange = vi.fn()
  render(<BackupRhythm every="month" onChange={onChange} />)
  const field = screen.getByLabelText('Remind me to save one') as HTMLSelectElement
  expect(field.selectedOptions[0]?.textContent).toBe('Every 30 days')
  fireEvent.change(field, { target: { value: 'week' } })
  expect(onChange).toHaveBeenCalledExactlyOnceWith('week')
})

it.each([
  ['the first one', null, false, 'link'],
  ['one like the last, without a passphrase', EVENING - 40 * DAY, false, 'button'],
  ['one like the last, with a passphrase', EVENING - 40 * DAY, true, 'link'],
])('a backup that is due is one press away, or begins at the form: %s', (_, madeAt, sealed, role) => {
  const on = { onSave: vi.fn(), onLater: vi.fn() }
  render(<BackupDue madeAt={madeAt} sealed={sealed} now={EVENING} busy={false} failed={false} {...on} />)
  const save = screen.getByRole(role, { name: 'Save a backup' })
  if (role === 'link') return expect(save.getAttribute('href')).toBe('#/settings/data')
  expect(screen.getByText(/without a passphrase/)).toBeTruthy()
  fireEvent.click(save)
  expect(on.onSave).toHaveBeenCalledOnce()
  fireEvent.click(screen.getByRole('button', { name: 'Not now' }))
  expect(on.onLater).toHaveBeenCalledOnce()
})

const show = (step: RestoreStep) => {
  const asked = { onChoose: vi.fn(), onOpen: vi.fn(), onRestore: vi.fn(), onReload: vi.fn() }
  render(<RestoreForm step={step} here={{ answers: 7 }} now={EVENING} busy={false} {...asked} />)
  return asked
}

it.each([
  ['not-a-backup', 'This file is not an Afterward backup.'],
  ['damaged', 'damaged or incomplete'],
  ['newer', 'made by a newer Afterward. Update this one'],
  ['storage', 'perhaps the disk is full'],
] as const)('E57 a file that is refused (%s) says why and that nothing was changed', (problem, words) => {
  show({ at: 'choose', problem })
  const said = screen.getByRole('alert').textContent
  expect(said).toContain(words)
  expect(said).toContain('Nothing here was changed.')
})

it('shows what comes beside what it replaces, before anything can be pressed', () => {
  const header = {
    app: '0.2.0',
    schema: 2,
    madeAt: EVENING,
    device: 'd',
    counts: { answers: 140, clients: 12 },
  }
  const asked = show({ at: 'checked', header })
  const cells = (name: string) =>
    [...(screen.getByRole('row', { name: new RegExp(`^${name}`) }) as HTMLTableRowElement).cells].map(
      ({ textContent }) => textContent,
    )
  expect(cells('Answers')).toEqual(['Answers', '140', '7'])
  expect(cells('Clients')).toEqual(['Clients', '12', '0'])
  fireEvent.click(screen.getByRole('button', { name: 'Restore this backup…' }))
  expect(asked.onRestore).toHaveBeenCalledOnce()
})

it('restored, has the focus on what goes on, which was not there before', () => {
  const { onReload } = show({ at: 'done', waiting: 0, signIns: 0 })
  const button = screen.getByRole('button', { name: 'Go on' })
  expect(document.activeElement).toBe(button)
  fireEvent.click(button)
  expect(onReload).toHaveBeenCalledOnce()
})

it.each([
  [{ waiting: 0, signIns: 0 }, []],
  [{ waiting: 0, signIns: 1 }, ['sign in']],
  [{ waiting: 2, signIns: 0 }, ['write or discard']],
  [{ waiting: 2, signIns: 1 }, ['write or discard', 'sign in']],
] as const)('a restore that is done (%o) says what is left to do, and nothing else', (left, words) => {
  show({ at: 'done', ...left })
  const [first, ...others] = [...document.querySelectorAll('p')].map(({ textContent }) => textContent)
  expect(first).toBe('The backup is restored.')
  expect(others).toEqual(words.map((each) => expect.stringContaining(each)))
  expect(screen.getByRole('button', { name: 'Go on' })).toBeTruthy()
})
