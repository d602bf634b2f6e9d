import { describe, expect, it } from 'vitest'
import { createCaller, hour } from './caller.ts'
import { COACH, NEW_YORK, startListing as start } from './listing.ts'

const reasonOf = (answer: { json: { error: { errors: { reason: string }[] } } }) =>
  answer.json.error.errors[0]?.reason

describe('a sync', () => {
  it('gives its token with the last page only, and after no change answers with nothing', async () => {
    const { add, all } = start()
    for (const id of ['aaaaa', 'bbbbb', 'ccccc']) add(id, '2026-11-23T10:00')
    const first = await all('maxResults=2')
    expect(first).toMatchObject({ ids: ['aaaaa', 'bbbbb', 'ccccc'], pages: 2 })
    const second = await all(`syncToken=${first.token}`)
    expect(second.items).toEqual([])
  })

  it('copes with short pages and an empty one in the middle', async () => {
    const { emulator, add, all } = start()
    for (let index = 0; index < 7; index += 1) add(`event${index}`, '2026-11-23T10:00')
    emulator.google.settings.pageLimit = 2
    emulator.google.settings.emptyPageEvery = 2
    const { ids, pages } = await all('maxResults=100')
    expect(ids).toHaveLength(7)
    expect(pages).toBeGreaterThan(4)
  })

  it('does not lose what changes between two pages', async () => {
    const { emulator, add, list, all } = start()
    for (const id of ['aaaaa', 'bbbbb', 'ccccc']) add(id, '2026-11-23T10:00')
    const first = await list('maxResults=1')
    emulator.google.actAs(COACH).patch('aaaaa', { summary: 'changed' })
    emulator.google.actAs(COACH).delete('bbbbb')
    const rest = await all('maxResults=1', first.json.nextPageToken)
    expect(rest.ids).toContain('ccccc')
    const next = await all(`syncToken=${rest.token}`)
    expect(next.items.map(({ id, status }) => [id, status]).toSorted()).toEqual([
      ['aaaaa', 'confirmed'],
      ['bbbbb', 'cancelled'],
    ])
  })

  it('sends a deleted event as a skeleton, and a cancelled instance with its place alone', async () => {
    const { emulator, add, all } = start()
    add('single', '2026-11-23T10:00')
    add('series', '2026-10-25T10:00', { recurrence: ['RRULE:FREQ=WEEKLY;COUNT=3'] })
    const { token } = await all('singleEvents=true')
    const coach = emulator.google.actAs(COACH)
    coach.delete('single')
    coach.cancelInstance('series', Date.UTC(2026, 10, 1, 15))
    const { items } = await all(`singleEvents=true&syncToken=${token}`)
    expect(items).toEqual([
      { kind: 'calendar#event', etag: expect.any(String), id: 'single', status: 'cancelled' },
      {
        kind: 'calendar#event',
        etag: expect.any(String),
        id: 'series_20261101T150000Z',
        status: 'cancelled',
        recurringEventId: 'series',
        originalStartTime: { dateTime: '2026-11-01T10:00:00-05:00', timeZone: NEW_YORK },
      },
    ])
  })

  it('returns every instance of a touched series, and those it lost as cancelled', async () => {
    const { emulator, add, all } = start()
    add('series', '2026-10-25T10:00', { recurrence: ['RRULE:FREQ=WEEKLY;COUNT=3'] })
    const { token } = await all('singleEvents=true')
    emulator.google.actAs(COACH).splitSeries('series', Date.UTC(2026, 10, 1, 15), 3_600_000)
    const { items } = await all(`singleEvents=true&syncToken=${token}`)
    expect(items.map(({ id, status }) => [id, status])).toEqual([
      ['series_20261025T140000Z', 'confirmed'],
      ['series_20261101T150000Z', 'cancelled'],
      ['series_20261108T150000Z', 'cancelled'],
      ['series_R20261101T150000_20261101T160000Z', 'confirmed'],
      ['series_R20261101T150000_20261108T160000Z', 'confirmed'],
    ])
  })

  it('forgets a lost instance that its series has again', async () => {
    const { emulator, add, all } = start()
    add('series', '2026-10-25T10:00', { recurrence: ['RRULE:FREQ=WEEKLY;COUNT=3'] })
    const coach = emulator.google.actAs(COACH)
    coach.patch('series', { recurrence: ['RRULE:FREQ=WEEKLY;COUNT=1'] })
    const { token } = await all('singleEvents=true')
    coach.patch('series', { recurrence: ['RRULE:FREQ=WEEKLY;COUNT=2'] })
    const { items } = await all(`singleEvents=true&syncToken=${token}`)
    expect(items.map(({ id, status }) => [id, status])).toEqual([
      ['series_20261025T140000Z', 'confirmed'],
      ['series_20261101T150000Z', 'confirmed'],
      ['series_20261108T150000Z', 'cancelled'],
    ])
  })

  it('reports a lost instance only where instances are listed: to a sync of series it was never an exception', async () => {
    const { emulator, add, all } = start()
    add('series', '2026-10-25T10:00', { recurrence: ['RRULE:FREQ=WEEKLY;COUNT=3'] })
    const { token } = await all('maxResults=9')
    emulator.google.actAs(COACH).patch('series', { recurrence: ['RRULE:FREQ=WEEKLY;COUNT=1'] })
    expect((await all(`syncToken=${token}`)).ids).toEqual(['series'])
    expect((await all('showDeleted=true')).ids).toEqual(['series'])
  })

  it('stops an endless series at the most instances Google expands', async () => {
    const { emulator, add, all } = start()
    add('series', '2026-10-25T10:00', { recurrence: ['RRULE:FREQ=WEEKLY'] })
    emulator.google.settings.maxInstances = 30
    expect((await all('singleEvents=true')).items).toHaveLength(30)
  })

  it('shows deleted events on demand, and cancelled instances also where series come whole', async () => {
    const { emulator, add, all } = start()
    add('single', '2026-11-23T10:00')
    add('series', '2026-10-25T10:00', { recurrence: ['RRULE:FREQ=WEEKLY;COUNT=2'] })
    emulator.google.actAs(COACH).delete('single')
    emulator.google.actAs(COACH).cancelInstance('series', Date.UTC(2026, 10, 1, 15))
    expect((await all('maxResults=9')).ids).toEqual(['series', 'series_20261101T150000Z'])
    expect((await all('singleEvents=true')).ids).toEqual(['series_20261025T140000Z'])
    expect((await all('showDeleted=true')).ids).toEqual(['series', 'single', 'series_20261101T150000Z'])
    expect((await all('showDeleted=true&singleEvents=true')).ids).toEqual([
      'series_20261025T140000Z',
      'single',
      'series_20261101T150000Z',
    ])
  })

  it('takes the exceptions of a series along when all of it moves', async () => {
    const { emulator, add, all } = start()
    add('series', '2026-11-02T10:00', { recurrence: ['RRULE:FREQ=WEEKLY;COUNT=2'] })
    const coach = emulator.google.actAs(COACH)
    coach.patch('series_20261109T150000Z', { summary: 'special' })
    const { token } = await all('singleEvents=true')
    coach.reschedule('series', Date.UTC(2026, 10, 3, 15))
    const { items } = await all(`singleEvents=true&syncToken=${token}`)
    expect(items.map(({ id, status }) => [id, status]).toSorted()).toEqual([
      ['series_20261102T150000Z', 'cancelled'],
      ['series_20261103T150000Z', 'confirmed'],
      ['series_20261109T150000Z', 'cancelled'],
      ['series_20261110T150000Z', 'confirmed'],
    ])
  })

  it.each([
    ['timeMin=2026-11-01T00:00:00Z'],
    ['timeMax=2026-11-01T00:00:00Z'],
    ['updatedMin=2026-11-01T00:00:00Z'],
    ['orderBy=updated'],
    ['q=coaching'],
    ['iCalUID=x@google.com'],
    ['privateExtendedProperty=aw%3D1'],
    ['sharedExtendedProperty=aw%3D1'],
    ['showDeleted=false'],
    ['singleEvents=true'],
    ['eventTypes=default'],
  ])('refuses a token together with %s', async (parameter) => {
    const { all, list } = start()
    const { token } = await all('maxResults=10')
    expect((await list(`syncToken=${token}&${parameter}`)).status).toBe(400)
  })

  it('may begin at timeMin, but a listing narrowed otherwise ends without a token', async () => {
    const { list } = start()
    expect((await list('timeMin=2026-11-01T00:00:00Z')).json.nextSyncToken).toEqual(expect.any(String))
    expect((await list('q=coaching')).json.nextSyncToken).toBeUndefined()
    expect((await list('singleEvents=true&orderBy=startTime')).json.nextSyncToken).toBeUndefined()
  })

  it('says 410 fullSyncRequired for a token that is too old or was withdrawn, 400 for one that is none', async () => {
    const { emulator, all, list } = start()
    const { token } = await all('maxResults=10')
    const none = await list('syncToken=nonsense')
    expect([none.status, none.json.error.message]).toEqual([400, 'Invalid sync token value.'])
    emulator.google.expireSyncTokens(COACH)
    const withdrawn = await list(`syncToken=${token}`)
    expect([withdrawn.status, reasonOf(withdrawn)]).toEqual([410, 'fullSyncRequired'])
    const fresh = await all('maxResults=10')
    emulator.clock.advance(31 * 86_400_000)
    const caller = createCaller(emulator, COACH)
    const old = await caller('GET', `/calendars/primary/events?syncToken=${fresh.token}`)
    expect([old.status, reasonOf(old)]).toEqual([410, 'fullSyncRequired'])
    const since = await caller('GET', '/calendars/primary/events?updatedMin=2026-01-01T00:00:00Z')
    expect([since.status, reasonOf(since)]).toEqual([410, 'updatedMinTooLongAgo'])
  })

  it('holds a page token to the query it came with', async () => {
    const { add, list } = start()
    for (const id of ['aaaaa', 'bbbbb']) add(id, '2026-11-23T10:00')
    const { json } = await list('maxResults=1')
    expect((await list(`maxResults=5&pageToken=${json.nextPageToken}`)).json.items).toHaveLength(1)
    expect((await list(`maxResults=1&singleEvents=true&pageToken=${json.nextPageToken}`)).status).toBe(400)
  })

  it('repeats itself exactly for the same seed, and not for another', async () => {
    const run = async (seed: number) => {
      const { emulator, all } = start(seed)
      emulator.google.actAs(COACH).insert({ summary: 'x', ...hour('2026-11-23T10:00') })
      return all('maxResults=10')
    }
    expect(await run(7)).toEqual(await run(7))
    expect((await run(7)).ids).not.toEqual((await run(8)).ids)
  })
})
