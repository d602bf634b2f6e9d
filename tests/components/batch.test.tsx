import { cleanup, fireEvent, render, screen, within } from '@testing-library/preact'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { BatchView } from '../../components/batch/batch-view.tsx'
import { DAY } from '../../lib/core/time.ts'
import type { WaitingRow } from '../../lib/core/view/waiting.ts'
import en from '../../public/_locales/en/messages.json'
import { useCatalogue } from '../helpers/catalogue.ts'
import { END, NOW, START } from './prompt-fixtures.tsx'

let leave: () => void
beforeEach(() => {
  leave = useCatalogue(en)
})
afterEach(() => {
  cleanup()
  leave()
})

const row = (name: string, part: Partial<WaitingRow> = {}): WaitingRow => ({
  key: `${name}|-`,
  title: 'Coaching',
  start: START,
  end: END,
  zone: 'UTC',
  kind: 'paid',
  people: [{ id: name, name }],
  unknown: false,
  contrary: false,
  conflict: false,
  ...part,
})
const lee = row('Lee Park')
const dana = row('Dana Reyes', { contrary: true })

const draw = (rows: readonly WaitingRow[], hidden = false) => {
  const on = { onSave: vi.fn(), onOpen: vi.fn(), onPress: vi.fn() }
  const view = (given: readonly WaitingRow[]) => (
    <BatchView
      {...on}
      rows={given}
      hidden={hidden}
      busy={false}
      now={NOW}
      trouble={null}
      leave={{ label: 'One by one', onPress: on.onPress }}
    />
  )
  const { rerender } = render(view(rows))
  return { ...on, again: (given: readonly WaitingRow[]) => rerender(view(given)) }
}
const save = () =>
  fireEvent.submit(screen.getByRole('button', { name: /^Save/ }).closest('form') as HTMLElement)

it('E31 lists the names and leaves out what the calendar speaks against, until the coach puts it in', () => {
  const { onSave } = draw([lee, dana])
  expect(screen.getByRole('heading', { name: '2 sessions wait' })).toBeTruthy()
  expect(screen.getByRole('button', { name: 'Save: 1 happened' })).toBeTruthy()
  save()
  expect(onSave).toHaveBeenLastCalledWith([lee])
  fireEvent.click(screen.getByRole('checkbox', { name: /Dana Reyes/ }))
  save()
  expect(onSave).toHaveBeenLastCalledWith([lee, dana])
})

it('E31 leaves out a decline that comes in while it stands, but nothing that the coach ticked', () => {
  const { onSave, again } = draw([lee, row('Dana Reyes')])
  again([lee, dana])
  save()
  expect(onSave).toHaveBeenLastCalledWith([lee])
  fireEvent.click(screen.getByRole('checkbox', { name: /Dana Reyes/ }))
  again([{ ...lee, contrary: true }, dana])
  save()
  expect(onSave).toHaveBeenLastCalledWith([dana])
})

it('E36 leaves out what two browsers answered differently, and says so', () => {
  const { onSave } = draw([lee, row('Dana Reyes', { conflict: true })])
  expect(screen.getByText(/two browsers answered differently/)).toBeTruthy()
  save()
  expect(onSave).toHaveBeenLastCalledWith([lee])
})

it('cannot take in what is not known to be paid or free; its card is a press away', () => {
  const noa = row('Noa', { kind: null })
  const { onSave, onOpen } = draw([lee, noa])
  const line = screen.getByRole('checkbox', { name: /Noa/ })
  expect(line.hasAttribute('disabled')).toBe(true)
  expect(within(line.closest('label') as HTMLElement).getByText(/paid or free is not known/)).toBeTruthy()
  fireEvent.click(screen.getByRole('checkbox', { name: 'All of them' }))
  fireEvent.click(screen.getByRole('checkbox', { name: 'All of them' }))
  save()
  expect(onSave).toHaveBeenLastCalledWith([lee])
  fireEvent.click(screen.getByRole('button', { name: 'Answer: Noa' }))
  expect(onOpen).toHaveBeenCalledWith(noa)
})

it('unticks and ticks all at once, saves nothing when nothing is ticked, and leads to the cards', () => {
  const { onSave, onPress } = draw([lee, dana])
  const all = screen.getByRole('checkbox', { name: 'All of them' }) as HTMLInputElement
  expect([all.checked, all.indeterminate]).toEqual([false, true])
  fireEvent.click(all)
  save()
  expect(onSave).toHaveBeenLastCalledWith([lee, dana])
  fireEvent.click(all)
  save()
  expect(onSave).toHaveBeenCalledOnce()
  fireEvent.click(screen.getByRole('button', { name: 'One by one' }))
  expect(onPress).toHaveBeenCalledOnce()
})

it('stands by day, oldest first', () => {
  draw([row('Ana', { start: START - 2 * DAY, end: END - 2 * DAY }), lee, row('Kim')])
  const days = screen.getAllByRole('heading', { level: 2 }).map((day) => day.textContent)
  expect(days).toEqual(['Sunday 22 November', 'Today'])
  expect(screen.getAllByRole('list').map((list) => within(list).getAllByRole('listitem').length)).toEqual([
    1, 2,
  ])
})

it('names nobody on a private screen until it is asked for', () => {
  draw([lee, dana], true)
  expect(document.body.textContent).not.toMatch(/Lee|Dana/)
  fireEvent.click(screen.getByRole('button', { name: 'Show names' }))
  expect(screen.getByText('Lee Park')).toBeTruthy()
})
