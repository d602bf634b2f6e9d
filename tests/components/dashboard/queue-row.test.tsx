import { cleanup, fireEvent, render, screen } from '@testing-library/preact'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { ProposedRow } from '../../../components/dashboard/proposed-row.tsx'
import { BookedRow, OpenRow } from '../../../components/dashboard/queue-row.tsx'
import type { Offer } from '../../../components/offer/offer-times.tsx'
import type { Proposal } from '../../../lib/core/proposal.ts'
import { DAY, HOUR } from '../../../lib/core/time.ts'
import type { QueueRow } from '../../../lib/core/view/queue.ts'
import en from '../../../public/_locales/en/messages.json' with { type: 'json' }
import { useCatalogue } from '../../helpers/catalogue.ts'
import { pressOffer } from '../offered.ts'
import { EVENING, queueRow } from './fixtures.ts'

beforeAll(() => {
  useCatalogue(en)
})
afterEach(cleanup)

const slots = [1, 2, 3].map((day) => ({ start: EVENING + day * DAY, end: EVENING + day * DAY + HOUR }))
const found: Offer = {
  slots: slots.map((slot) => ({ ...slot, why: [] })),
  zone: 'UTC',
  unknownCalendars: 1,
  clientZone: null,
  freeForClient: false,
  mailsNobody: false,
  overChain: null,
  hours: { from: 'sessions' },
}

const showOpen = (offer: Offer | null, row: Partial<QueueRow> = {}) => {
  const on = {
    onFind: vi.fn(),
    onHold: vi.fn(),
    onInvite: vi.fn(),
    onCopy: vi.fn(),
    onMoved: vi.fn(),
    onLetGo: vi.fn(),
  }
  render(<OpenRow row={queueRow(row)} now={EVENING} offer={offer} busy={new Set()} {...on} />)
  return on
}

describe('a session to be rescheduled', () => {
  it('offers to find times, and to let it go in one click', () => {
    const on = showOpen(null)
    fireEvent.click(screen.getByRole('button', { name: 'Find free times' }))
    fireEvent.click(screen.getByRole('button', { name: 'Let it go' }))
    expect(on.onFind).toHaveBeenCalledOnce()
    expect(on.onLetGo).toHaveBeenCalledOnce()
  })

  it('says before the click how many are held and that nobody is told, and who is mailed', async () => {
    const on = showOpen(found)
    expect(screen.getByText('1 calendar gave no answer; check it yourself.')).toBeTruthy()
    expect(screen.getByText(/guessed from your past sessions/)).toBeTruthy()
    const [first] = screen.getAllByRole('checkbox')
    if (first) fireEvent.click(first)
    await pressOffer('Hold 2 times (nobody is told)')
    expect(on.onHold).toHaveBeenCalledWith(slots.slice(1))
    await pressOffer(/^Invite .*\(mails dana@client.example\)$/)
    expect(on.onInvite).toHaveBeenCalledWith(slots.slice(1, 2))
  })

  it('says of Practice that nobody is mailed, before and after', () => {
    showOpen({ ...found, mailsNobody: true })
    expect(screen.getByRole('button', { name: /^Invite .*\(Practice: mails nobody\)$/ })).toBeTruthy()
    expect(document.body.textContent).not.toContain('mails dana')
    cleanup()
    showProposed({ ...proposalOf(), way: 'invite', calendarKey: 'practice/work' })
    expect(document.body.textContent).not.toContain('mails dana')
  })

  it('offers nothing when nothing is ticked', () => {
    showOpen(found)
    for (const box of screen.getAllByRole('checkbox', { name: /:/ })) fireEvent.click(box)
    for (const name of [/^Hold/, /^Invite/, /^Copy/]) {
      expect((screen.getByRole('button', { name }) as HTMLButtonElement).disabled).toBe(true)
    }
  })

  it.each([
    ['expired', /ran out without an answer/],
    ['taken', /was taken by something else/],
  ] as const)('an offer that came to nothing (%s) says so, and offers to try again', (before, words) => {
    const on = showOpen(null, { before })
    expect(screen.getByText(words)).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: 'Offer times again' }))
    expect(on.onFind).toHaveBeenCalledOnce()
  })

  it('asks whether a new session with the client is this one moved', () => {
    const movedTo = { key: 's2', start: EVENING + DAY, end: EVENING + DAY + HOUR, zone: 'UTC' }
    const on = showOpen(null, { movedTo })
    expect(screen.getByRole('group', { name: /^Moved to .*\?$/ })).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: 'Yes, that is it' }))
    fireEvent.click(screen.getByRole('button', { name: 'No' }))
    expect(on.onMoved.mock.calls).toEqual([[true], [false]])
    expect(screen.queryByText(/takes the answer back/)).toBeNull()
  })

  it('E05 asks so of its own event put at another time, and says that “yes” takes the answer back', () => {
    showOpen(null, { movedTo: { key: 's1', start: EVENING + DAY, end: EVENING + DAY + HOUR, zone: 'UTC' } })
    expect(screen.getByRole('group', { name: /^Moved to .*\?$/ })).toBeTruthy()
    expect(screen.getByText(/“Yes” takes the answer back/)).toBeTruthy()
  })
})

