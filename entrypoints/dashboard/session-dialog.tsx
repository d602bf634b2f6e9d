import { useState } from 'preact/hooks'
import { Confirm } from '../../components/dashboard/confirm.tsx'
import { SessionForm, type SessionStart } from '../../components/dashboard/session-form.tsx'
import { RefusalNote } from '../../components/refusal.tsx'
import { useAct } from '../../components/use-act.ts'
import { useLive } from '../../components/use-live.ts'
import { t } from '../../lib/browser/i18n.ts'
import { handTimes } from '../../lib/core/by-hand.ts'
import { kindAt } from '../../lib/core/client.ts'
import { HOUR, MINUTE, zoned } from '../../lib/core/time.ts'
import type { HandView } from '../../lib/core/view/by-hand.ts'
import { send } from '../../lib/messaging.ts'
import { handView } from '../../lib/store/queries/by-hand.ts'
import { live } from '../../lib/store/queries/live.ts'
import { newId } from '../prompt/card-wire.ts'

/** What is to be done about sessions added by hand: add one (for a client), change one, or remove one. */
export type HandTask =
  | { readonly do: 'add'; readonly clientId: string | null }
  | { readonly do: 'edit' | 'remove'; readonly sessionKey: string }

const wall = (at: number, zone: string) => {
  const there = zoned(at, zone)
  return {
    date: there.toPlainDate().toString(),
    time: there.toPlainTime().toString({ smallestUnit: 'minute' }),
  }
}

/** An hour that has just ended, on the hour: the commonest thing to be added. */
const anHourAgo = (now: number, zone: string, clientId: string | null): SessionStart => {
  const { time, ...rest } = wall(now - HOUR, zone)
  return { ...rest, time: `${time.slice(0, 2)}:00`, minutes: 60, clientId, kind: null }
}

const asItIs = (session: HandView, zone: string): SessionStart => ({
  ...wall(session.start, zone),
  minutes: Math.round((session.end - session.start) / MINUTE),
  clientId: session.clientId,
  kind: session.kind,
})

const readForm = (sessionKey: string | null) =>
  live(async (db) => ({
    session: sessionKey === null ? null : await handView(db, sessionKey),
    clients: (await db.clients.all()).toSorted((a, b) => a.name.localeCompare(b.name)),
  }))

/** A session that was kept. `ahead`: it has not ended yet, so it stands under Upcoming. */
export type KeptByHand = { readonly sessionKey: string; readonly ahead: boolean }

/** Where a kept session is opened: it is answered where every past one is, and prepared where the next ones are. */
export const placeOfKept = ({ sessionKey, ahead }: KeptByHand): string =>
  `/${ahead ? 'upcoming' : 'past'}?session=${encodeURIComponent(sessionKey)}`

/** The dialog for one task; `onDone` tells which session it was about, null after a removal. */
export const SessionDialog = ({
  task,
  now,
  onDone,
  onCancel,
}: {
  readonly task: HandTask
  readonly now: number
  readonly onDone: (kept: KeptByHand | null) => void
  readonly onCancel: () => void
}) => {
  const act = useAct()
  const [intentId] = useState(newId)
  const sessionKey = task.do === 'add' ? null : task.sessionKey
  const { value } = useLive(() => readForm(sessionKey), [sessionKey])
  const zone = Temporal.Now.timeZoneId()
  const trouble = <RefusalNote act={act} names={['hand']} />
  if (task.do === 'remove') {
    return (
      <Confirm
        title={t('hand_removeTitle')}
        action={t('hand_removeDo')}
        onCancel={onCancel}
        onConfirm={() =>
          act.run(
            'hand',
            () => send('removeSession', { intentId, sessionKey: task.sessionKey }),
            () => onDone(null),
          )
        }
      >
        <p>{t('hand_removeWords')}</p>
        {trouble}
      </Confirm>
    )
  }
  if (!value || (sessionKey !== null && !value.session)) return null
  const { session } = value
  const addFor = task.do === 'add' ? task.clientId : null
  const clients = value.clients.map((client) => ({
    id: client.id,
    name: client.name,
    kind: kindAt(client, now),
  }))
  const start = session ? asItIs(session, zone) : anHourAgo(now, zone, addFor)
  return (
    <SessionForm
      title={t(session ? 'hand_editTitle' : 'hand_addTitle')}
      clients={clients}
      start={{ ...start, kind: start.kind ?? clients.find(({ id }) => id === addFor)?.kind ?? null }}
      fixed={session?.answered ?? false}
      zone={zone}
      now={now}
      busy={act.busy.size > 0}
      trouble={trouble}
      onCancel={onCancel}
      onSave={(entry) =>
        act.run(
          'hand',
          () => send('addSession', { ...entry, intentId, sessionKey }),
          (saved) => onDone({ ...saved, ahead: (handTimes(entry)?.end ?? 0) > now }),
        )
      }
    />
  )
}
