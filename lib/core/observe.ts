import type { Person } from './coach.ts'
import { isGone, type Sighting, type Weighable } from './evidence.ts'

/** How a session's event looks now. */
export type Observed = {
  /** Epoch ms. */
  readonly start: number
  /** False when every copy is gone. */
  readonly lives: boolean
  /** The clients invited now. */
  readonly people: readonly Person[]
  /** The coach's own answer to the invitation is no. */
  readonly coachDeclined: boolean
  /** A client organised it: then it is the client who moves or cancels it (PRODUCT 12). */
  readonly organisedByClient: boolean
  /** The provider's time of its last change, or null. */
  readonly updated: number | null
}

/** Sightings kept of one session; an event that is changed for ever must not grow for ever. */
export const KEPT_SIGHTINGS = 24

type Look = { readonly now: number; readonly seenBefore: number | null }
type Sketch = Pick<Sighting, 'what' | 'by'> & Partial<Sighting>

const toClient = (seen: Observed): Sighting['by'] => (seen.organisedByClient ? 'client' : 'unknown')

/** Gone, back, or moved: what happened to the event as a whole. */
const ofEvent = (was: Weighable | undefined, seen: Observed): readonly Sketch[] => {
  if (was === undefined) return []
  const by = toClient(seen)
  const found: Sketch[] = []
  if (isGone(was) === seen.lives) found.push({ what: seen.lives ? 'back' : 'gone', by, start: was.start })
  if (seen.lives && was.start !== seen.start)
    found.push({ what: 'moved', by, start: was.start, to: seen.start })
  return found
}

/** The coach's own answer to the invitation, when it changed. */
const ofCoach = (before: readonly Sighting[], seen: Observed): readonly Sketch[] => {
  const last = before.findLast(
    ({ by, what }) => by === 'coach' && (what === 'declined' || what === 'accepted'),
  )
  if (seen.coachDeclined === (last?.what === 'declined')) return []
  return [{ what: seen.coachDeclined ? 'declined' : 'accepted', by: 'coach' }]
}

/** The clients' answers to the invitation, where they changed to or from a no. */
const ofClients = (was: Weighable | undefined, seen: Observed): readonly Sketch[] => {
  const no = (was?.participants ?? []).filter(({ response }) => response === 'declined')
  const declinedBefore = new Set(no.map(({ address }) => address))
  return seen.people.flatMap(({ address, response }): Sketch[] => {
    const before = declinedBefore.has(address)
    if (response === 'declined') return before ? [] : [{ what: 'declined', by: 'client', address }]
    return before && response !== 'needs-action' ? [{ what: 'accepted', by: 'client', address }] : []
  })
}

/** Only when nobody is left: an address that was exchanged for another is a correction, not a cancelation (E12). */
const ofUninvited = (was: Weighable | undefined, seen: Observed): readonly Sketch[] => {
  if (was === undefined || seen.people.length > 0) return []
  return was.participants.flatMap(({ address }): Sketch[] => {
    if (address === null) return []
    const last = was.sightings.findLast((sighting) => sighting.address === address)
    return last?.what === 'no-longer-invited' ? [] : [{ what: 'no-longer-invited', by: 'unknown', address }]
  })
}

/**
 * The sightings of a session after looking at it again at `now`, having last looked at `seenBefore` (null: never completely). What is
 * found at first sight has no earliest time. An answer to an invitation is not later than the event's last change; a deletion
 * is only known by when it was first missed (E09).
 */
export const observe = (
  was: Weighable | undefined,
  seen: Observed,
  { now, seenBefore }: Look,
): readonly Sighting[] => {
  const before = was?.sightings ?? []
  const notBefore = was === undefined ? null : seenBefore
  const { updated } = seen
  const answeredBy = updated !== null && updated > (notBefore ?? 0) ? Math.min(updated, now) : now
  const answers = seen.lives ? [...ofCoach(before, seen), ...ofClients(was, seen)] : []
  const found = [
    ...ofEvent(was, seen),
    ...answers.map((sketch) => ({ ...sketch, notAfter: answeredBy })),
    ...(seen.lives ? ofUninvited(was, seen) : []),
  ].map(
    (sketch): Sighting => ({
      address: null,
      notBefore,
      notAfter: now,
      start: seen.start,
      to: null,
      ...sketch,
    }),
  )
  return found.length === 0 ? before : [...before, ...found].slice(-KEPT_SIGHTINGS)
}
