import { cleanup, fireEvent, render, screen } from '@testing-library/preact'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { AccountRemove } from '../../../components/dashboard/account-remove.tsx'
import { AccountItem } from '../../../components/dashboard/accounts.tsx'
import { CalendarPicker } from '../../../components/dashboard/calendar-picker.tsx'
import { SyncLine } from '../../../components/dashboard/sync-line.tsx'
import type { Account, AccountView } from '../../../lib/core/account.ts'
import { HOUR } from '../../../lib/core/time.ts'
import en from '../../../public/_locales/en/messages.json' with { type: 'json' }
import { accountOf, calendarOf, NOW } from '../../helpers/books.ts'
import { useCatalogue } from '../../helpers/catalogue.ts'

beforeAll(() => {
  useCatalogue(en)
})
afterEach(cleanup)

const show = (account: Account) => {
  const act = {
    onReconnect: vi.fn(),
    onAllowWriting: vi.fn(),
    onRefresh: vi.fn(),
    onRename: vi.fn(),
    onPause: vi.fn(),
    onRemove: vi.fn(),
    onChoose: vi.fn(),
  }
  const view = {
    account,
    calendars: [calendarOf()],
    chosen: 1,
    pulledAt: NOW,
    progress: 0,
    malformed: 0,
  }
  render(
    <ul>
      <AccountItem {...act} view={view} now={NOW} busy={new Set()} />
    </ul>,
  )
  return act
}

describe('an account in the settings', () => {
  it('takes a name of the coach’s own, and Esc leaves it as it was', () => {
    const { onRename } = show(accountOf({ label: 'Work' }))
    expect(screen.getByRole('heading', { name: 'Work' })).toBeTruthy()
    expect(screen.getByText(/coach@coach.example · /)).toBeTruthy()
    fireEvent.click(screen.getByText('Rename…'))
    const field = screen.getByLabelText('Your name for this account')
    fireEvent.input(field, { target: { value: 'Clients' } })
    fireEvent.click(screen.getByRole('button', { name: 'Save name' }))
    expect(onRename).toHaveBeenCalledWith('acc', 'Clients')
    fireEvent.click(screen.getByText('Rename…'))
    fireEvent.keyDown(screen.getByLabelText('Your name for this account'), { key: 'Escape' })
    expect(screen.queryByLabelText('Your name for this account')).toBeNull()
    expect(document.activeElement?.textContent).toBe('More')
    expect(onRename).toHaveBeenCalledTimes(1)
  })

  it('names its service, since one address may have an account at each', () => {
    show(accountOf({ provider: 'google' }))
    show(accountOf({ provider: 'outlook' }))
    expect(screen.getByText(/^Google Calendar · /)).toBeTruthy()
    expect(screen.getByText(/^Outlook Calendar · /)).toBeTruthy()
  })

  it('paused says what that means and offers only the way back, whatever else it would want', () => {
    const { onPause } = show(accountOf({ paused: true, state: 'sign-in' }))
    expect(screen.getByText(/Not read, not written to and not asked about/)).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Reconnect' })).toBeNull()
    fireEvent.click(screen.getByRole('button', { name: 'Resume' }))
    expect(onPause).toHaveBeenCalledWith('acc', false)
  })
})

describe('before an account is removed', () => {
  const ask = (over: Partial<Account>, annotated: number) => {
    const onRemove = vi.fn()
    render(
      <AccountRemove
        account={accountOf(over)}
        leaving={{ annotated, unwritten: 2 }}
        onRemove={onRemove}
        onCancel={() => undefined}
      />,
    )
    return onRemove
  }
  const confirm = () => fireEvent.click(screen.getByText('Remove account'))

  it('E46 taking annotations back is offered, and is the coach’s choice', () => {
    const onRemove = ask({}, 7)
    expect(screen.getByText(/2 writes still wait/)).toBeTruthy()
    fireEvent.click(screen.getByLabelText(/off 7 events first/))
    confirm()
    expect(onRemove).toHaveBeenLastCalledWith(true)
  })

  it('E46 without access it says how they could be taken back', () => {
    const onRemove = ask({ access: 'read' }, 7)
    expect(screen.queryByRole('checkbox', { hidden: true })).toBeNull()
    expect(screen.getByText(/cancel and allow writing first/)).toBeTruthy()
    confirm()
    expect(onRemove).toHaveBeenLastCalledWith(false)
  })
})

describe('how fresh the page is', () => {
  const line = (over: Partial<AccountView>) => {
    const view = { account: accountOf(), calendars: [], chosen: 1, pulledAt: NOW, progress: 0, malformed: 0 }
    render(<SyncLine accounts={[{ ...view, ...over }]} now={NOW} />)
    return document.body.textContent
  }

  it('E53 a first reading says how far it has come', () => {
    expect(line({ pulledAt: null, progress: 1250 })).toBe('Reading your calendars… 1,250 events read so far')
  })

  it('is calm for two hours, since the stored time lags while there is no news', () => {
    expect(line({ pulledAt: NOW - 2 * HOUR })).toMatch(/^Up to date/)
    cleanup()
    expect(line({ pulledAt: NOW - 2 * HOUR - 1 })).toMatch(/^Calendar last read/)
  })

  it('says nothing of an account that is paused', () => {
    expect(line({ account: accountOf({ paused: true }), pulledAt: 0 })).toBe('No calendar is being read')
  })
})

describe('a list of fifty calendars', () => {
  it('E53 is searched by name, and choosing one says nothing of the others', () => {
    const onChoose = vi.fn()
    const calendars = Array.from({ length: 50 }, (_, index) =>
      calendarOf({ key: `k${index}`, name: `Team ${index}`, chosen: index === 3 }),
    )
    render(<CalendarPicker calendars={calendars} legend="Calendars" onChoose={onChoose} />)
    fireEvent.input(screen.getByLabelText('Search calendars'), { target: { value: 'team 42' } })
    expect(screen.getAllByRole('checkbox')).toHaveLength(1)
    expect(screen.getByRole('status').textContent).toBe('1 calendar')
    fireEvent.click(screen.getByLabelText(/Team 42/))
    expect(onChoose).toHaveBeenCalledWith('k42', true)
  })
})
