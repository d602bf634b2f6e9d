import type { Proposal, QueueItem, Way, Wish } from '../../../lib/core/proposal.ts'
import type { Browser } from '../browser.ts'
import { CLIENTS, COACH } from '../clouds/cloud.ts'
import type { Dice } from '../dice.ts'
import type { World } from '../world.ts'
import { sendBack } from './coach.ts'
import { twice } from './message.ts'
import { type Act, type Acts, anyOf, awakeBrowser, orElse } from './step.ts'

/** A place in the queue that is meant, on some browser. */
export const queued = (
  world: World,
  dice: Dice,
  isMeant: (item: QueueItem) => boolean,
): { readonly browser: Browser; readonly item: QueueItem } | null => {
  const browser = awakeBrowser(world, dice)
  const item = browser && anyOf(browser.disk.rows('queue').filter(isMeant), dice)
  return browser && item && { browser, item }
}

/** Offers free times, one way or the other; by default as the dice have it. */
export const offer = async (
  world: World,
  browser: Browser,
  wish: Wish,
  dice: Dice,
  wayOf: (dice: Dice) => Way = (luck) => (luck.chance(0.3) ? 'invite' : 'hold'),
): Promise<void> => {
  const offered = await browser.send('offerSlots', wish)
  if (!offered.ok) return
  const way = wayOf(dice)
  const free = offered.value.slots.map(({ start, end }) => ({ start, end }))
  const slots = way === 'invite' ? free.slice(0, 1) : free
  const at = world.schedule.now()
  world.presses.push({ browser: browser.name, way, slots, at, clockMs: browser.device.clock() - at })
  twice(world, browser, 'propose', { ...wish, intentId: dice.hex(32), way, slots }, dice)
}

/** Free times are looked for, and held or sent to the client. */
const propose: Act = (world, dice) => {
  const place = queued(world, dice, ({ state }) => state === 'open' || state === 'proposed')
  if (place === null) return null
  void offer(world, place.browser, { after: place.item.id, purpose: 'makeup' }, dice)
  return `${place.browser.name}: the coach offers times for ${place.item.id}`
}

/** "Book the next one." */
const next: Act = (world, dice) => {
  const browser = awakeBrowser(world, dice)
  const session = browser && anyOf(browser.disk.rows('sessions'), dice)
  const client = session && anyOf(session.participants, dice)
  if (!browser || !client) return null
  const after = `${session.key}#${client.id}`
  void offer(world, browser, { after, purpose: 'next' }, dice)
  return `${browser.name}: the coach offers a next time after ${after}`
}

/** Times are offered just as answers to writes begin to get lost. */
const proposeUnheard: Act = (world, dice) => {
  const told = propose(world, dice)
  if (told === null) return null
  Object.assign(world.weather, { trouble: 0.7, kinds: { 'lost-response': 1 }, writesOnly: true })
  return `${told}, and hardly an answer to a write comes back`
}

/** A browser, and something on offer there that is meant. */
const openProposal = (
  world: World,
  dice: Dice,
  isMeant: (proposal: Proposal, browser: Browser) => boolean = () => true,
) => {
  const browser = awakeBrowser(world, dice)
  const open =
    browser?.disk.rows('proposals').filter((each) => each.state === 'open' && isMeant(each, browser)) ?? []
  const proposal = anyOf(open, dice)
  return browser && proposal && { browser, proposal }
}

/** What the coach had done to the hold already, in the calendar itself: asked somebody to it, or given it a name. */
const touch = ({ cloud }: World, calendarId: string, eventId: string, dice: Dice): string => {
  if (cloud.event(calendarId, eventId)?.marks['aw1.h'] === undefined) return ''
  const hand = cloud.handOf(COACH, calendarId)
  const guest = dice.pick(CLIENTS)
  const isNamed = dice.chance(0.4)
  try {
    if (isNamed) hand.retitle(eventId, `Lunch with ${guest}`)
    else hand.invite(eventId, guest)
    return isNamed ? ', which has a name' : `, to which ${guest} was invited by hand`
  } catch {
    return ''
  }
}

const choose: Act = (world, dice) => {
  const found = openProposal(world, dice)
  if (!found) return null
  const { browser, proposal } = found
  const { eventId } = dice.pick(proposal.slots)
  const calendar = browser.disk.rows('calendars').find(({ key }) => key === proposal.calendarKey)
  const touched = calendar && dice.chance(0.4) ? touch(world, calendar.id, eventId, dice) : ''
  const guests = browser.disk.rows('events').find(({ id }) => id === eventId)?.attendees ?? []
  const at = guests.find(({ proposedTime }) => proposedTime !== undefined)?.proposedTime
  twice(world, browser, 'choose', { proposalId: proposal.id, eventId, ...(at && { at }) }, dice)
  return `${browser.name}: the client takes ${at ? 'another time than' : 'a time of'} ${proposal.id.slice(0, 6)}${touched}`
}

/** One of its holds was sent, and nobody knows whether it got there. */
const isUnheard = ({ slots }: Proposal, { disk }: Browser): boolean =>
  disk
    .rows('outbox')
    .some(
      ({ eventId, operation, tried }) =>
        operation.type === 'insert' && tried === true && slots.some((slot) => slot.eventId === eventId),
    )

const withdraw: Act = (world, dice) => {
  const found = openProposal(world, dice, isUnheard) || openProposal(world, dice)
  if (!found) return null
  void found.browser.send('withdraw', { proposalId: found.proposal.id })
  return `${found.browser.name}: the coach withdraws ${found.proposal.id.slice(0, 6)}`
}

const letGo: Act = (world, dice) => {
  const place = queued(world, dice, ({ state }) => state !== 'booked' && state !== 'off')
  if (place === null) return null
  void place.browser.send('letGo', { queueId: place.item.id })
  return `${place.browser.name}: the coach lets ${place.item.id} go`
}

/** The coach at the Reschedule page. Where nothing is on offer something is offered, where nothing is sent back something is. */
export const reschedulingActs: Acts = {
  propose: { weight: 9, act: orElse(propose, sendBack) },
  proposeUnheard: { weight: 2, act: orElse(proposeUnheard, sendBack) },
  next: { weight: 3, act: next },
  choose: { weight: 8, act: orElse(choose, propose, sendBack) },
  withdraw: { weight: 4, act: orElse(withdraw, propose, sendBack) },
  letGo: { weight: 2, act: letGo },
}
