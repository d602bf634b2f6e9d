import { cleanup, fireEvent, render, screen } from '@testing-library/preact'
import { afterEach, beforeAll, expect, it } from 'vitest'
import { ClientSessions } from '../../../components/dashboard/client-sessions.tsx'
import { type Evidence, noticeOf } from '../../../lib/core/evidence.ts'
import { DAY, HOUR } from '../../../lib/core/time.ts'
import type { ClientSession } from '../../../lib/core/view/client.ts'
import en from '../../../public/_locales/en/messages.json' with { type: 'json' }
import { sightingOf } from '../../helpers/books.ts'
import { useCatalogue } from '../../helpers/catalogue.ts'
import { EVENING } from './fixtures.ts'

beforeAll(() => {
  useCatalogue(en)
})
afterEach(cleanup)

const session = (key: string, daysAgo: number, over: Partial<ClientSession> = {}): ClientSession => ({
  key,
  participant: 'p',
  start: EVENING - daysAgo * DAY,
  end: EVENING - daysAgo * DAY + HOUR,
  zone: 'UTC',
  state: 'completed',
  makeup: false,
  code: 'occurred',
  evidence: null,
  ...over,
})

/** They declined 19 to 20 hours before. */
const declined = (daysAgo: number): Evidence => {
  const sighting = sightingOf(EVENING - daysAgo * DAY)
  const notice = noticeOf(sighting)
  return { participant: 'p', sighting, notice, fits: 'client-late-cancel', contrary: true, likely: false }
}

const lines = () => [...document.querySelectorAll('.client-sessions > li')].map((line) => line.textContent)

it('each session of a client has its reason and one line of what the calendar showed, the latest first', () => {
  const missed = { state: 'didnt-occur', code: 'client-no-show', evidence: declined(2) } as const
  render(
    <ClientSessions
      sessions={[
        session('a', 3),
        session('b', 2, missed),
        session('c', 1, { state: 'unanswered', code: null, evidence: declined(1) }),
      ]}
      name="Dana Reyes"
      now={EVENING}
      renderRecord={() => null}
    />,
  )
  expect(lines()).toEqual([])
  fireEvent.click(screen.getByText('Every session, with its reason'))
  const seen = 'Calendar: Dana Reyes declined between 19 hrs and 20 hrs before'
  expect(lines()).toEqual([
    expect.stringMatching(new RegExp(`${seen}$`)),
    expect.stringMatching(new RegExp(`Client did not show up · ${seen}$`)),
    expect.not.stringContaining('Calendar'),
  ])
})
