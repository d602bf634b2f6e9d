import { Likeness } from '../../components/dashboard/likeness.tsx'
import { RefusalNote } from '../../components/refusal.tsx'
import { useAct } from '../../components/use-act.ts'
import { useLive } from '../../components/use-live.ts'
import { send } from '../../lib/messaging.ts'
import { likenessOf } from '../../lib/store/queries/copies.ts'
import { live } from '../../lib/store/queries/live.ts'

/** "These are two sessions", for a session to which that can apply; nothing for any other. */
export const WiredLikeness = ({ sessionKey }: { readonly sessionKey: string }) => {
  const act = useAct()
  const { value: calendars = [] } = useLive(() => live((db) => likenessOf(db, sessionKey)), [sessionKey])
  return calendars.length === 0 ? null : (
    <Likeness
      calendars={calendars}
      busy={act.busy.size > 0}
      trouble={<RefusalNote act={act} names={['split']} />}
      onSplit={() => act.run('split', () => send('splitSession', { sessionKey }))}
    />
  )
}
