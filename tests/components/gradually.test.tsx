import { cleanup, render, screen } from '@testing-library/preact'
import { afterEach, expect, it, vi } from 'vitest'
import { Gradually } from '../../components/gradually.tsx'

afterEach(cleanup)

it('draws what is in sight first, the rest soon after without being asked, and nothing twice', async () => {
  const items = Array.from({ length: 100 }, (_, index) => index)
  const row = vi.fn((item: number) => <li key={item}>{`Row ${item}`}</li>)
  render(
    <ol>
      <Gradually items={items} row={row} />
    </ol>,
  )
  const first = screen.getAllByRole('listitem').length
  expect(first).toBeGreaterThan(24)
  expect(first).toBeLessThan(100)
  await screen.findByText('Row 99')
  expect(screen.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual(
    items.map((item) => `Row ${item}`),
  )
  expect(row).toHaveBeenCalledTimes(100)
})
