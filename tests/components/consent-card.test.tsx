import { cleanup, render, screen } from '@testing-library/preact'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { ConsentCard } from '../../components/prompt/consent-card.tsx'
import type { Account } from '../../lib/core/account.ts'
import en from '../../public/_locales/en/messages.json' with { type: 'json' }
import { useCatalogue } from '../helpers/catalogue.ts'

beforeAll(() => {
  useCatalogue(en)
})
afterEach(cleanup)

const told = (account: Pick<Account, 'provider' | 'name' | 'access'>): string => {
  render(
    <ConsentCard
      account={account}
      busy={false}
      trouble={null}
      onDecide={() => undefined}
      onLater={() => undefined}
    />,
  )
  return screen.getByRole('heading').closest('section')?.textContent ?? ''
}

describe('the first write explains itself', () => {
  it.each([
    ['google', 'read', /Google Calendar\?.*the next step asks Google for permission/],
    ['outlook', 'read', /Outlook Calendar\?.*the next step asks Microsoft for permission/],
    ['outlook', 'write', /You can take everything back in Settings\./],
  ] as const)(
    'of %s with %s access it says whose calendar and who has to allow it',
    (provider, access, words) => {
      const text = told({ provider, name: '', access })
      expect(text).toMatch(words)
      expect(text).toContain('your other browsers know them')
    },
  )

  it('of Practice it promises nothing beyond this computer, and nobody is asked', () => {
    const text = told({ provider: 'practice', name: 'Practice', access: 'write' })
    expect(text).toContain('Practice stays on this computer.')
    expect(text).not.toMatch(/other browsers|asks (Google|Microsoft)/)
  })
})
