import { cleanup, fireEvent, render, screen, within } from '@testing-library/preact'
import { useState } from 'preact/hooks'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { SearchPage, type Typed } from '../../../components/dashboard/search-page.tsx'
import { wordsOf } from '../../../lib/core/search.ts'
import { DAY } from '../../../lib/core/time.ts'
import type { ClientNote } from '../../../lib/core/view/client.ts'
import { indexNotes, searchNotes, type Written } from '../../../lib/core/view/note-search.ts'
import en from '../../../public/_locales/en/messages.json' with { type: 'json' }
import { useCatalogue } from '../../helpers/catalogue.ts'
import { EVENING } from './fixtures.ts'

beforeAll(() => {
  useCatalogue(en)
})
afterEach(cleanup)

const note = (id: string, text: string, over: Partial<ClientNote> = {}): ClientNote => ({
  id: `${id}|-#p`,
  sessionKey: `${id}|-`,
  participant: 'p',
  address: null,
  text,
  minutes: null,
  actions: [],
  start: EVENING - DAY,
  updatedAt: EVENING,
  ...over,
})

const notes: readonly Written[] = [
  {
    name: 'José Núñez',
    clientId: 'jose',
    note: note('a', 'Spoke of <b>Délegation</b> and what she hands over.', {
      actions: [
        { id: 'list', text: 'Write the delegation list', due: '2026-12-03', done: false },
        { id: 'read', text: 'Read chapter 3', due: null, done: true },
      ],
    }),
  },
  {
    name: 'Lee Park',
    clientId: 'lee',
    note: note('b', 'Delegated the report.', { start: EVENING - 2 * DAY }),
  },
  { name: 'someone@else.example', clientId: null, note: note('c', 'A first talk.', { start: null }) },
]

const onSave = vi.fn()
const onMore = vi.fn()

/** The page as its entrypoint drives it. */
const Driven = ({ written = notes, shown = 30 }: { written?: readonly Written[]; shown?: number }) => {
  const [typed, setTyped] = useState<Typed>({ search: '', only: 'all' })
  const words = wordsOf(typed.search)
  return (
    <SearchPage
      typed={typed}
      words={words}
      found={searchNotes(indexNotes(written), { words, only: typed.only, kept: new Set() }, shown)}
      written={written.length > 0}
      now={EVENING}
      busy={false}
      onType={setTyped}
      onMore={onMore}
      onSave={onSave}
    />
  )
}

const search = (text: string) => fireEvent.input(screen.getByRole('searchbox'), { target: { value: text } })
const groups = () => screen.queryAllByRole('heading', { level: 2 }).map(({ textContent }) => textContent)
const marks = () => [...document.querySelectorAll('mark')].map(({ textContent }) => textContent)

describe('the Search page', () => {
  it('lists what was written lately, under each client, with the focus in the field', () => {
    render(<Driven />)
    expect(document.activeElement).toBe(
      screen.getByRole('searchbox', { name: 'Search notes and action items' }),
    )
    expect(groups()).toEqual(['someone@else.example', 'José Núñez', 'Lee Park'])
    expect(marks()).toEqual([])
  })

  it('finds every word anywhere, marks it, and leads to the client and the session', () => {
    render(<Driven />)
    search('delegat NUNEZ')
    expect(groups()).toEqual(['José Núñez'])
    expect(marks()).toEqual(['Núñez', 'Délegat', 'delegat'])
    expect(screen.getByRole('link', { name: 'José Núñez' }).getAttribute('href')).toBe('#/clients/jose')
    expect(screen.getByRole('link', { name: /22 Nov/ }).getAttribute('href')).toBe('#/past?session=a%7C-')
  })

  it('says how many were found', async () => {
    render(<Driven />)
    search('delegat')
    expect(await screen.findByText('2 notes found')).toBeTruthy()
  })

  it('shows open action items alone, and ticks one off without losing its note', () => {
    render(<Driven />)
    expect(screen.getAllByRole('checkbox')).toHaveLength(2)
    const chip = screen.getByRole('button', { name: 'Open action items 1' })
    fireEvent.click(chip)
    expect(chip.getAttribute('aria-pressed')).toBe('true')
    expect(screen.queryByText(/hands over/)).toBeNull()
    const [only, ...others] = screen.getAllByRole('checkbox')
    expect(others).toEqual([])
    fireEvent.click(only as HTMLElement)
    const [saved, id] = onSave.mock.calls[0] ?? []
    expect(id).toBe('list')
    expect(saved.text).toBe(notes[0]?.note.text)
    expect(saved.actions.map(({ done }: { done: boolean }) => done)).toEqual([true, true])
  })

  it('teaches what to do where nothing is found, left to do, or written', () => {
    const page = render(<Driven />)
    search('nobody')
    expect(screen.getByText(/Every word has to stand/)).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: /Open action items/ }))
    expect(screen.getByText('No open action items')).toBeTruthy()
    page.rerender(<Driven written={[]} />)
    expect(screen.getByText('No notes yet')).toBeTruthy()
  })

  it('offers the rest where there are more than a page should list', () => {
    render(<Driven shown={2} />)
    expect(groups()).toHaveLength(2)
    fireEvent.click(screen.getByRole('button', { name: 'Show more' }))
    expect(onMore).toHaveBeenCalledOnce()
  })

  it('E54 shows hostile words as text, marked or not', () => {
    const hostile = '<img src=x onerror=alert(1)>'
    render(<Driven written={[{ name: hostile, clientId: null, note: note('x', hostile) }]} />)
    search('<img')
    expect(marks()).toEqual(['<img', '<img'])
    const [line] = screen.getAllByRole('listitem')
    expect(within(line as HTMLElement).getByText(/src=x/).textContent).toBe(hostile)
    expect(document.querySelector('.found img')).toBeNull()
  })
})
