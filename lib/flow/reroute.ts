import { isAnnotation } from '../core/carrier.ts'
import { type Write, withoutBase } from '../core/outbox.ts'
import { plan } from '../core/plan.ts'
import type { Tx } from '../ports.ts'
import { type Carriers, enqueueOn, operationOf, targetOf } from './annotate.ts'
import { settingsOf } from './answer.ts'

/** The tables of `reroute`. */
export const REROUTE_TABLES = [
  'outbox',
  'accounts',
  'calendars',
  'events',
  'sessions',
  'answers',
  'settings',
] as const
type RerouteTx = Carriers & Tx<'sessions' | 'answers' | 'settings'>

/**
 * Sends an annotation by another copy of the same meeting, when its own way is closed and the other is open (E11); tells whether it did.
 * The same answer keeps its id, so that a write that had got through after all is not taken for a second one. `refuses`: its own
 * calendar has said no for good (E44). `now` in epoch ms.
 */
export const reroute = async (
  tx: RerouteTx,
  write: Write,
  now: number,
  { refuses = false }: { readonly refuses?: boolean } = {},
): Promise<boolean> => {
  const session = write.sessionKey === null ? undefined : await tx.sessions.get(write.sessionKey)
  if (session === undefined || !isAnnotation(write.operation)) return false
  const settings = await settingsOf(tx)
  const rows = await tx.outbox.where('sessionKey', session.key)
  const refusedBy = [...(write.refusedBy ?? []), ...(refuses ? [write.lane] : [])]
  const target = await targetOf(tx, session, settings, new Set(refusedBy))
  if (target === null || target.lane === write.lane || !target.isOpen) return false
  const others = rows.filter(({ id }) => id !== write.id)
  const operation = await again(tx, target, session, write, others)
  await tx.outbox.remove(write.id)
  const { idempotencyKey } = write
  await enqueueOn(tx, target, session, { idempotencyKey, operation, refusedBy }, settings, now)
  // What waits behind it there does not find it, but what that had replaced.
  const behind = others.filter(({ lane }) => lane === write.lane)
  await tx.outbox.putMany(behind.map((row) => withoutBase(row, write)))
  return true
}

/** True when a write has nothing left to be written on: its calendar has told that its event is gone, and no other copy could ever carry it. */
export const isVain = async (tx: RerouteTx, { lane, operation, sessionKey }: Write): Promise<boolean> => {
  const event = await tx.events.get(lane)
  if (event?.status !== 'cancelled' || operation.type === 'insert') return false
  if (plan(operation, event).do !== 'nothing') return false
  const session = sessionKey === null ? undefined : await tx.sessions.get(sessionKey)
  if (session === undefined || !isAnnotation(operation)) return true
  return (await targetOf(tx, session, await settingsOf(tx), new Set([lane]))) === null
}

/** What the write says, worked out anew for the copy it now goes to. */
const again = async (
  tx: RerouteTx,
  target: NonNullable<Awaited<ReturnType<typeof targetOf>>>,
  session: Parameters<typeof operationOf>[2],
  { operation }: Write,
  others: readonly Write[],
): Promise<Write['operation']> => {
  if (operation.type !== 'annotate') return operation
  const local = await tx.answers.where('sessionKey', session.key)
  const answer = local.find(({ id }) => id === operation.head.id)
  return answer === undefined ? operation : operationOf(tx, target, session, answer, local, others)
}

/** Sends on what an account that is paused or removed would keep, where another account has the same meeting. */
export const rerouteAccount = async (tx: RerouteTx, accountId: string, now: number): Promise<void> => {
  const writes = (await tx.outbox.all()).filter(
    (write) => write.accountId === accountId && (write.state === 'queued' || write.state === 'consent'),
  )
  for (const write of writes.sort((a, b) => a.sequence - b.sequence)) await reroute(tx, write, now)
}
