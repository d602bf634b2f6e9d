import { type EventPatch, isTimed, type TimedEvent } from '../core/event.ts'
import { isInvitation } from '../core/offered-event.ts'
import type { Recognition } from '../core/recognise.ts'
import type { Session } from '../core/session.ts'
import type { Tx } from '../ports.ts'
import type { Item } from './identify.ts'

/** Where chosen invitations are on their way to, by event key. */
export type Moves = ReadonlyMap<string, NonNullable<EventPatch['time']>>

/** Those among the events of a batch whose client asked for another time, while that is still to be written, or to be decided about. */
export const readMoves = async (tx: Tx<'outbox'>, items: readonly Item[]): Promise<Moves> => {
  const lanes = items.filter(({ event }) => isInvitation(event)).map(({ key }) => key)
  const rows = lanes.length === 0 ? [] : await tx.outbox.whereAny('lane', lanes)
  return new Map(
    rows.flatMap(({ lane, operation }) =>
      operation.type === 'patch' && operation.patch.time !== undefined
        ? [[lane, operation.patch.time] as const]
        : [],
    ),
  )
}

/**
 * What an event tells the session that it is a copy of (`was`; undefined: a new one). An offered time tells nothing, but for an invitation
 * that was chosen: from then on it is the session in all but its marks, whether these are ever written or not, and but for the time where the
 * client asked for another one.
 */
export const toldBy = (
  { event, key, recognition }: Item,
  was: Session | undefined,
  moves: Moves,
): readonly { readonly event: TimedEvent; readonly recognition: Recognition }[] => {
  if (!isTimed(event)) return []
  if (recognition.coaching || recognition.why !== 'hold') return [{ event, recognition }]
  return was !== undefined && isInvitation(event)
    ? [{ event: { ...event, ...moves.get(key) }, recognition }]
    : []
}
