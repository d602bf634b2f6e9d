import { cleanup, fireEvent, render, screen } from '@testing-library/preact'
import { useState } from 'preact/hooks'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { useModal } from '../../components/use-modal.ts'

afterEach(cleanup)

const Question = ({ onClose }: { readonly onClose: () => void }) => (
  <dialog {...useModal(onClose)}>Sure?</dialog>
)

const Page = () => {
  const [open, setOpen] = useState(false)
  return (
    <>
      <button type="button" onClick={() => setOpen(true)}>
        Ask
      </button>
      {open && <Question onClose={() => setOpen(false)} />}
    </>
  )
}

describe('a dialog', () => {
  it('opened again at once after Esc stays open, however late the browser tells that the first was closed', async () => {
    render(<Page />)
    fireEvent.click(screen.getByText('Ask'))
    const first = await screen.findByText('Sure?')
    await vi.waitFor(() => expect(first.hasAttribute('open')).toBe(true))
    // As browsers do: Esc asks first, and "close" is told in a task of its own, after keys that were pressed meanwhile.
    fireEvent(first, new Event('cancel', { cancelable: true }))
    await vi.waitFor(() => expect(first.isConnected).toBe(false))
    fireEvent.click(screen.getByText('Ask'))
    const second = await screen.findByText('Sure?')
    fireEvent(first, new Event('close'))
    await new Promise((done) => setTimeout(done, 20))
    expect(second.isConnected).toBe(true)
  })

  it('is gone when the browser closes it without asking', async () => {
    render(<Page />)
    fireEvent.click(screen.getByText('Ask'))
    const dialog = await screen.findByText('Sure?')
    fireEvent(dialog, new Event('close'))
    await vi.waitFor(() => expect(dialog.isConnected).toBe(false))
  })

  it('hears what a file field in it gives up as that field’s', async () => {
    render(<Page />)
    fireEvent.click(screen.getByText('Ask'))
    const dialog = await screen.findByText('Sure?')
    const field = document.createElement('input')
    dialog.append(field)
    fireEvent(field, new Event('cancel', { bubbles: true, cancelable: true }))
    await new Promise((done) => setTimeout(done, 20))
    expect(dialog.isConnected).toBe(true)
  })
})
