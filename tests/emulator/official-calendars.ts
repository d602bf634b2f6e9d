import { describe, expect, it } from 'vitest'
import { COACH, connect, DANA, timed } from './official.ts'

/** Calendars, colours and free/busy. */
export const judgeCalendars = (): void => {
  describe('the official client on calendars', () => {
    it('lists calendars with their roles over several pages and gets one of them', async () => {
      const { emulator, google } = connect()
      emulator.google.addCalendar(COACH, {
        id: 'team@group.calendar.google.com',
        name: 'Team',
        role: 'reader',
        zone: 'Europe/Berlin',
      })
      const first = await google.calendarList.list({ maxResults: 1 })
      expect(first.data.kind).toBe('calendar#calendarList')
      expect(first.data.items).toHaveLength(1)
      const second = await google.calendarList.list({
        maxResults: 1,
        pageToken: first.data.nextPageToken ?? '',
      })
      expect(second.data.nextPageToken).toBeUndefined()
      const all = [...(first.data.items ?? []), ...(second.data.items ?? [])]
      expect(all.map(({ id, accessRole, primary }) => [id, accessRole, primary])).toEqual([
        [COACH, 'owner', true],
        ['team@group.calendar.google.com', 'reader', undefined],
      ])
      const entry = await google.calendarList.get({ calendarId: 'primary' })
      expect(entry.data).toMatchObject({ id: COACH, timeZone: 'America/New_York' })
      const own = await google.calendars.get({ calendarId: 'team@group.calendar.google.com' })
      expect(own.data).toMatchObject({
        kind: 'calendar#calendar',
        summary: 'Team',
        timeZone: 'Europe/Berlin',
      })
      const changed = await google.calendarList.list({ syncToken: second.data.nextSyncToken ?? '' })
      expect(changed.data.items).toEqual([])
      expect(emulator.violations).toEqual([])
    })

    it('reads colours and free/busy, with an error for each calendar it may not see', async () => {
      const { emulator, google, dana } = connect()
      expect((await google.colors.get()).data.event?.['11']?.background).toBe('#dc2127')
      await google.events.insert({
        calendarId: 'primary',
        requestBody: { summary: 'Busy', ...timed('2026-11-23T10:00:00', '2026-11-23T11:00:00') },
      })
      emulator.google.share(COACH, DANA, 'freeBusyReader')
      const answer = await dana.freebusy.query({
        requestBody: {
          timeMin: '2026-11-23T00:00:00Z',
          timeMax: '2026-11-24T00:00:00Z',
          items: [{ id: COACH }, { id: 'stranger@elsewhere.example' }],
        },
      })
      expect(answer.data.calendars?.[COACH]?.busy).toEqual([
        { start: '2026-11-23T15:00:00Z', end: '2026-11-23T16:00:00Z' },
      ])
      expect(answer.data.calendars?.['stranger@elsewhere.example']?.errors?.[0]?.reason).toBe('notFound')
      expect(emulator.violations).toEqual([])
    })
  })
}
