import type { CalendarRecord } from '../core/account.ts'
import type { Failure } from '../core/failure.ts'
import { DAY, type Interval } from '../core/time.ts'
import type { Page } from '../ports.ts'
import { noteSignIn } from './account.ts'
import { keepPulled, type PullContext } from './keep-pulled.ts'
import { rememberPull, WRITTEN_EVERY } from './pulled.ts'
import { isPuzzling, type Listing, listAll, type Pulling, watchedWindow, withMissing } from './sync.ts'

/** The first pull of a calendar: a page, a transaction, so that ten thousand events show progress (E53). */
const pullFirst = async (context: PullContext, { calendar, port }: Pulling): Promise<Failure | null> => {
  const now = context.clock.now()
  const window = watchedWindow(now)
  const stored = await context.store.read(['events'], (tx) => tx.events.where('calendarKey', calendar.key))
  const empty = stored.length === 0
  let progress = 0
  let malformed = 0
  const onPage = async (page: Page): Promise<void> => {
    progress += page.events.length
    malformed += page.malformed.length
    // The cursor only with the last page: whatever stops us before that, the next pull starts over.
    const patch: Partial<CalendarRecord> =
      page.nextPage === null
        ? { ...complete(page.cursor, now), window, slicedAt: now, progress: null, malformed }
        : { progress }
    const { events, remarks = [] } = page
    await keepPulled(
      context,
      { ...calendar, window },
      { events, malformed: page.malformed, remarks, empty, patch },
    )
  }
  const listed = await listAll(port, calendar, null, window, onPage)
  return listed.ok ? null : listed.error
}

const complete = (cursor: string | null, now: number): Partial<CalendarRecord> => ({
  cursor,
  pulledAt: now,
  lastFailure: null,
})

/**
 * True when the cursor we have is as good as the one that came. Google gives a new one at every answer; when nothing came with it, the
 * one that was asked with still stands for the same. After a full read only the new one is of use.
 */
const isCursorGood = ({ cursor }: CalendarRecord, asked: string | null, listed: Listing): boolean => {
  const nothingCame = listed.events.length + listed.malformed.length === 0
  return cursor === listed.cursor || (nothingCame && asked !== null && listed.cursor !== null)
}

/** True when a pull changes nothing worth writing: the cursor is good, and the stored time of the last pull young enough. */
const isIdle = (calendar: CalendarRecord, asked: string | null, listed: Listing, now: number): boolean =>
  isCursorGood(calendar, asked, listed) &&
  calendar.lastFailure === null &&
  now - (calendar.pulledAt ?? 0) < WRITTEN_EVERY

/**
 * Everything since the last pull, read to the end before anything is kept: all of it, with its cursor, or nothing. What is missing from a
 * part of the calendar is looked for in the whole of it.
 */
const pullChanges = async (
  context: PullContext,
  pulling: Pulling,
  cursor: string | null,
): Promise<Failure | null> => {
  const { calendar, port } = pulling
  const now = context.clock.now()
  const isFull = cursor === null
  const window = isFull || calendar.window === null ? watchedWindow(now) : calendar.window
  const list = () => listAll(port, calendar, cursor, window)
  const listed = await list()
  if (!listed.ok) return listed.error
  if (!isFull && (await isPuzzling(context, calendar, listed.value, window)))
    return pullChanges(context, pulling, null)
  const sure = await withMissing(context, calendar, listed.value, list)
  if (!sure.ok) return sure.error
  const { listing, missing } = sure.value
  const { events, malformed, remarks, cursor: next } = listing
  await keepPulled(
    context,
    { ...calendar, window },
    {
      events,
      missing,
      malformed,
      remarks,
      onlyNews: isIdle(calendar, cursor, listing, now),
      patch: {
        ...complete(next, now),
        ...(isFull ? { window, slicedAt: now } : {}),
        malformed: isFull ? malformed.length : calendar.malformed + malformed.length,
      },
    },
  )
  return null
}

/** What left the watched stretch and never was a session is forgotten. */
const forgetPast = (context: PullContext, wanted: Interval) =>
  context.store.write(['events'], async (tx) => {
    const old = await tx.events.between('endMs', 0, wanted.start)
    await tx.events.removeMany(old.filter(({ sessionKey }) => sessionKey === '').map(({ key }) => key))
  })

/** What newly entered the watched stretch, because an instance that does not change is never sent again (API A). */
const pullSlice = async (
  context: PullContext,
  { calendar, port }: Pulling,
  window: Interval,
): Promise<Failure | null> => {
  const now = context.clock.now()
  const wanted = watchedWindow(now)
  const listed = await listAll(port, calendar, null, { start: window.end, end: wanted.end })
  if (!listed.ok) return listed.error
  const { events, malformed } = listed.value
  await keepPulled(
    context,
    { ...calendar, window: wanted },
    {
      events,
      malformed,
      patch: { window: wanted, slicedAt: now, malformed: calendar.malformed + malformed.length },
    },
  )
  return null
}

/**
 * Once a day, for a calendar that is read by its changes. While something in it could not be read, all of it is read again: the cursor
 * has gone past that event, so that nothing else would ever bring what it says once it can be read (E52).
 */
const pullDaily = async (context: PullContext, pulling: Pulling): Promise<Failure | null> => {
  const { window, cursor, slicedAt, malformed } = pulling.calendar
  const now = context.clock.now()
  if (window === null || cursor === null || now - (slicedAt ?? 0) < DAY) return null
  const failure = await (malformed > 0
    ? pullChanges(context, pulling, null)
    : pullSlice(context, pulling, window))
  if (failure === null) await forgetPast(context, watchedWindow(now))
  return failure
}

const current = async (context: PullContext, { calendar, ...rest }: Pulling): Promise<Pulling> => ({
  ...rest,
  calendar: (await context.store.read(['calendars'], (tx) => tx.calendars.get(calendar.key))) ?? calendar,
})

const pullAll = async (context: PullContext, pulling: Pulling): Promise<Failure | null> => {
  const { calendar } = pulling
  if (calendar.pulledAt === null) return pullFirst(context, pulling)
  const failure = await pullChanges(context, pulling, calendar.cursor)
  // Once per pull: a provider that refuses its own fresh cursor must not keep us reading everything for ever (E47).
  const last = failure?.type === 'cursor-expired' ? await pullChanges(context, pulling, null) : failure
  return last ?? pullDaily(context, await current(context, pulling))
}

const noteFailure = (context: PullContext, { account, calendar }: Pulling, failure: Failure | null) =>
  context.store.write(['accounts', 'calendars'], async (tx) => {
    await noteSignIn(tx, account.id, failure)
    const row = await tx.calendars.get(calendar.key)
    if (row !== undefined && failure !== null) await tx.calendars.put({ ...row, lastFailure: failure })
  })

/**
 * Brings one calendar up to date. A failure leaves what is stored as it is, but for saying so on the calendar (and the account, when it
 * needs a sign-in), and comes back.
 */
export const pullCalendar = async (context: PullContext, pulling: Pulling): Promise<Failure | null> => {
  const failure = await pullAll(context, pulling)
  if (failure === null) rememberPull(context.store, pulling.calendar.key, context.clock.now())
  const isKnown = JSON.stringify(failure) === JSON.stringify(pulling.calendar.lastFailure)
  // The coach may have signed in since the calendar said this last: then the account does not say so any more.
  const isSaid = failure?.type !== 'sign-in-needed' || pulling.account.state === 'sign-in'
  if (failure !== null ? !(isKnown && isSaid) : pulling.account.state !== 'ok')
    await noteFailure(context, pulling, failure)
  return failure
}
