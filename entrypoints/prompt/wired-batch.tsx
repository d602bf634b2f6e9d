import { BatchView } from '../../components/batch/batch-view.tsx'
import { RefusalNote } from '../../components/refusal.tsx'
import { useAct } from '../../components/use-act.ts'
import { useLive } from '../../components/use-live.ts'
import { useNow } from '../../components/use-now.ts'
import { correctedNow } from '../../lib/browser/clock.ts'
import { live } from '../../lib/store/queries/live.ts'
import { currentSettings } from '../../lib/store/queries/settings.ts'
import { waitingView } from '../../lib/store/queries/waiting.ts'
import { sayHappened } from './say-happened.ts'

const readWaiting = () =>
  live(async (db) => {
    const [{ waiting }, { ask }] = await Promise.all([waitingView(db, correctedNow()), currentSettings(db)])
    return { rows: waiting, hidden: ask.privateScreen }
  })

/** Everything that waits, over the live books: in the prompt window and in the popup. */
export const WiredBatch = ({
  leave,
  onSaved,
  onOpen,
}: {
  readonly leave: { readonly label: string; readonly onPress: () => void }
  /** Keys of the sessions that were answered; one that could not be saved still waits. */
  readonly onSaved: (sessionKeys: readonly string[]) => void
  readonly onOpen: (sessionKey: string) => void
}) => {
  const { value } = useLive(readWaiting, [])
  const now = useNow()
  const act = useAct()
  if (!value) return null
  return (
    <BatchView
      {...value}
      now={now}
      busy={act.busy.size > 0}
      trouble={<RefusalNote act={act} names={['batch']} />}
      leave={leave}
      onOpen={({ key }) => onOpen(key)}
      onSave={(rows) =>
        act.run(
          'batch',
          () => sayHappened(rows),
          (sessions) => onSaved(sessions.map(({ sessionKey }) => sessionKey)),
        )
      }
    />
  )
}
