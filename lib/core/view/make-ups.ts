import { standingFor } from '../once-per-session.ts'
import { type Participant, participantKey, partsOf, type Session } from '../session-row.ts'
import { isSamePerson, type People } from './people.ts'

/** Of sessions that make up for others, whose. A place is one person's in one session: `sessionKey#participant`. */
export type MakeUps = {
  /** The places of those who missed what the session makes up for. */
  readonly places: ReadonlySet<string>
  /** Those of them whose missed session was not counted: place → its start (epoch ms). Their month's flag stays down (E23). */
  readonly starts: ReadonlyMap<string, number>
}

/** What tells whose a make-up is; `makeupKeyOf` gives the one booked for a place in the queue, or else the one that says it is that place's. */
type Known = {
  readonly missed: ReadonlyMap<string, Session>
  readonly makeupKeyOf: (place: string) => string | null
  readonly people: Pick<People, 'clientOf'>
}

/** The places of a make-up for whose people it is one, each with theirs in the session that it replaces. */
const madeUpIn = (
  makeup: Session,
  original: Session,
  { makeupKeyOf, people }: Known,
): readonly { readonly id: string; readonly missed: Participant }[] => {
  const linked = partsOf(makeup.makeupOf ?? '').participant
  return original.participants.flatMap((missed) => {
    const own = makeupKeyOf(participantKey(original.key, missed.id))
    // Who has another session of their own moved there, and not along with the rest of the group.
    const hasMoved = missed.outcome?.code === 'moved' && own === null
    if (missed.id !== linked && !hasMoved && own !== makeup.key) return []
    // With one person only it is theirs, whatever they are invited as.
    const isTheirs = missed.id === linked && makeup.participants.length === 1
    return makeup.participants
      .filter((each) => isTheirs || isSamePerson(people, [original, missed], [makeup, each]))
      .map(({ id }) => ({ id, missed }))
  })
}

/** Whether the session that was missed counted for whoever missed it, at whichever of their places in it (E17). */
const hasCounted = (original: Session, missed: Participant, people: Known['people']): boolean => {
  const theirs = original.participants.filter((each) =>
    isSamePerson(people, [original, missed], [original, each]),
  )
  return (standingFor(theirs) ?? missed).outcome?.counts ?? false
}

/**
 * Whose make-ups these sessions are. A session says of one person alone that it replaces theirs; that it is so for others of the same
 * group, too, say their places in the queue, or that theirs was "moved" and has no other session. Where the missed session is not kept any
 * more, a make-up with several people is nobody's rather than a guess.
 */
export const makeUpsAmong = (makeups: readonly Session[], known: Known): MakeUps => {
  const places = new Set<string>()
  const starts = new Map<string, number>()
  for (const makeup of makeups) {
    const original =
      makeup.makeupOf === null ? undefined : known.missed.get(partsOf(makeup.makeupOf).sessionKey)
    const [only, ...others] = makeup.participants
    if (original === undefined && only !== undefined && others.length === 0)
      places.add(participantKey(makeup.key, only.id))
    for (const { id, missed } of original === undefined ? [] : madeUpIn(makeup, original, known)) {
      const place = participantKey(makeup.key, id)
      places.add(place)
      if (original !== undefined && !hasCounted(original, missed, known.people))
        starts.set(place, original.start)
    }
  }
  return { places, starts }
}
