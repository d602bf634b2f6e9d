import { array, number, safeParse } from 'zod/mini'
import { hearServer, isDoubtful } from '../core/clock-offset.ts'
import { HOUR, SECOND } from '../core/time.ts'
import type { CalendarPort, Deps } from '../ports.ts'

/** Where differences are kept until they settle: for as long as the browser runs. */
const HEARD = 'clock-heard'
/** A server tells whole seconds: on average it is half of one later than it says. */
const HALF_A_SECOND = SECOND / 2

/** A write waits no longer than this by itself, ms; one that seems to was told so by another clock. */
const LONGEST_WAIT = HOUR

type ClockDeps = Pick<Deps, 'clock' | 'store' | 'vault'>

const heardIn = async ({ vault }: Pick<ClockDeps, 'vault'>): Promise<readonly number[]> => {
  const read = safeParse(array(number()), await vault.get(HEARD))
  return read.success ? read.data : []
}

/**
 * What was written by a clock that ran ahead lies in the future now: it may not make Afterward wait, nor turn what is yet to end into
 * history (E30). `now`: the corrected time, epoch ms.
 */
const mend = (deps: Pick<Deps, 'store'>, now: number): Promise<void> =>
  deps.store.write(['accounts', 'settings', 'sessions', 'outbox'], async (tx) => {
    const accounts = (await tx.accounts.all()).filter(({ connectedAt }) => connectedAt > now)
    await tx.accounts.putMany(accounts.map((account) => ({ ...account, connectedAt: now })))
    const settings = (await tx.settings.get('settings'))?.value
    if (settings !== undefined && settings.installedAt > now)
      await tx.settings.put({ id: 'settings', value: { ...settings, installedAt: now } })
    const sessions = (await tx.sessions.all()).filter(
      ({ standing, end, copies }) =>
        standing === 'history' && end > now && copies.some(({ goneAt }) => goneAt === null),
    )
    await tx.sessions.putMany(sessions.map((session) => ({ ...session, standing: 'open', open: 1 })))
    const writes = (await tx.outbox.where('state', 'queued')).filter(
      ({ nextAttemptAt }) => nextAttemptAt > now + LONGEST_WAIT,
    )
    await tx.outbox.putMany(writes.map((write) => ({ ...write, nextAttemptAt: now })))
  })

/**
 * Compares a server's time (epoch ms, to the second) with the machine's and corrects the clock once several answers agree that it is
 * wrong, or right again (E25). Tells whether more should be heard at once. Without a time, or with a clock that cannot be
 * corrected, nothing is known and nothing done.
 */
export const hearServerTime = async (deps: ClockDeps, serverTime: number | null): Promise<boolean> => {
  const { clock, vault } = deps
  const { correction } = clock
  if (serverTime === null || correction === undefined) return false
  const offset = correction.offset()
  const machine = clock.now() - offset
  const heard = await heardIn(deps)
  const belief = hearServer({ offset, heard }, serverTime + HALF_A_SECOND - machine)
  // A clock that is right, which is nearly every one, costs no write.
  if (belief.heard.length > 0) await vault.set(HEARD, belief.heard)
  else if (heard.length > 0) await vault.remove(HEARD)
  if (belief.offset !== offset) {
    await correction.set(belief.offset)
    await mend(deps, clock.now())
  }
  return isDoubtful(belief)
}

/** The same calendar service; what its pages tell of the time is heard. `onDoubt`: more should be heard at once. */
export const hearing = (deps: ClockDeps, port: CalendarPort, onDoubt: () => void): CalendarPort => ({
  ...port,
  page: async (request) => {
    const page = await port.page(request)
    if (page.ok && (await hearServerTime(deps, page.value.serverTime))) onDoubt()
    return page
  },
})