const proposalOf = (over: Partial<Proposal> = {}): Proposal => ({
  id: 'q1',
  after: 's1#p',
  purpose: 'makeup',
  way: 'hold',
  calendarKey: 'work',
  slots: slots.map((slot, index) => ({ ...slot, eventId: `e${index}`, state: 'held' as const })),
  state: 'open',
  createdAt: EVENING,
  expiresAt: EVENING + 5 * DAY,
  ...over,
})

const showProposed = (proposal: Proposal, row: Partial<QueueRow> = {}, now = EVENING) => {
  const on = {
    onChose: vi.fn(),
    onCopy: vi.fn(),
    onWithdraw: vi.fn(),
    onMoved: vi.fn(),
    onLetGo: vi.fn(),
  }
  render(
    <ProposedRow
      row={queueRow({ state: 'proposed', proposal, ...row })}
      now={now}
      busy={new Set()}
      {...on}
    />,
  )
  return on
}

describe('a session with times on offer', () => {
  it('lets the coach say which held time was chosen, but not one that could not be held', () => {
    const states = ['held', 'failed', 'held'] as const
    const on = showProposed(
      proposalOf({
        slots: slots.map((slot, index) => ({
          ...slot,
          eventId: `e${index}`,
          state: states[index] ?? 'held',
        })),
      }),
    )
    // What is not held is not offered to the client.
    fireEvent.click(screen.getByRole('button', { name: 'Copy as text' }))
    expect(on.onCopy).toHaveBeenCalledWith([slots[0], slots[2]])
    const chosen = screen.getAllByRole('button', { name: /^Client chose this: Dana Reyes, / })
    expect(chosen).toHaveLength(2)
    if (chosen[1]) fireEvent.click(chosen[1])
    expect(on.onChose).toHaveBeenCalledWith('e2')
    expect(screen.getByText('could not be held')).toBeTruthy()
  })

  it('one confirmation books what the client accepted, and names whom calling the others off mails', () => {
    const signs = [
      { what: 'accepted', eventId: 'e1', at: slots[1] ?? found.slots[0], since: 1 },
      { what: 'accepted', eventId: 'e0', at: slots[0] ?? found.slots[0], since: 2 },
    ] as QueueRow['signs']
    const on = showProposed(proposalOf({ way: 'invite' }), { signs })
    const book = screen.getAllByRole('button', {
      name: /^Book .*\(mails dana@client.example about the other times\)$/,
    })
    expect(book).toHaveLength(1)
    if (book[0]) fireEvent.click(book[0])
    expect(on.onChose).toHaveBeenCalledWith('e1')
    expect(screen.getByText('One more time was accepted later; it is released.')).toBeTruthy()
  })

  it('a time that the client asked for instead is booked at that time', () => {
    const at = { start: EVENING + 4 * DAY, end: EVENING + 4 * DAY + HOUR }
    const signs = [{ what: 'other-time', eventId: 'e0', at }] as const
    const only = proposalOf({ way: 'invite', slots: proposalOf().slots.slice(0, 1) })
    const on = showProposed(only, { signs })
    expect(screen.getByText(/^Dana Reyes asks for .* instead$/)).toBeTruthy()
    fireEvent.click(
      screen.getByRole('button', { name: /^Book .*\(mails dana@client.example the new time\)$/ }),
    )
    expect(on.onChose).toHaveBeenCalledWith('e0', at)
  })

  it('withdrawing names who is mailed, and nobody while the invitation has not gone out', () => {
    showProposed(proposalOf({ way: 'invite' }))
    expect(screen.getByRole('button', { name: 'Withdraw (mails dana@client.example)' })).toBeTruthy()
    cleanup()
    const queued = proposalOf().slots.map((slot) => ({ ...slot, state: 'queued' as const }))
    showProposed(proposalOf({ way: 'invite', slots: queued }))
    expect(screen.getByRole('button', { name: 'Take it back (nobody was told)' })).toBeTruthy()
    expect(screen.getAllByText('not mailed yet')).toHaveLength(3)
  })

  it('a calendar that mails every new guest says so before the client is said to have chosen', () => {
    const slots = proposalOf().slots
    showProposed(proposalOf(), { choosingMails: true })
    const buttons = screen.getAllByRole('button', {
      name: /^Client chose this \(mails dana@client\.example\): Dana Reyes, /,
    })
    // Read aloud, each says which time it is.
    expect(new Set(buttons.map((button) => button.getAttribute('aria-label'))).size).toBe(slots.length)
  })

  it('an invitation without an answer is never called off by itself: the coach is told', () => {
    showProposed(proposalOf({ way: 'invite' }), {}, EVENING + 6 * DAY)
    expect(screen.getByText(/heard nothing\. Withdraw it and offer other times, or wait\.$/)).toBeTruthy()
  })

  it('E37 after the answer was changed, the times on offer wait for the coach’s word', () => {
    const on = showProposed(proposalOf(), { overtaken: 'answer' })
    expect(screen.getByText(/3 times are still on offer. Withdraw them\?$/)).toBeTruthy()
    expect(screen.queryByRole('button', { name: /^Client chose/ })).toBeNull()
    fireEvent.click(screen.getByRole('button', { name: 'Withdraw the times' }))
    expect(on.onWithdraw).toHaveBeenCalledOnce()
  })
})

