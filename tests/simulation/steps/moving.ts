import type { QueueItem } from '../../../lib/core/proposal.ts'
import type { Participant, Session } from '../../../lib/core/session.ts'
import type { Browser } from '../browser.ts'
import { checkSaidMoved } from '../checks/said-moved.ts'
import { COACH } from '../clouds/cloud.ts'
import type { Dice } from '../dice.ts'
import type { World } from '../world.ts'
import { give, sendBack } from './coach.ts'
import { twice } from './message.ts'
import { queued } from './rescheduling.ts'
import { type Act, type Acts, anyOf, awakeBrowser, DAY, orElse } from './step.ts'
import { target } from './targets.ts'

const isThere = ({ copies, recognisedBy }: Session): boolean =>
  recognisedBy === 'hand' || copies.some(({ goneAt }) => goneAt === null)

const isWith = ({ participants }: Session, { address }: Participant): boolean =>
  address !== null && participants.some((each) => each.address === address)

/** Where a person of a session may have been moved to: other sessions with them that nothing was said of and that stand for nobody else. */
const targetsOf = ({ disk }: Browser, from: Session, person: Participant): readonly Session[] =>
  disk
    .rows('sessions')
    .filter(
      (to) =>
        to.key !== from.key &&
        to.standing === 'open' &&
        isThere(to) &&
        isWith(to, person) &&
        (to.makeupOf === null || to.makeupOf.startsWith(`${from.key}#`)),
    )

const overOf = ({ disk }: Browser, now: number): readonly Session[] =>
  disk.rows('sessions').filter(({ end, participants }) => end <= now && participants.length > 0)

/** A session that is over, somebody in it, and where they may have been moved to. */
const movable = (world: World, dice: Dice) => {
  const browser = awakeBrowser(world, dice)
  if (browser === null) return null
  const now = world.schedule.now()
  const found = overOf(browser, now).flatMap((from) =>
    from.participants.flatMap((person) => targetsOf(browser, from, person).map((to) => ({ from, to }))),
  )
  const pair = anyOf(found, dice)
  return pair && { browser, ...pair }
}

/** "We moved it", and where to; of a group now and then of one person only. */
const moveTo: Act = (world, dice) => {
  const found = movable(world, dice)
  if (found === null) return null
  const { browser, from, to } = found
  const there = from.participants.filter((person) => isWith(to, person))
  const people = dice.chance(0.7) ? there : [dice.pick(there)]
  const answers = people.map(({ id }) => ({
    participant: id,
    said: { moved: true, toSessionKey: to.key } as const,
    courtesy: false,
    minutes: null,
  }))
  const kind = from.kind ?? 'paid'
  const message = { intentId: dice.hex(32), sessionKey: from.key, kind, answers }
  const kept = people.map(({ id }) => target(world, `${browser.name} ${from.key}#${id}`, to.key))
  const sent = twice(world, browser, 'answer', message, dice, ({ answerIds }) => {
    for (const id of answerIds) world.book.acknowledged.push({ browser: browser.name, id })
    for (const keep of kept) keep(answerIds)
  })
  return `${browser.name}: the coach says that ${people.length} of "${from.title}" moved to ${to.key}${sent}`
}

/** The same time of some day to come: what would begin in the hour that comes twice, Outlook could not tell from what ends in it. */
const daysOn = (start: number, now: number, dice: Dice): number =>
  start + (Math.max(0, Math.floor((now - start) / DAY)) + dice.between(1, 3)) * DAY

/** A time is found with somebody whose session is over, without Afterward. */
const bookAnother: Act = (world, dice) => {
  const browser = awakeBrowser(world, dice)
  const { schedule, cloud } = world
  const session = browser && anyOf(overOf(browser, schedule.now()), dice)
  const guests = session?.participants.flatMap(({ address }) => address ?? []) ?? []
  if (!browser || !session || guests.length === 0) return null
  const start = daysOn(session.start, schedule.now(), dice)
  const some = dice.chance(0.7) ? guests : [dice.pick(guests)]
  cloud
    .handOf(COACH, dice.pick(cloud.calendarIds))
    .add({ title: 'Coaching again', start, minutes: 45, guests: [...some, COACH] })
  void browser.send('pullNow', {})
  return `${browser.name}: another time is found with ${some.join(', ')}`
}

