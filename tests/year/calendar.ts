import { type Person, type Sketch, toEvent, WORK } from '../../lib/calendars/practice/event.ts'
import type { PracticeState } from '../../lib/calendars/practice/state.ts'
import type { CalendarEvent, Response } from '../../lib/core/event.ts'
import { MINUTE } from '../../lib/core/time.ts'
import type { Office } from '../calendars/person.ts'

export const ZONE = 'Europe/Madrid'

/** The instant of a date and a wall-clock time in the coach's zone: '2025-09-02 10:00'. Epoch ms. */
export const at = (text: string): number =>
  Temporal.PlainDateTime.from(text.replace(' ', 'T')).toZonedDateTime(ZONE).epochMilliseconds

/** Who is invited under a name in the practice calendar. */
export const addressOf = (name: string): string => `${name.split(' ')[0]?.toLowerCase()}@client.example`

/** A meeting as somebody puts it into the coach's calendar. */
export type Meeting = {
  readonly id: string
  readonly title: string
  readonly with: readonly string[]
  readonly start: number
  readonly minutes: number
  readonly series?: NonNullable<Sketch['series']>
}

/** The Practice calendar of a coach, and the hands of everybody who changes it but Afterward. Ids are unique and never used again. */
export type YearCalendar = {
  /** Everything that it holds now. */
  state(): PracticeState
  book(meetings: readonly Meeting[]): void
  /** Somebody invited answers. */
  respond(id: string, name: string, response: Response): void
  move(id: string, start: number): void
  remove(id: string): void
}

/** Plants an empty practice calendar in the office, for the year to grow in. */
export const plantCalendar = ({ deps, practice }: Office): YearCalendar => {
  const { clock } = deps
  const empty: PracticeState = { version: 1, epoch: clock.now(), zone: ZONE, revision: 1, events: {} }
  practice.value = empty
  // What the calendar is given is never changed in place: no copy is needed, and a year has thousands of reads.
  practice.load = async () => practice.value
  practice.save = async (state) => {
    practice.value = state
  }
  const put = (events: readonly CalendarEvent[]): void => {
    const before = practice.value as PracticeState
    const revision = before.revision + 1
    const fresh = events.map((event) => {
      const kept = { ...event, etag: `"${revision}"`, updated: clock.now() }
      return [`${WORK}/${event.id}`, { event: kept, revision }] as const
    })
    practice.value = { ...before, revision, events: { ...before.events, ...Object.fromEntries(fresh) } }
  }
  const change = (id: string, edit: (event: CalendarEvent) => Partial<CalendarEvent>): void => {
    const kept = (practice.value as PracticeState).events[`${WORK}/${id}`]
    if (kept === undefined) throw new Error(`There is no event ${id}`)
    put([{ ...kept.event, ...edit(kept.event) }])
  }
  return {
    state: () => practice.value as PracticeState,
    book: (meetings) => {
      const guest = (name: string): Person => ({ name })
      put(
        meetings.map(({ minutes, with: names, ...sketch }) =>
          toEvent(
            {
              ...sketch,
              with: names.map(guest),
              end: sketch.start + minutes * MINUTE,
              updated: clock.now(),
            },
            ZONE,
          ),
        ),
      )
    },
    respond: (id, name, response) =>
      change(id, ({ attendees }) => ({
        attendees: attendees.map((one) => (one.email === addressOf(name) ? { ...one, response } : one)),
      })),
    move: (id, start) => change(id, (event) => ({ start, end: start + spanOf(event) })),
    remove: (id) => change(id, () => ({ status: 'cancelled', busy: false })),
  }
}

const spanOf = ({ start, end }: CalendarEvent): number => Number(end) - Number(start)
