import { ASSISTANT, CLIENTS, COACH, type Hand, type Truth } from '../clouds/cloud.ts'
import type { Dice } from '../dice.ts'
import { headsOn } from '../oracle.ts'
import type { World } from '../world.ts'
import { type Act, type Acts, anyOf, DAY, HOUR, MINUTE } from './step.ts'

type Who = typeof COACH | typeof ASSISTANT

/** Events that browsers know of and that still are there, around now. */
const known = (world: World, isMeant: (event: Truth) => boolean = () => true): readonly Truth[] => {
  const { cloud, browsers, schedule } = world
  const keys = new Set(
    browsers.flatMap(({ disk }) => disk.rows('events').map(({ calendarId, id }) => `${calendarId}\n${id}`)),
  )
  return [...keys].sort().flatMap((key) => {
    const [calendarId = '', id = ''] = key.split('\n')
    const event = cloud.event(calendarId, id)
    const isNear = event !== null && Math.abs(event.start - schedule.now()) < 12 * DAY
    return event?.living && isNear && isMeant(event) ? [event] : []
  })
}

/** What somebody does to an event; a service that does not let them is no news. */
const does = (work: () => void, told: string): string | null => {
  try {
    work()
    return told
  } catch {
    return null
  }
}

const byHand =
  (who: Who, verb: string, work: (hand: Hand, event: Truth, dice: Dice, world: World) => void): Act =>
  (world, dice) => {
    const event = anyOf(known(world), dice)
    if (event === null) return null
    const hand = world.cloud.handOf(who, event.calendarId)
    const name = who === COACH ? 'the coach' : 'the assistant'
    return does(() => work(hand, event, dice, world), `${name} ${verb} "${event.title}" (${event.id})`)
  }

const retitled = (hand: Hand, { id }: Truth, dice: Dice): void =>
  hand.retitle(id, `${dice.pick(['Coaching', 'Coaching call', 'Session'])} ${dice.between(1, 99)}`)

const moved = (hand: Hand, { id, start }: Truth, dice: Dice): void =>
  hand.move(id, start + dice.pick([-24, -3, -1, 1, 2, 24, 50, 480]) * HOUR + dice.pick([0, 15, 30]) * MINUTE)

const quarter = (at: number): number => Math.ceil(at / (15 * MINUTE)) * 15 * MINUTE

const booked: Act = (world, dice) => {
  const { cloud, schedule } = world
  const start = quarter(schedule.now() + dice.pick([-2, 0, 1, 3, 24, 50]) * HOUR)
  const guests = dice.chance(0.85) ? [dice.pick(CLIENTS)] : []
  const organiser = dice.chance(0.2) ? { organiser: guests[0] ?? CLIENTS[0] } : {}
  const title = dice.chance(0.8) ? 'Coaching' : 'Dentist'
  const add = () =>
    cloud
      .handOf(COACH, dice.pick(cloud.calendarIds))
      .add({ title, start, minutes: dice.pick([25, 45, 60]), guests: [...guests, COACH], ...organiser })
  return does(add, `somebody books "${title}" at ${new Date(start).toISOString()}`)
}

/** A tool deletes in the coach's name and puts another in its place. */
const toolMoves: Act = (world, dice) => {
  const event = anyOf(
    known(world, ({ title }) => title.startsWith('Coaching')),
    dice,
  )
  if (event === null) return null
  const hand = world.cloud.handOf(COACH, event.calendarId)
  const work = (): void => {
    hand.remove(event.id)
    hand.add({
      title: event.title,
      start: event.start + dice.pick([2, 24, 48]) * HOUR,
      minutes: 45,
      guests: [dice.pick(CLIENTS)],
      description: 'Powered by Calendly.com',
    })
  }
  return does(work, `a booking tool replaces "${event.title}" (${event.id})`)
}

