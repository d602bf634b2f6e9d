import type { Answer } from '../../../lib/core/answer.ts'
import { pairOf } from '../book.ts'
import type { Browser } from '../browser.ts'
import type { World } from '../world.ts'

const placeOf = (sessionKey: string, participant: string): string => `${sessionKey}#${participant}`

/** What a browser's books say of places that moved: by whose word, and with what booked. */
const placesIn = ({ book }: World, { name, disk }: Browser) => {
  const answers = disk.rows('answers').filter(({ inForce }) => inForce)
  const moved = answers.filter(({ code }) => code === 'moved')
  // Words said here of a place, in place of others.
  const own = answers.filter(
    ({ id, base, source }) => base.length > 0 && source === 'here' && book.given.get(id)?.browser === name,
  )
  const others = [...book.given.values()].filter(({ browser }) => browser !== name)
  const elsewhere = book.movesSaid.filter(({ browser }) => browser !== name)
  const named = (rows: readonly Pick<Answer, 'sessionKey' | 'participant'>[]): ReadonlySet<string> =>
    new Set(rows.map(({ sessionKey, participant }) => placeOf(sessionKey, participant)))
  return {
    moved: named(moved),
    own: named(own),
    /** Of which another browser has spoken, too: what it linked, or let go, comes with the calendar. */
    shared: new Set([...named(others), ...elsewhere.map(({ place }) => place)]),
    /**
     * Sessions to which another browser said that something moved: it may be something else, and of two at once the later is written. What
     * came with a backup may go out later than what was said since.
     */
    contested: new Set([...elsewhere.map(({ to }) => to), ...book.linksBrought]),
    booked: new Map(disk.rows('queue').map(({ id, makeupKey }) => [id, makeupKey])),
    /** All that holds of a place. */
    holds: Map.groupBy(answers, ({ sessionKey, participant }) => placeOf(sessionKey, participant)),
  }
}

/**
 * "We moved it" links the session that it names for as long as that word holds; taken back or said otherwise here, it lets go that one and no
 * other (PRODUCT 2). What another browser says comes with the calendar (`rest.ts`): only what this one was seen to have linked is looked at.
 */
export const checkMoved = (world: World, browser: Browser): void => {
  const { book, report, trace } = world
  const { name, disk } = browser
  const { moved, own, shared, contested, booked, holds } = placesIn(world, browser)
  const linked = book.linked.get(name) ?? new Set<string>()
  book.linked.set(name, linked)
  const sessions = new Map(disk.rows('sessions').map((session) => [session.key, session]))

  for (const { key, makeupOf } of sessions.values()) {
    if (makeupOf === null || booked.get(makeupOf) === key) continue
    const pair = pairOf(key, makeupOf)
    const targets = book.movedTo.get(`${name} ${makeupOf}`) ?? []
    const isElsewhere = targets.length > 0 && targets.every(({ to, kept }) => to !== key && kept.length > 0)
    if (!moved.has(makeupOf) ? own.has(makeupOf) : isElsewhere) {
      if (linked.has(pair) && !shared.has(makeupOf) && !book.linksBrought.has(key))
        report('released', `${name}: ${key} still stands for ${makeupOf}`)
    } else if (moved.has(makeupOf)) linked.add(pair)
  }

  for (const [slot, [last, ...others]] of book.movedTo) {
    const place = slot.slice(name.length + 1)
    const to = sessions.get(last?.to ?? '')
    const [only, ...more] = holds.get(place) ?? []
    const isOwn = slot.startsWith(`${name} `) && others.length === 0 && more.length === 0
    if (to === undefined || contested.has(to.key)) continue
    if (!isOwn || shared.has(place) || last?.kept.includes(only?.id ?? '') !== true) continue
    trace.count('state moved to')
    if (to.makeupOf === null)
      report('linked', `${name}: ${place} moved to ${to.key}, which stands for nothing`)
  }
}
