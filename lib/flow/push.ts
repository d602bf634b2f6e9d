import type { Account, CalendarRecord } from '../core/account.ts'
import type { Failure } from '../core/failure.ts'
import { dueWrites, nextDue, type Write } from '../core/outbox.ts'
import { err } from '../core/result.ts'
import type { Deps, EventRecord } from '../ports.ts'
import { objection } from './fresh.ts'
import { type Attempt, perform } from './perform.ts'
import { RELEASE_TABLES, release } from './release.ts'
import { isVain, REROUTE_TABLES, reroute } from './reroute.ts'
import { settleDone, settleFailed, stopsAccount } from './settle.ts'

/**
 * Writes what is due into the calendars: each event's writes in order, one stuck event holding up no other, everything about a failure
 * kept in its row so that it survives a restart (E50). An account that needs a sign-in keeps its rows untouched (E43), and so does a
 * paused one. Runs alone. Returns when (epoch ms) the next write is due, or null when none waits for time alone.
 */
export const push = (deps: Deps): Promise<{ nextAt: number | null }> =>
  deps.locks.alone('push', async () => {
    await sendElsewhere(deps)
    await deps.store.write(RELEASE_TABLES, release)
    const stalled = new Set<string>()
    for (;;) {
      const ready = await readyRows(deps)
      const due = dueWrites(ready, deps.clock.now()).filter((write) => !isStalled(write, stalled))
      if (due.length === 0) return { nextAt: nextDue(ready) }
      await pass(deps, due, stalled)
    }
  })

const isLost = ({ lastFailure }: Write): boolean => lastFailure?.type === 'not-found'

/**
 * What was not found goes by the meeting's other copy as soon as its own calendar has told that it is gone (E11); without another one it is
 * done then, as on any deleted event.
 */
const sendElsewhere = async (deps: Deps): Promise<void> => {
  const dead = await deps.store.read(['outbox'], (tx) => tx.outbox.where('state', 'dead'))
  if (!dead.some(isLost)) return
  const now = deps.clock.now()
  await deps.store.write(REROUTE_TABLES, async (tx) => {
    const lost = (await tx.outbox.where('state', 'dead')).filter(isLost)
    for (const row of lost.sort((a, b) => a.sequence - b.sequence)) {
      if ((await reroute(tx, row, now)) || !(await isVain(tx, row))) continue
      await tx.outbox.put({ ...row, state: 'queued', nextAttemptAt: now, lastFailure: null })
    }
  })
}

/** True when this run has already met with a failure on the write's event or account. */
const isStalled = ({ lane, accountId }: Write, stalled: ReadonlySet<string>): boolean =>
  stalled.has(lane) || stalled.has(accountId)

/** The first write of every lane, one after the other; notes in `stalled` what is not to be tried again in this run. */
const pass = async (deps: Deps, due: readonly Write[], stalled: Set<string>): Promise<void> => {
  for (const write of due) {
    const failure = isStalled(write, stalled) ? null : await writeOne(deps, write)
    if (failure !== null) stalled.add(stopsAccount(failure) ? write.accountId : write.lane)
  }
}

/** Queued rows, without those of accounts that wait for the coach or are paused. */
const readyRows = (deps: Deps): Promise<readonly Write[]> =>
  deps.store.read(['outbox', 'accounts'], async (tx) => {
    const waiting = (await tx.accounts.all()).filter(({ state, paused }) => state === 'sign-in' || paused)
    const rows = await tx.outbox.where('state', 'queued')
    return rows.filter((row) => !waiting.some((account) => account.id === row.accountId))
  })

/**
 * Notes of a creation, before it goes out, that it may get there: whoever gives it up from then on looks for it. One that is given up
 * before is never sent.
 */
const noteTried = (deps: Deps, { id }: Write): Promise<void> =>
  deps.store.write(['outbox'], async (tx) => {
    const row = await tx.outbox.get(id)
    if (row?.state === 'queued') await tx.outbox.put({ ...row, tried: true })
  })

/**
 * A creation whose removal waits behind it is not sent any more, for its guests would be mailed twice about nothing; that looks for what
 * may have got there (E48). Tells whether it was dropped.
 */
const dropWithdrawn = (deps: Deps, { id, lane, operation }: Write): Promise<boolean> =>
  operation.type !== 'insert'
    ? Promise.resolve(false)
    : deps.store.write(['outbox'], async (tx) => {
        const others = await tx.outbox.where('lane', lane)
        if (!others.some((other) => other.operation.type === 'remove')) return false
        await tx.outbox.remove(id)
        return true
      })

type Where = {
  readonly account: Account | undefined
  readonly calendar: CalendarRecord | undefined
  readonly stored: EventRecord | undefined
}

const attempt = async (deps: Deps, row: Write, { account, calendar, stored }: Where): Promise<Attempt> => {
  const { eventId } = row
  if (account === undefined || calendar === undefined) return { done: err({ type: 'not-found' }), eventId }
  const no = await objection(deps, account, calendar, row)
  return no === null ? perform(deps.calendars.of(account), calendar, row, stored) : { done: no, eventId }
}

const writeOne = async (deps: Deps, write: Write): Promise<Failure | null> => {
  if (write.operation.type === 'insert' && write.tried !== true) await noteTried(deps, write)
  const { account, calendar, stored, row } = await deps.store.read(
    ['accounts', 'calendars', 'events', 'outbox'],
    async (tx) => ({
      account: await tx.accounts.get(write.accountId),
      calendar: await tx.calendars.get(write.calendarKey),
      stored: await tx.events.get(write.lane),
      row: await tx.outbox.get(write.id),
    }),
  )
  // Discarded, or parked, since the rows were read.
  if (row?.state !== 'queued') return null
  if (await dropWithdrawn(deps, row)) return null
  const { done, eventId } = await attempt(deps, row, { account, calendar, stored })
  if (done.ok) {
    await settleDone(deps, row, done.value)
    return null
  }
  await settleFailed(deps, { ...row, tried: write.tried ?? false }, done.error, eventId)
  return done.error
}
