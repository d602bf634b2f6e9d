import { isMarked, otherDevices, placesOf } from '../../core/erase.ts'
import { partsOf } from '../../core/session-row.ts'
import type { Erasing } from '../../core/view/erasing.ts'
import type { Database } from '../db.ts'
import { currentSettings } from './settings.ts'

/** What hangs on a client, counted for the question before they are erased; null when there is no such client (any more). */
export const erasing = async (db: Database, clientId: string): Promise<Erasing | null> => {
  const [clients, sessions, ledger, allNotes, programs, { device }] = await Promise.all([
    db.clients.toArray(),
    db.sessions.toArray(),
    db.ledger.toArray(),
    db.notes.toArray(),
    db.programs.where('clientId').equals(clientId).count(),
    currentSettings(db),
  ])
  const client = clients.find(({ id }) => id === clientId)
  if (client === undefined) return null
  const places = [...placesOf(client, { clients, sessions, ledger, notes: allNotes })]
  const parts = places.map(partsOf)
  const keys = [...new Set(parts.map(({ sessionKey }) => sessionKey))]
  const [answers, events, notes, offers] = await Promise.all([
    db.answers.where('sessionKey').anyOf(keys).toArray(),
    db.events.where('sessionKey').anyOf(keys).toArray(),
    db.notes.where('id').anyOf(places).count(),
    db.proposals.where('after').anyOf(places).toArray(),
  ])
  const own = new Set(places)
  const theirs = answers.filter(({ sessionKey, participant }) => own.has(`${sessionKey}#${participant}`))
  return {
    client,
    answers: theirs.filter(({ inForce }) => inForce).length,
    notes,
    programs,
    annotated: events.filter(({ sessionKey, marks }) =>
      parts.some((part) => part.sessionKey === sessionKey && isMarked(marks, part.participant)),
    ).length,
    invited: offers.some(({ state, way }) => state === 'open' && way === 'invite'),
    elsewhere: otherDevices(theirs, device),
  }
}
