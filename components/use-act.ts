import { useRef, useState } from 'preact/hooks'
import type { Failure } from '../lib/core/failure.ts'
import type { Result } from '../lib/core/result.ts'

/** Why something asked for was not done: the background's refusal, or that it could not be reached at all. */
export type Refused = { readonly reason: string; readonly failure: Failure | null }

/** Begins something under a name; `done` is told when it went well. */
type Begin = <T>(name: string, work: () => Promise<Result<T, Refused>>, done?: (value: T) => void) => void

export type Act = {
  /** The names of what is under way: a control whose name is among them says that it is busy. */
  readonly busy: ReadonlySet<string>
  /** What was refused last, until the next attempt or `forget`. */
  readonly refused: { readonly name: string; readonly refusal: Refused } | null
  /**
   * One press. Under way already under this name, it is the same press again (E38); whatever has another name goes out at once too, in
   * the order in which it was pressed.
   */
  readonly run: Begin
  /** A setting that was changed: every change counts, however fast they come, so each says just what it changes. */
  readonly change: Begin
  forget(): void
}

/** Carries out what the coach pressed, and keeps what a page must show meanwhile and afterwards. No press is lost on another. */
export const useAct = (): Act => {
  // Presses may come faster than the page is drawn: what is under way is known here first.
  const underWay = useRef(new Set<string>())
  const [busy, setBusy] = useState<ReadonlySet<string>>(underWay.current)
  const [refused, setRefused] = useState<Act['refused']>(null)
  const perform = async <T>(
    name: string,
    work: () => Promise<Result<T, Refused>>,
    done?: (value: T) => void,
  ) => {
    setRefused(null)
    const result = await work().catch(() => ({
      ok: false as const,
      error: { reason: 'unreachable', failure: null },
    }))
    if (underWay.current.delete(name)) setBusy(new Set(underWay.current))
    if (result.ok) done?.(result.value)
    else setRefused({ name, refusal: result.error })
  }
  return {
    busy,
    refused,
    forget: () => setRefused(null),
    run: (name, work, done) => {
      if (underWay.current.has(name)) return
      underWay.current.add(name)
      setBusy(new Set(underWay.current))
      // A bug in `done` belongs to the page's own error handling, not to this promise.
      perform(name, work, done).catch(reportError)
    },
    change: (name, work, done) => void perform(name, work, done).catch(reportError),
  }
}
