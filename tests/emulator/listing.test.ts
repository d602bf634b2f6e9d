import { describe, expect, it } from 'vitest'
import { COACH, NEW_YORK, startListing as start } from './listing.ts'

describe('a listing by time', () => {
  it('takes what ends after timeMin and starts before timeMax, both exclusive, a moved instance where it now is', async () => {
    const { emulator, add, all } = start()
    add('before', '2026-11-23T09:00')
    add('within', '2026-11-23T10:00')
    add('after', '2026-11-23T11:00')
    add('series', '2026-11-16T10:00', { recurrence: ['RRULE:FREQ=WEEKLY;COUNT=3'] })
    emulator.google
      .actAs(COACH)
      .moveInstance('series', Date.UTC(2026, 10, 30, 15), Date.UTC(2026, 10, 23, 15, 30))
    emulator.google
      .actAs(COACH)
      .moveInstance('series', Date.UTC(2026, 10, 23, 15), Date.UTC(2026, 10, 25, 15))
    const window = 'timeMin=2026-11-23T15:00:00Z&timeMax=2026-11-23T16:00:00Z'
    expect((await all(`singleEvents=true&${window}`)).ids).toEqual(['within', 'series_20261130T150000Z'])
    expect((await all(window)).ids).toEqual(['within', 'series', 'series_20261130T150000Z'])
  })

  it('begins and ends a day at the midnight of the calendar’s zone', async () => {
    const { emulator, all } = start()
    emulator.google.addEvent(COACH, 'primary', {
      id: 'whole',
      start: { date: '2026-11-23' },
      end: { date: '2026-11-24' },
    })
    expect((await all('timeMin=2026-11-24T04:59:00Z')).ids).toEqual(['whole'])
    expect((await all('timeMin=2026-11-24T05:00:00Z')).ids).toEqual([])
  })

  it('prints times in the zone that is asked for', async () => {
    const { add, list } = start()
    add('event', '2026-11-23T10:00')
    const { json } = await list('timeZone=Europe/Madrid&fields=items/start')
    expect(json).toEqual({
      items: [{ start: { dateTime: '2026-11-23T16:00:00+01:00', timeZone: NEW_YORK } }],
    })
  })

  it('asks for an offset and for a range that is none the less a range', async () => {
    const { list } = start()
    expect((await list('timeMin=2026-11-23T10:00:00')).status).toBe(400)
    expect((await list('timeMin=2026-11-23T10:00:00Z&timeMax=2026-11-23T10:00:00Z')).status).toBe(400)
    expect((await list('orderBy=startTime')).status).toBe(400)
    expect((await list('maxResults=0')).status).toBe(400)
  })
})
