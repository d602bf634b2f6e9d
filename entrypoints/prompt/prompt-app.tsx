import { useState } from 'preact/hooks'
import { LiveRegion } from '../../components/feedback.tsx'
import { lazy } from '../../components/lazy.tsx'
import { PromptWindow } from '../../components/prompt/prompt-window.tsx'
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
import { useStack } from './use-stack.ts'
import { WiredCard } from './wired-card.tsx'
import { WiredSaved } from './wired-saved.tsx'

const WiredSignIn = lazy(async () => (await import('./wired-sign-in.tsx')).WiredSignIn)
const WiredBatch = lazy(async () => (await import('./wired-batch.tsx')).WiredBatch)
const WiredRefused = lazy(async () => (await import('./wired-refused.tsx')).WiredRefused)
const Ending = lazy(async () => (await import('./ending.tsx')).Ending)

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
    return { waiting, saved, consent, hidden: ask.privateScreen, notifies: ask.how === 'notification' }
  })

/** What is to be known over a card: an account that needs the coach; that notifications were chosen and are refused. */
const Notes = ({ card, notifies }: { readonly card: string; readonly notifies: boolean | undefined }) => (
  <>
    <WiredSignIn card={card} />
    {notifies && <WiredRefused />}
  </>
)

/** The prompt window: one card after another until nothing waits. */
export const PromptApp = ({ wanted }: { readonly wanted: ReturnType<typeof wantedFrom> }) => {
  const day = useLive(readDay, []).value
  const { stack, key, begin, batch, setBatch, step, openAt, done } = useStack(wanted, day?.waiting)
  const [answered, setAnswered] = useState(0)
  const [left, setLeft] = useState(false)
  const explaining = useExplaining((answered > 0 && day?.consent) || null)
  const over = stack !== null && key === null && explaining.now === null
  useClosing(over && left)
  // A card closes by its own keys.
  useCardKeys(key !== null && !batch ? {} : { Escape: close }, true)
  if (!stack) return null

  const count = () => setAnswered((before) => before + 1)
  const leave = (keys: readonly string[]) => {
    setLeft(true)
    done(keys)
  }
  const { saved = null, hidden = false } = (answered > 0 && day) || {}
  return (
    <PromptWindow
      index={stack.index}
      count={stack.keys.length}
      onStep={step}
      onAll={batch ? undefined : () => setBatch(true)}
      note={key !== null && <Notes card={key} notifies={day?.notifies} />}
      saved={
        saved && (
          <WiredSaved
            saved={saved}
            hidden={hidden}
            onUndone={(sessionKey) => openAt(sessionKey, 'question')}
            onNotes={(sessionKey) => openAt(sessionKey, 'notes')}
            onBookNext={(sessionKey) => openAt(sessionKey, 'next')}
          />
        )
      }
    >
      <LiveRegion
        message={saved ? t('prompt_announceSaved', savedWords(saved, hidden)) : ''}
        count={answered}
      />
      {batch ? (
        <WiredBatch
          leave={{ label: t('batch_one'), onPress: () => setBatch(false) }}
          onSaved={(keys) => {
            count()
            leave(keys)
          }}
          onOpen={(sessionKey) => openAt(sessionKey, 'question')}
        />
      ) : key !== null ? (
        <WiredCard
          key={`${key} ${begin}`}
          sessionKey={key}
          begin={begin}
          onSaved={count}
          onDone={() => leave([key])}
          onClose={close}
          onStep={stack.keys.length > 1 ? step : undefined}
        />
      ) : (
        <Ending explaining={explaining} putOff={left && answered === 0} />
      )}
    </PromptWindow>
  )
}
