import { cleanup, render, screen } from '@testing-library/preact'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { RefusalNote } from '../../../components/refusal.tsx'
import type { Act, Refused } from '../../../components/use-act.ts'
import en from '../../../public/_locales/en/messages.json' with { type: 'json' }
import { useCatalogue } from '../../helpers/catalogue.ts'

beforeAll(() => {
  useCatalogue(en)
})
afterEach(cleanup)

const actThatWas = (refusal: Refused, name = 'signIn:new'): Act => ({
  busy: new Set(),
  refused: { name, refusal },
  run: () => undefined,
  change: () => undefined,
  forget: () => undefined,
})

describe('a refusal in words', () => {
  it.each([
    [{ reason: 'sign-in-closed', failure: null }, 'window was closed'],
    [{ reason: 'sign-in-denied', failure: null }, 'access was not allowed'],
    [{ reason: 'sign-in-denied', failure: { type: 'scope-needed' } }, 'left unticked'],
    [{ reason: 'sign-in-denied', failure: { type: 'rejected', status: 0, reason: 'x' } }, 'Another account'],
    [{ reason: 'sign-in-unknown', failure: null }, 'did not belong to this sign-in'],
    [{ reason: 'sign-in-expired', failure: null }, 'has expired'],
  ] satisfies [Refused, string][])(
    'says what happened and that nothing was connected: %j',
    (refusal, words) => {
      render(<RefusalNote act={actThatWas(refusal)} names={['signIn']} />)
      const note = screen.getByRole('alert')
      expect(note.textContent).toContain(words)
      expect(note.textContent).toContain('Nothing was connected')
    },
  )

  it('puts every failure of a calendar into words of its own', () => {
    const { rerender } = render(
      <RefusalNote
        act={actThatWas({ reason: 'calendar', failure: { type: 'offline' } })}
        names={['signIn']}
      />,
    )
    expect(screen.getByRole('alert').textContent).toContain('no connection')
    rerender(<RefusalNote act={actThatWas({ reason: 'calendar', failure: null })} names={['other']} />)
    expect(screen.queryByRole('alert')).toBeNull()
  })
})
