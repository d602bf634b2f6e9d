import { cleanup, fireEvent, render, screen } from '@testing-library/preact'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { Connect } from '../../../components/dashboard/connect.tsx'
import { OwnClientForm } from '../../../components/dashboard/own-client.tsx'
import en from '../../../public/_locales/en/messages.json' with { type: 'json' }
import { useCatalogue } from '../../helpers/catalogue.ts'

beforeAll(() => {
  useCatalogue(en)
})
afterEach(cleanup)

const REDIRECT = 'https://id.chromiumapp.org/'

describe('the form for an own OAuth client', () => {
  const show = (provider: 'google' | 'outlook', current: string | null = null) => {
    const told = { copy: vi.fn(async () => undefined), save: vi.fn(), remove: vi.fn() }
    render(
      <OwnClientForm
        provider={provider}
        current={current}
        redirectUri={REDIRECT}
        busy={false}
        onCopy={told.copy}
        onSave={told.save}
        onRemove={told.remove}
      />,
    )
    return told
  }
  const enter = (label: string, value: string) =>
    fireEvent.input(screen.getByLabelText(label), { target: { value } })
  const save = () => fireEvent.click(screen.getByRole('button', { name: 'Use this client' }))

  it('shows the address to register and copies it', async () => {
    const { copy } = show('google')
    expect(screen.getByText(REDIRECT)).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: 'Copy address' }))
    expect(copy).toHaveBeenCalledWith(REDIRECT)
    expect(await screen.findByRole('button', { name: 'Copied' })).toBeTruthy()
  })

  it('gives id and secret on, without the spaces that come with copying', () => {
    const told = show('google')
    enter('Client id', ' 123456-x.apps.googleusercontent.com ')
    enter('Client secret', ' s3cret')
    save()
    expect(told.save).toHaveBeenCalledWith({
      clientId: '123456-x.apps.googleusercontent.com',
      secret: 's3cret',
    })
  })

  it('says how an id looks when it is none, and saves nothing', () => {
    const told = show('outlook')
    enter('Client id', 'my app')
    save()
    expect(screen.getByText(/looks like 1b2c3d4e-/)).toBeTruthy()
    expect(screen.getByLabelText('Client id').getAttribute('aria-invalid')).toBe('true')
    expect(told.save).not.toHaveBeenCalled()
  })

  it('asks for no secret at Microsoft, whose single-page applications have none', () => {
    show('outlook')
    expect(screen.queryByLabelText('Client secret')).toBeNull()
  })

  it('leads back only when an own client is in use, whose secret it never shows', () => {
    const told = show('google', '123456-x.apps.googleusercontent.com')
    expect(screen.getByLabelText<HTMLInputElement>('Client secret').value).toBe('')
    fireEvent.click(screen.getByRole('button', { name: 'Back to Afterward’s own' }))
    expect(told.remove).toHaveBeenCalledOnce()
    cleanup()
    show('google')
    expect(screen.queryByRole('button', { name: 'Back to Afterward’s own' })).toBeNull()
  })
})

describe('the ways to a calendar', () => {
  const show = (clients: { google: boolean; outlook: boolean }) => {
    const onSignIn = vi.fn()
    render(
      <Connect
        clients={clients}
        practice
        busy={new Set()}
        onSignIn={onSignIn}
        onPractice={() => undefined}
      />,
    )
    return onSignIn
  }

  it('are Google and Outlook alike', () => {
    const onSignIn = show({ google: true, outlook: true })
    fireEvent.click(screen.getByRole('button', { name: 'Connect Outlook' }))
    fireEvent.click(screen.getByRole('button', { name: 'Connect Google' }))
    expect(onSignIn.mock.calls).toEqual([['outlook'], ['google']])
  })

  it('without any OAuth client: says so, leads to the place for an own one, and Practice stays', () => {
    show({ google: false, outlook: false })
    expect(screen.getByText(/has no OAuth client for Outlook/)).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Connect Outlook' })).toBeNull()
    const links = screen.getAllByRole('link', { name: 'Use my own OAuth client' })
    expect(links.map((link) => link.getAttribute('href'))).toEqual(
      Array(2).fill('/dashboard.html#/settings?own-client'),
    )
    expect(screen.getByRole('button', { name: 'Try Practice' })).toBeTruthy()
  })
})
