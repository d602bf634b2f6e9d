import { useEffect, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import { Button } from '../../components/button.tsx'
import { UpcomingPage } from '../../components/dashboard/upcoming-page.tsx'
import { namesOf } from '../../components/dashboard/upcoming-words.ts'
import { LiveRegion, Toast } from '../../components/feedback.tsx'
import { weekdayTime } from '../../components/format.ts'
import type { NotCoachingWord } from '../../components/prompt/not-coaching.tsx'
import { RefusalNote } from '../../components/refusal.tsx'
import { useAct } from '../../components/use-act.ts'
import { useLive } from '../../components/use-live.ts'
import { useNow } from '../../components/use-now.ts'
import { correctedNow } from '../../lib/browser/clock.ts'
import { t } from '../../lib/browser/i18n.ts'
import { zoned } from '../../lib/core/time.ts'
import type { UpcomingRow } from '../../lib/core/view/upcoming.ts'
import { send } from '../../lib/messaging.ts'
import { live } from '../../lib/store/queries/live.ts'
import { upcomingSessions } from '../../lib/store/queries/upcoming.ts'
import { WiredCard } from '../prompt/wired-card.tsx'
import { LastSaved } from './last-saved.tsx'
import { type HandTask, placeOfKept, SessionDialog } from './session-dialog.tsx'
import { UpcomingBrief } from './upcoming-brief.tsx'

/** How many days are read at first, and how many more with each "Show two more weeks". */
const STRETCH = 14

/** What a line was opened for; `nth` tells a second press of the same from the first. */
type Opened = { readonly key: string; readonly to: 'brief' | 'letter' | 'card'; readonly nth: number }

/** Midnight (epoch ms) after so many whole days from today, where the coach is now. */
const endOfStretch = (now: number, days: number, zone: string): number =>
  zoned(now, zone).startOfDay().add({ days }).epochMilliseconds

/** The Upcoming page over the live books. */
export const Upcoming = () => {
  const { query, route } = useLocation()
  const now = useNow()
  const act = useAct()
  const [days, setDays] = useState(STRETCH)
  /** What the link that led here is about, until it is known whether it is here. */
  const [wanted, setWanted] = useState(query.session ?? null)
  const [opened, setOpened] = useState<Opened | null>(
    wanted === null ? null : { key: wanted, to: 'brief', nth: 0 },
  )
  // The line after an answer is shown only for what was answered on this page.
  const [told, setTold] = useState(false)
  const [aside, setAside] = useState<{ readonly key: string; readonly words: string } | null>(null)
  const [task, setTask] = useState<HandTask | null>(null)
  const [said, setSaid] = useState('')
  const zone = Temporal.Now.timeZoneId()
  const keep = opened?.key ?? null
  const { value: view } = useLive(
    () =>
      live((db) => {
        const at = correctedNow()
        return upcomingSessions(db, { now: at, until: endOfStretch(at, days, zone), keep })
      }),
    [days, now, keep],
  )
  useEffect(() => {
    if (view === undefined || wanted === null) return
    setWanted(null)
    // It has ended since, or is not coaching any more: the Past page has it, however old it is.
    if (view.rows.every(({ key }) => key !== wanted))
      route(`/past?session=${encodeURIComponent(wanted)}`, true)
  }, [view, wanted])
  const open = (key: string | null, to: Opened['to'] = 'brief') => {
    setOpened(key === null ? null : { key, to, nth: (opened?.nth ?? 0) + 1 })
    if (query.session !== undefined) route('/upcoming', true)
  }
  /** A reply that comes late closes its own card, never one that was opened meanwhile. */
  const close = (key: string) => setOpened((now) => (now?.key === key ? null : now))
  const setAsideAs = (row: UpcomingRow, as: NotCoachingWord) =>
    act.run(
      `aside:${row.key}`,
      () => send('recogniseAs', { sessionKey: row.key, as }),
      () => {
        open(null)
        setAside({ key: row.key, words: t('upcoming_setAside', namesOf(row), weekdayTime(row.start)) })
      },
    )

  return (
    <>
      <UpcomingPage
        view={view}
        zone={zone}
        now={now}
        opened={keep}
        notes={<RefusalNote act={act} names={['undo', 'coaching']} />}
        onAdd={() => setTask({ do: 'add', clientId: null })}
        onOpen={open}
        onConfirm={({ key }) => open(key, 'letter')}
        onAnswer={({ key }) => open(key, 'card')}
        onMore={() => setDays(days + STRETCH)}
        renderOpened={(row) =>
          opened?.to === 'card' ? (
            <WiredCard
              key={row.key}
              sessionKey={row.key}
              onSaved={() => setTold(true)}
              onDone={() => close(row.key)}
              onClose={() => close(row.key)}
            />
          ) : (
            <UpcomingBrief
              key={opened?.nth}
              row={row}
              now={now}
              act={act}
              letterOpen={opened?.to === 'letter'}
              onTicked={(text) => setSaid(t('upcoming_ticked', text))}
              onAnswer={() => open(row.key, 'card')}
              onNotCoaching={(as) => setAsideAs(row, as)}
              onTask={setTask}
            />
          )
        }
      />
      {task && (
        <SessionDialog
          key={JSON.stringify(task)}
          task={task}
          now={now}
          onCancel={() => setTask(null)}
          onDone={(kept) => {
            setTask(null)
            setSaid(t(kept ? 'hand_saved' : 'hand_removed'))
            if (kept && !kept.ahead) route(placeOfKept(kept))
            else open(kept?.sessionKey ?? null)
          }}
        />
      )}
      {aside && (
        <Toast
          actions={
            <>
              <Button
                variant="quiet"
                size="sm"
                busy={act.busy.has('coaching')}
                onClick={() =>
                  act.run(
                    'coaching',
                    () => send('recogniseAs', { sessionKey: aside.key, as: 'coaching' }),
                    () => setAside(null),
                  )
                }
              >
                {t('past_asideBack')}
              </Button>
              <Button
                variant="quiet"
                size="sm"
                icon="close"
                aria-label={t('dash_close')}
                onClick={() => setAside(null)}
              />
            </>
          }
        >
          {aside.words}
        </Toast>
      )}
      <LiveRegion message={aside?.words ?? said} />
      <LastSaved shown={told && aside === null} act={act} onClose={() => setTold(false)} />
    </>
  )
}
