import { fireEvent, screen, waitFor } from '@testing-library/preact'
import { expect } from 'vitest'

/** Presses a way of offering the times once it takes presses: not at once when it appears. */
export const pressOffer = async (name: string | RegExp): Promise<void> => {
  const button = await screen.findByRole('button', { name })
  await waitFor(() => expect(button.getAttribute('aria-disabled')).toBeNull())
  fireEvent.click(button)
}
