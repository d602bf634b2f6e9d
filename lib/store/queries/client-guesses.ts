import { type ClientGuess, guessOf, isTelling, type Meeting, meetingOf } from '../../core/client-guess.ts'
import { oncePerClient } from '../../core/view/people.ts'
import type { OpenBooks } from '../../tables.ts'
import { readPeople } from './people.ts'

/** What the calendar lets one guess, by the client's id, or by the address of somebody who is nobody's client yet. */
export type ClientGuesses = ReadonlyMap<string, ClientGuess>

/**
 * What the sessions that were read (the last 60 days and what is booked) let one guess of every client's package (PRODUCT 3). `now` in
 * epoch ms, `zone`: the coach's. Nothing where no calendar was read yet.
 */
export const clientGuesses = async (db: OpenBooks, now: number, zone: string): Promise<ClientGuesses> => {
  const [people, calendars] = await Promise.all([readPeople(db), db.calendars.all()])
  const windows = calendars.flatMap(({ chosen, window }) => (chosen && window ? [window] : []))
  if (windows.length === 0) return new Map()
  const read = {
    start: Math.max(...windows.map(({ start }) => start)),
    end: Math.min(...windows.map(({ end }) => end)),
  }
  const sessions = await db.sessions.between('start', read.start, read.end)
  const meetings = new Map<string, Meeting[]>()
  for (const session of sessions) {
    const telling = session.participants.filter((participant) => isTelling(session, participant))
    for (const participant of oncePerClient(people, session, telling)) {
      const who = people.clientOf(session, participant)?.id ?? participant.address
      if (who === null) continue
      const known = meetings.get(who)
      if (known === undefined) meetings.set(who, [meetingOf(session, participant)])
      else known.push(meetingOf(session, participant))
    }
  }
  return new Map([...meetings].map(([who, own]) => [who, guessOf(own, { now, zone, read })]))
}
