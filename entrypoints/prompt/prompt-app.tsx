import { useEffect, useState } from 'preact/hooks'
import { LiveRegion } from '../../components/feedback.tsx'
import { lazy } from '../../components/lazy.tsx'
import { AllDone, PromptWindow } from '../../components/prompt/prompt-window.tsx'
import {
  current,
  openStack,
  refreshed,
  type Stack,
  stepped,
  withFirst,
  without,
} from '../../components/prompt/stack.ts'
import type { Begin } from '../../components/prompt/use-card.ts'
import { useCardKeys } from '../../components/prompt/use-card-keys.ts'
import { savedWords } from '../../components/saved-bar.tsx'
import { useLive } from '../../components/use-live.ts'
import { correctedNow } from '../../lib/browser/clock.ts'
import { t } from '../../lib/browser/i18n.ts'
import { consentWanted } from '../../lib/store/queries/consent.ts'
import { live } from '../../lib/store/queries/live.ts'
import { savedView } from '../../lib/store/queries/saved.ts'
import { currentSettings } from '../../lib/store/queries/settings.ts'
import { waitingKeys } from '../../lib/store/queries/waiting-keys.ts'
import { close, useClosing } from './use-closing.ts'
import { useExplaining } from './use-explaining.ts'
import { WiredCard } from './wired-card.tsx'
import { WiredSaved } from './wired-saved.tsx'

const WiredSignIn = lazy(async () => (await import('./wired-sign-in.tsx')).WiredSignIn)
const WiredConsent = lazy(async () => (await import('./wired-consent.tsx')).WiredConsent)

/** What the window was opened for, from its address. */
export const wantedFrom = (
  address: string,
): { readonly sessionKey: string | null; readonly begin: Begin } => {
  const { searchParams } = new URL(address)
  const begin = searchParams.get('begin')
  return {
    sessionKey: searchParams.get('session'),
    begin: begin === 'why' || begin === 'notes' || begin === 'no-show' ? begin : 'question',
  }
}

const readDay = () =>
  live(async (db) => {
    const [waiting, saved, consent, { ask }] = await Promise.all([
      waitingKeys(db, correctedNow()),
      savedView(db, correctedNow()),
      consentWanted(db),
      currentSettings(db),
    ])
    return { waiting, saved, consent, name: ask.privateScreen ? t('prompt_theClient') : undefined }
  })

/** The prompt window: one card after another until nothing waits. */
export const PromptApp = ({ wanted }: { readonly wanted: ReturnType<typeof wantedFrom> }) => {
  const day = useLive(readDay, []).value
  const [stack, setStack] = useState<Stack | null>(null)
  const [begin, setBegin] = useState({ key: wanted.sessionKey, at: wanted.begin })
  const [answered, setAnswered] = useState(0)
  const [left, setLeft] = useState(false)
  const explaining = useExplaining((answered > 0 && day?.consent) || null)
  useEffect(() => {
    if (day)
      setStack((now) => (now ? refreshed(now, day.waiting) : openStack(wanted.sessionKey, day.waiting)))
  }, [day, wanted.sessionKey])
  const key = stack && current(stack)
  const done = stack !== null && key === null && explaining.now === null
  useClosing(done && left)
  useCardKeys(done ? { Escape: close } : {}, true)
  if (!stack) return null

  const move = (change: (stack: Stack) => Stack) => setStack((now) => now && change(now))
  const beginAt = (shown: string): Begin => (shown === begin.key ? begin.at : 'question')
  const step = (by: -1 | 1) => move((now) => stepped(now, by))
  const openAt = (sessionKey: string, at: Begin) => {
    setBegin({ key: sessionKey, at })
    move((now) => withFirst(now, sessionKey))
  }
  const saved = answered > 0 ? (day?.saved ?? null) : null
  return (
    <PromptWindow
      index={stack.index}
      count={stack.keys.length}
      onStep={step}
      note={key !== null && <WiredSignIn card={key} />}
      saved={
        saved && (
          <WiredSaved
            saved={saved}
            name={day?.name}
            onUndone={(sessionKey) => move((now) => withFirst(now, sessionKey))}
            onNotes={(sessionKey) => openAt(sessionKey, 'notes')}
            onBookNext={(sessionKey) => openAt(sessionKey, 'next')}
          />
        )
      }
    >
      <LiveRegion
        message={saved ? t('prompt_announceSaved', savedWords(saved, day?.name)) : ''}
        count={answered}
      />
      {key === null ? (
        explaining.now ? (
          <WiredConsent now={explaining.now} onDone={explaining.done} />
        ) : (
          <AllDone putOff={left && answered === 0} onClose={close} />
        )
      ) : (
        <WiredCard
          key={`${key} ${beginAt(key)}`}
          sessionKey={key}
          begin={beginAt(key)}
          onSaved={() => setAnswered((count) => count + 1)}
          onDone={() => {
            setLeft(true)
            setBegin({ key: null, at: 'question' })
            move((now) => without(now, key))
          }}
          onClose={close}
          onStep={stack.keys.length > 1 ? step : undefined}
        />
      )}
    </PromptWindow>
  )
}
