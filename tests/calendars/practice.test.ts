import { describe, expect, it } from 'vitest'
import { createPracticeCalendar, type PracticeStorage } from '../../lib/calendars/practice/calendar.ts'
import { practiceMonth } from '../../lib/calendars/practice/month.ts'
import { isTimed } from '../../lib/core/event.ts'
import { DAY, HOUR, MINUTE, overlaps } from '../../lib/core/time.ts'
import type { CalendarPort } from '../../lib/ports.ts'
import { practiceWords } from '../helpers/practice-words.ts'
import { calendarContract } from './contract.ts'

const NOW = Date.UTC(2026, 10, 24, 16, 3, 20)
const ZONE = 'Europe/Madrid'

/** Keeps what it is given as a browser does: as a copy. */
const memory = (): PracticeStorage & { value: unknown } => {
  const storage = {
    value: undefined as unknown,
    load: async () => structuredClone(storage.value),
    save: async (state: unknown) => {
      storage.value = structuredClone(state)
    },
  }
  return storage
}

const calendarOver = (storage: PracticeStorage, now = NOW, pageSize?: number): CalendarPort =>
  createPracticeCalendar({
    storage,
    clock: { now: () => now, zone: () => ZONE },
    accountId: 'practice',
    words: practiceWords,
    ...(pageSize === undefined ? {} : { pageSize }),
  })

calendarContract('Practice', async () => {
  const storage = memory()
  let port = calendarOver(storage)
  const subject = {
    port: new Proxy({} as CalendarPort, { get: (_, name: keyof CalendarPort) => port[name] }),
    now: NOW,
    expireCursors: async () => {
      await storage.save(null)
      port = calendarOver(storage, NOW + MINUTE)
      for (const draft of drafts) await insert(draft)
    },
    fill: async (count: number) => {
      for (let index = 0; index < count; index += 1) drafts.push(index)
      for (const draft of drafts) await insert(draft)
      return drafts.map((index) => `filled${index}`)
    },
    pagesOf: async (size: number) => {
      port = calendarOver(storage, NOW, size)
    },
    check: () => expect(storage.value).toMatchObject({ version: 1 }),
  }
  const drafts: number[] = []
  const insert = async (index: number): Promise<void> => {
    const start = NOW + 100 * DAY + index * 2 * HOUR
    const [calendar] = await port.calendars().then((listed) => (listed.ok ? listed.value : []))
    if (calendar === undefined) throw new Error('No calendar')
    const made = await port.insert(calendar, {
      id: `filled${index}`,
      title: 'Filled',
      description: '',
      start,
      end: start + HOUR,
      zone: ZONE,
      status: 'confirmed',
      private: false,
      attendees: [],
      marks: {},
    })
    if (!made.ok) throw new Error(made.error.type)
  }
  return subject
})