const replies: Act = (world, dice) => {
  const client = dice.pick(CLIENTS)
  const event = anyOf(
    known(world, ({ guests }) => guests.some(({ email }) => email === client)),
    dice,
  )
  if (event === null) return null
  const response = dice.pick(['accepted', 'declined', 'declined', 'tentative'] as const)
  const hand = world.cloud.handOf(client, event.calendarId)
  if (hand.propose && dice.chance(0.2)) {
    const { propose } = hand
    const start = event.start + dice.pick([-24, 1, 24, 48]) * HOUR
    return does(() => propose(event.id, start), `${client} proposes another time for "${event.title}"`)
  }
  const work = () => hand.respond(event.id, response)
  return does(work, `${client} ${response} "${event.title}" (${event.id})`)
}

/** A client deletes or moves what they organised. */
const clientChanges: Act = (world, dice) => {
  const client = dice.pick(CLIENTS)
  const event = anyOf(
    known(world, ({ guests }) => guests.some(({ email }) => email === client)),
    dice,
  )
  if (event === null) return null
  const hand = world.cloud.handOf(client, event.calendarId)
  const work = (): void => (dice.chance(0.5) ? hand.remove(event.id) : moved(hand, event, dice))
  return does(work, `${client} changes "${event.title}" (${event.id})`)
}

const stripped: Act = (world, dice) => {
  const event = anyOf(
    known(world, ({ marks }) => Object.keys(marks).length > 0 && marks['aw1.h'] === undefined),
    dice,
  )
  if (event === null) return null
  world.book.stripped.add(event.id)
  for (const { id } of [...headsOn(event.marks).values()].flat()) world.book.takenOff.add(id)
  const work = () => world.cloud.handOf(COACH, event.calendarId).strip(event.id)
  return does(work, `another app takes our properties off "${event.title}" (${event.id})`)
}

/** What the coach does to a hold by hand. */
const holdTouched: Act = (world, dice) => {
  const event = anyOf(
    known(world, ({ marks }) => marks['aw1.h'] !== undefined),
    dice,
  )
  if (event === null) return null
  const hand = world.cloud.handOf(COACH, event.calendarId)
  const verb = dice.pick(['names', 'moves', 'shares', 'deletes'] as const)
  const work = (): void => {
    if (verb === 'names') hand.retitle(event.id, `Maybe ${dice.between(1, 9)}`)
    else if (verb === 'moves') hand.move(event.id, event.start + HOUR)
    else if (verb === 'shares') hand.invite(event.id, dice.pick(CLIENTS))
    else hand.remove(event.id)
  }
  return does(work, `the coach ${verb} the hold ${event.id.slice(0, 8)}`)
}

/** Everybody who works in the coach's calendar with their own hands. */
export const calendarActs: Acts = {
  retitle: { weight: 3, act: byHand(COACH, 'retitles', retitled) },
  describe: {
    weight: 1,
    act: byHand(COACH, 'describes', (hand, { id }, dice) =>
      hand.describe(id, `Agenda ${dice.between(1, 99)}`),
    ),
  },
  move: { weight: 3, act: byHand(COACH, 'moves', moved) },
  remove: { weight: 2, act: byHand(COACH, 'deletes', (hand, { id }) => hand.remove(id)) },
  invite: {
    weight: 1,
    act: byHand(COACH, 'invites somebody to', (hand, { id }, dice) => hand.invite(id, dice.pick(CLIENTS))),
  },
  assistantRetitles: { weight: 2, act: byHand(ASSISTANT, 'retitles', retitled) },
  assistantMoves: { weight: 1, act: byHand(ASSISTANT, 'moves', moved) },
  assistantRemoves: { weight: 1, act: byHand(ASSISTANT, 'deletes', (hand, { id }) => hand.remove(id)) },
  book: { weight: 4, act: booked },
  tool: { weight: 1, act: toolMoves },
  reply: { weight: 4, act: replies },
  clientChanges: { weight: 2, act: clientChanges },
  strip: { weight: 1, act: stripped },
  hold: { weight: 3, act: holdTouched },
}
