import type { CalendarEvent } from '../../lib/core/event.ts'
import type { Failure } from '../../lib/core/failure.ts'
import { err, ok } from '../../lib/core/result.ts'
import type { Session } from '../../lib/core/session.ts'
import { type Interval, overlaps } from '../../lib/core/time.ts'
import { answer } from '../../lib/flow/answer.ts'
import type { CalendarPort } from '../../lib/ports.ts'
import { DANA, eventOf, fill, recordOf, sessionOf, settingsWith } from './books.ts'
import { createFakeCalendar } from './calendar.ts'
import { createTestDeps } from './deps.ts'

/** Id of Dana's missed session in the queue. */
export const QUEUE_ID = `uid-1|-#${DANA}`

/** Times for it are held. */
export const HOLD_MAKEUP = { after: QUEUE_ID, purpose: 'makeup', way: 'hold' } as const

/**
 * A coach whose client had an emergency this morning: the session waits in the queue, the calendar answers what is busy in it, and what
 * a test adds (`busy`, by calendar id). Calendars in `silent` give no answer; `failure` is given by all.
 */
export const createQueue = async (
  options: {
    now?: number
    session?: Partial<Session>
    settings?: Parameters<typeof settingsWith>[0]
    participants?: readonly string[]
  } = {},
) => {
  const fake = createFakeCalendar([eventOf()])
  const busy = new Map<string, readonly Interval[]>()
  const silent = new Set<string>()
  const asked: Interval[] = []
  const state: { failure: Failure | null } = { failure: null }
  const uidOf = (event: CalendarEvent): CalendarEvent => ({ ...event, iCalUid: `${event.id}@google.com` })
  const port: CalendarPort = {
    ...fake,
    insert: async (calendar, draft) => {
      const made = await fake.insert(calendar, draft)
      const there = fake.events.get(draft.id)
      if (there?.iCalUid === 'uid-1') fake.events.set(draft.id, uidOf(there))
      return made.ok ? ok(uidOf(made.value)) : made
    },
    get: async (calendar, id) => (state.failure === null ? fake.get(calendar, id) : err(state.failure)),
    busy: async (ids, window) => {
      asked.push(window)
      if (state.failure !== null) return err(state.failure)
      const held = [...fake.events.values()].filter((event) => event.status !== 'cancelled')
      const stretches = (id: string) => [
        ...(busy.get(id) ?? []),
        ...held
          .filter(({ calendarId }) => calendarId === id)
          .map(({ start, end }) => ({ start: start as number, end: end as number })),
      ]
      const told = ids.filter((id) => !silent.has(id))
      return ok({
        busyByCalendar: new Map(told.map((id) => [id, stretches(id).filter((one) => overlaps(one, window))])),
        unknown: ids.filter((id) => silent.has(id)),
      })
    },
  }
  const deps = await createTestDeps({
    calendar: port,
    ...(options.now === undefined ? {} : { now: options.now }),
  })
  const session = sessionOf(options.session)
  await fill(deps, {
    sessions: [session],
    settings: settingsWith(options.settings),
    events: [recordOf(eventOf())],
  })
  const said = { occurred: false, reason: 'client-emergency' } as const
  const answered = await answer(deps, {
    intentId: 'first',
    sessionKey: session.key,
    kind: 'paid',
    answers: session.participants.map(({ id }) => ({
      participant: id,
      said,
      courtesy: false,
      minutes: null,
    })),
  })
  if (!answered.ok) throw new Error('The session could not be answered')
  return { deps, calendar: fake, busy, silent, asked, state, session }
}

/** Writes of holds and make-ups waiting to go out, without the annotations. */
export const ownWrites = async ({ db }: Pick<Awaited<ReturnType<typeof createTestDeps>>, 'db'>) =>
  (await db.outbox.all()).filter(({ operation }) => !['annotate', 'mark'].includes(operation.type))
