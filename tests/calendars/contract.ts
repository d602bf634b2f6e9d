import { beforeEach, describe, expect, it } from 'vitest'
import type { Calendar, CalendarEvent, EventDraft } from '../../lib/core/event.ts'
import type { Result } from '../../lib/core/result.ts'
import { DAY, HOUR, type Interval, MINUTE } from '../../lib/core/time.ts'
import type { CalendarPort, Page } from '../../lib/ports.ts'

/** A calendar service set up for one test, and the hands of whoever else can change it. */
export type Subject = {
  readonly port: CalendarPort
  readonly now: number
  /** Makes every cursor given so far worthless, or old enough to be none. */
  expireCursors(): Promise<void>
  /** Puts so many one-hour events on the primary calendar, from tomorrow on, and returns their ids. */
  fill(count: number): Promise<readonly string[]>
  /** A setting in which a page holds at most `size` events. */
  pagesOf(size: number): Promise<void>
  /** Fails the test when the service objected to how it was spoken to. */
  check(): void
}

const value = <T>(result: Result<T, unknown>): T => {
  if (!result.ok) throw new Error(`Expected success, got ${JSON.stringify(result.error)}`)
  return result.value
}

const failure = (result: Result<unknown, { readonly type: string }>): string =>
  result.ok ? 'success' : result.error.type

const primaryOf = async (port: CalendarPort): Promise<Calendar> => {
  const found = value(await port.calendars()).find(({ primary }) => primary)
  if (found === undefined) throw new Error('No primary calendar')
  return found
}

/** Every page of one listing. */
const pull = async (
  port: CalendarPort,
  calendar: Calendar,
  window: Interval,
  cursor: string | null = null,
): Promise<{
  readonly events: readonly CalendarEvent[]
  readonly pages: readonly Page[]
  readonly last: Page
}> => {
  const pages: Page[] = []
  let page: string | null = null
  do {
    const one: Page = value(await port.page({ calendar, cursor, window, page }))
    pages.push(one)
    page = one.nextPage
  } while (page !== null && pages.length < 50)
  const last = pages.at(-1)
  if (last === undefined) throw new Error('No page')
  return { events: pages.flatMap(({ events }) => events), pages, last }
}

/** What a listing says of an event that the one before it held. */
const isGone = ({ events, last }: Awaited<ReturnType<typeof pull>>, before: CalendarEvent): boolean => {
  const now = events.find(({ id }) => id === before.id)
  if (now !== undefined || last.snapshotOf === null) return now?.status === 'cancelled'
  const { start, end } = last.snapshotOf
  return Number(before.start) < end && Number(before.end) > start
}

