import type { Trace } from '../trace.ts'

/** A promise of the product that was broken. */
export type Violation = { readonly invariant: string; readonly detail: string }

/** Writes a violation down; a run ends after the step in which there was one. */
export type Report = {
  (invariant: string, detail: string): void
  readonly violations: readonly Violation[]
}

/** A report without violations. */
export const createCheckReport = (trace: Trace): Report => {
  const violations: Violation[] = []
  const report = (invariant: string, detail: string): void => {
    violations.push({ invariant, detail })
    trace.say('VIOLATION', `${invariant}: ${detail}`)
  }
  return Object.assign(report, { violations })
}
