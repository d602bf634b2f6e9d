import { cleanup, render, screen } from '@testing-library/preact'
import { afterEach, beforeAll, expect, it } from 'vitest'
import { NoProgram } from '../../../components/dashboard/no-program.tsx'
import { newClient } from '../../../lib/core/client-edit.ts'
import { DAY } from '../../../lib/core/time.ts'
import en from '../../../public/_locales/en/messages.json' with { type: 'json' }
import { useCatalogue } from '../../helpers/catalogue.ts'
import { EVENING } from './fixtures.ts'

beforeAll(() => {
  useCatalogue(en)
})
afterEach(cleanup)

const show = (elsewhere: boolean, sessions = 2) =>
  render(
    <NoProgram
      view={{
        client: { ...newClient('c1', 0), name: 'Dana' },
        uncovered: { sessions, since: sessions === 0 ? null : EVENING - DAY },
        elsewhere,
      }}
      now={EVENING}
      onSetUp={() => undefined}
    />,
  )

it('E60 names what has not come back with the outcomes: programs and notes are in the other browser', () => {
  show(true)
  expect(screen.getByText(/: 2, some of it answered in another browser/)).toBeTruthy()
  expect(screen.getByText(/Programs and notes stay in the browser where they were written/)).toBeTruthy()
  expect(screen.getByRole('button', { name: 'Set up a program' })).toBeTruthy()
})

it.each([
  ['what was counted here', 2, /^2 counted since .* Set up the package/],
  ['one session of those', 1, /^1 counted since .* it is subtracted by itself/],
  ['nothing counted yet', 0, /^Set up the package, and every session/],
])('says what a program is for, with %s', (_, sessions, words) => {
  show(false, sessions)
  expect(screen.getByText(words)).toBeTruthy()
  expect(screen.queryByText(/another browser/)).toBeNull()
})
