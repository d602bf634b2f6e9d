import { useState } from 'preact/hooks'
import type { Account } from '../../lib/core/account.ts'

/** What is explained about writing into the calendar: whether it shall be, then who must allow it. */
export type Explaining = { readonly step: 'consent' | 'access'; readonly account: Account }

/**
 * The first write explains itself once, after an answer and never before one, and goes on to write access where that is missing.
 * `wanted`: the account that waits for the coach's word, if one does. `done` tells whether write access is to be asked for next.
 */
export const useExplaining = (
  wanted: Account | null,
): { readonly now: Explaining | null; readonly done: (needsAccess: boolean) => void } => {
  const [state, setState] = useState<'consent' | 'over' | Account>('consent')
  const account = state === 'consent' ? wanted : state === 'over' ? null : state
  return {
    now: account && { step: state === 'consent' ? 'consent' : 'access', account },
    done: (needsAccess) => setState(needsAccess && account ? account : 'over'),
  }
}
