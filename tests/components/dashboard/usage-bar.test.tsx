import { cleanup, render } from '@testing-library/preact'
import { afterEach, beforeAll, expect, it } from 'vitest'
import { UsageBar } from '../../../components/dashboard/usage-bar.tsx'
import { newClient } from '../../../lib/core/client-edit.ts'
import { DAY } from '../../../lib/core/time.ts'
import { programViews } from '../../../lib/core/view/client.ts'
import en from '../../../public/_locales/en/messages.json' with { type: 'json' }
import { entryOf } from '../../helpers/books.ts'
import { useCatalogue } from '../../helpers/catalogue.ts'
import { EVENING } from './fixtures.ts'

beforeAll(() => {
  useCatalogue(en)
})
afterEach(cleanup)

const dana = { ...newClient('c', 0), addresses: ['dana@client.example'] }

/** What the page says of a program of three sessions, two of them used before, after so many more. */
const shown = (counted: number, to: string | null = null) => {
  const entries = Array.from({ length: counted }, (_, index) =>
    entryOf({
      ...{ id: `e${index}`, answerId: `e${index}`, sessionKey: `s${index}|-` },
      sessionStart: EVENING - index * DAY,
    }),
  )
  const program = {
    id: 'p',
    clientId: 'c',
    name: '',
    sessions: 3,
    alreadyUsed: 2,
    from: '2026-01-01',
    to,
    perMonth: null,
    zone: 'UTC',
    createdAt: 0,
  }
  const [view] = programViews(dana, [program], { entries, makeups: new Map() }, { now: EVENING, booked: 0 })
  if (view === undefined) throw new Error('no program')
  return render(<UsageBar view={view} />).container.textContent
}

it.each([
  ['still has one', 0, null, '2 of 3 used'],
  ['is used up', 1, null, '3 of 3 used'],
  ['is used up and more was counted', 3, null, '5 of 3 used2 over'],
  ['ended before its sessions were used', 0, '2026-11-20', '2 of 3 usedEnded'],
  ['ended, and a session came after', 1, '2026-11-20', '3 of 3 used1 overEnded'],
])('E41 a program that %s says so', (_, counted, to, words) => {
  expect(shown(counted, to)).toBe(words)
})
