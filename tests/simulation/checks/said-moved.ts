import type { Browser } from '../browser.ts'
import type { World } from '../world.ts'

/**
 * What a page that was told so finds after "Moved to?": the other session is the make-up; or, where it is the session itself that was put off,
 * nothing is said of that time any more and it has its window yet (E05).
 */
export const checkSaidMoved = (
  { report, trace }: World,
  { name, disk }: Browser,
  queueId: string,
  to: string,
): void => {
  if (disk.isWriting()) return
  const from = queueId.slice(0, queueId.lastIndexOf('#'))
  const session = disk.rows('sessions').find(({ key }) => key === to)
  const item = disk.rows('queue').find(({ id }) => id === queueId)
  if (to !== from) {
    trace.count('state moved from the queue')
    if (
      item?.makeupKey !== to ||
      item.state !== 'booked' ||
      session?.makeupOf?.startsWith(`${from}#`) !== true
    )
      report('linked', `${name}: ${queueId} is ${item?.state}, and ${to} stands for ${session?.makeupOf}`)
    return
  }
  const outcome = session?.participants.find(({ id }) => `${from}#${id}` === queueId)?.outcome
  trace.count('state put off')
  if (outcome?.reschedule === true || item?.state === 'open' || item?.state === 'proposed')
    report('put-off', `${name}: ${queueId} is still sent back for the time that it had`)
}
