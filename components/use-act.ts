import { useState } from 'preact/hooks'
import type { Failure } from '../lib/core/failure.ts'
import type { Result } from '../lib/core/result.ts'

/** Why something asked for was not done: the background's refusal, or that it could not be reached at all. */
export type Refused = { readonly reason: string; readonly failure: Failure | null }

export type Act = {
  /** The name of what is under way, or null. */
  readonly busy: string | null
  /** What was refused last, until the next attempt or `forget`. */
  readonly refused: { readonly name: string; readonly refusal: Refused } | null
  /** Does one thing at a time: a second press while one is under way is ignored (E38). */
  run<T>(name: string, work: () => Promise<Result<T, Refused>>, done?: (value: T) => void): void
  forget(): void
}

/** Carries out what the coach pressed, and keeps what a page must show meanwhile and afterwards. */
export const useAct = (): Act => {
  const [busy, setBusy] = useState<string | null>(null)
  const [refused, setRefused] = useState<Act['refused']>(null)
  return {
    busy,
    refused,
    forget: () => setRefused(null),
    run: (name, work, done) => {
      if (busy !== null) return
      setBusy(name)
      setRefused(null)
      work()
        .catch(() => ({ ok: false as const, error: { reason: 'unreachable', failure: null } }))
        .then((result) => {
          setBusy(null)
          if (result.ok) done?.(result.value)
          else setRefused({ name, refusal: result.error })
        })
        // A bug in `done` belongs to the page's own error handling, not to this promise.
        .catch(reportError)
    },
  }
}
