import { describe, expect, it } from 'vitest'
import { COACH, connect, DANA, refusal, timed } from './official.ts'

/** One event: made, changed, moved, deleted. */
export const judgeEvents = (): void => {
  describe('the official client on events', () => {
    it('inserts with a chosen id, guests and Meet, and reads the same back', async () => {
      const { emulator, google, dana } = connect()
      const made = await google.events.insert({
        calendarId: 'primary',
        sendUpdates: 'all',
        conferenceDataVersion: 1,
        requestBody: {
          id: 'c0ffee0123456789abcdef0123456789',
          summary: 'Coaching: Dana',
          ...timed('2026-11-23T10:00:00', '2026-11-23T11:00:00'),
          attendees: [{ email: DANA }],
          conferenceData: { createRequest: { requestId: 'one' } },
          extendedProperties: { private: { aw: '1' } },
        },
      })
      expect(made.data).toMatchObject({
        kind: 'calendar#event',
        status: 'confirmed',
        organizer: { email: COACH, self: true },
        attendees: [{ email: DANA, responseStatus: 'needsAction' }],
        extendedProperties: { private: { aw: '1' } },
        start: { dateTime: '2026-11-23T10:00:00-05:00', timeZone: 'America/New_York' },
      })
      expect(made.data.hangoutLink).toMatch(/^https:\/\/meet\.google\.com\//)
      const read = await google.events.get({ calendarId: 'primary', eventId: made.data.id ?? '' })
      expect(read.data).toEqual(made.data)
      const hers = await dana.events.get({ calendarId: 'primary', eventId: made.data.id ?? '' })
      expect(hers.data.attendees).toEqual([{ email: DANA, responseStatus: 'needsAction', self: true }])
      expect(hers.data.extendedProperties).toBeUndefined()
      expect(hers.data.start?.dateTime).toBe('2026-11-23T16:00:00+01:00')
      expect(emulator.google.mails.map(({ to, kind }) => [to, kind])).toEqual([[DANA, 'invitation']])
      expect(emulator.violations).toEqual([])
    })

    it('patches under If-Match, is refused with an old etag, updates the whole and moves it', async () => {
      const { emulator, google } = connect()
      const requestBody = { summary: 'Coaching', ...timed('2026-11-23T10:00:00', '2026-11-23T11:00:00') }
      const made = (await google.events.insert({ calendarId: 'primary', requestBody })).data
      const eventId = made.id ?? ''
      const under = (etag: string | null | undefined) => ({ headers: { 'If-Match': etag ?? '' } })
      const patched = await google.events.patch(
        {
          calendarId: 'primary',
          eventId,
          requestBody: { extendedProperties: { private: { 'aw1.q': 'open' } } },
        },
        under(made.etag),
      )
      expect(patched.data.extendedProperties?.private).toEqual({ 'aw1.q': 'open' })
      expect(patched.data.etag).not.toBe(made.etag)
      const late = google.events.patch(
        { calendarId: 'primary', eventId, requestBody: { summary: 'x' } },
        under(made.etag),
      )
      expect(await refusal(late)).toEqual({ status: 412, reason: 'conditionNotMet' })
      const whole = await google.events.update({
        calendarId: 'primary',
        eventId,
        requestBody: { ...patched.data, summary: 'Renamed', extendedProperties: {} },
      })
      expect(whole.data.summary).toBe('Renamed')
      expect(whole.data.extendedProperties).toBeUndefined()
      emulator.google.addCalendar(COACH, { id: 'second@group.calendar.google.com', name: 'Second' })
      const moved = await google.events.move({
        calendarId: 'primary',
        eventId,
        destination: 'second@group.calendar.google.com',
      })
      expect(moved.data.organizer).toMatchObject({ email: 'second@group.calendar.google.com', self: true })
      const left = await google.events.get({ calendarId: 'primary', eventId })
      expect(left.data.status).toBe('cancelled')
      expect(emulator.violations).toEqual([])
    })

    it('deletes once, and learns 410, 409 and 404 from what is gone, taken or never was', async () => {
      const { emulator, google } = connect()
      const requestBody = {
        id: 'abcde',
        summary: 'Hold',
        status: 'tentative',
        ...timed('2026-11-23T10:00:00', '2026-11-23T11:00:00'),
      }
      await google.events.insert({ calendarId: 'primary', requestBody })
      const gone = await google.events.delete({
        calendarId: 'primary',
        eventId: 'abcde',
        sendUpdates: 'none',
      })
      expect(gone.status).toBe(204)
      const again = google.events.delete({ calendarId: 'primary', eventId: 'abcde' })
      expect(await refusal(again)).toEqual({ status: 410, reason: 'deleted' })
      const taken = google.events.insert({ calendarId: 'primary', requestBody })
      expect(await refusal(taken)).toEqual({ status: 409, reason: 'duplicate' })
      const never = google.events.get({ calendarId: 'primary', eventId: 'never' })
      expect(await refusal(never)).toEqual({ status: 404, reason: 'notFound' })
      const revived = await google.events.patch({
        calendarId: 'primary',
        eventId: 'abcde',
        requestBody: { status: 'confirmed' },
      })
      expect(revived.data.status).toBe('confirmed')
      expect(emulator.violations).toEqual([])
    })
  })
}
