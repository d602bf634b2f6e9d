import { cleanup, fireEvent, render, screen } from '@testing-library/preact'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { Likeness } from '../../../components/dashboard/likeness.tsx'
import type { FoundIn } from '../../../lib/core/view/found-in.ts'
import en from '../../../public/_locales/en/messages.json' with { type: 'json' }
import { useCatalogue } from '../../helpers/catalogue.ts'

beforeAll(() => {
  useCatalogue(en)
})
afterEach(cleanup)

const at = (calendar: string, provider: FoundIn['account']['provider']): FoundIn => ({
  calendar,
  account: { provider, name: '' },
})

const show = (...calendars: readonly FoundIn[]) => {
  const onSplit = vi.fn()
  render(<Likeness calendars={calendars} busy={false} trouble={null} onSplit={onSplit} />)
  return onSplit
}

describe('a session found in two calendars', () => {
  it.each([
    [[at('Work', 'google'), at('Team', 'google')], 'Found in Work and Team and taken for one session.'],
    [
      [at('Work', 'google'), at('Calendar', 'outlook')],
      'Found in Work (Google Calendar) and Calendar (Outlook Calendar) and taken for one session.',
    ],
  ])('E11 says in which, and of which service where they differ', (calendars, words) => {
    show(...calendars)
    expect(screen.getByText(words)).toBeTruthy()
  })

  it('becomes two only after the coach has read what that means', () => {
    HTMLDialogElement.prototype.showModal ??= () => undefined
    const onSplit = show(at('Work', 'google'), at('Team', 'google'))
    fireEvent.click(screen.getByRole('button', { name: 'These are two sessions' }))
    expect(onSplit).not.toHaveBeenCalled()
    expect(screen.getByText(/An answer already given stays where it is/)).toBeTruthy()
    const [, confirm] = screen.getAllByText('These are two sessions')
    fireEvent.click(confirm as HTMLElement)
    expect(onSplit).toHaveBeenCalledOnce()
  })
})
