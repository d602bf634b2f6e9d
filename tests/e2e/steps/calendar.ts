import type { Page } from 'puppeteer-core'
import { decodeMarks } from '../../../lib/calendars/outlook/marks.ts'
import { type Marks, readMarks } from '../../../lib/core/annotation.ts'
import type { CalendarEvent } from '../../../lib/core/event.ts'
import type { SeededCoach } from '../../emulator/coach.ts'
import type { Emulator } from '../../emulator/emulator.ts'
import type { Sent } from '../../emulator/google/wire.ts'
import type { Sent as SentByOutlook } from '../../emulator/outlook/wire.ts'

/** An event as somebody sees it who looks into the calendar itself and not through the extension's eyes. */
export type CalendarItem = {
  readonly id: string
  /** What its creation was named, so that it happens once: the id that Google is given, the `transactionId` of Outlook. */
  readonly madeAs: string | null
  readonly title: string
  readonly description: string
  /** Epoch ms. */
  readonly start: number
  readonly end: number
  readonly status: string
  readonly private: boolean
  readonly guests: readonly string[]
  /** Afterward's own properties, as written and as read. */
  readonly written: Readonly<Record<string, string>>
  readonly marks: Marks
}

const own = (properties: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(properties).filter(([key]) => key === 'aw' || key.startsWith('aw1.')))

const instant = (time: { readonly dateTime?: string | undefined } | undefined): number =>
  time?.dateTime === undefined ? Number.NaN : Temporal.Instant.from(time.dateTime).epochMilliseconds

/** One event of the emulated Google. */
export const fromGoogle = (event: Sent): CalendarItem => {
  const written = own(event.extendedProperties?.private ?? {})
  return {
    id: event.id,
    madeAs: event.id,
    title: event.summary ?? '',
    description: event.description ?? '',
    start: instant(event.start),
    end: instant(event.end),
    status: event.status,
    private: event.visibility === 'private',
    guests: (event.attendees ?? []).filter(({ self }) => !self).map(({ email }) => email),
    written,
    marks: readMarks(written),
  }
}

/** Everything that lives on the seeded coach's own calendar and carries anything of ours. */
export const annotatedInGoogle = (emulator: Emulator, coach: SeededCoach): readonly CalendarItem[] =>
  emulator.google
    .events(coach.email, coach.calendarId)
    .filter(({ status }) => status !== 'cancelled')
    .map(fromGoogle)
    .filter(({ written }) => Object.keys(written).length > 0)

/** One event of the emulated Outlook, its times in UTC as the emulator looks at them; all marks stand in one extended property. */
export const fromOutlook = (event: SentByOutlook): CalendarItem => {
  const written = own(decodeMarks(event.singleValueExtendedProperties))
  const guests = event.attendees.map(({ emailAddress }) => emailAddress.address ?? '')
  return {
    id: event.id,
    madeAs: event.transactionId ?? null,
    title: event.subject ?? '',
    description: event.body?.content ?? '',
    start: instant({ dateTime: `${event.start.dateTime}Z` }),
    end: instant({ dateTime: `${event.end.dateTime}Z` }),
    status: event.showAs ?? '',
    private: event.sensitivity === 'private',
    guests: guests.filter((address) => address !== event.organizer.emailAddress.address),
    written,
    marks: readMarks(written),
  }
}

/** The same of the coach's own calendar in Outlook. */
export const annotatedInOutlook = (emulator: Emulator, email: string): readonly CalendarItem[] =>
  emulator.outlook
    .events(email, 'default')
    .map(fromOutlook)
    .filter(({ written }) => Object.keys(written).length > 0)

const fromPractice = (event: CalendarEvent): CalendarItem => ({
  id: event.id,
  madeAs: event.id,
  title: event.title,
  description: event.description,
  start: Number(event.start),
  end: Number(event.end),
  status: event.status,
  private: event.private,
  guests: event.attendees.filter(({ self }) => !self).map(({ email }) => email),
  written: own(event.marks),
  marks: readMarks(event.marks),
})

/** The same of the practice calendar, which lives in the extension's own storage; `page` is any page of the extension. */
export const annotatedInPractice = async (page: Page): Promise<readonly CalendarItem[]> => {
  const kept = await page.evaluate(async () => {
    const { practice } = await chrome.storage.local.get<{
      practice: { readonly events: Record<string, { readonly event: CalendarEvent }> }
    }>('practice')
    // As text: what two events share would come out of Firefox only once.
    return JSON.stringify(Object.values(practice.events).map(({ event }) => event))
  })
  return (JSON.parse(kept) as CalendarEvent[])
    .filter(({ status }) => status !== 'cancelled')
    .map(fromPractice)
    .filter(({ written }) => Object.keys(written).length > 0)
}