describe('booked in another browser while an invitation from here is out', () => {
  it('says so, and offers to withdraw it, whom that mails, and no second booking', () => {
    const proposal = proposalOf({ way: 'invite' })
    const [slot] = proposal.slots
    const sign = {
      what: 'accepted',
      eventId: slot?.eventId ?? '',
      at: slots[0] ?? { start: 0, end: 0 },
      since: 0,
    } as const
    showProposed(proposal, { overtaken: 'booking', signs: [sign] })
    expect(
      screen.getByText(/^Its new time was booked in another browser\. 3 times are still on offer/),
    ).toBeTruthy()
    expect(screen.queryByRole('button', { name: /^Book |^Client chose/ })).toBeNull()
    expect(screen.getByRole('button', { name: 'Withdraw (mails dana@client.example)' })).toBeTruthy()
  })
})

describe('a session that has its new time', () => {
  const makeup = slots[0] ?? null
  const letter = <button type="button">Write to Dana Reyes</button>

  it('offers a letter to a client who had accepted another time, too, and to nobody else', () => {
    render(<BookedRow row={queueRow({ state: 'booked', makeup })} now={EVENING} letter={letter} />)
    expect(screen.queryByRole('button')).toBeNull()
    cleanup()
    const row = queueRow({ state: 'booked', makeup, alsoAccepted: 1 })
    render(<BookedRow row={row} now={EVENING} letter={letter} />)
    expect(screen.getByText('One more time was accepted later; it is released.')).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Write to Dana Reyes' })).toBeTruthy()
  })
})
