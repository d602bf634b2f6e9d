import { type Client, clientOf, kindOfAll } from '../client.ts'
import { evidence } from '../evidence.ts'
import type { Kind } from '../policy.ts'
import { participantKey, type Session } from '../session-row.ts'

/** One session in a short list: waiting, running or next. */
export type WaitingRow = {
  readonly key: string
  readonly title: string
  /** Epoch ms. */
  readonly start: number
  readonly end: number
  readonly zone: string
  /** null: not said yet, so one press cannot answer it. */
  readonly kind: Kind | null
  readonly people: readonly { readonly id: string; readonly name: string }[]
  /** Nobody is invited and nobody is known by the title (E19). */
  readonly unknown: boolean
  /** The calendar speaks against "it happened" for somebody: left out of "all happened" (PRODUCT 4). */
  readonly contrary: boolean
  /** Two browsers answered differently (E36): it wants a word of its own. */
  readonly conflict: boolean
}

/** The short form of a session. `now` in epoch ms, `noticeMs` as the policy has it. */
export const toWaitingRow = (
  session: Session,
  clients: readonly Client[],
  { noticeMs, now }: { readonly noticeMs: number; readonly now: number },
): WaitingRow => {
  const people = session.participants.map((participant) => {
    const client = clientOf(clients, {
      address: participant.address,
      participantKey: participantKey(session.key, participant.id),
      title: session.title,
    })
    const name = client?.name || participant.name || participant.address || session.title
    return { id: participant.id, name, client }
  })
  const known = people.find(({ client }) => client !== undefined && client.kinds.length > 0)?.client
  return {
    key: session.key,
    title: session.title,
    start: session.start,
    end: session.end,
    zone: session.zone,
    kind: kindOfAll(
      session,
      people.map(({ client }) => client),
    ),
    people: people.map(({ id, name }) => ({ id, name })),
    unknown: session.participants.every(({ address }) => address === null) && known === undefined,
    contrary: evidence(session, noticeMs, now).some(({ contrary }) => contrary),
    conflict: session.participants.some(({ outcome }) => outcome?.conflict === true),
  }
}
