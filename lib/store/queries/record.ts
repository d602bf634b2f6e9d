import { type HistoryLine, historyOf } from '../../core/view/history.ts'
import { type SeenCalendars, type Timeline, timelineOf } from '../../core/view/timeline.ts'
import type { OpenBooks } from '../../tables.ts'
import { readPeople } from './people.ts'
import { currentSettings } from './settings.ts'

/** What is kept of one session beside its card: what its calendar showed, and every answer ever given. */
export type SessionRecord = {
  readonly timeline: Timeline
  readonly history: readonly HistoryLine[]
  /** The clients whose books it is in. */
  readonly clients: readonly { readonly id: string; readonly name: string }[]
}

const seenCalendars = async (db: OpenBooks): Promise<SeenCalendars> =>
  new Map((await db.calendars.all()).map(({ key, name, pulledAt }) => [key, { name, pulledAt }]))

/** The record of one session, or null when there is no such session. */
export const sessionRecord = async (db: OpenBooks, sessionKey: string): Promise<SessionRecord | null> => {
  const [session, answers, people, calendars, settings] = await Promise.all([
    db.sessions.get(sessionKey),
    db.answers.where('sessionKey', sessionKey),
    readPeople(db),
    seenCalendars(db),
    currentSettings(db),
  ])
  if (session === undefined) return null
  const clients = session.participants.flatMap((participant) => people.clientOf(session, participant) ?? [])
  return {
    timeline: timelineOf(session, people, calendars),
    history: historyOf(session, answers, people, settings.device),
    clients: [...new Map(clients.map(({ id, name }) => [id, { id, name }])).values()],
  }
}

/** What the calendars showed of every session kept here; what was set aside is none. */
export const everyTimeline = async (db: OpenBooks): Promise<readonly Timeline[]> => {
  const [sessions, people, calendars] = await Promise.all([
    db.sessions.all(),
    readPeople(db),
    seenCalendars(db),
  ])
  return sessions
    .filter(({ standing }) => standing !== 'aside')
    .map((session) => timelineOf(session, people, calendars))
}
