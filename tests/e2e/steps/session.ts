import type { AnswerCode } from '../../../lib/core/answer.ts'
import type { Session } from '../../../lib/core/session.ts'
import { type ClientKey, placeSession } from '../../emulator/coach-clients.ts'
import type { Sent } from '../../emulator/google/wire.ts'
import { sizes } from '../harness/driver.ts'
import type { World } from '../harness/world.ts'
import { type Books, readBooks } from './books.ts'
import { type CalendarItem, fromGoogle } from './calendar.ts'
import { openDashboard } from './dashboard.ts'
import { press, until } from './hands.ts'

export type Ending = {
  readonly client: ClientKey
  /** How far from now it ends, ms; 2 s if not said. */
  readonly inMs?: number
  readonly title?: string
  /** Somebody else than the client's own guests. */
  readonly guest?: { readonly email: string; readonly name: string }
}

/** Puts a session on the coach's Google calendar that began a minute ago and ends in a moment. */
const place = (
  { emulator, coach }: World,
  zone: string,
  { client, inMs = 2_000, title, guest }: Ending,
): Sent => {
  const start = Date.now() - 60_000
  const event = placeSession(emulator.google, { email: coach.email, name: 'Alex Morgan' }, zone, {
    client,
    start,
    minutes: 1 + inMs / 60_000,
    ...(title === undefined ? {} : { title }),
  })
  if (guest !== undefined)
    emulator.google.actAs(coach.email).patch(event.id, {
      attendees: [
        { email: coach.email, displayName: 'Alex Morgan', responseStatus: 'accepted' },
        { email: guest.email, displayName: guest.name, responseStatus: 'accepted' },
      ],
    })
  return event
}

/**
 * Puts sessions on the coach's Google calendar that end in a moment, and lets Afterward read them at once. They end after the
 * installation, so they will be asked about.
 */
export const letAllEnd = async (
  world: World,
  zone: string,
  endings: readonly Ending[],
): Promise<readonly Sent[]> => {
  const { driver } = world
  const events = endings.map((ending) => place(world, zone, ending))
  const open = (await driver.windows()).find(({ url }) => url.endsWith('/dashboard.html#/settings'))
  const page = open?.page ?? (await openDashboard(driver, 'settings'))
  await press(page, 'Read calendars now')
  await until(async () => {
    const keys = (await readBooks(page)).sessions.map(({ key }) => key)
    return events.every((event) => keys.includes(keyOf(event)))
  }, 'what ends to be read')
  return events
}

/** The same with one session. */
export const letEnd = async (world: World, zone: string, ending: Ending): Promise<Sent> => {
  const [event] = await letAllEnd(world, zone, [ending])
  if (event === undefined) throw new Error('Nothing was placed')
  return event
}

/** The key that Afterward knows a single event of the emulator by. */
export const keyOf = ({ iCalUID }: Pick<Sent, 'iCalUID'>): Session['key'] => `${iCalUID}|-`

/** The card of a session, in the size of the prompt window. */
export const openCard = (world: World, event: Sent, begin = 'question') =>
  world.driver.open(`prompt.html?session=${encodeURIComponent(keyOf(event))}&begin=${begin}`, sizes.prompt)

/** The event as its calendar holds it now. */
export const inCalendar = ({ emulator, coach }: World, event: Sent): CalendarItem =>
  fromGoogle(emulator.google.event(coach.email, coach.email, event.id) ?? event)

/** What the books hold about one session. */
export const ofSession = (books: Books, event: Sent) => {
  const isIts = ({ sessionKey }: { readonly sessionKey: string | null }) => sessionKey === keyOf(event)
  return {
    answers: books.answers.filter(isIts),
    ledger: books.ledger.filter(isIts),
    writes: books.outbox.filter(isIts),
    session: books.sessions.find(({ key }) => key === keyOf(event)),
  }
}

/** True when this answer is in force for a session and its calendar carries it: for `written`. */
export const answered =
  (event: Sent, code: AnswerCode) =>
  (books: Books): boolean =>
    ofSession(books, event).answers.some(
      (answer) => answer.inForce && answer.published && answer.code === code,
    )

/** The requests of one method that an event's own address got, oldest first. */
export const requestsFor = ({ emulator }: World, method: string, event: Sent) =>
  emulator.log.filter((one) => one.method === method && one.path.endsWith(`/events/${event.id}`))
