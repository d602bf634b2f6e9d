import { cleanup, fireEvent, render, screen } from '@testing-library/preact'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { type Offer, OpenRow, ProposedRow } from '../../../components/dashboard/queue-row.tsx'
import { DAY, HOUR } from '../../../lib/core/time.ts'
import en from '../../../public/_locales/en/messages.json' with { type: 'json' }
import { useCatalogue } from '../../helpers/catalogue.ts'
import { EVENING, queueRow } from './fixtures.ts'

beforeAll(() => {
  useCatalogue(en)
})
afterEach(cleanup)

const slots = [1, 2, 3].map((day) => ({ start: EVENING + day * DAY, end: EVENING + day * DAY + HOUR }))

const showOpen = (offer: Offer | null) => {
  const on = { find: vi.fn(), choose: vi.fn(), hold: vi.fn(), letGo: vi.fn() }
  render(
    <OpenRow
      row={queueRow()}
      now={EVENING}
      offer={offer}
      busy={null}
      onFind={on.find}
      onChoose={on.choose}
      onHold={on.hold}
      onLetGo={on.letGo}
    />,
  )
  return on
}

describe('a session to be rescheduled', () => {
  it('offers to find times, and to let it go in one click', () => {
    const on = showOpen(null)
    fireEvent.click(screen.getByRole('button', { name: 'Find free times' }))
    fireEvent.click(screen.getByRole('button', { name: 'Let it go' }))
    expect(on.find).toHaveBeenCalledOnce()
    expect(on.letGo).toHaveBeenCalledOnce()
  })

  it('says before the click how many are held and that nobody is told', () => {
    const on = showOpen({ slots, chosen: new Set(slots.map(({ start }) => start)), unknownCalendars: 1 })
    expect(screen.getByText('1 calendar gave no answer, so please check it yourself.')).toBeTruthy()
    const [first] = screen.getAllByRole('checkbox')
    if (first) fireEvent.click(first)
    expect(on.choose).toHaveBeenCalledWith(slots[0]?.start, false)
    fireEvent.click(screen.getByRole('button', { name: 'Hold 3 times (nobody is told)' }))
    expect(on.hold).toHaveBeenCalledOnce()
  })

  it('holds nothing when nothing is ticked', () => {
    showOpen({ slots, chosen: new Set(), unknownCalendars: 0 })
    const hold = screen.getByRole('button', { name: /^Hold/ }) as HTMLButtonElement
    expect(hold.disabled).toBe(true)
  })

  it('lets the coach say which held time was chosen, but not one that could not be held', () => {
    const onChose = vi.fn()
    const onCopy = vi.fn()
    render(
      <ProposedRow
        row={queueRow({
          state: 'proposed',
          proposal: {
            id: 'q1',
            queueId: 's1#p',
            calendarKey: 'work',
            slots: slots.map((slot, index) => ({
              ...slot,
              eventId: `e${index}`,
              state: index === 1 ? ('failed' as const) : ('held' as const),
            })),
            state: 'open',
            createdAt: EVENING,
            expiresAt: EVENING + 5 * DAY,
          },
        })}
        now={EVENING}
        busy={null}
        onChose={onChose}
        onCopy={onCopy}
        onWithdraw={() => undefined}
        onLetGo={() => undefined}
      />,
    )
    // What is not held is not offered to the client.
    fireEvent.click(screen.getByRole('button', { name: 'Copy as text' }))
    expect(onCopy).toHaveBeenCalledWith([slots[0], slots[2]])
    const chosen = screen.getAllByRole('button', { name: /^Client chose this: Dana Reyes, / })
    expect(chosen).toHaveLength(2)
    if (chosen[1]) fireEvent.click(chosen[1])
    expect(onChose).toHaveBeenCalledWith('e2')
    expect(screen.getByText('could not be held')).toBeTruthy()
  })
})
