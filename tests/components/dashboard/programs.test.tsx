import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/preact'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { Programs } from '../../../components/dashboard/programs.tsx'
import { newClient } from '../../../lib/core/client-edit.ts'
import type { Program } from '../../../lib/core/program.ts'
import type { Extension, Pause, ProgramChange } from '../../../lib/core/program-change.ts'
import { DAY } from '../../../lib/core/time.ts'
import { programViews, type Uncovered } from '../../../lib/core/view/client.ts'
import en from '../../../public/_locales/en/messages.json' with { type: 'json' }
import { useCatalogue } from '../../helpers/catalogue.ts'
import { entry, program } from '../../helpers/programs.ts'
import { EVENING } from './fixtures.ts'

beforeAll(() => {
  useCatalogue(en)
})
afterEach(cleanup)

const client = { ...newClient('dana', 0), name: 'Dana', addresses: ['dana@client.example'] }
const pause: Pause = { type: 'paused', from: '2026-12-21', to: '2027-01-03', movesEnd: true }
const extension: Extension = { type: 'extended', sessions: 3, to: null }

type Said = Pause | Extension | { readonly type: 'withdrawn' } | Extract<ProgramChange, { type: 'corrected' }>
const said = (id: string, change: Said, instead: string | null = null): ProgramChange => ({
  ...change,
  id,
  at: EVENING,
  instead,
})

/** A client's programs with two sessions in the books, and what was asked for. */
const show = (
  over: Partial<Program> = {},
  booked = 1,
  uncovered: Uncovered = { sessions: 0, since: null },
) => {
  const entries = ['2026-10-02T10:00Z', '2026-10-09T10:00Z'].map((at) => entry(at))
  const programs = [program({ from: '2026-09-01', to: '2027-02-28', ...over })]
  const view = {
    client,
    programs: programViews(client, programs, { entries, makeups: new Map() }, { now: EVENING, booked }),
    uncovered,
    audit: entries,
  }
  const asked = { onOpen: vi.fn(), onSave: vi.fn(), onChange: vi.fn(), onRemove: vi.fn() }
  const page = (over: object) => (
    <Programs view={{ ...view, ...over } as never} now={EVENING} busy={new Set()} {...asked} />
  )
  const { rerender } = render(page({}))
  /** The program is gone from the books. */
  const removed = () => rerender(page({ programs: [] }))
  return { ...asked, removed }
}

const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }))
const fill = (label: string, value: string) =>
  fireEvent.input(screen.getByLabelText(label), { target: { value } })
const submit = () => fireEvent.submit(screen.getByRole('form'))
const status = () => screen.getByRole('status').textContent
const history = () =>
  within(screen.getByRole('list', { name: 'What was agreed: Twelve' }))
    .getAllByRole('listitem')
    .map((line) => line.querySelector('.words')?.textContent)

it.each([
  [{ sessions: 0, since: null }, []],
  [{ sessions: 3, since: EVENING - 21 * DAY }, ['3 counted since Mon 2 Nov, no program']],
])(
  'what was counted before the program began is said beside it, with the way to take it in',
  (uncovered, said) => {
    show({}, 1, uncovered)
    const lines = [...document.querySelectorAll('.uncovered')].map(({ textContent }) => textContent)
    expect(lines).toEqual(said)
    expect(screen.queryAllByRole('button', { name: en.program_attach.message })).toHaveLength(said.length)
  },
)

describe('a pause', () => {
  it('is told with the end it moves before it is saved, and begins today unless it is said otherwise', () => {
    const { onChange } = show()
    press('Pause “Twelve”')
    const form = screen.getByRole('form', { name: 'Pause “Twelve”' })
    expect(document.activeElement).toBe(within(form).getByLabelText('First day of the pause'))
    fill('Last day of the pause', '2026-12-02')
    expect(status()).toBe('Paused for 10 days. The program would end on 10 Mar 2027.')
    fireEvent.click(screen.getByRole('checkbox', { name: /The end moves by as many days/ }))
    expect(status()).toBe('Paused for 10 days. The program would still end on 28 Feb 2027.')
    submit()
    expect(onChange).toHaveBeenCalledWith(
      'p1',
      { type: 'paused', from: '2026-11-23', to: '2026-12-02', movesEnd: false },
      null,
      expect.any(Function),
    )
  })

  it.each([
    ['2026-12-10', '2026-12-01', /last day lies before the first/i],
    [
      '2027-03-01',
      '2027-03-02',
      'A pause lies within the program: 1 Sept 2026 to 28 Feb 2027. Choose other days.',
    ],
  ])('from %s to %s cannot be, and says what to do', (from, to, words) => {
    const { onChange } = show()
    press('Pause “Twelve”')
    fill('First day of the pause', from)
    fill('Last day of the pause', to)
    expect(screen.getByText(words)).toBeTruthy()
    expect(status()).toBe('')
    submit()
    expect(onChange).not.toHaveBeenCalled()
    expect(screen.getByLabelText('Last day of the pause').getAttribute('aria-invalid')).toBe('true')
  })

  it('that holds keeps the program calm, and one to come is named', () => {
    show({ changes: [said('a', { ...pause, from: '2026-11-20' })] }, 0)
    expect(screen.getByText('Paused until 3 Jan 2027')).toBeTruthy()
    expect(screen.queryByText(/Nothing booked/)).toBeNull()
    cleanup()
    show({ changes: [said('a', pause)] })
    expect(screen.getByText(/paused from 21 Dec 2026 to 3 Jan 2027/)).toBeTruthy()
  })
})

