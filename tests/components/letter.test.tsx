import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { LetterInPlace } from '../../components/letter/letter-in-place.tsx'
import { LetterView, type LetterViewProps } from '../../components/letter/letter-view.tsx'
import type { Letter } from '../../lib/core/letter.ts'
import en from '../../public/_locales/en/messages.json'
import { useCatalogue } from '../helpers/catalogue.ts'
import { NOW } from './prompt-fixtures.tsx'

let leave: () => void
beforeEach(() => {
  leave = useCatalogue(en)
})
afterEach(() => {
  cleanup()
  leave()
})

const written: Letter = { subject: 'Are you joining?', body: 'Hi Dana,\n\nI’m here.' }

const draw = (
  part: Partial<LetterViewProps> = {},
  drafts = new Map<string, unknown>(),
  container?: HTMLElement,
) => {
  const copy = vi.fn(async () => undefined)
  const onChoose = vi.fn()
  const props: LetterViewProps = {
    name: 'Dana Reyes',
    to: 'dana@example.com',
    choices: ['are-you-joining'],
    chosen: 'are-you-joining',
    onChoose,
    written: { letter: written, language: 'es', zone: 'Europe/Madrid' },
    draftId: 'letter:1',
    keeper: {
      readDraft: async (id) => ({ id, value: drafts.get(id), updatedAt: NOW }),
      keepDraft: (id, value) => drafts.set(id, structuredClone(value)),
      dropDraft: (id) => drafts.delete(id),
    },
    now: NOW,
    level: 1,
    copy,
    onClose: vi.fn(),
    ...part,
  }
  const { rerender } = render(<LetterView {...props} />, container ? { container } : {})
  return {
    copy,
    onChoose,
    drafts,
    again: (more: Partial<LetterViewProps>) => rerender(<LetterView {...props} {...more} />),
  }
}

const text = async () => (await screen.findByRole('textbox', { name: 'Text' })) as HTMLTextAreaElement
const href = (name: string) => screen.getByRole('link', { name }).getAttribute('href') ?? ''

