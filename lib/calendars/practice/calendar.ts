import { calendarKeyOf } from '../../core/account.ts'
import type { Calendar, CalendarEvent } from '../../core/event.ts'
import type { Failure } from '../../core/failure.ts'
import { err, ok, type Result } from '../../core/result.ts'
import { type Interval, overlaps } from '../../core/time.ts'
import type { CalendarPort, Clock, Page, PageRequest } from '../../ports.ts'
import { HOME, WORK } from './event.ts'
import {
  type Change,
  eventIn,
  insertInto,
  isPracticeState,
  type PracticeState,
  patchIn,
  removeFrom,
  seedPractice,
} from './state.ts'
import type { PracticeWords } from './words.ts'

/** Where the practice month is kept on this machine: one value. `null` is an empty place. */
export type PracticeStorage = { load(): Promise<unknown>; save(state: PracticeState | null): Promise<void> }

/** Enough for a month in one page; a test takes less, to see several. */
const PAGE_SIZE = 250

const spanOf = (event: CalendarEvent): Interval | null => {
  const ms = (time: number | string | null): number =>
    typeof time === 'string' ? Date.parse(time) : (time ?? Number.NaN)
  const span = { start: ms(event.start), end: ms(event.end) }
  return Number.isNaN(span.start) || Number.isNaN(span.end) ? null : span
}

const isDeclined = (event: CalendarEvent): boolean =>
  event.attendees.some(({ self, response }) => self && response === 'declined')

const cursorOf = (state: PracticeState, revision: number): string => `${state.epoch}:${revision}`

/** The revision a cursor stands for, or null when it belongs to another month. */
const revisionOf = (state: PracticeState, cursor: string): number | null => {
  const [epoch, revision] = cursor.split(':').map(Number)
  return epoch === state.epoch && revision !== undefined && revision <= state.revision ? revision : null
}

/** The revision the first page was of, and the last id already shown: a position that no change in between can shift. */
const pageOf = (page: string): readonly [number, string] => {
  const at = page.indexOf(':')
  return [Number(page.slice(0, at)), page.slice(at + 1)]
}

/** What the whole window holds, or what changed since the cursor; in the order of the ids, so that pages never overlap. */
const wanted = (
  state: PracticeState,
  { calendar, cursor, window }: PageRequest,
): readonly CalendarEvent[] | null => {
  const since = cursor === null ? null : revisionOf(state, cursor)
  if (cursor !== null && since === null) return null
  return Object.values(state.events)
    .filter(({ event, revision }) => {
      if (event.calendarId !== calendar.id) return false
      if (since !== null) return revision > since
      const span = spanOf(event)
      return event.status !== 'cancelled' && span !== null && overlaps(span, window)
    })
    .map(({ event }) => event)
    .sort((a, b) => (a.id < b.id ? -1 : 1))
}

/**
 * The practice calendar (PRODUCT 10): a coach's month kept on this machine, behind the same port as the real ones. Without a saved
 * month (or with one that cannot be read) a fresh one is made around the clock's now. One value is loaded and saved as a whole, so
 * all of it must run in one context, as the background does; calls there wait for one another.
 */
export const createPracticeCalendar = (deps: {
  readonly storage: PracticeStorage
  readonly clock: Clock
  readonly accountId: string
  readonly words: PracticeWords
  readonly pageSize?: number
}): CalendarPort => {
  const { storage, clock, accountId, words, pageSize = PAGE_SIZE } = deps
  let turn: Promise<unknown> = Promise.resolve()

  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = turn.then(work, work)
    turn = mine.catch(() => undefined)
    return mine
  }

  const load = async (): Promise<PracticeState> => {
    const saved = await storage.load()
    if (isPracticeState(saved)) return saved
    const fresh = seedPractice(clock.now(), clock.zone(), words)
    await storage.save(fresh)
    return fresh
  }

  const change = (work: (state: PracticeState) => Change): Promise<Result<CalendarEvent, Failure>> =>
    inTurn(async () => {
      const changed = work(await load())
      if (!changed.ok) return changed
      await storage.save(changed.value.state)
      return ok(changed.value.event)
    })

  const calendarOf = (state: PracticeState, id: string, name: string, colour: string): Calendar => ({
    key: calendarKeyOf(accountId, id),
    id,
    accountId,
    provider: 'practice',
    name,
    zone: state.zone,
    role: 'owner',
    primary: id === WORK,
    colour,
  })

  const get: CalendarPort['get'] = (calendar, eventId) =>
    inTurn(async () => {
      const event = eventIn(await load(), calendar.id, eventId)
      return event === null ? err({ type: 'not-found' }) : ok(event)
    })

  return {
    calendars: () =>
      inTurn(async () => {
        const state = await load()
        return ok([
          calendarOf(state, WORK, words('calendar'), '#5b4bc4'),
          calendarOf(state, HOME, words('home'), '#7a8b3a'),
        ])
      }),

    page: (request) =>
      inTurn(async (): Promise<Result<Page, Failure>> => {
        const state = await load()
        const events = wanted(state, request)
        if (events === null) return err({ type: 'cursor-expired' })
        // The first page's revision travels with the pages: what changes meanwhile comes with the next pull.
        const [revision, after] = request.page === null ? [state.revision, ''] : pageOf(request.page)
        const rest = events.filter(({ id }) => id > after)
        const shown = rest.slice(0, pageSize)
        const last = rest.length === shown.length
        return ok({
          events: shown,
          malformed: [],
          nextPage: last ? null : `${revision}:${shown.at(-1)?.id}`,
          cursor: last ? cursorOf(state, revision) : null,
          snapshotOf: last && request.cursor === null ? request.window : null,
          serverTime: clock.now(),
        })
      }),

    get,

    insert: (calendar, draft) => change((state) => insertInto(state, calendar.id, draft, clock.now())),

    made: (calendar, draft) => get(calendar, draft.id),

    patch: (calendar, eventId, patch, ifMatch) =>
      change((state) => patchIn(state, calendar.id, eventId, patch, ifMatch, clock.now())),

    remove: (calendar, eventId, ifMatch) =>
      inTurn(async () => {
        const changed = removeFrom(await load(), calendar.id, eventId, ifMatch, clock.now())
        if (changed === null) return ok(null)
        if (!changed.ok) return changed
        await storage.save(changed.value.state)
        return ok(null)
      }),

    busy: (calendarIds, window) =>
      inTurn(async () => {
        const known = calendarIds.filter((id) => id === WORK || id === HOME)
        const events = Object.values((await load()).events).map(({ event }) => event)
        const busyIn = (id: string): readonly Interval[] =>
          events
            .filter(
              (event) =>
                event.calendarId === id && event.busy && event.status !== 'cancelled' && !isDeclined(event),
            )
            .map(spanOf)
            .filter((span): span is Interval => span !== null && overlaps(span, window))
            .sort((a, b) => a.start - b.start)
        return ok({
          busyByCalendar: new Map(known.map((id) => [id, busyIn(id)])),
          unknown: calendarIds.filter((id) => id !== WORK && id !== HOME),
        })
      }),
  }
}