describe('an extension', () => {
  it('is told with the balance before it is saved, and empty it says what to enter', () => {
    const { onChange } = show()
    press('Extend “Twelve”')
    submit()
    const missing = screen.getByText('Enter more sessions, a later last day, or both.')
    const isMarked = (label: string) => screen.getByLabelText(label).getAttribute('aria-invalid')
    expect([isMarked('More sessions'), isMarked('New last day')]).toEqual(['true', 'true'])
    expect(screen.getByLabelText('More sessions').getAttribute('aria-describedby')).toBe(missing.id)
    fill('More sessions', '3')
    expect([isMarked('More sessions'), isMarked('New last day')]).toEqual([null, null])
    expect(status()).toBe('Used: 2 of 15. The program would end on 28 Feb 2027.')
    fill('New last day', '2027-02-28')
    expect(screen.getByText('The program already ends on 28 Feb 2027. Choose a later day.')).toBeTruthy()
    fill('New last day', '2027-03-31')
    expect(status()).toBe('Used: 2 of 15. The program would end on 31 Mar 2027.')
    submit()
    expect(onChange.mock.calls[0]?.slice(0, 3)).toEqual([
      'p1',
      { type: 'extended', sessions: 3, to: '2027-03-31' },
      null,
    ])
  })

  it('of a program without an end asks for sessions only', () => {
    const { onChange } = show({ to: null })
    press('Extend “Twelve”')
    expect(screen.queryByLabelText('New last day')).toBeNull()
    fill('More sessions', '2')
    expect(status()).toBe('Used: 2 of 14.')
    submit()
    expect(onChange.mock.calls[0]?.[1]).toEqual({ type: 'extended', sessions: 2, to: null })
  })
})

describe('what was agreed and what came after', () => {
  it('is not told where nothing came after', () => {
    show()
    expect(screen.queryByRole('list', { name: /What was agreed/ })).toBeNull()
  })

  it('stands in the order in which it was said; what no longer holds is struck out and cannot be changed', () => {
    show({
      changes: [
        said('a', pause),
        said('b', extension),
        said('c', { ...pause, to: '2026-12-27' }, 'a'),
        said('d', { type: 'withdrawn' }, 'b'),
      ],
    })
    expect(history()).toEqual([
      'Agreed: 12 sessions, 1 Sept 2026 to 28 Feb 2027.',
      'Paused from 21 Dec 2026 to 3 Jan 2027; the end is 14 days later. (no longer holds)',
      'Extended: 3 sessions more. (no longer holds)',
      'Paused from 21 Dec 2026 to 27 Dec 2026; the end is 7 days later.',
      'Taken back: Extended: 3 sessions more.',
    ])
    expect(screen.getAllByRole('button', { name: /^Take back: / })).toHaveLength(1)
    expect(screen.getByText('2 of 12 used')).toBeTruthy()
    expect(screen.getByText('1 Sept 2026 to 7 Mar 2027')).toBeTruthy()
  })

  it('is changed in its own place: the end is told as it would be, not as if it came last', () => {
    const later: Extension = { type: 'extended', sessions: 0, to: '2027-06-30' }
    const { onChange } = show({ changes: [said('a', pause), said('b', later)] })
    press(/^Change: Paused from 21 Dec 2026/)
    expect((screen.getByLabelText('Last day of the pause') as HTMLInputElement).value).toBe('2027-01-03')
    fill('Last day of the pause', '2027-01-10')
    expect(status()).toBe('Paused for 21 days. The program would end on 30 Jun 2027.')
    submit()
    expect(onChange.mock.calls[0]?.slice(1, 3)).toEqual([{ ...pause, to: '2027-01-10' }, 'a'])
  })

  it('is taken back with one press', () => {
    const { onChange } = show({ changes: [said('a', pause)] })
    press(/^Take back: Paused from 21 Dec 2026/)
    expect(onChange.mock.calls[0]?.slice(0, 3)).toEqual(['p1', { type: 'withdrawn' }, 'a'])
  })

  it('a correction says what was there before, as far as it is something else now', () => {
    const {
      id: _id,
      clientId: _client,
      zone: _zone,
      createdAt: _at,
      ...terms
    } = program({
      from: '2026-09-01',
      to: '2027-02-28',
    })
    const corrected = (id: string, over: Partial<typeof terms>) =>
      said(id, { type: 'corrected', was: { ...terms, ...over } } as never)
    show({
      alreadyUsed: 2,
      changes: [corrected('a', { sessions: 10, perMonth: 2 }), corrected('b', {}), said('c', extension)],
    })
    expect(history()).toEqual([
      'Agreed: 10 sessions, 1 Sept 2026 to 28 Feb 2027.',
      'Corrected. Before: 10 sessions, 1 Sept 2026 to 28 Feb 2027 · 2 a month.',
      'Corrected. Before: 0 used before Afterward.',
      'Extended: 3 sessions more.',
    ])
    press('Edit “Twelve”')
    expect(screen.getByText('As first agreed; extensions come on top')).toBeTruthy()
    expect((screen.getByLabelText('Sessions in the package') as HTMLInputElement).value).toBe('12')
    expect(status()).toContain('Used: 4 of 15.')
  })
})

