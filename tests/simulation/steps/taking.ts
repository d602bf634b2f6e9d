import { COACH } from '../clouds/cloud.ts'
import type { Dice } from '../dice.ts'
import type { World } from '../world.ts'
import { sendBack } from './coach.ts'
import { offer, queued } from './rescheduling.ts'
import { type Act, type Acts, anyOf, awakeBrowser, MINUTE, orElse } from './step.ts'

const SECOND = 1000

/** Somebody books a time that is offered and not on the calendar yet; null: there is none. */
const takeTime = (world: World, dice: Dice): string | null => {
  const { browsers, schedule, cloud, taken } = world
  const coming = browsers.flatMap(({ disk }) =>
    disk.rows('outbox').flatMap(({ operation }) => (operation.type === 'insert' ? [operation.draft] : [])),
  )
  const draft = anyOf(coming, dice)
  if (draft === null) return null
  const calendarId = dice.pick(cloud.calendarIds)
  const { start } = draft
  const id = cloud.handOf(COACH, calendarId).add({ title: 'Dentist', start, minutes: 30 })
  taken.push({ calendarId, id, start, end: start + 30 * MINUTE, at: schedule.now() })
  return `somebody takes the time at ${new Date(start).toISOString()}, which is on offer`
}

/** A client is invited, and thought better of, or overtaken by somebody else who takes the time. */
const invite: Act = (world, dice) => {
  const browser = awakeBrowser(world, dice)
  const place = queued(world, dice, ({ state }) => state === 'open' || state === 'proposed')
  const session = browser && anyOf(browser.disk.rows('sessions'), dice)
  const client = session && anyOf(session.participants, dice)
  if (!browser || !client) return null
  const { schedule, trace } = world
  const next = { at: browser, wish: { after: `${session.key}#${client.id}`, purpose: 'next' } as const }
  const { at, wish } =
    place === null ? next : { at: place.browser, wish: { after: place.item.id, purpose: 'makeup' } as const }
  void offer(world, at, wish, dice, () => 'invite')
  const overtake = (): void => {
    const told = takeTime(world, dice)
    if (told !== null) trace.say('somebody', told)
  }
  if (dice.chance(0.5)) schedule.at(schedule.now() + dice.between(5, 150) * SECOND, overtake, 'world')
  return `${at.name}: the coach invites for ${wish.after}`
}

/** Times on offer that somebody else wants, and the coach who waits for neither. */
export const takingActs: Acts = {
  inviteSoon: { weight: 5, act: orElse(invite, sendBack) },
  taken: { weight: 3, act: orElse(takeTime, invite, sendBack) },
}
