import { cleanup, fireEvent, render, screen } from '@testing-library/preact'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { addressesIn } from '../../../components/dashboard/addresses-field.tsx'
import { ClientForm } from '../../../components/dashboard/client-form.tsx'
import { ProgramForm } from '../../../components/dashboard/program-form.tsx'
import { newClient } from '../../../lib/core/client-edit.ts'
import en from '../../../public/_locales/en/messages.json' with { type: 'json' }
import { useCatalogue } from '../../helpers/catalogue.ts'
import { entry } from '../../helpers/programs.ts'
import { EVENING } from './fixtures.ts'

beforeAll(() => {
  useCatalogue(en)
})
afterEach(cleanup)

const counted = ['2026-10-02T10:00Z', '2026-10-09T10:00Z'].map((at) => entry(at))

const fill = (label: string | RegExp, value: string) => {
  fireEvent.input(screen.getByLabelText(label), { target: { value } })
}

describe('the program form', () => {
  const show = () => {
    const onSave = vi.fn()
    render(
      <ProgramForm
        initial={null}
        from="2026-11-23"
        zone="UTC"
        now={EVENING}
        busy={false}
        attaching={({ from }) => ({
          taken: from < '2026-11-01' ? counted : [],
          before: from < '2026-11-01' ? [] : counted,
          total: 12,
        })}
        onOpen={() => undefined}
        onSave={onSave}
        onCancel={() => undefined}
      />,
    )
    return { onSave, submit: () => fireEvent.submit(screen.getByRole('form')) }
  }

  it('takes sessions, from, to, already used and the allowance', () => {
    const { onSave, submit } = show()
    fill('Sessions in the package', '12')
    fill('Already used', '3')
    fill('To', '2027-03-31')
    fill('Per month', '2')
    submit()
    expect(onSave).toHaveBeenCalledWith({
      name: '12 sessions',
      sessions: 12,
      alreadyUsed: 3,
      from: '2026-11-23',
      to: '2027-03-31',
      perMonth: 2,
    })
  })

  it('lists what it would take in of the books before it is saved', () => {
    show()
    fill('Sessions in the package', '12')
    fill('Already used', '3')
    const says = () => screen.getByRole('status').textContent
    expect(says()).toBe('Nothing that counted so far would count toward this program. Used: 3 of 12.')
    fill('From', '2026-10-02')
    expect(says()).toMatch(/^2 sessions since Fri,? 2 Oct would count toward this program\. Used: 5 of 12\. /)
    expect(says()).toContain('(3 before Afterward and 2 from the books)')
    expect(screen.getAllByText('Completed')).toHaveLength(2)
  })

  it('takes in what lies before its first day with one press, and saves nothing by it', () => {
    const { onSave, submit } = show()
    fill('Sessions in the package', '12')
    expect(screen.getByText(/^2 sessions since Fri,? 2 Oct were counted before its first day/)).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: /^Begin on Fri,? 2 Oct/ }))
    expect(onSave).not.toHaveBeenCalled()
    expect(screen.getByRole('status').textContent).toContain('Used: 2 of 12.')
    submit()
    expect(onSave.mock.calls[0]?.[0]).toMatchObject({ from: '2026-10-02', sessions: 12 })
  })

  it('leaves the last day and the allowance open when they are empty', () => {
    const { onSave, submit } = show()
    fill('Sessions in the package', '6')
    submit()
    expect(onSave.mock.calls[0]?.[0]).toMatchObject({ to: null, perMonth: null, alreadyUsed: 0 })
  })

  it('refuses a last day before the first and says what to do', () => {
    const { onSave, submit } = show()
    fill('Sessions in the package', '6')
    fill('To', '2026-11-01')
    submit()
    expect(onSave).not.toHaveBeenCalled()
    expect(screen.getByText(/Choose a later day/)).toBeTruthy()
    expect(screen.getByLabelText('To').getAttribute('aria-invalid')).toBe('true')
  })
})

describe('the client form', () => {
  it('never assumes paid: asking is what is chosen first', () => {
    const onSave = vi.fn()
    render(<ClientForm initial={null} kind={null} busy={false} onSave={onSave} onCancel={() => undefined} />)
    fill('Name', ' Dana Reyes ')
    fill('E-mail addresses', 'Dana@Client.example; d@reyes.example')
    fireEvent.submit(screen.getByRole('form'))
    expect(onSave).toHaveBeenCalledWith({
      name: 'Dana Reyes',
      addresses: ['dana@client.example', 'd@reyes.example'],
      kind: null,
      dontAsk: false,
      zone: null,
      language: null,
    })
  })

  it('E17 a merge while addresses are typed: what was typed stays, what came is there, and both are saved', () => {
    const onSave = vi.fn()
    const dana = { ...newClient('dana', 0), name: 'Dana', addresses: ['dana@client.example'] }
    const form = (addresses: readonly string[]) => (
      <ClientForm
        initial={{ ...dana, addresses }}
        kind={null}
        busy={false}
        onSave={onSave}
        onCancel={vi.fn()}
      />
    )
    const { rerender } = render(form(dana.addresses))
    const field = screen.getByLabelText('E-mail addresses') as HTMLInputElement
    fill('Name', 'Dana R.')
    fill('E-mail addresses', 'dana@client.example, dana@new.example, da')
    rerender(form(['dana@client.example', 'dana@home.example']))
    expect(field.value).toBe('dana@client.example, dana@new.example, da, dana@home.example')
    rerender(form(['dana@client.example']))
    expect(field.value).toBe('dana@client.example, dana@new.example, da')
    rerender(form(['dana@client.example', 'dana@home.example']))
    fireEvent.submit(screen.getByRole('form'))
    expect(onSave.mock.calls[0]?.[0]).toMatchObject({
      name: 'Dana R.',
      addresses: ['dana@client.example', 'dana@new.example', 'dana@home.example'],
    })
  })

  it('reads addresses however they are listed, once each', () => {
    expect(addressesIn('A@x.example, a@x.example\nb@x.example;nonsense')).toEqual([
      'a@x.example',
      'b@x.example',
    ])
  })
})