it('what is taken back or saved does not close a form that was opened before the reply came', async () => {
  const { onChange } = show({ changes: [said('a', pause)] })
  press(/^Take back: Paused from/)
  press('Extend “Twelve”')
  fill('More sessions', '3')
  await act(() => onChange.mock.calls[0]?.[3]())
  expect((screen.getByLabelText('More sessions') as HTMLInputElement).value).toBe('3')
  submit()
  press('Pause “Twelve”')
  await act(() => onChange.mock.calls[1]?.[3]())
  expect(screen.getByRole('form', { name: 'Pause “Twelve”' })).toBeTruthy()
})

it('is saved and its form goes; a form about what was taken back goes too', async () => {
  const { onChange } = show({ changes: [said('a', pause)] })
  press(/^Change: Paused from/)
  submit()
  await act(() => onChange.mock.calls[0]?.[3]())
  expect(screen.queryByRole('form')).toBeNull()
  press(/^Change: Paused from/)
  press(/^Take back: Paused from/)
  await act(() => onChange.mock.calls[1]?.[3]())
  expect(screen.queryByRole('form')).toBeNull()
})

describe('removing a program', () => {
  const question = () => screen.getByRole('dialog', { name: 'Remove “Twelve”?' })

  it('asks first, and says what stays in the books and what goes for good', () => {
    const { onRemove } = show({
      alreadyUsed: 3,
      perMonth: 2,
      changes: [said('a', pause), said('b', extension)],
    })
    press('Remove “Twelve”…')
    expect([...question().querySelectorAll('p')].map(({ textContent }) => textContent)).toEqual([
      '2 sessions counted toward it. They stay in the books: another program that covers their day takes them in, otherwise they count without one.',
      'What you entered goes for good: 12 sessions, 1 Sept 2026 to 28 Feb 2027 · 2 a month · 3 used before Afterward. So do the 2 changes that came after.',
    ])
    expect(onRemove).not.toHaveBeenCalled()
    fireEvent.click(within(question()).getByRole('button', { name: 'Remove program' }))
    expect(onRemove.mock.calls).toEqual([['p1']])
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  it('is left undone by “Cancel”', () => {
    const { onRemove } = show()
    press('Remove “Twelve”…')
    fireEvent.click(within(question()).getByRole('button', { name: 'Cancel' }))
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(onRemove).not.toHaveBeenCalled()
  })

  it('while a form of it is open leaves what a client without a program is shown', () => {
    const { removed } = show()
    press('Extend “Twelve”')
    press('Remove “Twelve”…')
    fireEvent.click(within(question()).getByRole('button', { name: 'Remove program' }))
    removed()
    expect(screen.queryByRole('form')).toBeNull()
    press('Set up a program')
    expect(screen.getByRole('form', { name: 'New program' })).toBeTruthy()
  })
})

it('opens one form at a time, and the button that opened it closes it', () => {
  show()
  press('Pause “Twelve”')
  press('Extend “Twelve”')
  expect(screen.getAllByRole('form')).toHaveLength(1)
  expect(screen.getByRole('button', { name: 'Pause “Twelve”' }).getAttribute('aria-expanded')).toBe('false')
  press('Extend “Twelve”')
  expect(screen.queryByRole('form')).toBeNull()
})
