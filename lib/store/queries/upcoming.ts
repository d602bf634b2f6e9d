import { participantKey, partsOf } from '../../core/session-row.ts'
import { policyOf } from '../../core/settings.ts'
import { type UpcomingView, upcomingRows } from '../../core/view/upcoming.ts'
import type { OpenBooks } from '../../tables.ts'
import { makeupStarts } from './makeup-links.ts'
import { readPeople } from './people.ts'
import { restingNow } from './resting.ts'
import { currentSettings } from './settings.ts'
import { ended, LONGEST_SESSION } from './waiting-keys.ts'

/** More cannot lie across one midnight: with so many read, one is found that begins after it. */
const ACROSS_MIDNIGHT = 8

/**
 * Sessions that have not ended by `now` and begin before `until` (epoch ms both), with all that the coach wants to know before each.
 * `keep`: one that is open on the page; it stays although it has ended, and however far ahead it is, with all that lies before it. Reads
 * by index: that stretch, and the books of the people met in it (E53).
 */
export const upcomingSessions = async (
  db: OpenBooks,
  {
    now,
    until,
    keep = null,
  }: { readonly now: number; readonly until: number; readonly keep?: string | null },
): Promise<UpcomingView> => {
  const kept = keep === null ? undefined : await db.sessions.get(keep)
  const reach = Math.max(until, (kept?.start ?? 0) + 1)
  const [near, over, ahead, people, settings, rests] = await Promise.all([
    db.sessions.between('start', now - LONGEST_SESSION, reach),
    ended(db, now),
    db.sessions.between('open+end', [1, reach], [1, Number.POSITIVE_INFINITY], ACROSS_MIDNIGHT),
    readPeople(db),
    currentSettings(db),
    restingNow(db),
  ])
  const waiting = over.filter((session) => session.key !== keep && !rests?.(session))
  const sessions = near.filter(
    (session) =>
      session.standing !== 'aside' && (session.end > now || session.key === keep) && !rests?.(session),
  )
  const met = [...waiting, ...sessions].flatMap((session) =>
    session.participants.map((participant) => ({
      address: participant.address,
      key: participantKey(session.key, participant.id),
      client: people.clientOf(session, participant),
    })),
  )
  const clients = [...new Set(met.flatMap(({ client }) => client ?? []))]
  const links = [...new Set([...met.map(({ key }) => key), ...clients.flatMap((each) => each.participants)])]
  const addresses = [
    ...new Set([
      ...met.flatMap(({ address }) => address ?? []),
      ...clients.flatMap((each) => each.addresses),
    ]),
  ]
  const linked = [...new Set(links.map((key) => partsOf(key).sessionKey))]
  const [makeups, programs, byAddress, byLink, notesOfAddress, notesOfLink] = await Promise.all([
    makeupStarts(db, people),
    db.programs.whereAny(
      'clientId',
      clients.map(({ id }) => id),
    ),
    db.ledger.whereAny('address', addresses),
    db.ledger.whereAny('sessionKey', linked),
    db.notes.whereAny('address', addresses),
    db.notes.getMany(links),
  ])
  const rows = upcomingRows({
    sessions,
    waiting,
    people,
    programs,
    entries: unique([...byAddress, ...byLink]),
    notes: unique([...notesOfAddress, ...notesOfLink.filter((note) => note !== undefined)]),
    makeups,
    policy: policyOf(settings),
    now,
  })
  return { rows, later: ahead.some((session) => session.start >= reach && !rests?.(session)) }
}

const unique = <Row extends { readonly id: string }>(rows: readonly Row[]): readonly Row[] => [
  ...new Map(rows.map((row) => [row.id, row])).values(),
]
