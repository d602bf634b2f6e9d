import { cleanup, fireEvent, render, screen } from '@testing-library/preact'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Act } from '../../../components/use-act.ts'
import type { Account } from '../../../lib/core/account.ts'
import { HOUR } from '../../../lib/core/time.ts'
import en from '../../../public/_locales/en/messages.json' with { type: 'json' }
import { accountOf, NOW } from '../../helpers/books.ts'
import { useCatalogue } from '../../helpers/catalogue.ts'

const signInAgain = vi.hoisted(() => vi.fn())
vi.mock('../../../entrypoints/dashboard/sign-in.ts', () => ({ signInAgain }))
const { SignInNotice } = await import('../../../entrypoints/dashboard/sign-in-notice.tsx')
const { useReconnect } = await import('../../../entrypoints/dashboard/use-reconnect.ts')

beforeAll(() => {
  useCatalogue(en)
})
beforeEach(() => {
  vi.clearAllMocks()
})
afterEach(() => {
  cleanup()
  history.replaceState(null, '', '/dashboard.html')
})

const viewOf = (over: Partial<Account>, pulledAt: number | null = NOW - 3 * HOUR) => ({
  account: accountOf({ state: 'sign-in', ...over }),
  calendars: [],
  chosen: 1,
  pulledAt,
  progress: 0,
  malformed: 0,
})

/** Does what it is asked at once, and says what. */
const createAct = (): Act & { readonly asked: string[] } => {
  const asked: string[] = []
  return {
    busy: new Set(),
    refused: null,
    asked,
    forget: () => undefined,
    change: () => undefined,
    run: (name, work) => {
      asked.push(name)
      work().catch(() => undefined)
    },
  }
}

const show = (...accounts: ReturnType<typeof viewOf>[]) => {
  signInAgain.mockResolvedValue({ ok: true, value: { accountId: 'acc' } })
  render(<SignInNotice accounts={accounts} now={NOW} act={createAct()} />)
}

describe('E43 the banner of an account that needs the coach', () => {
  it('E43 says how old the data is and that nothing is lost, and one click reconnects', () => {
    show(viewOf({ label: 'Clients', access: 'write' }))
    expect(screen.getByText('Clients needs you to sign in again.')).toBeTruthy()
    expect(
      screen.getByText(/what was last read \(3 hr\.? ago\)\. Nothing that waits to be written is lost/),
    ).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: 'Reconnect' }))
    expect(signInAgain).toHaveBeenCalledWith(expect.objectContaining({ id: 'acc' }), 'write')
  })

  it('E43 is one banner for several accounts, with the oldest age and one click each', () => {
    show(viewOf({}), viewOf({ id: 'b', email: 'b@coach.example' }, NOW - 5 * HOUR))
    expect(screen.getAllByRole('region')).toHaveLength(1)
    expect(screen.getByText('2 accounts need you to sign in again.')).toBeTruthy()
    expect(screen.getByText(/5 hr\.? ago/)).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: 'Reconnect b@coach.example' }))
    expect(signInAgain).toHaveBeenCalledWith(expect.objectContaining({ id: 'b' }), 'write')
  })

  it('E43 is silent while all is well, and about what is paused', () => {
    show(viewOf({ state: 'ok' }), viewOf({ paused: true }))
    expect(screen.queryByRole('region')).toBeNull()
  })
})

describe('E43 opened from the popup to reconnect', () => {
  const Opened = ({ act, state }: { readonly act: Act; readonly state: Account['state'] }) => {
    useReconnect([viewOf({ state })], act)
    return null
  }

  it('E43 begins that sign-in by itself, once, and leaves no trace in the address', () => {
    history.replaceState(null, '', '/dashboard.html?reconnect=acc#/settings')
    const act = createAct()
    const { rerender } = render(<Opened act={act} state="sign-in" />)
    rerender(<Opened act={act} state="sign-in" />)
    expect(act.asked).toEqual(['notice:acc'])
    expect(`${location.search}${location.hash}`).toBe('#/settings')
  })

  it('E43 begins nothing for an account that is well meanwhile, nor without being asked', () => {
    const act = createAct()
    render(<Opened act={act} state="sign-in" />)
    history.replaceState(null, '', '/dashboard.html?reconnect=acc#/settings')
    render(<Opened act={act} state="ok" />)
    expect(act.asked).toEqual([])
  })
})
