import type { Attendee, CalendarEvent, MalformedEvent } from '../../lib/core/event.ts'
import type { Failure } from '../../lib/core/failure.ts'
import type { Rule } from '../../lib/core/recognise.ts'
import { err, ok } from '../../lib/core/result.ts'
import { defaultSettings } from '../../lib/core/settings.ts'
import { DAY, HOUR, type Interval } from '../../lib/core/time.ts'
import { pull } from '../../lib/flow/pull.ts'
import type { CalendarPort, PageRequest } from '../../lib/ports.ts'
import { accountOf, calendarOf, eventOf, NOW } from '../helpers/books.ts'
import { createTestDeps, type TestDeps } from '../helpers/deps.ts'

export const guest = (email: string, over: Partial<Attendee> = {}): Attendee => ({
  email,
  name: null,
  response: 'accepted',
  self: false,
  organiser: false,
  optional: false,
  resource: false,
  ...over,
})

export const COACH = guest('coach@coach.example', { self: true, organiser: true })
export const DANA = 'dana@client.example'
export const ORGANISED = { email: 'coach@coach.example', name: null, self: true }

/** A meeting of the coach with Dana, one hour from `start`. */
export const meeting = (id: string, start: number, over: Partial<CalendarEvent> = {}): CalendarEvent =>
  eventOf({
    id,
    iCalUid: `${id}@calendar.example`,
    start,
    end: start + HOUR,
    title: 'Coaching',
    attendees: [COACH, guest(DANA)],
    organiser: ORGANISED,
    updated: NOW - DAY,
    ...over,
  })

/** An instance of a series, as it first stood at `originalStart`. */
export const instance = (
  series: string,
  originalStart: number,
  over: Partial<CalendarEvent> = {},
): CalendarEvent =>
  meeting(`${series}_${originalStart}`, originalStart, {
    iCalUid: `${series}@calendar.example`,
    seriesId: series,
    originalStart,
    ...over,
  })

export const gone = (id: string): CalendarEvent =>
  eventOf({
    id,
    status: 'cancelled',
    iCalUid: null,
    start: null,
    end: null,
    zone: null,
    etag: `"gone-${id}"`,
    updated: null,
  })

/** What the scripted calendar says to one request. */
type Script = {
  readonly events?: readonly CalendarEvent[]
  readonly malformed?: readonly MalformedEvent[]
  readonly cursor?: string | null
  readonly snapshotOf?: Interval | null
  readonly nextPage?: string | null
}

export type Scripted = CalendarPort & {
  readonly requests: PageRequest[]
  /** Says this next; then nothing new. */
  say(...scripts: (Script | Failure)[]): void
}

let version = 0

/** A calendar that answers as it is told and otherwise has nothing new under the same cursor. Every event said gets a new etag. */
export const createScripted = (): Scripted => {
  const next: (Script | Failure)[] = []
  const requests: PageRequest[] = []
  const never = async (): Promise<never> => {
    throw new Error('Not part of this test')
  }
  const fresh = (event: CalendarEvent): CalendarEvent =>
    event.etag === '"1"' ? { ...event, etag: `"v${++version}"` } : event
  return {
    requests,
    say: (...scripts) => {
      next.push(...scripts)
    },
    page: async (request) => {
      requests.push(request)
      const script = next.shift() ?? {}
      if ('type' in script) return err(script)
      return ok({
        events: (script.events ?? []).map(fresh),
        malformed: script.malformed ?? [],
        nextPage: script.nextPage ?? null,
        cursor: script.nextPage ? null : (script.cursor ?? request.cursor ?? 'cursor'),
        snapshotOf: script.snapshotOf ?? null,
        serverTime: null,
      })
    },
    calendars: never,
    get: never,
    insert: never,
    made: never,
    patch: never,
    remove: never,
    busy: async () => ok({ busyByCalendar: new Map(), unknown: [] }),
  }
}

export const ANYONE: Rule = { id: 'anyone', order: 1, include: true, kind: null, match: { type: 'anyone' } }

export type World = TestDeps & { readonly calendar: Scripted }

/** A connected account with one chosen calendar, never pulled, and a rule that takes every meeting with somebody for coaching. */
export const createWorld = async (
  over: { now?: number; zone?: string; rules?: readonly Rule[]; installedAt?: number } = {},
): Promise<World> => {
  const calendar = createScripted()
  const deps = await createTestDeps({ now: over.now ?? NOW, zone: over.zone ?? 'UTC', calendar })

  await deps.db.accounts.put(accountOf())
  await deps.db.calendars.put(calendarOf())
  await deps.db.rules.putMany([...(over.rules ?? [ANYONE])])
  await deps.db.settings.put({
    id: 'settings',
    value: {
      ...defaultSettings,
      installedAt: over.installedAt ?? NOW - 30 * DAY,
      device: 'here',
      setUp: true,
    },
  })
  return { ...deps, calendar }
}

/** Pulls after the calendar said something. */
export const pullSaying = async (world: World, ...scripts: (Script | Failure)[]) => {
  world.calendar.say(...scripts)
  return pull(world)
}

/** The only session there is. */
export const theSession = async (world: World) => {
  const all = await world.db.sessions.all()
  if (all.length !== 1 || all[0] === undefined) throw new Error(`${all.length} sessions instead of one`)
  return all[0]
}
