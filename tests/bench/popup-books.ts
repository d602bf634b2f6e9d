import { outcomeOf } from '../../lib/core/answer.ts'
import type { Client } from '../../lib/core/client.ts'
import { type Session, sessionKey } from '../../lib/core/session.ts'
import { defaultSettings } from '../../lib/core/settings.ts'
import { DAY, HOUR } from '../../lib/core/time.ts'
import { type Database, openDatabase } from '../../lib/store/db.ts'
import { accountOf, calendarOf, headFor, participantOf, sessionOf } from '../helpers/books.ts'

const CLIENTS = 120
/** So many of the sessions are still to come; one every eight hours, on into the past. */
const AHEAD = 200

const addressOf = (client: number): string => `person${client}@client.example`

const clientAt = (index: number): Client => ({
  id: `client${index}`,
  name: `Person ${index}`,
  addresses: [addressOf(index)],
  titles: [],
  participants: [],
  kinds: [{ from: 0, kind: 'paid' }],
  dontAsk: false,
  createdAt: 0,
})

/** The n-th session, counted back from the last one booked; the first `waiting` of the past have no answer yet. */
const sessionAt = (index: number, waiting: number, now: number): Session => {
  const start = now - (index - AHEAD) * 8 * HOUR - 2 * HOUR
  const isPast = index >= AHEAD
  const isOpen = index < AHEAD + waiting
  const uid = `popup${index}@google.com`
  const client = index % CLIENTS
  const participant = participantOf(index.toString(16).padStart(10, '0'), addressOf(client))
  const outcome =
    isPast && !isOpen
      ? outcomeOf([headFor(`answer${index}`, { occurred: true }, { at: start + HOUR })])
      : null
  return sessionOf({
    key: sessionKey({ iCalUid: uid, originalStart: null }),
    uid,
    title: `Coaching · Person ${client}`,
    start,
    end: start + HOUR,
    participants: [{ ...participant, outcome }],
    standing: isOpen ? 'open' : 'answered',
    open: isOpen ? 1 : 0,
  })
}

/** Set up years ago, with one calendar that was just read, and no window that opens by itself. */
export const fillSettings = async (db: Database, now: number): Promise<void> => {
  await db.accounts.put(accountOf({ connectedAt: now - 3000 * DAY }))
  await db.calendars.put(calendarOf({ pulledAt: now, slicedAt: now }))
  const ask = { ...defaultSettings.ask, when: 'badge-only' as const }
  const value = { ...defaultSettings, ask, setUp: true, installedAt: now - 3000 * DAY, device: 'bench' }
  await db.settings.put({ id: 'settings', value })
}

/** Fills the extension's own database as after years of use, so that nothing but the popup asks. */
export const fillBooks = async (wanted: {
  readonly sessions: number
  readonly waiting: number
}): Promise<void> => {
  const now = Date.now()
  const db = openDatabase()
  const sessions = Array.from({ length: wanted.sessions }, (_, index) =>
    sessionAt(index, wanted.waiting, now),
  )
  await db.sessions.putMany(sessions)
  await db.clients.putMany(Array.from({ length: CLIENTS }, (_, index) => clientAt(index)))
  await fillSettings(db, now)
  db.close()
}
