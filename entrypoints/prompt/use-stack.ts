import { useEffect, useRef, useState } from 'preact/hooks'
import {
  afterDone,
  current,
  openStack,
  refreshed,
  type Stack,
  stepped,
  withFirst,
  without,
} from '../../components/prompt/stack.ts'
import type { Begin } from '../../components/prompt/use-card.ts'
import { MANY_AT_ONCE } from '../../lib/core/due.ts'

/** The cards of the prompt window, the step that each begins with, and whether all of them are shown as one screen instead. */
export const useStack = (
  wanted: { readonly sessionKey: string | null; readonly begin: Begin },
  waiting: readonly string[] | undefined,
) => {
  const [stack, setStack] = useState<Stack | null>(null)
  const [begin, setBegin] = useState({ key: wanted.sessionKey, at: wanted.begin })
  const [batch, setBatch] = useState<boolean | null>(null)
  const gone = useRef<ReadonlySet<string>>(new Set())
  useEffect(() => {
    if (!waiting) return
    const left = afterDone(waiting, gone.current)
    gone.current = left.done
    setStack((now) => (now ? refreshed(now, left.waiting) : openStack(wanted.sessionKey, left.waiting)))
    setBatch((now) => now ?? (wanted.sessionKey === null && waiting.length >= MANY_AT_ONCE))
  }, [waiting, wanted.sessionKey])

  const move = (change: (stack: Stack) => Stack) => setStack((now) => now && change(now))
  const key = stack && current(stack)
  return {
    stack,
    key,
    begin: key !== null && key === begin.key ? begin.at : ('question' as const),
    batch: batch === true && stack !== null && stack.keys.length > 1,
    setBatch,
    step: (by: -1 | 1) => move((now) => stepped(now, by)),
    openAt: (sessionKey: string, at: Begin) => {
      setBatch(false)
      setBegin({ key: sessionKey, at })
      gone.current = new Set([...gone.current].filter((each) => each !== sessionKey))
      move((now) => withFirst(now, sessionKey))
    },
    /** There is nothing more to do with these here. */
    done: (keys: readonly string[]) => {
      setBatch(false)
      setBegin({ key: null, at: 'question' })
      gone.current = new Set([...gone.current, ...keys])
      move((now) => keys.reduce(without, now))
    },
  }
}