describe('the practice month', () => {
  const month = practiceMonth(NOW, ZONE, practiceWords)
  const sessions = month.filter(isTimed)
  const minute = Math.floor(NOW / MINUTE) * MINUTE

  it('is made of the instant and the zone alone', () => {
    expect(practiceMonth(NOW, ZONE, practiceWords)).toEqual(month)
    expect(practiceMonth(NOW, 'America/Lima', practiceWords)).not.toEqual(month)
  })

  it('has a session that ended six minutes ago and one that ends in two', () => {
    const withClient = sessions.filter(({ attendees }) => attendees.length === 2)
    expect(withClient.filter(({ end }) => end === minute - 6 * MINUTE)).toHaveLength(1)
    expect(withClient.filter(({ end }) => end === minute + 2 * MINUTE)).toHaveLength(1)
  })

  it('has a client who declined late, a group of three, a consultation and an all-day event', () => {
    const declined = sessions.filter(({ attendees }) =>
      attendees.some(({ response }) => response === 'declined'),
    )
    expect(declined).toHaveLength(1)
    expect(Number(declined[0]?.start) - NOW).toBeLessThan(DAY)
    expect(sessions.some(({ attendees }) => attendees.filter(({ self }) => !self).length === 3)).toBe(true)
    expect(sessions.some(({ title }) => title.startsWith('Intro call'))).toBe(true)
    expect(month.some(({ allDay, start }) => allDay && typeof start === 'string')).toBe(true)
    expect(sessions.some(({ type }) => type === 'focusTime')).toBe(true)
    expect(sessions.some(({ attendees }) => attendees.length === 0)).toBe(true)
  })

  it.each([
    ['2026-11-24T16:03:20Z', 'Europe/Madrid'],
    ['2026-03-29T00:59:30Z', 'Europe/Madrid'],
    ['2026-11-01T06:30:00Z', 'America/New_York'],
    ['2026-10-04T15:10:00Z', 'Australia/Lord_Howe'],
    ['2026-12-31T23:59:59Z', 'Pacific/Kiritimati'],
  ])('never double-books the coach nor uses an id twice (%s, %s)', (instant, zone) => {
    const made = practiceMonth(Temporal.Instant.from(instant).epochMilliseconds, zone, practiceWords)
    expect(new Set(made.map(({ calendarId, id }) => `${calendarId} ${id}`)).size).toBe(made.length)
    const timed = made.filter(isTimed)
    const clashes = timed.flatMap((a, index) => timed.slice(index + 1).filter((b) => overlaps(a, b)))
    expect(clashes).toEqual([])
    expect(made.length).toBeGreaterThan(50)
  })

  it('E20 repeats a series at the same wall time on both sides of a change of the clocks', () => {
    const made = practiceMonth(
      Temporal.Instant.from('2026-10-20T10:00:00Z').epochMilliseconds,
      ZONE,
      practiceWords,
    )
    const circle = made.filter(isTimed).filter(({ seriesId }) => seriesId === 'circle')
    const hours = circle.map(
      ({ start }) => Temporal.Instant.fromEpochMilliseconds(start).toZonedDateTimeISO(ZONE).hour,
    )
    expect(new Set(hours)).toEqual(new Set([12]))
    const utc = circle.map(({ start }) => new Date(start).getUTCHours())
    expect(new Set(utc)).toEqual(new Set([10, 11]))
  })
})

describe('practice storage', () => {
  it('keeps the month over restarts, whatever the clock says then', async () => {
    const storage = memory()
    const [calendar] = await calendarOver(storage)
      .calendars()
      .then((listed) => (listed.ok ? listed.value : []))
    if (calendar === undefined) throw new Error('No calendar')
    const window = { start: NOW - 60 * DAY, end: NOW + 60 * DAY }
    const read = (port: CalendarPort) => port.page({ calendar, cursor: null, window, page: null })
    const before = await read(calendarOver(storage))
    const after = await read(calendarOver(storage, NOW + 3 * DAY))
    expect(after).toMatchObject({ ok: true, value: { events: before.ok ? before.value.events : null } })
  })

  it.each([null, 7, 'text', { version: 2, events: {} }, { version: 1 }])(
    'makes a fresh month of %j',
    async (saved) => {
      const storage = memory()
      storage.value = saved
      const listed = await calendarOver(storage).calendars()
      expect(listed.ok && listed.value.map(({ id }) => id)).toEqual(['practice', 'practice-home'])
      expect(storage.value).toMatchObject({ version: 1, epoch: NOW })
    },
  )

  it('two writes at once both stay', async () => {
    const storage = memory()
    const port = calendarOver(storage)
    const [calendar] = await port.calendars().then((listed) => (listed.ok ? listed.value : []))
    if (calendar === undefined) throw new Error('No calendar')
    const patch = (mark: string) => port.patch(calendar, 'checkin', { marks: { [mark]: '1' } }, null)
    await Promise.all([patch('aw1.a'), patch('aw1.b')])
    const event = await port.get(calendar, 'checkin')
    expect(event.ok && event.value.marks).toEqual({ 'aw1.a': '1', 'aw1.b': '1' })
  })
})
