import { isMarked, otherDevices, placesOf } from '../../core/erase.ts'
import { partsOf } from '../../core/session-row.ts'
import type { Erasing } from '../../core/view/erasing.ts'
import type { OpenBooks } from '../../tables.ts'
import { currentSettings } from './settings.ts'

/** What hangs on a client, counted for the question before they are erased; null when there is no such client (any more). */
export const erasing = async (db: OpenBooks, clientId: string): Promise<Erasing | null> => {
  const [clients, sessions, ledger, allNotes, programs, { device }] = await Promise.all([
    db.clients.all(),
    db.sessions.all(),
    db.ledger.all(),
    db.notes.all(),
    db.programs.where('clientId', clientId),
    currentSettings(db),
  ])
  const client = clients.find(({ id }) => id === clientId)
  if (client === undefined) return null
  const places = [...placesOf(client, { clients, sessions, ledger, notes: allNotes })]
  const parts = places.map(partsOf)
  const keys = [...new Set(parts.map(({ sessionKey }) => sessionKey))]
  const [answers, events, notes, offers] = await Promise.all([
    db.answers.whereAny('sessionKey', keys),
    db.events.whereAny('sessionKey', keys),
    db.notes.getMany(places),
    db.proposals.whereAny('after', places),
  ])
  const own = new Set(places)
  const theirs = answers.filter(({ sessionKey, participant }) => own.has(`${sessionKey}#${participant}`))
  return {
    client,
    answers: theirs.filter(({ inForce }) => inForce).length,
    notes: notes.filter((note) => note !== undefined).length,
    programs: programs.length,
    annotated: events.filter(({ sessionKey, marks }) =>
      parts.some((part) => part.sessionKey === sessionKey && isMarked(marks, part.participant)),
    ).length,
    invited: offers.some(({ state, way }) => state === 'open' && way === 'invite'),
    elsewhere: otherDevices(theirs, device),
  }
}
