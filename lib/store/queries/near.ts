import { clientOf } from '../../core/client.ts'
import { participantKey, type Session } from '../../core/session-row.ts'
import { DAY, type Interval } from '../../core/time.ts'
import type { Near } from '../../core/view/near.ts'
import type { OpenBooks } from '../../tables.ts'

/** How far ahead a booking is looked for. */
const AHEAD = 120 * DAY
/** How far from its old time a session can have been moved to be offered as "we moved it". */
const MOVED_WITHIN = 30 * DAY

/** The client's other sessions in a stretch of time, in order. */
const sessionsWith = async (
  db: OpenBooks,
  session: Session,
  participant: string,
  { start, end }: Interval,
): Promise<readonly Session[]> => {
  const clients = await db.clients.all()
  const who = (of: Session, id: string, address: string | null): string | null =>
    clientOf(clients, { address, participantKey: participantKey(of.key, id), title: of.title })?.id ?? address
  const person = session.participants.find(({ id }) => id === participant)
  const wanted = person ? who(session, person.id, person.address) : null
  if (wanted === null) return []
  const rows = await db.sessions.between('start', start, end)
  return rows.filter(
    (row) =>
      row.key !== session.key &&
      row.standing === 'open' &&
      row.participants.some(({ id, address }) => who(row, id, address) === wanted),
  )
}

const toNear = ({ key, start, end, zone }: Session): Near => ({ key, start, end, zone })

/** The client's next booking after `now` (epoch ms), or null: nothing booked within the next months. */
export const nextBooking = async (
  db: OpenBooks,
  { sessionKey, participant, now }: { sessionKey: string; participant: string; now: number },
): Promise<Near | null> => {
  const session = await db.sessions.get(sessionKey)
  if (!session) return null
  const [next] = await sessionsWith(db, session, participant, { start: now + 1, end: now + AHEAD })
  return next ? toNear(next) : null
}

/** Where this session may have been moved to: the client's other unanswered sessions near it, the nearest after it first. */
export const movedTo = async (
  db: OpenBooks,
  { sessionKey, participant }: { sessionKey: string; participant: string },
): Promise<readonly Near[]> => {
  const session = await db.sessions.get(sessionKey)
  if (!session) return []
  const rows = await sessionsWith(db, session, participant, {
    start: session.start - MOVED_WITHIN,
    end: session.start + MOVED_WITHIN,
  })
  return rows
    .toSorted((a, b) => Math.abs(a.start - session.start) - Math.abs(b.start - session.start))
    .slice(0, 4)
    .map(toNear)
}
