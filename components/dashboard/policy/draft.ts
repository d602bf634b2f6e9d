import type { RowId } from '../../../lib/core/policy.ts'
import { LIMITS, type PolicyTerms } from '../../../lib/core/policy-document.ts'
import { type Effect, rowFor } from '../../../lib/core/policy-effect.ts'
import { HOUR } from '../../../lib/core/time.ts'
import { hoursOf } from './policy-words.ts'

/** The numbers of a policy as they are typed; notice in hours. */
export type DraftNumbers = {
  readonly noticeHours: string
  readonly waitingMinutes: string
  readonly freeMisses: string
}

/** A policy that is being edited. */
export type Draft = { readonly numbers: DraftNumbers; readonly rows: PolicyTerms['rows'] }

/** How far each number may go, as it is typed. */
export const DRAFT_LIMITS: Readonly<Record<keyof DraftNumbers, number>> = {
  noticeHours: LIMITS.noticeMs / HOUR,
  waitingMinutes: LIMITS.waitingMinutes,
  freeMisses: LIMITS.freeMisses,
}

export const draftOf = ({ noticeMs, waitingMinutes, freeMisses, rows }: PolicyTerms): Draft => ({
  numbers: {
    noticeHours: hoursOf(noticeMs),
    waitingMinutes: String(waitingMinutes),
    freeMisses: String(freeMisses),
  },
  rows,
})

/** The draft with a row that says something else. */
export const withEffect = (draft: Draft, id: RowId, effect: Effect): Draft => ({
  ...draft,
  rows: { ...draft.rows, [id]: rowFor(id, effect) },
})

/** A number that was typed, or null when it is none or goes too far. Hours may have a part; the others are whole. */
const read = (name: keyof DraftNumbers, typed: string): number | null => {
  const value = typed.trim() === '' ? Number.NaN : Number(typed)
  const good = name === 'noticeHours' ? Number.isFinite(value) : Number.isInteger(value)
  return good && value >= 0 && value <= DRAFT_LIMITS[name] ? value : null
}

/** What was typed wrong. */
export const faultsIn = ({ numbers }: Draft): readonly (keyof DraftNumbers)[] =>
  (Object.keys(DRAFT_LIMITS) as (keyof DraftNumbers)[]).filter((name) => read(name, numbers[name]) === null)

/** The policy that a draft is, or null while a number in it is none. */
export const termsIn = ({ numbers, rows }: Draft): PolicyTerms | null => {
  const hours = read('noticeHours', numbers.noticeHours)
  const waitingMinutes = read('waitingMinutes', numbers.waitingMinutes)
  const freeMisses = read('freeMisses', numbers.freeMisses)
  if (hours === null || waitingMinutes === null || freeMisses === null) return null
  return { noticeMs: Math.round(hours * HOUR), waitingMinutes, freeMisses, rows }
}
