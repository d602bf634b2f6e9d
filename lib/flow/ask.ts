import { needsSignIn } from '../core/account.ts'
import { MARK } from '../core/annotation.ts'
import { isCoach } from '../core/coach.ts'
import { due } from '../core/due.ts'
import { isResting } from '../core/pause.ts'
import { settle } from '../core/reconcile.ts'
import type { Session } from '../core/session.ts'
import { DAY, type Interval, MINUTE } from '../core/time.ts'
import type { Deps, EventRecord, Tx } from '../ports.ts'
import { keepCancelation } from './cancelations.ts'
import { type Lens, readLens } from './lens.ts'

/** Events as long as this are days, not appointments: they hold no question back. */
const LONGEST = DAY
/** Who goes through the welcome page is busy with it; one that is never finished holds nothing back for longer, ms. */
const SETTING_UP = 30 * MINUTE
/** What ends later cannot change when to look again: a pull comes long before. */
const AHEAD = DAY

const TABLES = ['sessions', 'events', 'queue', 'clients'] as const
type Tables = Tx<(typeof TABLES)[number]>

/** What the coach is busy with: appointments that block time, without our own holds and what the coach declined. */
const isBusy = (event: EventRecord, lens: Lens): boolean =>
  event.busy &&
  !event.allDay &&
  event.status !== 'cancelled' &&
  event.type === 'default' &&
  event.endMs - event.startMs < LONGEST &&
  event.marks[MARK.hold] === undefined &&
  !event.attendees.some((who) => isCoach(who, lens.coach) && who.response === 'declined') &&
  lens.calendars.get(event.calendarKey)?.chosen === true &&
  !lens.paused.has(event.calendarKey)

const busyAround = async (tx: Tx<'events'>, now: number, lens: Lens): Promise<readonly Interval[]> => {
  const events = await tx.events.between('startMs', now - LONGEST, now + LONGEST)
  const { setUp, installedAt } = lens.settings
  const settingUp = { start: installedAt, end: installedAt + SETTING_UP }
  return [
    ...(setUp ? [] : [settingUp]),
    ...events
      .filter((event) => event.endMs > now && isBusy(event, lens))
      .map(({ startMs, endMs }) => ({ start: startMs, end: endMs })),
  ]
}

/** Open sessions up to tomorrow, weighed anew: a decline in time counts from the end on (E13). Those of paused accounts rest. */
const weighed = async (tx: Tx<'sessions'>, lens: Lens, now: number) => {
  const open = await tx.sessions.between('open+end', [1, 0], [1, now + AHEAD])
  const rules = { now, historyBefore: 0, noticeMs: lens.policy.noticeMs }
  return open
    .filter((session) => !isResting(session, lens.paused))
    .map((session) => ({ session, after: settle(session, rules) }))
}

/** What one look at the stored sessions found. */
type Looked = {
  readonly canceled: readonly Session[]
  readonly asked: readonly Session[]
  readonly waiting: number
  readonly wakeAt: number | null
}

type Present = { readonly locked: boolean; readonly audible: boolean }

const look = async (deps: Deps, tx: Tables, lens: Lens, present: Present, now: number): Promise<Looked> => {
  const sessions = await weighed(tx, lens, now)
  const still = sessions.filter(({ after }) => after.open === 1).map(({ after }) => after)
  const { settings } = lens
  const busy = await busyAround(tx, now, lens)
  const rules = { zone: deps.clock.zone(), ask: settings.ask, busy, ...present }
  const result = due(still, now, rules)
  const asked = new Map(result.ask.map((session) => [session.key, { ...session, askedAt: now }]))
  const after = still.map((session) => asked.get(session.key) ?? session)
  return {
    canceled: sessions.filter((each) => each.after.open === 0).map((each) => each.after),
    asked: [...asked.values()],
    waiting: result.waiting.length,
    // What is asked now comes back in the round-up.
    wakeAt: asked.size === 0 ? result.wakeAt : due(after, now, rules).wakeAt,
  }
}

/** Notes that these sessions had their window, before it opens: whatever stops us in between, none gets a second one. */
const decide = async (deps: Deps, lens: Lens, present: Present, now: number): Promise<Looked> => {
  const first = await deps.store.read(TABLES, (tx) => look(deps, tx, lens, present, now))
  if (first.canceled.length === 0 && first.asked.length === 0) return first
  return deps.store.write(TABLES, async (tx) => {
    const looked = await look(deps, tx, lens, present, now)
    for (const session of looked.canceled) await keepCancelation(tx, session, lens.policy, now)
    await tx.sessions.putMany([...looked.canceled, ...looked.asked])
    return looked
  })
}

const show = async ({ notifier, clock }: Deps, asked: readonly Session[], lens: Lens): Promise<void> => {
  const [oldest] = asked
  if (oldest === undefined) return
  const sessionKeys = asked.map(({ key }) => key)
  // In the zone that the coach is in, as everywhere (E22).
  const notify = () => notifier.notify({ sessionKeys, start: oldest.start, zone: clock.zone() })
  const open = () => notifier.openPrompt(sessionKeys)
  const [usual, other] = lens.settings.ask.how === 'window' ? [open, notify] : [notify, open]
  // Where neither works (E33) the badge and the Past page still show what waits.
  if (!(await usual())) await other()
}

/**
 * Puts before the coach what is due (PRODUCT 4): the badge always, the prompt or a notification once for each session and then in the
 * daily round-up. Everything comes from stored rows, so that it is the same after a sleep, a restart or a killed worker. What the
 * calendar shows as canceled in time is queued for rescheduling instead (E06). Returns when (epoch ms) to look again, or null.
 */
export const ask = (deps: Deps): Promise<{ readonly wakeAt: number | null }> =>
  deps.locks.alone('ask', async () => {
    const lens = await readLens(deps.store)
    const { state, audible } = await deps.presence.now()
    const result = await decide(deps, lens, { locked: state === 'locked', audible }, deps.clock.now())
    const accounts = await deps.store.read(['accounts'], (tx) => tx.accounts.all())
    await deps.notifier.badge(result.waiting, accounts.some(needsSignIn))
    await show(deps, result.asked, lens)
    return { wakeAt: result.wakeAt }
  })
