import type { CalendarRecord } from '../core/account.ts'
import type { CalendarEvent, MalformedEvent } from '../core/event.ts'
import type { Deps } from '../ports.ts'
import { APPLY_TABLES, type ApplyTx, apply } from './apply.ts'
import { type Batch, hashParticipants, NotPrepared, type Prepared, prepare } from './batch.ts'
import { keepDiagnostics } from './diagnostics.ts'
import { BASIS_TABLES, isCurrent, type Lens, readLens } from './lens.ts'
import type { Neighbours } from './neighbours.ts'
import { lastPull } from './pulled.ts'

/** What a pull works with: the books, and what it has learnt of them so far. */
export type PullContext = Pick<Deps, 'store' | 'hasher' | 'clock'> & {
  readonly lens: Lens
  readonly neighbours: Neighbours
}

/** Text of a provider in a diagnostic, shortened. */
const DETAIL_AT_MOST = 200

/** Notes what was wrong or odd about what came. The same about the same is one note. */
const keepOddities = (
  tx: ApplyTx,
  calendarKey: string,
  { malformed = [], remarks = [] }: Pick<Pulled, 'malformed' | 'remarks'>,
  now: number,
) =>
  keepDiagnostics(tx, [
    ...malformed.map(({ id, detail }) => ({
      id: `malformed:${calendarKey}/${id ?? '?'}`,
      at: now,
      what: 'malformed-event',
      detail: detail.slice(0, DETAIL_AT_MOST),
    })),
    ...remarks.map((remark) => ({
      id: `remark:${calendarKey}/${remark.slice(0, DETAIL_AT_MOST)}`,
      at: now,
      what: 'odd-event',
      detail: remark.slice(0, DETAIL_AT_MOST),
    })),
  ])

/** What one answer, or all pages of one, said of a calendar. */
type Pulled = {
  readonly events: readonly CalendarEvent[]
  readonly missing?: readonly string[]
  readonly malformed?: readonly MalformedEvent[]
  readonly remarks?: readonly string[]
  readonly empty?: boolean
  /** What else changes about the calendar, in the same transaction. */
  readonly patch: Partial<CalendarRecord>
  /** Leave the books untouched when there is no news. */
  readonly onlyNews?: boolean
}

/** Rounds after which a transaction that still lacks an id points to a bug rather than to a race. */
const ROUNDS = 4

/** Runs a transaction, hashing what it turns out to lack and running it again: in most pulls that is never. */
const withIds = async <T>(
  context: PullContext,
  prepared: Prepared,
  write: (prepared: Prepared) => Promise<T>,
  round = 1,
): Promise<T> => {
  try {
    return await write(prepared)
  } catch (error) {
    if (!(error instanceof NotPrepared) || round === ROUNDS) throw error
    const more = await hashParticipants(context, error.wanted)
    const participantIds = new Map([...prepared.participantIds, ...more])
    return withIds(context, { ...prepared, participantIds }, write, round + 1)
  }
}

/**
 * Keeps what was read in one transaction, unless the calendar was left meanwhile. When rules changed while it was read, it is looked at
 * anew: what they say of events is said of those stored before the change by `reevaluate`, and of these by nobody else.
 */
export const keepPulled = async (
  context: PullContext,
  calendar: CalendarRecord,
  pulled: Pulled,
): Promise<void> => {
  const { events, missing = [], malformed = [], remarks = [], empty = false, patch } = pulled
  const now = context.clock.now()
  const seenBefore = lastPull(context.store, calendar)
  const batch: Batch = { calendar, events, missing, empty, seenBefore }
  const prepared = await prepare(context, context.lens, context.neighbours, batch)
  const isQuiet = prepared.items.length + missing.length + malformed.length === 0
  if (isQuiet && pulled.onlyNews) return
  const write = (ready: Prepared) =>
    context.store.write([...APPLY_TABLES, ...BASIS_TABLES], async (tx) => {
      if (!isQuiet && !(await isCurrent(tx, context.lens))) return null
      const current = await tx.calendars.get(calendar.key)
      if (!current?.chosen) return []
      const sessions = isQuiet ? [] : await apply(tx, context.lens, batch, ready, now)
      if (malformed.length + remarks.length > 0) await keepOddities(tx, calendar.key, pulled, now)
      await tx.calendars.put({ ...current, ...patch })
      return sessions
    })
  const written = await withIds(context, prepared, write)
  if (written === null)
    return keepPulled({ ...context, lens: await readLens(context.store) }, calendar, pulled)
  for (const session of written) context.neighbours.add(session)
}
