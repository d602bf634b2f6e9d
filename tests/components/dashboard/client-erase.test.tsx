import { cleanup, fireEvent, render, screen } from '@testing-library/preact'
import { afterEach, beforeAll, expect, it, vi } from 'vitest'
import { ClientErase } from '../../../components/dashboard/client-erase.tsx'
import { newClient } from '../../../lib/core/client-edit.ts'
import type { Erasing } from '../../../lib/core/view/erasing.ts'
import en from '../../../public/_locales/en/messages.json' with { type: 'json' }
import { useCatalogue } from '../../helpers/catalogue.ts'

beforeAll(() => {
  useCatalogue(en)
})
afterEach(cleanup)

const show = (over: Partial<Erasing> = {}) => {
  const told = { onErase: vi.fn(), onCancel: vi.fn() }
  const client = { ...newClient('c1', 0), name: 'Dana', addresses: ['dana@client.example'] }
  const erasing = {
    client,
    answers: 5,
    notes: 2,
    programs: 1,
    annotated: 3,
    invited: true,
    elsewhere: ['ab12'],
  }
  render(<ClientErase erasing={{ ...erasing, ...over }} {...told} />)
  return told
}

it('E59 says what goes, who hears of it and which browsers keep theirs', () => {
  const { onErase } = show()
  const words = screen.getByRole('dialog', { name: 'Erase Dana?' }).textContent
  expect(words).toContain('Answers and their lines in the books: 5')
  expect(words).toContain('taken back from 3 events')
  expect(words).toContain('Until that is written, an outcome can come back from the calendar')
  expect(words).toContain('An open invitation is withdrawn, and Dana is told by mail.')
  expect(words).toContain('They answered as: ab12.')
  fireEvent.click(screen.getByRole('button', { name: 'Erase for good' }))
  expect(onErase).toHaveBeenCalledExactlyOnceWith(false)
})

it('E59 keeps the address only where the coach wants nobody asked about', () => {
  const { onErase } = show({ annotated: 0, invited: false, elsewhere: [] })
  expect(screen.getByRole('dialog').textContent).not.toContain('annotation')
  fireEvent.click(screen.getByRole('checkbox', { name: /Don’t ask about them again/ }))
  fireEvent.click(screen.getByRole('button', { name: 'Erase for good' }))
  expect(onErase).toHaveBeenCalledExactlyOnceWith(true)
})