/** The coach takes "We moved it" back, or says something else instead. */
const takeMoveBack: Act = (world, dice) => {
  const browser = awakeBrowser(world, dice)
  const isMoved = ({ outcome }: Participant): boolean => outcome?.code === 'moved'
  const sessions = browser?.disk.rows('sessions').filter(({ participants }) => participants.some(isMoved))
  const session = anyOf(sessions ?? [], dice)
  if (!browser || !session) return null
  if (dice.chance(0.4)) return give(world, browser, session, dice)
  const moved = session.participants.filter(isMoved).map(({ id }) => id)
  const participants = dice.chance(0.6) ? moved : [dice.pick(moved)]
  void browser.send('undo', { intentId: dice.hex(32), sessionKey: session.key, participants })
  return `${browser.name}: the coach takes back that "${session.title}" was moved`
}

const isWaiting = ({ state }: QueueItem): boolean => state === 'open' || state === 'proposed'

const sessionOf = ({ disk }: Browser, { sessionKey }: QueueItem): Session | undefined =>
  disk.rows('sessions').find(({ key }) => key === sessionKey)

/** The coach drags the event of a session that was sent back to a later time, in the calendar itself (E05). */
const dragOn: Act = (world, dice) => {
  const place = queued(world, dice, isWaiting)
  const session = place && sessionOf(place.browser, place.item)
  const copy = session?.copies.find(({ goneAt }) => goneAt === null)
  if (!place || !session || !copy) return null
  const { cloud, schedule } = world
  const calendarId =
    place.browser.disk.rows('calendars').find(({ key }) => key === copy.calendarKey)?.id ?? ''
  try {
    cloud.handOf(COACH, calendarId).move(copy.eventId, daysOn(session.start, schedule.now(), dice))
  } catch {
    return null
  }
  void place.browser.send('pullNow', {})
  return `the coach drags "${session.title}" (${copy.eventId}) to a later time`
}

/** True when it stands at another time, to come since it was sent back, than the one that was answered for. */
const isPutOff = ({ since }: QueueItem, { answeredTimes, start }: Session): boolean =>
  answeredTimes !== null && start !== answeredTimes.start && start > since

/** What the Reschedule page may ask "Moved to?" about a place: the session itself, put off, or another one with the same client. */
const asked = (world: World, browser: Browser, item: QueueItem): readonly Session[] => {
  const from = sessionOf(browser, item)
  const person = from?.participants.find(({ id }) => id === item.participant)
  if (from === undefined || person === undefined) return []
  if (isPutOff(item, from) && isThere(from)) return [from]
  const now = world.schedule.now()
  return targetsOf(browser, from, person).filter(
    ({ start, firstSeenAt }) => start > now && (firstSeenAt ?? 0) >= item.since - DAY,
  )
}

/** "Moved to Thu 14:00?" of the queue: yes or no. */
const sayMoved: Act = (world, dice) => {
  const place = queued(world, dice, isWaiting)
  const to = place && anyOf(asked(world, place.browser, place.item), dice)
  if (!place || !to) return null
  const { browser, item } = place
  const moved = dice.chance(0.8)
  // What is put off has another window at its new time.
  if (moved && to.key === item.sessionKey) {
    world.book.saidPutOff.add(to.key)
    world.book.putOff.push({ browser: browser.name, sessionKey: to.key, until: browser.device.clock() })
  }
  const message = { queueId: item.id, sessionKey: to.key, moved }
  const sent = twice(world, browser, 'sayMoved', message, dice, () => {
    if (moved) checkSaidMoved(world, browser, item.id, to.key)
  })
  return `${browser.name}: the coach says that ${item.id} was ${moved ? '' : 'not '}moved to ${to.key}${sent}`
}

/** Sessions that were moved without Afterward, and the coach who says so, or thinks better of it. */
export const movingActs: Acts = {
  moveTo: { weight: 6, act: orElse(moveTo, bookAnother) },
  takeMoveBack: { weight: 4, act: orElse(takeMoveBack, moveTo, bookAnother) },
  dragOn: { weight: 3, act: orElse(dragOn, sendBack) },
  sayMoved: { weight: 6, act: orElse(sayMoved, dragOn, bookAnother) },
}
