import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import { AsideCard } from '../../components/dashboard/aside-card.tsx'
import { HandActions, HandAhead } from '../../components/dashboard/by-hand.tsx'
import { PastPage } from '../../components/dashboard/past-page.tsx'
import { namesOf } from '../../components/dashboard/past-row.tsx'
import { SavedToast } from '../../components/dashboard/saved-toast.tsx'
import { LiveRegion } from '../../components/feedback.tsx'
import { RefusalNote } from '../../components/refusal.tsx'
import { savedWords } from '../../components/saved-bar.tsx'
import { useAct } from '../../components/use-act.ts'
import { useLive } from '../../components/use-live.ts'
import { useNow } from '../../components/use-now.ts'
import { correctedNow } from '../../lib/browser/clock.ts'
import { t } from '../../lib/browser/i18n.ts'
import type { PastRow } from '../../lib/core/view/past.ts'
import { unansweredIn } from '../../lib/core/view/past-filter.ts'
import { send } from '../../lib/messaging.ts'
import { handAhead } from '../../lib/store/queries/by-hand.ts'
import { live } from '../../lib/store/queries/live.ts'
import { pastSessions } from '../../lib/store/queries/past.ts'
import { savedView } from '../../lib/store/queries/saved.ts'
import { sayHappened } from '../prompt/say-happened.ts'
import { WiredCard } from '../prompt/wired-card.tsx'
import { type HandTask, SessionDialog } from './session-dialog.tsx'
import { undoSaved } from './undo.ts'
import { WiredLikeness } from './wired-likeness.tsx'
import { WiredRecord } from './wired-record.tsx'

/** How many days are read at first, and how many more with each "Show earlier sessions". */
const STRETCH = 60

/** What is special about a session added by hand, under its card. */
const HandPart = ({
  row,
  onTask,
}: {
  readonly row: PastRow | undefined
  readonly onTask: (task: HandTask) => void
}) =>
  row && row.byHand !== null ? (
    <HandActions
      name={namesOf(row)}
      doubled={row.byHand === 'in-calendar-too'}
      onEdit={() => onTask({ do: 'edit', sessionKey: row.key })}
      onRemove={() => onTask({ do: 'remove', sessionKey: row.key })}
    />
  ) : null

/** The Past page over the live books. */
export const Past = () => {
  const { query, route } = useLocation()
  const now = useNow()
  const act = useAct()
  const [days, setDays] = useState(STRETCH)
  // A link leads to any session, however old.
  const [wanted] = useState(query.session ?? null)
  const [opened, setOpened] = useState(wanted)
  // The line after an answer is shown only for what was answered on this page.
  const [told, setTold] = useState<string | null>(null)
  const [undone, setUndone] = useState(false)
  const [partly, setPartly] = useState('')
  const [task, setTask] = useState<HandTask | null>(null)
  const [added, setAdded] = useState('')
  const { value: ahead } = useLive(() => live((db) => handAhead(db, correctedNow())), [now])
  const zone = Temporal.Now.timeZoneId()
  const { value: view } = useLive(
    () => live((db) => pastSessions(db, { now: correctedNow(), days, wanted })),
    [days, now],
  )
  const { value: saved } = useLive(() => live((db) => savedView(db, correctedNow())), [])
  const tell = (what: string) => {
    setUndone(false)
    setTold(what)
  }
  const open = (sessionKey: string | null) => {
    setOpened(sessionKey)
    if (query.session !== undefined) route('/past', true)
  }
  const rows = view?.rows ?? []

  return (
    <>
      <PastPage
        view={view}
        zone={zone}
        now={now}
        busy={act.busy === 'all'}
        opened={opened}
        shown={query.show === 'history' ? 'history' : 'all'}
        notes={<RefusalNote act={act} names={['all', 'undo']} />}
        ahead={
          <HandAhead
            sessions={ahead ?? []}
            zone={zone}
            now={now}
            onEdit={(sessionKey) => setTask({ do: 'edit', sessionKey })}
            onRemove={(sessionKey) => setTask({ do: 'remove', sessionKey })}
          />
        }
        onAdd={() => setTask({ do: 'add', clientId: null })}
        onOpen={open}
        onOlder={() => setDays(days + STRETCH)}
        onAllHappened={(chosen) =>
          act.run(
            'all',
            () => sayHappened(chosen.map((row) => ({ ...row, people: unansweredIn(row) }))),
            (sessions) => {
              setPartly(
                sessions.length < chosen.length ? t('past_partly', sessions.length, chosen.length) : '',
              )
              tell('all')
            },
          )
        }
        renderCard={(sessionKey) => (
          <>
            {rows.find(({ key }) => key === sessionKey)?.states.includes('aside') ? (
              <AsideCard
                busy={act.busy === 'coaching'}
                trouble={<RefusalNote act={act} names={['coaching']} />}
                onCoaching={() =>
                  act.run('coaching', () => send('recogniseAs', { sessionKey, as: 'coaching' }))
                }
              />
            ) : (
              <>
                <WiredCard
                  key={sessionKey}
                  sessionKey={sessionKey}
                  onSaved={() => tell(sessionKey)}
                  onDone={() => open(null)}
                  onClose={() => open(null)}
                  onStep={(by) => {
                    const at = rows.findIndex(({ key }) => key === sessionKey)
                    const next = rows[at + by]
                    if (next) open(next.key)
                  }}
                />
                <WiredLikeness sessionKey={sessionKey} />
                <HandPart row={rows.find(({ key }) => key === sessionKey)} onTask={setTask} />
              </>
            )}
            <WiredRecord sessionKey={sessionKey} now={now} />
          </>
        )}
      />
      {task && (
        <SessionDialog
          key={JSON.stringify(task)}
          task={task}
          now={now}
          onCancel={() => setTask(null)}
          onDone={(saved) => {
            setTask(null)
            setAdded(t(saved ? 'hand_saved' : 'hand_removed'))
            open(saved?.sessionKey ?? null)
          }}
        />
      )}
      <LiveRegion message={added} />
      <LiveRegion message={undone ? t('past_undone') : told !== null && saved ? savedWords(saved) : ''} />
      {told !== null && saved && (
        <SavedToast
          saved={saved}
          partly={partly}
          busy={act.busy === 'undo'}
          onUndo={() =>
            undoSaved(act, saved, () => {
              setTold(null)
              setUndone(true)
            })
          }
          onClose={() => setTold(null)}
        />
      )}
    </>
  )
}
