import { cleanup, render, screen, waitFor } from '@testing-library/preact'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { AllDone } from '../../components/prompt/all-done.tsx'
import en from '../../public/_locales/en/messages.json' with { type: 'json' }
import { useCatalogue } from '../helpers/catalogue.ts'

let leave: () => void
beforeEach(() => {
  leave = useCatalogue(en)
})
afterEach(() => {
  cleanup()
  leave()
})

describe('nothing waits any more', () => {
  it('has the focus, for the card that had it is gone: a screen reader says so, and Tab leads to "Close"', async () => {
    render(<AllDone putOff onClose={() => undefined} />)
    const heading = screen.getByRole('heading', { name: 'Nothing is waiting', level: 1 })
    await waitFor(() => expect(document.activeElement).toBe(heading))
  })
})