/** What every calendar service must do for the flows; run for each of them by its own test file. */
export const calendarContract = (name: string, create: () => Promise<Subject>): void => {
  describe(`${name} keeps the contract of a calendar`, () => {
    let subject: Subject
    let port: CalendarPort
    let calendar: Calendar
    let window: Interval

    const draftAt = (start: number, more: Partial<EventDraft> = {}): EventDraft => ({
      id: 'abcdef0123456789abcdef0123456789',
      title: 'Hold',
      description: '',
      start,
      end: start + HOUR,
      zone: 'Europe/Madrid',
      status: 'tentative',
      private: true,
      attendees: [],
      marks: { aw: '1', 'aw1.h': 'p1:0' },
      ...more,
    })

    /** Half past the hour in the night after tomorrow's, with nothing else on the calendar: near, as what changes mostly is. */
    const soon = (hours: number): number => Math.ceil(subject.now / DAY) * DAY + DAY + hours * HOUR + HOUR / 2

    /** A time on the hour with nothing else on the calendar, well inside the window. */
    const later = (hours: number): number => Math.ceil(subject.now / HOUR) * HOUR + 90 * DAY + hours * HOUR

    beforeEach(async () => {
      subject = await create()
      port = subject.port
      calendar = await primaryOf(port)
      window = { start: subject.now - 60 * DAY, end: subject.now + 365 * DAY }
      return () => subject.check()
    })

    it('lists calendars with one primary that is the coach’s own, in a known zone', async () => {
      const calendars = value(await port.calendars())
      expect(calendars.filter(({ primary }) => primary)).toHaveLength(1)
      expect(calendar).toMatchObject({ role: 'owner', primary: true })
      expect(() => Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(calendar.zone)).not.toThrow()
      expect(new Set(calendars.map(({ key }) => key)).size).toBe(calendars.length)
    })

    it('gives the whole window in pages; cursor and stretch come with the last page only', async () => {
      const ids = await subject.fill(7)
      await subject.pagesOf(3)
      const { events, pages, last } = await pull(port, calendar, window)
      expect(pages.length).toBeGreaterThan(2)
      expect(events.map(({ id }) => id)).toEqual(expect.arrayContaining([...ids]))
      expect(new Set(events.map(({ id }) => id)).size).toBe(events.length)
      expect(last.cursor).not.toBeNull()
      expect(last.snapshotOf).toEqual(window)
      for (const page of pages.slice(0, -1)) expect(page).toMatchObject({ cursor: null, snapshotOf: null })
    })

    it('keeps to the window: what only touches its edge is not in it', async () => {
      const start = later(0)
      value(await port.insert(calendar, draftAt(start)))
      const seen = async (stretch: Interval) =>
        (await pull(port, calendar, stretch)).events.some(({ start: at }) => at === start)
      expect(await seen({ start: start - HOUR, end: start })).toBe(false)
      expect(await seen({ start: start + HOUR, end: start + 2 * HOUR })).toBe(false)
      expect(await seen({ start: start - HOUR, end: start + 1 })).toBe(true)
      expect(await seen({ start: start + HOUR - 1, end: start + 2 * HOUR })).toBe(true)
    })

    it('answers a cursor without changes with nothing new, and with one as good', async () => {
      await subject.fill(3)
      const first = await pull(port, calendar, window)
      const second = await pull(port, calendar, window, first.last.cursor)
      expect(second.pages).toHaveLength(1)
      expect(second.last.malformed).toEqual([])
      // Either changes alone, of which there are none, or all there is in a stretch, of which nothing changed.
      if (second.last.snapshotOf === null) expect(second.events).toEqual([])
      else {
        expect(first.events).toEqual(expect.arrayContaining([...second.events]))
        expect(second.last.cursor).toBe(first.last.cursor)
      }
      expect(second.last.cursor).not.toBeNull()
    })

    it('gives what changed since the cursor, and tells what was removed', async () => {
      const [gone = '', changed = ''] = await subject.fill(3)
      const { events, last } = await pull(port, calendar, window)
      const before = (id: string): CalendarEvent => {
        const event = events.find((each) => each.id === id)
        if (event === undefined) throw new Error(`No event ${id}`)
        return event
      }
      value(await port.remove(calendar, gone, null))
      value(await port.patch(calendar, changed, { marks: { aw: '1' } }, before(changed).etag))
      const made = value(await port.insert(calendar, draftAt(soon(0))))
      const since = await pull(port, calendar, window, last.cursor)
      const isNews = ({ id, etag }: CalendarEvent) =>
        events.find((each) => each.id === id)?.etag !== etag && id !== gone
      expect(
        since.events
          .filter(isNews)
          .map(({ id }) => id)
          .sort(),
      ).toEqual([changed, made.id].sort())
      expect(since.events.find(({ id }) => id === changed)?.marks).toEqual({ aw: '1' })
      expect(events.filter((event) => isGone(since, event)).map(({ id }) => id)).toEqual([gone])
    })

    it('E47 says that a cursor has expired and starts over without it, or starts over by itself', async () => {
      const ids = await subject.fill(2)
      const { last } = await pull(port, calendar, window)
      await subject.expireCursors()
      const request = { calendar, window, cursor: last.cursor, page: null }
      const late = await port.page(request)
      if (late.ok) expect(late.value.snapshotOf).toEqual(window)
      else expect(late.error.type).toBe('cursor-expired')
      expect(failure(await port.page({ ...request, cursor: 'not a cursor' }))).toBe('cursor-expired')
      const again = await pull(port, calendar, window)
      expect(again.events.map(({ id }) => id)).toEqual(expect.arrayContaining([...ids]))
    })

    it('tells its own clock', async () => {
      const { last } = await pull(port, calendar, window)
      expect(Math.abs((last.serverTime ?? 0) - subject.now)).toBeLessThan(MINUTE)
    })

    it('creates an event with all that the draft says', async () => {
      const draft = draftAt(later(0), { description: 'about' })
      const made = value(await port.insert(calendar, draft))
      expect(made).toMatchObject({
        calendarId: calendar.id,
        title: 'Hold',
        description: 'about',
        start: draft.start,
        end: draft.end,
        zone: 'Europe/Madrid',
        allDay: false,
        status: 'tentative',
        private: true,
        busy: true,
        seriesId: null,
        originalStart: null,
        attendees: [],
        marks: draft.marks,
      })
      expect(made.etag).not.toBeNull()
      expect(made.iCalUid).not.toBeNull()
      expect(value(await port.get(calendar, made.id))).toEqual(made)
    })

    it('E48 a draft makes one event: a second insert is a duplicate, and what the first made is found', async () => {
      const draft = draftAt(later(0))
      const made = value(await port.insert(calendar, draft))
      expect(failure(await port.insert(calendar, draft))).toBe('duplicate')
      expect(value(await port.made(calendar, draft))).toEqual(made)
      expect(
        failure(await port.made(calendar, draftAt(later(2), { id: 'neverwas1', marks: { aw: '2' } }))),
      ).toBe('not-found')
    })

    it('E48 also after it was removed', async () => {
      const draft = draftAt(later(0))
      const made = value(await port.insert(calendar, draft))
      value(await port.remove(calendar, made.id, null))
      expect(failure(await port.insert(calendar, draft))).toBe('duplicate')
      for (const found of [await port.made(calendar, draft), await port.get(calendar, made.id)]) {
        expect(found.ok ? found.value.status : found.error.type).toBe(found.ok ? 'cancelled' : 'not-found')
      }
    })

    it('finds no event that never was', async () => {
      expect(failure(await port.get(calendar, 'neverwas0'))).toBe('not-found')
      expect(failure(await port.patch(calendar, 'neverwas0', { title: 'x' }, null))).toBe('not-found')
    })

    it('changes what a patch names and leaves the rest, marks one by one', async () => {
      const made = value(await port.insert(calendar, draftAt(later(0))))
      const patch = {
        title: 'Coaching: Dana Reyes',
        status: 'confirmed',
        private: false,
        attendees: [{ email: 'Dana@client.example', name: 'Dana Reyes' }],
        marks: { 'aw1.h': null, 'aw1.m': 'key#p' },
      } as const
      const changed = value(await port.patch(calendar, made.id, patch, made.etag))
      expect(changed).toMatchObject({
        title: 'Coaching: Dana Reyes',
        status: 'confirmed',
        private: false,
        start: made.start,
        end: made.end,
        marks: { aw: '1', 'aw1.m': 'key#p' },
      })
      expect(changed.marks).not.toHaveProperty('aw1.h')
      expect(changed.attendees).toMatchObject([
        { email: 'dana@client.example', name: 'Dana Reyes', self: false },
      ])
      expect(changed.etag).not.toBe(made.etag)
      expect(value(await port.get(calendar, made.id))).toEqual(changed)
    })

    it('invites people, with a video meeting of its own where the draft asks for one', async () => {
      const guest = { email: 'dana@client.example', name: 'Dana Reyes' }
      const draft = draftAt(later(0), { status: 'confirmed', attendees: [guest], meeting: true })
      const made = value(await port.insert(calendar, draft))
      expect(made.attendees.filter(({ self }) => !self)).toMatchObject([
        { email: 'dana@client.example', response: 'needs-action' },
      ])
      expect(made.joinLink).toMatch(/^https:\/\//)
      expect(value(await port.get(calendar, made.id)).joinLink).toBe(made.joinLink)
    })

    it('moves an event to another time, and nothing else', async () => {
      const made = value(await port.insert(calendar, draftAt(later(0))))
      const time = { start: later(24), end: later(25), zone: 'Europe/Madrid' }
      const moved = value(await port.patch(calendar, made.id, { time }, made.etag))
      expect(moved).toMatchObject({ ...time, title: made.title, status: made.status, marks: made.marks })
    })

    it('shows an outcome by a colour or a category, and takes it back', async () => {
      const [shown, bare] =
        calendar.provider === 'outlook'
          ? [{ categories: ['Theirs', 'Afterward: Completed'] }, { categories: ['Theirs'] }]
          : [{ colour: '10' }, { colour: null }]
      const made = value(await port.insert(calendar, draftAt(later(0))))
      const patched = value(await port.patch(calendar, made.id, { ...shown, marks: { aw: '1' } }, made.etag))
      expect(patched).toMatchObject({ ...shown, title: 'Hold', marks: { ...made.marks, aw: '1' } })
      expect(value(await port.get(calendar, made.id))).toEqual(patched)
      const back = value(await port.patch(calendar, made.id, bare, patched.etag))
      expect(back).toMatchObject({ ...bare, marks: patched.marks })
    })

    it('E51 refuses to write over a version that it was not told about', async () => {
      const made = value(await port.insert(calendar, draftAt(later(0))))
      const changed = value(await port.patch(calendar, made.id, { title: 'Theirs' }, null))
      expect(failure(await port.patch(calendar, made.id, { title: 'Ours' }, made.etag))).toBe('changed')
      expect(failure(await port.remove(calendar, made.id, made.etag))).toBe('changed')
      expect(value(await port.get(calendar, made.id))).toEqual(changed)
      expect(value(await port.remove(calendar, made.id, changed.etag))).toBeNull()
    })

    it('removes an event once; what is already gone, or never was, is gone', async () => {
      const made = value(await port.insert(calendar, draftAt(later(0))))
      expect(value(await port.remove(calendar, made.id, made.etag))).toBeNull()
      expect(value(await port.remove(calendar, made.id, made.etag))).toBeNull()
      expect(value(await port.remove(calendar, 'neverwas0', null, 'guests'))).toBeNull()
    })

    it('E20 keeps true instants across a change of the clocks', async () => {
      const before = Temporal.ZonedDateTime.from('2027-03-28T01:30[Europe/Madrid]').epochMilliseconds
      const made = value(await port.insert(calendar, draftAt(before)))
      expect(made).toMatchObject({ start: before, end: before + HOUR, zone: 'Europe/Madrid' })
      expect(
        Temporal.Instant.fromEpochMilliseconds(Number(made.end)).toZonedDateTimeISO('Europe/Madrid').hour,
      ).toBe(3)
    })

    it('shows holds and sessions as busy, removed ones not, and names calendars it knows nothing of', async () => {
      const at = later(0)
      value(await port.insert(calendar, draftAt(at)))
      value(
        await port.insert(
          calendar,
          draftAt(at + 3 * HOUR, { id: 'confirmed0', status: 'confirmed', private: false }),
        ),
      )
      const removed = value(await port.insert(calendar, draftAt(at + 6 * HOUR, { id: 'removed0' })))
      value(await port.remove(calendar, removed.id, null))
      const stretch = { start: at - HOUR, end: at + 9 * HOUR }
      const busy = value(await port.busy([calendar.id, 'nobody@nowhere.example'], stretch))
      expect(busy.busyByCalendar.get(calendar.id)).toEqual([
        { start: at, end: at + HOUR },
        { start: at + 3 * HOUR, end: at + 4 * HOUR },
      ])
      expect(busy.unknown).toEqual(['nobody@nowhere.example'])
      expect(busy.busyByCalendar.has('nobody@nowhere.example')).toBe(false)
    })
  })
}
