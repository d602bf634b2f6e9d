import { kindOfAll } from '../../core/client.ts'
import { type ExportedSession, toExported } from '../../core/view/calendar-file.ts'
import { oncePerClient } from '../../core/view/people.ts'
import type { OpenBooks } from '../../tables.ts'
import { readPeople } from './people.ts'

/**
 * Every session that is kept, or those of one client, oldest first; of a group only the client's own place. Each client is told of once in
 * each (E17). What is not coaching is left out. Reads all of them: it is asked for by one press. `now` in epoch ms.
 */
export const exportedSessions = async (
  db: OpenBooks,
  { clientId, now }: { readonly clientId: string | null; readonly now: number },
): Promise<readonly ExportedSession[]> => {
  const [sessions, people] = await Promise.all([db.sessions.all(), readPeople(db)])
  return sessions
    .filter(({ standing }) => standing !== 'aside')
    .toSorted((a, b) => a.start - b.start || (a.key < b.key ? -1 : 1))
    .flatMap((session) => {
      const asked = session.participants.filter(
        (participant) => clientId === null || people.clientOf(session, participant)?.id === clientId,
      )
      const participants = oncePerClient(people, session, asked)
      if (clientId !== null && participants.length === 0) return []
      const clients = participants.map((participant) => people.clientOf(session, participant))
      return [toExported(session, { participants, kind: kindOfAll(session, clients), now })]
    })
}
