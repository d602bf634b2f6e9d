import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { ClientsStep } from '../../entrypoints/welcome/clients-step.tsx'
import type { ClientGuess } from '../../lib/core/client-guess.ts'
import { DAY, dateOf } from '../../lib/core/time.ts'
import { send } from '../../lib/messaging.ts'
import en from '../../public/_locales/en/messages.json' with { type: 'json' }
import { useCatalogue } from '../helpers/catalogue.ts'

vi.mock('../../lib/messaging.ts', () => ({ send: vi.fn() }))
vi.mock('../../lib/store/queries/live.ts', () => ({ live: vi.fn() }))
const stored = vi.hoisted(() => ({ value: undefined as unknown }))
vi.mock('../../components/use-live.ts', () => ({ useLive: () => stored }))

// A quarter past nine in the morning: no midnight comes between what is expected and what is done.
const now = Date.UTC(2026, 10, 24, 9, 15)
const today = dateOf(now, Temporal.Now.timeZoneId())

const guess = (over: Partial<ClientGuess> = {}): ClientGuess => ({
  seen: 5,
  since: now - 40 * DAY,
  countedSince: null,
  booked: 3,
  perMonth: 4,
  package: null,
  ...over,
})

const stranger = (name: string) => ({
  address: `${name.toLowerCase()}@client.example`,
  name,
  sessions: 5,
  lastStart: now - DAY,
})

beforeAll(() => {
  vi.useFakeTimers({ toFake: ['Date'], now })
  useCatalogue(en)
  vi.stubGlobal('reportError', vi.fn())
})
beforeEach(() => {
  vi.mocked(send).mockReset()
  vi.mocked(send).mockImplementation((async (name: string, data: { name?: string }) => ({
    ok: true,
    value: name === 'saveClient' ? { clientId: data.name } : null,
  })) as unknown as typeof send)
  stored.value = {
    view: { clients: [], strangers: [stranger('Dana'), stranger('Lee')], leftOut: [] },
    guesses: new Map([
      ['dana@client.example', guess({ package: { sessions: 12, alreadyUsed: 5, from: 'titles' } })],
      ['lee@client.example', guess({ seen: 1, perMonth: null, booked: 0 })],
    ]),
  }
})
afterEach(cleanup)
afterAll(() => {
  vi.useRealTimers()
})

const show = () => {
  const onNext = vi.fn()
  render(<ClientsStep reached={3} onStep={() => undefined} onNext={onNext} tell={() => undefined} />)
  return {
    next: onNext,
    save: async () => {
      fireEvent.click(screen.getByRole('button', { name: 'Save clients' }))
      await waitFor(() => expect(onNext).toHaveBeenCalled())
    },
    sent: (name: string) =>
      vi.mocked(send).mock.calls.flatMap(([each, data]) => (each === name ? [data] : [])),
  }
}
const field = (label: string) => screen.getByLabelText<HTMLInputElement>(label)
const type = (label: string, value: string) => fireEvent.input(field(label), { target: { value } })

describe('the clients table of the welcome page', () => {
  it('proposes what the calendar shows, and says what it was guessed from', () => {
    show()
    expect(
      ['Package, Dana', 'Already used, Dana', 'Per month, Dana'].map((each) => field(each).value),
    ).toEqual(['12', '5', ''])
    expect(field('Per month, Dana').placeholder).toBe('≈ 4')
    expect(screen.getByText(/^5 sessions since .* · about 4 a month · 3 booked$/)).toBeTruthy()
    expect(screen.getByText('Guessed from titles')).toBeTruthy()
    expect(['Package, Lee', 'Already used, Lee'].map((each) => field(each).value)).toEqual(['', '1'])
    expect(screen.getByText(/^1 session since /)).toBeTruthy()
  })

  it('cannot be gone past before it is known who was found', () => {
    stored.value = undefined
    const { next } = show()
    fireEvent.click(screen.getByRole('button', { name: 'Continue' }))
    expect(next).not.toHaveBeenCalled()
  })

  it('keeps no guess that the coach did not confirm', async () => {
    const { save, sent } = show()
    expect(screen.getByText('Saving sets up 0 programs.')).toBeTruthy()
    await save()
    expect(sent('saveClient')).toHaveLength(2)
    expect(sent('saveProgram')).toEqual([])
  })

  it('keeps one that was ticked', async () => {
    const { save, sent } = show()
    fireEvent.click(screen.getByLabelText(/Set up for Dana: 12 sessions, 5 of them used/))
    expect(screen.getByText('Saving sets up 1 program.')).toBeTruthy()
    await save()
    expect(sent('saveProgram')).toEqual([
      {
        intentId: 'welcome',
        programId: null,
        clientId: 'Dana',
        name: '12 sessions',
        sessions: 12,
        alreadyUsed: 5,
        from: today,
        to: null,
        perMonth: null,
      },
    ])
  })

  it('keeps what the coach entered instead of the guess', async () => {
    const { save, sent } = show()
    type('Package, Dana', '10')
    type('Per month, Dana', '4')
    type('Package, Lee', '6')
    await save()
    expect(sent('saveProgram')).toMatchObject([
      { clientId: 'Dana', sessions: 10, alreadyUsed: 5, perMonth: 4 },
      { clientId: 'Lee', sessions: 6, alreadyUsed: 1, perMonth: null },
    ])
  })

  it('E18 an assistant or sponsor becomes nobody’s client: a rule leaves them out of every session', async () => {
    const { save, sent } = show()
    fireEvent.click(screen.getByLabelText(/Set up for Dana/))
    fireEvent.change(screen.getByLabelText('Dana: paid or free'), { target: { value: 'nobody' } })
    expect(field('Package, Dana').disabled).toBe(true)
    await save()
    expect(sent('leaveOut')).toEqual([{ addresses: ['dana@client.example'] }])
    expect(sent('saveClient')).toMatchObject([{ name: 'Lee' }])
    expect(sent('saveProgram')).toEqual([])
  })

  it('E60 what is in the books already is counted by the program, not proposed as used before', async () => {
    const since = now - 10 * DAY
    stored.value = {
      view: { clients: [], strangers: [stranger('Lee')], leftOut: [] },
      guesses: new Map([['lee@client.example', guess({ seen: 0, since: null, countedSince: since })]]),
      rules: [],
    }
    const { save, sent } = show()
    expect(screen.getByText(/What is in the books since .* will count toward the program/)).toBeTruthy()
    type('Package, Lee', '6')
    await save()
    expect(sent('saveProgram')).toMatchObject([
      { alreadyUsed: 0, from: dateOf(since, Temporal.Now.timeZoneId()) },
    ])
  })

  it('takes all guesses with one press', () => {
    stored.value = {
      view: { clients: [], strangers: [stranger('Dana'), stranger('Lee')], leftOut: [] },
      guesses: new Map(
        ['dana', 'lee'].map((name) => [
          `${name}@client.example`,
          guess({ package: { sessions: 6, alreadyUsed: 2, from: 'series' } }),
        ]),
      ),
      rules: [],
    }
    show()
    fireEvent.click(screen.getByRole('button', { name: 'Set up all 2 guesses' }))
    expect(screen.getByText('Saving sets up 2 programs.')).toBeTruthy()
  })
})
