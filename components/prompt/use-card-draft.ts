import { useEffect, useRef, useState } from 'preact/hooks'
import type { CardApi } from './card-api.ts'
import { type CardDraft, type Choice, readCardDraft } from './choice.ts'

export type DraftState = {
  readonly draft: CardDraft
  readonly choose: (participant: string, choice: Choice) => void
  readonly turn: (why: boolean) => void
  readonly forget: () => void
}

const none: CardDraft = { why: false, choices: {} }

/** What has been picked on the card of a session, kept outside the page with every change, so that a closed window loses nothing. */
export const useCardDraft = (
  api: Pick<CardApi, 'readDraft' | 'keepDraft' | 'dropDraft'>,
  sessionKey: string,
): DraftState => {
  const id = `answer:${sessionKey}`
  const [draft, setDraft] = useState<CardDraft>(none)
  // Two changes within one press must both be kept, so the last one is not read from what was drawn.
  const latest = useRef<CardDraft>(none)
  const show = (next: CardDraft) => {
    latest.current = next
    setDraft(next)
  }
  useEffect(() => {
    let left = false
    const restore = async () => {
      const kept = readCardDraft((await api.readDraft(id))?.value)
      // A card that has been touched meanwhile is newer than what was kept.
      if (!left && latest.current === none) show(kept)
    }
    show(none)
    restore().catch(reportError)
    return () => {
      left = true
    }
  }, [api, id])
  const change = (part: Partial<CardDraft>) => {
    show({ ...latest.current, ...part })
    api.keepDraft(id, latest.current)
  }
  return {
    draft,
    choose: (participant, choice) =>
      change({ choices: { ...latest.current.choices, [participant]: choice } }),
    turn: (why) => change({ why }),
    forget: () => {
      show({ ...none })
      api.dropDraft(id)
    },
  }
}
