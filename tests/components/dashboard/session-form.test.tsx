import { cleanup, fireEvent, render, screen } from '@testing-library/preact'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { HandActions } from '../../../components/dashboard/by-hand.tsx'
import { SessionForm } from '../../../components/dashboard/session-form.tsx'
import en from '../../../public/_locales/en/messages.json' with { type: 'json' }
import { useCatalogue } from '../../helpers/catalogue.ts'
import { EVENING } from './fixtures.ts'

beforeAll(() => {
  useCatalogue(en)
})
afterEach(cleanup)

const clients = [
  { id: 'dana', name: 'Dana Reyes', kind: 'paid' },
  { id: 'kim', name: 'Kim Novak', kind: null },
] as const

const show = (over: Partial<Parameters<typeof SessionForm>[0]> = {}) => {
  const onSave = vi.fn()
  render(
    <SessionForm
      title="Add a session"
      clients={clients}
      start={{ date: '2026-11-23', time: '16:00', minutes: 60, clientId: null, kind: null }}
      fixed={false}
      zone="UTC"
      now={EVENING}
      busy={false}
      trouble={null}
      onSave={onSave}
      onCancel={() => undefined}
      {...over}
    />,
  )
  const dialog = screen.getByRole('dialog', { name: 'Add a session' })
  return { onSave, dialog, submit: () => fireEvent.submit(dialog.querySelector('form') as HTMLFormElement) }
}
const times = { date: '2026-11-23', time: '16:00', minutes: 60, zone: 'UTC' }

describe('the form of a session added by hand', () => {
  it('takes a known client with the kind that is known', () => {
    const { onSave, submit } = show()
    fireEvent.change(screen.getByLabelText('Client'), { target: { value: 'dana' } })
    submit()
    expect(onSave).toHaveBeenCalledWith({ ...times, client: { clientId: 'dana' }, kind: 'paid' })
  })

  it('asks the kind where it was never said: never silently paid', () => {
    const { onSave, submit } = show()
    fireEvent.change(screen.getByLabelText('Client'), { target: { value: 'kim' } })
    submit()
    expect(onSave).not.toHaveBeenCalled()
    fireEvent.click(screen.getByLabelText('Free'))
    submit()
    expect(onSave.mock.calls[0]?.[0]).toMatchObject({ client: { clientId: 'kim' }, kind: 'complimentary' })
  })

  it('takes somebody new by name', () => {
    const { onSave, submit } = show({ clients: [] })
    fireEvent.input(screen.getByLabelText('Name'), { target: { value: ' Ana Ruiz ' } })
    fireEvent.click(screen.getByLabelText('Paid'))
    submit()
    expect(onSave.mock.calls[0]?.[0].client).toEqual({ name: 'Ana Ruiz' })
  })

  it('says what the times come to, and that the future is asked about later', () => {
    show()
    expect(screen.getByText(/^Today, /)).toBeTruthy()
    fireEvent.input(screen.getByLabelText('Date'), { target: { value: '2026-11-24' } })
    expect(screen.getByText(/asked about when it ends/).textContent).toContain('Tomorrow')
    expect(screen.getByText(/no calendar/i)).toBeTruthy()
  })

  it('of an answered session changes the times only', () => {
    const { onSave, submit } = show({
      fixed: true,
      start: { ...times, clientId: 'dana', kind: 'paid' },
    })
    expect(screen.queryByLabelText('Client')).toBeNull()
    submit()
    expect(onSave).toHaveBeenCalledWith({ ...times, client: { clientId: 'dana' }, kind: 'paid' })
  })
})

describe('a session added by hand on the Past page', () => {
  it('says that no calendar holds it, or that one does by now', () => {
    const props = { name: 'Dana Reyes', onEdit: vi.fn(), onRemove: vi.fn() }
    render(<HandActions {...props} doubled={false} />)
    expect(screen.getByText(/no calendar/i)).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: 'Remove…' }))
    expect(props.onRemove).toHaveBeenCalledOnce()
    cleanup()
    render(<HandActions {...props} doubled />)
    expect(screen.getByText(/Your calendar now holds a session with Dana Reyes/)).toBeTruthy()
  })
})
