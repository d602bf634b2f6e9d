import { cleanup, render, screen } from '@testing-library/preact'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { evidenceCsv } from '../../../components/dashboard/evidence-csv.ts'
import { History } from '../../../components/dashboard/history.tsx'
import { Timeline } from '../../../components/dashboard/timeline.tsx'
import type { Answer } from '../../../lib/core/answer.ts'
import { noticeOf, type Sighting } from '../../../lib/core/evidence.ts'
import { DAY, HOUR, MINUTE } from '../../../lib/core/time.ts'
import type { HistoryLine } from '../../../lib/core/view/history.ts'
import type { Timeline as View } from '../../../lib/core/view/timeline.ts'
import en from '../../../public/_locales/en/messages.json' with { type: 'json' }
import { answerOf, headFor, sightingOf } from '../../helpers/books.ts'
import { useCatalogue } from '../../helpers/catalogue.ts'

/** Tuesday, 24 Nov 2026, 15:00 UTC: 16:00 in Madrid, 10:00 in New York. */
const START = Date.UTC(2026, 10, 24, 15)
const NOW = START + DAY

beforeAll(() => {
  useCatalogue(en)
})
afterEach(cleanup)

const seen = (over: Partial<Sighting> = {}, name: string | null = 'Dana Reyes') => {
  const sighting = sightingOf(START, over)
  return { sighting, name, notice: noticeOf(sighting) }
}
const lost = (over: Partial<Sighting> = {}) =>
  seen({ what: 'gone', by: 'unknown', address: null, ...over }, null)
const view = (over: Partial<View> = {}): View => ({
  key: 's',
  start: START,
  end: START + HOUR,
  zone: 'America/New_York',
  names: ['Dana Reyes'],
  came: 'appeared',
  firstSeenAt: START - 10 * DAY,
  firstStart: START,
  lines: [],
  cut: false,
  copies: [],
  ...over,
})

