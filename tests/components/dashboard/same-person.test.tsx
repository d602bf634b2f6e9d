import { cleanup, fireEvent, render, screen } from '@testing-library/preact'
import { afterEach, beforeAll, expect, it, vi } from 'vitest'
import { SamePerson } from '../../../components/dashboard/same-person.tsx'
import type { Client } from '../../../lib/core/client.ts'
import { newClient } from '../../../lib/core/client-edit.ts'
import en from '../../../public/_locales/en/messages.json' with { type: 'json' }
import { useCatalogue } from '../../helpers/catalogue.ts'

beforeAll(() => {
  useCatalogue(en)
})
afterEach(cleanup)

const dana: Client = { ...newClient('dana', 0), name: 'Dana Reyes' }
const home: Client = { ...newClient('home', 0), name: 'Dana at home', addresses: ['dana@home.example'] }

const show = (client: Client, others: { id: string; name: string }[]) => {
  const onMerge = vi.fn()
  const onSplit = vi.fn()
  render(<SamePerson view={{ client, others }} busy={new Set()} onMerge={onMerge} onSplit={onSplit} />)
  return { onMerge, onSplit }
}

it('E17 merges whom the coach chose, and only a button that names both does it', () => {
  const { onMerge } = show(dana, [{ id: 'home', name: 'Dana at home' }])
  expect(screen.queryByRole('button')).toBeNull()
  fireEvent.change(screen.getByLabelText(/^Dana Reyes is also/), { target: { value: 'home' } })
  const button = screen.getByRole('button', { name: 'Merge Dana at home into Dana Reyes' })
  fireEvent.submit(button.closest('form') as HTMLFormElement)
  expect(onMerge).toHaveBeenCalledExactlyOnceWith('home', 'Dana at home')
})

it('E17 shows who was merged, with their addresses, and splits them off again', () => {
  const { onSplit } = show({ ...dana, merged: [{ client: home, programs: [] }] }, [])
  expect(screen.getByText('dana@home.example')).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: 'Split off Dana at home' }))
  expect(onSplit).toHaveBeenCalledExactlyOnceWith('home', 'Dana at home')
})

it('asks a coach with one client nothing', () => {
  show(dana, [])
  expect(screen.queryByRole('heading')).toBeNull()
})
