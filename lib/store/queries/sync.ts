import { type SyncView, sessionsIn } from '../../core/view/sync.ts'
import type { Diagnostic } from '../../ports.ts'
import type { OpenBooks } from '../../tables.ts'
import { readPeople } from './people.ts'

/** How many diagnostics are shown, newest first. */
const DIAGNOSTICS_LIMIT = 50

/** State of what is still to be written into the calendars. */
export const syncState = async (db: OpenBooks): Promise<SyncView> => {
  const [queued, consent, held, people] = await Promise.all([
    db.outbox.where('state', 'queued'),
    db.outbox.where('state', 'consent'),
    db.outbox.whereAny('state', ['dead', 'paused']),
    readPeople(db),
  ])
  const sessions = await db.sessions.getMany(held.map(({ sessionKey }) => sessionKey ?? ''))
  return {
    queued: queued.length,
    nextAttemptAt: queued.length === 0 ? null : Math.min(...queued.map(({ nextAttemptAt }) => nextAttemptAt)),
    consent: consent.length,
    parked: sessionsIn(consent),
    stuck: held.map((write, index) => {
      const session = sessions[index]
      const first = session?.participants[0]
      return {
        write,
        name: session && first ? people.nameOf(session, first) : null,
        start: session?.start ?? null,
      }
    }),
  }
}

/** The latest diagnostics, newest first. */
export const latestDiagnostics = (db: OpenBooks): Promise<readonly Diagnostic[]> =>
  db.diagnostics.last('at', Number.POSITIVE_INFINITY, DIAGNOSTICS_LIMIT)