describe('what the calendar showed', () => {
  const show = (timeline: View, zone = 'Europe/Madrid') =>
    render(<Timeline timeline={timeline} now={NOW} zone={zone} save={null} />).container
  const lines = () => screen.getAllByRole('listitem').map(({ textContent }) => textContent)

  it('E09 is told in words, as an interval, in the coach’s zone, with the notice it comes to', () => {
    show(view({ lines: [seen(), lost({ notBefore: START - 31 * HOUR, notAfter: START - 19 * HOUR })] }))
    expect(lines()).toEqual([
      'First seen Sat 14 Nov, 16:00. Scheduled for Tue 24 Nov, 16:00.',
      'Dana Reyes declinedbetween Mon 23 Nov, 20:00 and 21:00Notice: between 19 hrs and 20 hrs before',
      'The event was deleted; by whom is not knownbetween Mon 23 Nov, 09:00 and 21:00Notice: between 19 hrs and 31 hrs before',
    ])
  })

  it('E22 says in which zone its times are, and gives each in the session’s own on hover', () => {
    const page = show(view({ lines: [seen()] }))
    expect(page.textContent).toContain(
      'Times are in Central European Time, Madrid. In its own zone (Eastern Time, New York) the session was at 10:00–11:00.',
    )
    const time = page.querySelector('time')
    expect(time?.title).toBe('between Mon 23 Nov, 14:00 and 15:00')
    expect(time?.dateTime).toBe('2026-11-23T20:00:00.000Z')
    cleanup()
    expect(show(view({ lines: [seen()] }), 'America/New_York').textContent).not.toContain('Times are in')
  })

  it('E20 an hour that the clocks pass twice is still one interval of elapsed time', () => {
    // 25 Oct 2026 in Madrid: 03:00 summer time becomes 02:00.
    const change = Date.UTC(2026, 9, 25, 1)
    show(
      view({
        lines: [lost({ notBefore: change - HOUR, notAfter: change + HOUR, start: change + 25 * HOUR })],
      }),
    )
    expect(lines()[1]).toContain('between Sun 25 Oct, 02:00 (UTC+02:00) and 03:00 (UTC+01:00)')
    expect(lines()[1]).toContain('between 24 hrs and 26 hrs before')
  })

  it('says since when something was there only as far as it is known', () => {
    show(
      view({
        came: 'there',
        firstSeenAt: null,
        firstStart: null,
        cut: true,
        lines: [
          seen({ notBefore: null }),
          seen({ what: 'accepted', notBefore: START - HOUR, notAfter: START - HOUR + 1 }),
        ],
      }),
    )
    expect(lines()).toEqual([
      'It was there when the calendar was first read.',
      'Older changes are not kept.',
      'Dana Reyes declinedby Mon 23 Nov, 21:00; since when is not knownNotice: at least 19 hrs before',
      'Dana Reyes no longer declinedTue 24 Nov, 15:00',
    ])
  })

  it('E11 says of each copy when it was last seen, while one of them lives', () => {
    const copies = [
      { calendar: 'Work', seenAt: START - HOUR, goneAt: null },
      { calendar: null, seenAt: START - DAY, goneAt: START - DAY + HOUR },
    ]
    show(view({ copies }))
    expect(lines().slice(1)).toEqual([
      'Work: last seen there Tue 24 Nov, 15:00',
      'A calendar that is no longer connected: gone from there between Mon 23 Nov, 16:00 and 17:00',
    ])
    cleanup()
    show(view({ copies: copies.slice(1), lines: [lost()] }))
    expect(lines()).toHaveLength(2)
  })

  it('E54 a name is shown as text, and is no formula in the file', () => {
    const hostile = '=HYPERLINK("https://evil.example","<b>x</b>")'
    const timeline = view({ names: [hostile], lines: [seen({}, hostile)] })
    const page = show(timeline)
    expect(page.querySelector('b')).toBeNull()
    expect(page.textContent).toContain(`${hostile} declined`)
    for (const line of evidenceCsv([timeline], NOW).split('\r\n').slice(1)) {
      expect(line).toMatch(/^"'=HYPERLINK/)
      expect(line).not.toMatch(/(^|,)"?=/)
    }
  })
})

it('the file has a line for each thing seen: the oldest session first, instants in universal time, notice in hours', () => {
  const earlier = view({
    start: START - DAY,
    end: START - DAY + HOUR,
    names: ['Ana', 'Lee'],
    came: 'hand',
    firstSeenAt: null,
    firstStart: null,
  })
  const later = view({
    lines: [
      seen({ notBefore: START - 90 * MINUTE, notAfter: START + 6 * MINUTE }),
      lost({ notBefore: null }),
    ],
    copies: [{ calendar: 'Work', seenAt: START, goneAt: null }],
  })
  expect(evidenceCsv([later, earlier], NOW).replace('\uFEFF', '').split('\r\n')).toEqual([
    'Client,Date,Time,Time zone,What the calendar showed,Happened after (UTC),Seen by (UTC),Start as then scheduled (UTC),Notice at least (hours),Notice at most (hours)',
    '"Ana, Lee",2026-11-23,10:00,America/New_York,Added by hand; no calendar shows it.,,,,,',
    'Dana Reyes,2026-11-24,10:00,America/New_York,"First seen Sat 14 Nov, 10:00. Scheduled for Tue 24 Nov, 10:00.",,2026-11-14T15:00:00Z,2026-11-24T15:00:00Z,,',
    'Dana Reyes,2026-11-24,10:00,America/New_York,Dana Reyes declined,2026-11-24T13:30:00Z,2026-11-24T15:06:00Z,2026-11-24T15:00:00Z,-0.1,1.5',
    'Dana Reyes,2026-11-24,10:00,America/New_York,The event was deleted; by whom is not known,,2026-11-23T20:00:00Z,2026-11-24T15:00:00Z,19,',
    'Dana Reyes,2026-11-24,10:00,America/New_York,"Work: last seen there Tue 24 Nov, 10:00",,2026-11-24T15:00:00Z,,,',
  ])
})

describe('the history of a session', () => {
  const given = (id: string, over: Partial<Answer>, said: Parameters<typeof headFor>[1]) =>
    answerOf(headFor(id, said, { at: START }), { sessionKey: 's', ...over })
  const line = (answer: Answer, over: Partial<HistoryLine> = {}): HistoryLine => ({
    answer,
    name: null,
    origin: { place: 'here', policyVersion: answer.policyVersion },
    browser: null,
    replaced: [],
    settles: false,
    standing: 'replaced',
    ...over,
  })
  const yes = given('a', { minutes: 45 }, { occurred: true })
  const noShow = given(
    'b',
    {
      at: START + MINUTE,
      override: 'courtesy',
      mark: 'to-reschedule',
      counts: false,
      reschedule: true,
      note: 'First time',
    },
    { occurred: false, reason: 'client-no-show' },
  )

  it('E37 says of each answer when, in which browser, by which rule, and what it replaced', () => {
    render(
      <History
        lines={[
          line(yes),
          line(noShow, {
            origin: { place: 'elsewhere', policyVersion: 'default-1' },
            browser: 2,
            replaced: [yes],
            standing: 'holds',
          }),
        ]}
        booksAt={[{ name: 'Dana Reyes', href: '#/clients/c1' }]}
        now={NOW}
        zone="UTC"
      />,
    )
    const [first, second] = screen.getAllByRole('listitem') as [HTMLElement, HTMLElement]
    const said = (item: HTMLElement) => [...item.querySelectorAll('p')].map(({ textContent }) => textContent)
    expect(said(first)).toEqual([
      'It happened Completed Replaced by a later answer',
      'Tue 24 Nov, 15:00 · in this browser',
      'Paid: counts, not sent back. Rule paid/occurred of policy default-1',
      'It took 45 mins.',
    ])
    expect(said(second)).toEqual([
      'Client did not show up To reschedule Holds now',
      'Tue 24 Nov, 15:01 · in another browser (2)',
      'Paid: doesn’t count, sent back for rescheduling. Rule paid/client-no-show of policy default-1',
      'Courtesy make-up: you sent it back, uncounted.',
      'Your words: “First time”',
      'Took the place of: It happened (Tue 24 Nov, 15:00)',
    ])
    expect(screen.getByRole('link', { name: 'Dana Reyes' }).getAttribute('href')).toBe('#/clients/c1')
  })

  it('E36 says which of two answers is not used, and what settled them', () => {
    const other = given('x', { source: 'calendar' }, { occurred: false, reason: 'client-emergency' })
    render(
      <History
        lines={[
          line(yes, { standing: 'beside' }),
          line(noShow, { standing: 'holds', replaced: [yes, other], settles: true }),
        ]}
        booksAt={[]}
        now={NOW}
        zone="UTC"
      />,
    )
    expect(screen.getAllByRole('listitem')[0]?.textContent).toContain('Not used until you decide')
    expect(
      screen.getByText(
        'Settled what two browsers said differently: It happened (Tue 24 Nov, 15:00) · Client had an emergency (Tue 24 Nov, 15:00)',
      ),
    ).toBeTruthy()
  })

  it('what was taken back decides nothing, and an empty history says so', () => {
    const undone = given(
      'u',
      { code: 'undone', mark: null, counts: false, reschedule: false, rowId: null },
      { occurred: true },
    )
    render(<History lines={[line(undone, { replaced: [yes] })]} booksAt={[]} now={NOW} zone="UTC" />)
    expect(screen.getByRole('listitem').textContent).toContain('Taken back')
    expect(screen.getByRole('listitem').textContent).not.toContain('Rule')
    cleanup()
    render(<History lines={[]} booksAt={[]} now={NOW} zone="UTC" />)
    expect(screen.getByText('No answer yet.')).toBeTruthy()
  })

  it('E54 the coach’s own words are text', () => {
    const { container } = render(
      <History
        lines={[line(given('o', { note: '<img src=x>' }, { occurred: false, reason: 'other' }))]}
        booksAt={[]}
        now={NOW}
        zone="UTC"
      />,
    )
    expect(container.querySelector('img')).toBeNull()
    expect(container.textContent).toContain('“<img src=x>”')
  })
})
