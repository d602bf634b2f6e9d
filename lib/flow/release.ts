import { gate } from '../core/carrier.ts'
import type { Tx } from '../ports.ts'
import { settingsOf } from './answer.ts'

/**
 * Brings waiting writes in line with the coach's word on annotations and with what each account may do now: parked ones go out once
 * both allow it, queued ones are parked when access is missing, unwanted ones are dropped. Dead and paused rows stay.
 */
export const release = async (tx: Tx<'outbox' | 'accounts' | 'calendars' | 'settings'>): Promise<void> => {
  const settings = await settingsOf(tx)
  for (const write of await tx.outbox.whereAny('state', ['queued', 'consent'])) {
    const account = await tx.accounts.get(write.accountId)
    const calendar = await tx.calendars.get(write.calendarKey)
    // An account or calendar that is gone is for `push` to say.
    if (account === undefined || calendar === undefined) continue
    const state = gate(write.operation, settings.annotations, calendar, account)
    if (state === 'drop') await tx.outbox.remove(write.id)
    else if (state !== write.state) await tx.outbox.put({ ...write, state })
  }
}

/** The tables of `release`. */
export const RELEASE_TABLES = ['outbox', 'accounts', 'calendars', 'settings'] as const
