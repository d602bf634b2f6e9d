import { useState } from 'preact/hooks'
import type { CalendarNoteWords } from '../../components/calendar-note.tsx'
import { clockWords } from '../../components/clock-words.ts'
import { ErrorNote, LiveRegion, Skeleton } from '../../components/feedback.tsx'
import { relativeTime } from '../../components/format.ts'
import { lazy } from '../../components/lazy.tsx'
import { PopupView } from '../../components/popup/popup-view.tsx'
import type { Begin } from '../../components/prompt/use-card.ts'
import { failureWords, RefusalNote } from '../../components/refusal.tsx'
import { savedWords } from '../../components/saved-bar.tsx'
import { useAct } from '../../components/use-act.ts'
import { useLive } from '../../components/use-live.ts'
import { useNow } from '../../components/use-now.ts'
import { clockOffset, correctedNow } from '../../lib/browser/clock.ts'
import { t } from '../../lib/browser/i18n.ts'
import type { LetterId } from '../../lib/core/letter.ts'
import { policyOf } from '../../lib/core/settings.ts'
import { MINUTE } from '../../lib/core/time.ts'
import type { WaitingRow } from '../../lib/core/view/waiting.ts'
import { type Attention, calendarsState, openAction } from '../../lib/store/queries/attention.ts'
import { live } from '../../lib/store/queries/live.ts'
import { savedView } from '../../lib/store/queries/saved.ts'
import { currentSettings } from '../../lib/store/queries/settings.ts'
import { waitingView } from '../../lib/store/queries/waiting.ts'
import { sayHappened } from '../prompt/say-happened.ts'
import { signInNote } from '../prompt/sign-in-note.ts'
import { WiredSaved } from '../prompt/wired-saved.tsx'

// The list is there first; a card comes when one is asked for.
const WiredCard = lazy(async () => (await import('../prompt/wired-card.tsx')).WiredCard)
const WiredLetter = lazy(async () => (await import('../prompt/wired-letter.tsx')).WiredLetter)
const WiredBatch = lazy(async () => (await import('../prompt/wired-batch.tsx')).WiredBatch)

/**
 * What the popup waits for, read at once: nothing that is pressed moves afterwards, and a private screen never shows a name first.
 */
const readDay = () =>
  live(async (db) => {
    const now = correctedNow()
    const [view, saved, settings, calendars] = await Promise.all([
      waitingView(db, now),
      savedView(db, now),
      currentSettings(db),
      calendarsState(db, now),
    ])
    return { view, saved, settings, ...calendars }
  })

/** The open action item of who comes next; it has a room of its own and may come later. */
const readNote = (sessionKey: string | undefined) =>
  live(async (db) => (sessionKey === undefined ? null : openAction(db, sessionKey)))

/** The one thing about the calendars or the clock that the coach should know, or null while all is well. */
const syncNote = (attention: Attention, now: number): CalendarNoteWords | null => {
  const signIn = signInNote(attention, now)
  if (signIn) return signIn
  const offset = clockOffset()
  const look = { href: '/dashboard.html#/settings', action: t('popup_look') }
  if (offset !== 0) return { text: clockWords(offset), ...look }
  if (attention?.what !== 'stale') return null
  const old = t('popup_stale', relativeTime(attention.pulledAt, now))
  return { text: attention.failure ? `${old} ${failureWords(attention.failure)}` : old, ...look }
}

/** What is shown in the place of the list: the card of a session, all that wait, or nothing. */
type Open = { readonly key: string; readonly begin: Begin } | 'batch' | null

/** The popup: the day's list, or the card of one session in its place. */
export const PopupApp = () => {
  const day = useLive(readDay, [])
  const nextKey = day.value?.view.next?.key
  const nextNote = useLive(() => readNote(nextKey), [nextKey]).value ?? null
  const now = useNow()
  const act = useAct()
  const [answered, setAnswered] = useState(0)
  // A private screen hides names until they are asked for (PRODUCT 4).
  const [shown, setShown] = useState(false)
  const [letter, setLetter] = useState<{ readonly row: WaitingRow; readonly id: LetterId } | null>(null)
  const [open, setOpen] = useState<Open>(null)
  const [backOn, setBackOn] = useState<string | null>(null)
  if (day.error) {
    const reload = { label: t('common_tryAgain'), onPress: () => location.reload() }
    return <ErrorNote what={t('common_unreadable')} safe={t('common_unreadableSafe')} action={reload} />
  }
  if (!day.value) return <Skeleton lines={6} label={t('common_loading')} />
  const { view, saved, settings, attention, connected } = day.value
  const hidden = settings.ask.privateScreen && !shown
  const back = () => setOpen(null)
  /** `from`: the session whose line it is opened on. What is done there needs no way back to it. */
  const show = (what: Open, from: string | null = null) => {
    setBackOn(from)
    setOpen(what)
  }
  const count = () => setAnswered((before) => before + 1)

  if (letter) {
    return (
      <main>
        <WiredLetter
          sessionKey={letter.row.key}
          participant={letter.row.people[0]?.id ?? ''}
          wanted={letter.id}
          level={1}
          onClose={() => setLetter(null)}
        />
      </main>
    )
  }
  if (open === 'batch') {
    return (
      <main>
        <WiredBatch
          leave={{ label: t('prompt_back'), onPress: back }}
          onSaved={() => {
            count()
            back()
          }}
          onOpen={(key) => setOpen({ key, begin: 'question' })}
        />
      </main>
    )
  }
  if (open) {
    return (
      <main>
        <WiredCard
          key={`${open.key} ${open.begin}`}
          sessionKey={open.key}
          begin={open.begin}
          onSaved={count}
          onDone={() => show(null)}
          onClose={back}
        />
      </main>
    )
  }
  return (
    <>
      <LiveRegion
        message={saved && answered > 0 ? t('prompt_announceSaved', savedWords(saved, hidden)) : ''}
        count={answered}
      />
      <PopupView
        {...view}
        saved={
          saved && (
            <WiredSaved
              saved={saved}
              hidden={hidden}
              onNotes={(key) => show({ key, begin: 'notes' })}
              onBookNext={(key) => show({ key, begin: 'next' })}
            />
          )
        }
        nextNote={hidden ? null : nextNote}
        sync={syncNote(attention, now)}
        setUp={connected}
        backOn={backOn}
        hidden={hidden}
        onShowNames={() => setShown(true)}
        now={now}
        waitingMs={policyOf(settings).waitingMinutes * MINUTE}
        busy={act.busy}
        trouble={<RefusalNote act={act} names={['yes']} />}
        onYes={(row) => act.run(`yes:${row.key}`, () => sayHappened([row]), count)}
        onOpen={(row, begin) => show({ key: row.key, begin }, row.key)}
        onBatch={() => show('batch')}
        onLetter={(row, id) => {
          setBackOn(row.key)
          setLetter({ row, id })
        }}
      />
    </>
  )
}
