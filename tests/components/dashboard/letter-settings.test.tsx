import { cleanup, fireEvent, render, screen } from '@testing-library/preact'
import { useState } from 'preact/hooks'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { ClientForm } from '../../../components/dashboard/client-form.tsx'
import { LetterSettings } from '../../../components/dashboard/letter-settings.tsx'
import { WorkingHoursFields } from '../../../components/dashboard/working-hours.tsx'
import { ourTemplate } from '../../../lib/core/letter-templates.ts'
import type { WorkingHours } from '../../../lib/core/settings.ts'
import en from '../../../public/_locales/en/messages.json' with { type: 'json' }
import { useCatalogue } from '../../helpers/catalogue.ts'
import { EVENING } from './fixtures.ts'

beforeAll(() => {
  useCatalogue(en)
})
afterEach(cleanup)

const type = (label: string, value: string) => {
  const field = screen.getByLabelText(label)
  fireEvent.input(field, { target: { value } })
  fireEvent.change(field)
  return field as HTMLTextAreaElement
}

describe('letters in the settings', () => {
  const show = (letters?: Parameters<typeof LetterSettings>[0]['letters']) => {
    const onChange = vi.fn()
    render(<LetterSettings letters={letters} zone="Europe/Madrid" now={EVENING} onChange={onChange} />)
    return onChange
  }
  const preview = () => screen.getByRole('region', { name: 'How it reads' }).textContent

  it('show how they read, as they are typed, and keep the coach’s words', () => {
    const onChange = show({ signature: 'Robin', templates: {} })
    expect(preview()).toContain('Hi Dana,')
    expect(preview()).toContain('Robin')
    type('Text', 'Dear {name}, see you.')
    expect(preview()).toContain('Dear Dana Reyes, see you.')
    expect(onChange).toHaveBeenLastCalledWith({
      template: {
        id: 'confirm',
        language: 'en',
        letter: { subject: ourTemplate('confirm', 'en').subject, body: 'Dear {name}, see you.' },
      },
    })
  })

  it('warn of braces that mean nothing', () => {
    show()
    expect(type('Text', 'Dear {friend}').getAttribute('aria-invalid')).toBe('true')
    expect(screen.getByText(/\{friend\} means nothing here/)).toBeTruthy()
    type('Text', 'Dear {name}')
    expect(screen.queryByText(/means nothing here/)).toBeNull()
  })

  it('put a placeholder in at the cursor', () => {
    show()
    const field = type('Text', 'At !')
    field.setSelectionRange(3, 3)
    fireEvent.click(screen.getByRole('button', { name: 'New time' }))
    expect(field.value).toBe('At {newTime}!')
  })

  it('write a placeholder in the language of the letter', () => {
    show()
    fireEvent.change(screen.getByLabelText('Language'), { target: { value: 'es' } })
    const field = type('Text', 'A las !')
    field.setSelectionRange(6, 6)
    fireEvent.click(screen.getByRole('button', { name: 'New time' }))
    expect(field.value).toBe('A las {horaNueva}!')
    expect(preview()).toMatch(/A las \S+, \d+ de/)
  })

  it('go back to our words', () => {
    const onChange = show({
      signature: '',
      templates: { confirm: { en: { subject: 'Mine', body: 'Mine' } } },
    })
    expect(screen.getByRole('option', { name: 'Confirm the session (your words)' })).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: 'Back to Afterward’s words' }))
    expect(onChange).toHaveBeenLastCalledWith({
      template: { id: 'confirm', language: 'en', letter: null },
    })
    expect((screen.getByLabelText('Text') as HTMLTextAreaElement).value).toBe(
      ourTemplate('confirm', 'en').body,
    )
  })

  it('are there in Spanish, whatever the page’s language', () => {
    show()
    fireEvent.change(screen.getByLabelText('Language'), { target: { value: 'es' } })
    expect(preview()).toContain('Hola, Dana:')
    expect(preview()).toContain('hora de Europa central')
  })
})

describe('working hours', () => {
  const show = () => {
    const onChange = vi.fn()
    render(<WorkingHoursFields hours={{ 1: [{ start: '09:00', end: '17:00' }] }} onChange={onChange} />)
    return onChange
  }

  it('take a break, and a day off', () => {
    const onChange = show()
    fireEvent.click(screen.getByRole('button', { name: 'Add a break: Monday' }))
    expect(onChange).toHaveBeenLastCalledWith({
      1: [
        { start: '09:00', end: '12:00' },
        { start: '13:00', end: '17:00' },
      ],
    })
    fireEvent.click(screen.getByLabelText('Monday'))
    expect(onChange).toHaveBeenLastCalledWith({ 1: [] })
    expect(screen.getAllByText('Day off')).toHaveLength(6)
  })

  /** A browser tells of each digit; the last one is not the last word. */
  const type = (label: string, value: string) => {
    const field = screen.getByLabelText(label)
    field.focus()
    fireEvent.change(field, { target: { value } })
    return field
  }

  it('are not saved while they are typed, but when the coach goes on', () => {
    const onChange = vi.fn()
    const Kept = () => {
      const [hours, setHours] = useState<WorkingHours>({ 1: [{ start: '09:00', end: '17:00' }] })
      onChange.mockImplementation(setHours)
      return <WorkingHoursFields hours={hours} onChange={onChange} />
    }
    render(<Kept />)
    const from = type('Monday, from', '01:00')
    type('Monday, from', '10:30')
    screen.getByLabelText('Monday, to').focus()
    expect(onChange).not.toHaveBeenCalled()
    // The field that was typed into is still the same one.
    expect(screen.getByLabelText('Monday, from')).toBe(from)
    screen.getByLabelText('Tuesday').focus()
    expect(onChange.mock.calls).toEqual([[{ 1: [{ start: '10:30', end: '17:00' }] }]])
  })

  it('that end before they start are said to, and not saved', () => {
    const onChange = show()
    type('Monday, to', '08:00')
    expect(screen.getByRole('alert').textContent).toContain('Ends before it starts')
    screen.getByLabelText('Tuesday').focus()
    expect(onChange).not.toHaveBeenCalled()
    type('Monday, from', '07:00')
    screen.getByLabelText('Tuesday').focus()
    expect(onChange).toHaveBeenCalledWith({ 1: [{ start: '07:00', end: '08:00' }] })
  })
})

describe('where a client lives', () => {
  const show = (zone: string) => {
    const onSave = vi.fn()
    render(<ClientForm initial={null} kind={null} busy={false} onSave={onSave} onCancel={() => undefined} />)
    fireEvent.input(screen.getByLabelText('Name'), { target: { value: 'Dana' } })
    fireEvent.input(screen.getByLabelText('Time zone'), { target: { value: zone } })
    fireEvent.change(screen.getByLabelText('Language of letters'), { target: { value: 'es' } })
    fireEvent.blur(screen.getByLabelText('Time zone'))
    fireEvent.click(screen.getByRole('button', { name: 'Save client' }))
    return onSave
  }

  it('is kept with the language of their letters', () => {
    expect(show('America/New_York')).toHaveBeenCalledWith(
      expect.objectContaining({ zone: 'America/New_York', language: 'es' }),
    )
  })

  it('is refused where the browser does not know it', () => {
    expect(show('Mars/Olympus')).not.toHaveBeenCalled()
    expect(screen.getByText(/does not know that time zone/)).toBeTruthy()
  })
})
