import type { Refused } from '../../components/use-act.ts'
import type { Failure } from '../../lib/core/failure.ts'
import { err, ok, type Result } from '../../lib/core/result.ts'
import { send } from '../../lib/messaging.ts'

/** Reads every watched calendar now. Fails with the first failure of any of them: the coach pressed a button and is owed a word. */
export const readCalendars = async (): Promise<Result<null, Refused>> => {
  const pulled = await send('pullNow', {})
  if (!pulled.ok) return pulled
  const failure: Failure | undefined = pulled.value.failures[0]
  return failure ? err({ reason: 'calendar', failure }) : ok(null)
}
