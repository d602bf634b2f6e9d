import { readMarks } from '../core/annotation.ts'
import { setApart } from '../core/apart.ts'
import { isAnnotation } from '../core/carrier.ts'
import { ok, type Result } from '../core/result.ts'
import type { Session } from '../core/session.ts'
import type { Settings } from '../core/settings.ts'
import { normaliseUid } from '../core/uid.ts'
import { type Refused, refused } from '../core/view/refused.ts'
import type { Deps, EventRecord, Tx } from '../ports.ts'
import { annotate } from './annotate.ts'
import { stripOf } from './annotations.ts'
import { settingsOf } from './answer.ts'
import { enqueue } from './enqueue.ts'
import { eventKey } from './event-record.ts'
import { reevaluate } from './reevaluate.ts'
import { REROUTE_TABLES } from './reroute.ts'

type SplitTx = Tx<(typeof REROUTE_TABLES)[number]>

const uidOf = ({ iCalUid }: EventRecord): string => normaliseUid(iCalUid ?? '')

const recordsOf = async (tx: Tx<'events'>, { copies }: Session): Promise<readonly EventRecord[]> =>
  (await tx.events.getMany(copies.map(({ calendarKey, eventId }) => eventKey(calendarKey, eventId)))).filter(
    (record) => record !== undefined,
  )

/**
 * What the session left on an event that is not its own: taken off there, and written to its own. Answers stay with the session that was
 * answered.
 */
const moveMarks = async (
  tx: SplitTx,
  session: Session,
  strange: readonly EventRecord[],
  settings: Settings,
  now: number,
): Promise<void> => {
  const lanes = new Set(strange.map(({ key }) => key))
  const waiting = (await tx.outbox.where('sessionKey', session.key)).filter(
    ({ lane, operation }) => lanes.has(lane) && isAnnotation(operation),
  )
  await tx.outbox.removeMany(waiting.map(({ id }) => id))
  const ids = new Set(session.participants.map(({ id }) => id))
  const carrying = strange.filter(({ marks }) => [...readMarks(marks).heads.keys()].some((id) => ids.has(id)))
  for (const record of carrying) {
    const calendar = await tx.calendars.get(record.calendarKey)
    if (calendar !== undefined) await enqueue(tx, { ...stripOf(calendar, record), sessionKey: null }, now)
  }
  if (waiting.length + carrying.length === 0) return
  const local = await tx.answers.where('sessionKey', session.key)
  const inForce = local.filter((answer) => answer.inForce)
  await annotate(tx, session, inForce, local, settings, now)
}

/** Takes the copies with these uids out of one session; returns their keys. A session never loses its last copy that way. */
const part = async (
  tx: SplitTx,
  session: Session,
  uids: ReadonlySet<string>,
  settings: Settings,
  now: number,
): Promise<readonly string[]> => {
  const records = await recordsOf(tx, session)
  const strange = records.filter((record) => uids.has(uidOf(record)))
  const own = records.find((record) => !strange.includes(record))
  if (strange.length === 0 || own === undefined) return []
  const gone = new Set(strange.map(({ key }) => key))
  const copies = session.copies.filter(
    ({ calendarKey, eventId }) => !gone.has(eventKey(calendarKey, eventId)),
  )
  const { title, joinLink, webLink } = own
  const kept = { ...session, copies, title, joinLink, webLink, private: own.private }
  await tx.sessions.put(kept)
  await tx.events.putMany(strange.map((record) => ({ ...record, sessionKey: '' })))
  await moveMarks(tx, kept, strange, settings, now)
  return [...gone]
}

/**
 * "These are two sessions" (PRODUCT 12): what was taken for a second copy of this meeting, by its time and people alone, is one of its own
 * from now on, and so are all instances of both, in every later pull. What was answered stays where it was answered. Refuses
 * `not-found` when there is no such session or nothing in it to part.
 */
export const splitSession = async (
  deps: Deps,
  { sessionKey }: { readonly sessionKey: string },
): Promise<Result<null, Refused<'not-found'>>> => {
  const now = deps.clock.now()
  const keys = await deps.store.write(REROUTE_TABLES, async (tx) => {
    const session = await tx.sessions.get(sessionKey)
    if (session === undefined) return []
    const uids = new Set((await recordsOf(tx, session)).map(uidOf).filter((uid) => uid !== session.uid))
    const before = await settingsOf(tx)
    const apart = [...uids].reduce((all, uid) => setApart(all, session.uid, uid), before.apart ?? [])
    const settings: Settings = { ...before, apart }
    const parted: string[] = []
    for (const each of await tx.sessions.where('uid', session.uid))
      parted.push(...(await part(tx, each, uids, settings, now)))
    if (parted.length > 0) await tx.settings.put({ id: 'settings', value: settings })
    return parted
  })
  if (keys.length === 0) return refused('not-found')
  await reevaluate(deps, { keys, endedIsHistory: false })
  return ok(null)
}
