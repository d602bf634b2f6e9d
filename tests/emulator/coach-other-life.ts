import { weekdayBack } from './coach-clients.ts'
import type { CoachWorld } from './coach-world.ts'
import type { WireEvent, WireTime } from './google/wire.ts'

/** What a coach's calendar holds beside sessions, and what must never be asked about (PRODUCT 3). */
export const placeOtherLife = <E>(
  world: CoachWorld<E>,
  email: string,
  personalCalendarId: string,
  now: number,
  zone: string,
): void => {
  const timed = (days: number, wall: string): WireTime => ({
    dateTime: Temporal.Instant.fromEpochMilliseconds(weekdayBack(now, zone, days, wall)).toString(),
    timeZone: zone,
  })
  const day = (days: number): WireTime => ({
    date: Temporal.Instant.fromEpochMilliseconds(now)
      .toZonedDateTimeISO(zone)
      .toPlainDate()
      .subtract({ days })
      .toString(),
  })
  const add = (calendarId: string, event: WireEvent) => world.addEvent(email, calendarId, event)

  add('primary', {
    summary: 'Dentist',
    start: timed(5, '08:30'),
    end: timed(5, '09:15'),
    visibility: 'private',
  })
  add('primary', {
    summary: 'Lunch',
    start: timed(50, '12:30'),
    end: timed(50, '13:15'),
    transparency: 'transparent',
    recurrence: ['RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR'],
  })
  add('primary', {
    summary: 'Supervision with Jo',
    start: timed(10, '17:30'),
    end: timed(10, '18:30'),
    organizer: { email: 'jo@supervision.example', displayName: 'Jo Lindqvist' },
    attendees: [
      { email: 'jo@supervision.example', displayName: 'Jo Lindqvist', responseStatus: 'accepted' },
      { email, responseStatus: 'accepted' },
    ],
  })
  add('primary', { summary: 'Coaching conference', start: day(12), end: day(10) })
  add('primary', {
    summary: 'Focus time',
    eventType: 'focusTime',
    start: timed(1, '08:00'),
    end: timed(1, '09:00'),
    focusTimeProperties: { autoDeclineMode: 'declineNone', chatStatus: 'doNotDisturb' },
  })
  add('primary', {
    summary: 'Away',
    eventType: 'outOfOffice',
    start: timed(-20, '09:00'),
    end: timed(-20, '17:00'),
    outOfOfficeProperties: { autoDeclineMode: 'declineNone' },
  })
  add('primary', {
    summary: 'Home',
    eventType: 'workingLocation',
    start: day(0),
    end: day(-1),
    transparency: 'transparent',
    visibility: 'public',
    workingLocationProperties: { type: 'homeOffice', homeOffice: {} },
  })
  add(personalCalendarId, {
    summary: 'School run',
    start: timed(8, '15:00'),
    end: timed(8, '15:30'),
    recurrence: ['RRULE:FREQ=WEEKLY'],
  })
  add(personalCalendarId, {
    summary: 'Choir',
    start: timed(13, '19:00'),
    end: timed(13, '21:00'),
    recurrence: ['RRULE:FREQ=WEEKLY'],
  })
  add(personalCalendarId, {
    summary: 'Birthday: Ruth',
    start: day(-4),
    end: day(-5),
    transparency: 'transparent',
  })
}
