import type { QueueItem } from '../../../lib/core/proposal.ts'
import type { Browser } from '../browser.ts'
import type { Dice } from '../dice.ts'
import type { World } from '../world.ts'
import { twice } from './message.ts'
import { type Act, type Acts, anyOf, awakeBrowser } from './step.ts'

const queued = (
  world: World,
  dice: Dice,
  isMeant: (item: QueueItem) => boolean,
): { readonly browser: Browser; readonly item: QueueItem } | null => {
  const browser = awakeBrowser(world, dice)
  const item = browser && anyOf(browser.disk.rows('queue').filter(isMeant), dice)
  return browser && item && { browser, item }
}

const offer = async (world: World, browser: Browser, queueId: string, dice: Dice): Promise<void> => {
  const offered = await browser.send('offerSlots', { queueId })
  if (!offered.ok) return
  const slots = offered.value.slots.map(({ start, end }) => ({ start, end }))
  twice(world, browser, 'propose', { intentId: dice.hex(32), queueId, slots }, dice)
}

/** Free times are looked for and held. */
const propose: Act = (world, dice) => {
  const place = queued(world, dice, ({ state }) => state === 'open' || state === 'proposed')
  if (place === null) return null
  void offer(world, place.browser, place.item.id, dice)
  return `${place.browser.name}: the coach holds times for ${place.item.id}`
}

const openProposal = (world: World, dice: Dice) => {
  const browser = awakeBrowser(world, dice)
  const proposal =
    browser &&
    anyOf(
      browser.disk.rows('proposals').filter(({ state }) => state === 'open'),
      dice,
    )
  return browser && proposal && { browser, proposal }
}

const choose: Act = (world, dice) => {
  const found = openProposal(world, dice)
  if (!found) return null
  const { browser, proposal } = found
  const { eventId } = dice.pick(proposal.slots)
  twice(world, browser, 'choose', { proposalId: proposal.id, eventId }, dice)
  return `${browser.name}: the client takes a time of ${proposal.id.slice(0, 6)}`
}

const withdraw: Act = (world, dice) => {
  const found = openProposal(world, dice)
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

/** The coach at the Reschedule page. */
export const reschedulingActs: Acts = {
  propose: { weight: 9, act: propose },
  choose: { weight: 8, act: choose },
  withdraw: { weight: 4, act: withdraw },
  letGo: { weight: 2, act: letGo },
}
