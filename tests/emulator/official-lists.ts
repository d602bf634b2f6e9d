import type { calendar_v3 } from '@googleapis/calendar'
import { describe, expect, it } from 'vitest'
import { COACH, connect, DANA, refusal, timed } from './official.ts'

/** Series, guests, and every way to list. */
export const judgeLists = (): void => {
  describe('the official client on series, guests and lists', () => {
    it('lists instances of a series across daylight saving, cancels one, moves one', async () => {
      const { emulator, google } = connect()
      const series = await google.events.insert({
        calendarId: 'primary',
        requestBody: {
          summary: 'Weekly',
          ...timed('2026-10-25T10:00:00', '2026-10-25T11:00:00'),
          recurrence: ['RRULE:FREQ=WEEKLY;COUNT=4'],
        },
      })
      const eventId = series.data.id ?? ''
      const before = await google.events.instances({ calendarId: 'primary', eventId })
      const ids = (before.data.items ?? []).map(({ id }) => id)
      expect(ids).toEqual(
        ['20261025T140000Z', '20261101T150000Z', '20261108T150000Z', '20261115T150000Z'].map(
          (stamp) => `${eventId}_${stamp}`,
        ),
      )
      await google.events.delete({ calendarId: 'primary', eventId: ids[1] ?? '' })
      await google.events.patch({
        calendarId: 'primary',
        eventId: ids[2] ?? '',
        requestBody: timed('2026-11-09T09:00:00', '2026-11-09T10:00:00'),
      })
      const after = await google.events.instances({ calendarId: 'primary', eventId, showDeleted: true })
      expect(after.data.items?.map(({ id, status, start }) => [id, status, start?.dateTime])).toEqual([
        [ids[0], 'confirmed', '2026-10-25T10:00:00-04:00'],
        [ids[1], 'cancelled', undefined],
        [ids[2], 'confirmed', '2026-11-09T09:00:00-05:00'],
        [ids[3], 'confirmed', '2026-11-15T10:00:00-05:00'],
      ])
      const moved = await google.events.get({ calendarId: 'primary', eventId: ids[2] ?? '' })
      expect(moved.data.originalStartTime?.dateTime).toBe('2026-11-08T10:00:00-05:00')
      expect(moved.data.recurringEventId).toBe(eventId)
      expect(emulator.violations).toEqual([])
    })

    it('answers an invitation on its own copy and may not touch what is the organiser’s', async () => {
      const { emulator, google, dana } = connect()
      const made = await google.events.insert({
        calendarId: 'primary',
        requestBody: {
          summary: 'Coaching',
          ...timed('2026-11-23T10:00:00', '2026-11-23T11:00:00'),
          attendees: [{ email: DANA }],
        },
      })
      const eventId = made.data.id ?? ''
      await dana.events.patch({
        calendarId: 'primary',
        eventId,
        sendUpdates: 'all',
        requestBody: { attendees: [{ email: DANA, responseStatus: 'declined', comment: 'ill' }] },
      })
      const seen = await google.events.get({ calendarId: 'primary', eventId })
      expect(seen.data.attendees?.[0]).toMatchObject({ responseStatus: 'declined', comment: 'ill' })
      const meddling = dana.events.patch({ calendarId: 'primary', eventId, requestBody: { summary: 'Mine' } })
      expect(await refusal(meddling)).toEqual({ status: 403, reason: 'forbiddenForNonOrganizer' })
      expect(emulator.google.mails).toMatchObject([{ to: COACH, kind: 'response' }])
      expect(emulator.violations).toEqual([])
    })

    it('pages a full sync, follows with changes, and is told to start over', async () => {
      const { emulator, google } = connect()
      for (let day = 1; day <= 5; day += 1) {
        const date = `2026-12-0${day}`
        await google.events.insert({
          calendarId: 'primary',
          requestBody: {
            id: `event${day}`,
            summary: `Day ${day}`,
            ...timed(`${date}T10:00:00`, `${date}T11:00:00`),
          },
        })
      }
      const seen: (string | null | undefined)[] = []
      let pageToken: string | undefined
      let syncToken: string | undefined
      do {
        const page = await google.events.list({
          calendarId: 'primary',
          singleEvents: true,
          maxResults: 2,
          ...(pageToken ? { pageToken } : {}),
        })
        seen.push(...(page.data.items ?? []).map(({ id }) => id))
        pageToken = page.data.nextPageToken ?? undefined
        syncToken = page.data.nextSyncToken ?? undefined
      } while (pageToken)
      expect(seen).toEqual(['event1', 'event2', 'event3', 'event4', 'event5'])
      await google.events.delete({ calendarId: 'primary', eventId: 'event2' })
      await google.events.patch({
        calendarId: 'primary',
        eventId: 'event4',
        requestBody: { summary: 'Later' },
      })
      const list = (token: string | undefined) =>
        google.events.list({ calendarId: 'primary', singleEvents: true, syncToken: token ?? '' })
      const changes = await list(syncToken)
      expect(changes.data.items?.map(({ id, status, summary }) => [id, status, summary])).toEqual([
        ['event2', 'cancelled', undefined],
        ['event4', 'confirmed', 'Later'],
      ])
      emulator.google.expireSyncTokens(COACH)
      expect(await refusal(list(syncToken))).toEqual({ status: 410, reason: 'fullSyncRequired' })
      expect(emulator.violations).toEqual([])
    })

    it('lists by time, text, type, property and field mask', async () => {
      const { emulator, google } = connect()
      const insert = (requestBody: calendar_v3.Schema$Event) =>
        google.events.insert({ calendarId: 'primary', requestBody })
      await insert({
        id: 'marked',
        summary: 'Coaching Ana',
        ...timed('2026-12-02T10:00:00', '2026-12-02T11:00:00'),
        extendedProperties: { private: { aw: '1' } },
      })
      await insert({
        id: 'focus',
        summary: 'Focus',
        eventType: 'focusTime',
        ...timed('2026-12-01T10:00:00', '2026-12-01T11:00:00'),
      })
      const ids = async (params: calendar_v3.Params$Resource$Events$List) =>
        (await google.events.list({ calendarId: 'primary', ...params })).data.items?.map(({ id }) => id)
      expect(await ids({ singleEvents: true, orderBy: 'startTime' })).toEqual(['focus', 'marked'])
      expect(await ids({ q: 'ana' })).toEqual(['marked'])
      expect(await ids({ eventTypes: ['default', 'outOfOffice'] })).toEqual(['marked'])
      expect(await ids({ privateExtendedProperty: ['aw=1'] })).toEqual(['marked'])
      expect(await ids({ timeMin: '2026-12-01T16:00:00Z', timeMax: '2026-12-03T00:00:00Z' })).toEqual([
        'marked',
      ])
      expect(await ids({ iCalUID: 'focus@google.com' })).toEqual(['focus'])
      const masked = await google.events.list({
        calendarId: 'primary',
        q: 'ana',
        fields: 'items(id,start/dateTime)',
      })
      expect(masked.data).toEqual({
        items: [{ id: 'marked', start: { dateTime: '2026-12-02T10:00:00-05:00' } }],
      })
      expect(emulator.violations).toEqual([])
    })
  })
}
