import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import { AsideCard } from '../../components/dashboard/aside-card.tsx'
import { PastPage } from '../../components/dashboard/past-page.tsx'
import { namesOf } from '../../components/dashboard/past-row.tsx'
import { LiveRegion } from '../../components/feedback.tsx'
import { RefusalNote } from '../../components/refusal.tsx'
import { useAct } from '../../components/use-act.ts'
import { useLive } from '../../components/use-live.ts'
import { useNow } from '../../components/use-now.ts'
import { correctedNow } from '../../lib/browser/clock.ts'
import { t } from '../../lib/browser/i18n.ts'
import { unansweredIn } from '../../lib/core/view/past-filter.ts'
import { send } from '../../lib/messaging.ts'
import { live } from '../../lib/store/queries/live.ts'
import { pastSessions } from '../../lib/store/queries/past.ts'
import { sayHappened } from '../prompt/say-happened.ts'
import { WiredCard } from '../prompt/wired-card.tsx'
import { HandPart } from './hand-part.tsx'
import { LastSaved } from './last-saved.tsx'
import { type HandTask, placeOfKept, SessionDialog } from './session-dialog.tsx'
import { WiredLikeness } from './wired-likeness.tsx'
import { WiredRecord } from './wired-record.tsx'

/** How many days are read at first, and how many more with each "Show earlier sessions". */
const STRETCH = 60

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
  const [told, setTold] = useState(false)
  const [partly, setPartly] = useState('')
  const [task, setTask] = useState<HandTask | null>(null)
  const [added, setAdded] = useState('')
  const zone = Temporal.Now.timeZoneId()
  const { value: view } = useLive(
    () => live((db) => pastSessions(db, { now: correctedNow(), days, wanted })),
    [days, now],
  )
  const open = (sessionKey: string | null) => {
    setOpened(sessionKey)
    if (query.session !== undefined) route('/past', true)
  }
  /** A reply that comes late closes its own card, never one that was opened meanwhile. */
  const close = (sessionKey: string) => setOpened((now) => (now === sessionKey ? null : now))
  const rows = view?.rows ?? []
  const shown = rows.find(({ key }) => key === opened)

  return (
    <>
      <PastPage
        view={view}
        zone={zone}
        now={now}
        busy={act.busy.has('all')}
        opened={opened}
        shown={query.show === 'history' ? 'history' : 'all'}
        notes={<RefusalNote act={act} names={['all', 'undo']} />}
        saved={<LastSaved shown={told} partly={partly} act={act} onClose={() => setTold(false)} />}
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
              setTold(true)
            },
          )
        }
        renderCard={(sessionKey) => (
          <>
            {shown?.states.includes('aside') ? (
              <AsideCard
                busy={act.busy.has(`coaching:${sessionKey}`)}
                trouble={<RefusalNote act={act} names={[`coaching:${sessionKey}`]} />}
                onCoaching={() =>
                  act.run(`coaching:${sessionKey}`, () => send('recogniseAs', { sessionKey, as: 'coaching' }))
                }
              />
            ) : (
              <>
                <WiredCard
                  key={sessionKey}
                  sessionKey={sessionKey}
                  onSaved={() => setTold(true)}
                  onDone={() => close(sessionKey)}
                  onClose={() => close(sessionKey)}
                  onStep={(by) => {
                    const at = rows.findIndex(({ key }) => key === sessionKey)
                    const next = rows[at + by]
                    if (next) open(next.key)
                  }}
                />
                <WiredLikeness sessionKey={sessionKey} />
                {shown && (
                  <HandPart
                    sessionKey={sessionKey}
                    byHand={shown.byHand}
                    name={namesOf(shown)}
                    onTask={setTask}
                  />
                )}
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
          onDone={(kept) => {
            setTask(null)
            setAdded(t(kept ? 'hand_saved' : 'hand_removed'))
            if (kept?.ahead) route(placeOfKept(kept))
            else open(kept?.sessionKey ?? null)
          }}
        />
      )}
      <LiveRegion message={added} />
    </>
  )
}