describe('a letter', () => {
  it('says to whom, in what language and zone, and that nothing is sent', async () => {
    draw()
    await text()
    expect(screen.getByText(/To dana@example\.com/).textContent).toBe(
      'To dana@example.com · in Spanish, times in Central European Time, Madrid',
    )
    expect(screen.getByText(/sends nothing itself/)).toBeTruthy()
    expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'Letter to Dana Reyes' }))
  })

  it('that stood open already takes the focus from its own row, and from nobody else', async () => {
    const row = document.createElement('div')
    row.tabIndex = -1
    const field = document.createElement('input')
    document.body.append(row, field)
    const open = async () => {
      draw({ again: true }, new Map(), row)
      await text()
      await new Promise((done) => setTimeout(done, 50))
    }
    field.focus()
    await open()
    expect(document.activeElement).toBe(field)
    cleanup()
    document.body.append(row)
    row.focus()
    await open()
    expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'Letter to Dana Reyes' }))
    row.remove()
    field.remove()
  })

  it('copies and opens what the coach made of it, not what was written', async () => {
    const { copy } = draw()
    fireEvent.input(await text(), { target: { value: 'Hello & welcome' } })
    fireEvent.click(screen.getByRole('button', { name: 'Copy' }))
    await screen.findByRole('button', { name: 'Copied' })
    expect(copy).toHaveBeenCalledWith({ subject: written.subject, body: 'Hello & welcome' })
    for (const program of ['Gmail', 'Outlook', 'Mail program'])
      expect(href(program)).toContain('Hello%20%26%20welcome')
    fireEvent.input(await text(), { target: { value: 'Changed since' } })
    expect(screen.getByRole('button', { name: 'Copy' })).toBeTruthy()
  })

  it('E34 keeps every word, also over a closed window', async () => {
    const { drafts } = draw()
    fireEvent.input(await text(), { target: { value: 'My words' } })
    fireEvent.input(screen.getByRole('textbox', { name: 'Subject' }), { target: { value: 'Mine' } })
    cleanup()
    draw({}, drafts)
    expect((await text()).value).toBe('My words')
    expect(screen.getByDisplayValue('Mine')).toBeTruthy()
    expect(screen.queryByText(/has changed since/)).toBeNull()
  })

  it('tells when its times have changed under the words, and starts over when asked', async () => {
    const { drafts } = draw()
    fireEvent.input(await text(), { target: { value: 'My words' } })
    cleanup()
    const newer = { ...written, body: 'Other times' }
    draw({ written: { letter: newer, language: 'en', zone: 'UTC' } }, drafts)
    expect((await text()).value).toBe('My words')
    expect(screen.getByText(/has changed since/)).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: 'Start from the template again' }))
    expect((await text()).value).toBe('Other times')
    expect(drafts.size).toBe(0)
  })

  it('one that is too long to open is copied by the same press', async () => {
    const open = vi.spyOn(window, 'open').mockReturnValue(null)
    const { copy } = draw()
    fireEvent.input(await text(), { target: { value: 'x'.repeat(2_500) } })
    expect(screen.getByText(/copied by the same press/)).toBeTruthy()
    fireEvent.click(screen.getByRole('link', { name: 'Mail program' }))
    await waitFor(() => expect(open).toHaveBeenCalled())
    expect(copy).toHaveBeenCalled()
    expect(open.mock.calls[0]?.[0]).toBe('mailto:dana@example.com?subject=Are%20you%20joining%3F&body=')
  })

  it('without an address the coach fills it in', async () => {
    draw({ to: null })
    await text()
    expect(screen.getByText(/No address is known/)).toBeTruthy()
    expect(href('Mail program')).toMatch(/^mailto:\?subject=/)
  })

  it('says what to do when the browser lets nothing be copied', async () => {
    draw({ copy: () => Promise.reject(new Error('NotAllowed')) })
    await text()
    fireEvent.click(screen.getByRole('button', { name: 'Copy' }))
    expect((await screen.findAllByText(/copy it yourself/)).length).toBeGreaterThan(0)
  })

  it('offers the others that fit', async () => {
    const { onChoose } = draw({
      choices: ['paid/coach-missed', 'times-offered'],
      chosen: 'paid/coach-missed',
    })
    await text()
    expect(screen.getByRole('option', { name: 'I missed the session · Paid' })).toBeTruthy()
    fireEvent.change(screen.getByRole('combobox', { name: 'Occasion' }), {
      target: { value: 'times-offered' },
    })
    expect(onChoose).toHaveBeenCalledWith('times-offered')
  })

  it('E54 markup in a name is text', async () => {
    draw({ name: '<img src=x onerror=alert(1)>' })
    await text()
    expect(document.querySelector('img')).toBeNull()
  })
})

describe('a letter in the place of what opens it', () => {
  const drawInPlace = (begin = false) =>
    render(
      <LetterInPlace name="Dana Reyes" begin={begin}>
        {(onClose) => (
          <button type="button" onClick={onClose}>
            Close
          </button>
        )}
      </LetterInPlace>,
    )
  const opener = () => screen.findByRole('button', { name: 'Write to Dana Reyes' })

  it.each([false, true])(
    'closed, leads back to the button that opens it (open from the first: %s)',
    async (begin) => {
      drawInPlace(begin)
      if (!begin) fireEvent.click(await opener())
      fireEvent.click(await screen.findByRole('button', { name: 'Close' }))
      const button = await opener()
      await waitFor(() => expect(document.activeElement).toBe(button))
    },
  )

  it('tells that it is open, so that it can stay open where its row moves to', async () => {
    const onOpen = vi.fn()
    render(
      <LetterInPlace name="Dana Reyes" onOpen={onOpen}>
        {(onClose) => (
          <button type="button" onClick={onClose}>
            Close
          </button>
        )}
      </LetterInPlace>,
    )
    fireEvent.click(await opener())
    fireEvent.click(await screen.findByRole('button', { name: 'Close' }))
    expect(onOpen.mock.calls).toEqual([[true], [false]])
  })

  it('takes the focus from nobody before', async () => {
    drawInPlace()
    await opener()
    await new Promise((done) => setTimeout(done, 50))
    expect(document.activeElement).toBe(document.body)
  })
})
