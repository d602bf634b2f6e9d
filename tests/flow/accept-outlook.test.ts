import { expect, it } from 'vitest'
import { participantKey } from '../../lib/core/session.ts'
import { DAY, HOUR, MINUTE } from '../../lib/core/time.ts'
import { answer } from '../../lib/flow/answer.ts'
import { choose } from '../../lib/flow/choose.ts'
import { propose } from '../../lib/flow/propose.ts'
import { pull } from '../../lib/flow/pull.ts'
import { push } from '../../lib/flow/push.ts'
import { tick } from '../../lib/flow/tick.ts'
import { withdraw } from '../../lib/flow/withdraw.ts'
import { rescheduleQueue } from '../../lib/store/queries/queue.ts'
import { COACH } from '../calendars/outlook/emulated.ts'
import type { Emulator } from '../emulator/emulator.ts'
import { settingsWith } from '../helpers/books.ts'
import { createOutlookWorld, DANA, NOW } from './outlook-world.ts'

/** Dana missed this morning's session in Outlook, and is invited to a time in two days. `before` the invitation goes out. */
const invited = async (before?: (emulator: Emulator) => void) => {
  const world = await createOutlookWorld()
  const { deps, emulator, advance } = world
  emulator.outlook.addUser({ email: DANA, name: 'Dana Reyes', zone: 'America/New_York' })
  await world.connect('outlook')
  await deps.db.settings.put({ id: 'settings', value: settingsWith() })
  world.add('Coaching: Dana', NOW - 2 * HOUR)
  await pull(deps)
  const [session] = await deps.db.sessions.all()
  const participant = session?.participants[0]?.id ?? ''
  const sessionKey = session?.key ?? ''
  const said = { occurred: false, reason: 'coach-missed' } as const
  const answers = [{ participant, said, courtesy: false, minutes: null }]
  await answer(deps, { intentId: 'a', sessionKey, kind: 'paid', answers })
  const slot = { start: NOW + 2 * DAY, end: NOW + 2 * DAY + HOUR }
  const after = participantKey(sessionKey, participant)
  const wish = { after, purpose: 'makeup', way: 'invite' } as const
  const reply = await propose(deps, { ...wish, intentId: 'i', slots: [slot] })
  if (!reply.ok) throw new Error(reply.error.reason)
  advance(5 * MINUTE)
  before?.(emulator)
  await push(deps)
  const read = async () => {
    advance(MINUTE)
    await pull(deps)
    const view = await rescheduleQueue(deps.db, { now: deps.clock.now(), keptMs: DAY })
    return [...view.open, ...view.proposed, ...view.booked].find(({ id }) => id === after)
  }
  const { proposalId } = reply.value
  const eventId = (await deps.db.proposals.get(proposalId))?.slots[0]?.eventId ?? ''
  return { ...world, slot, read, after, proposalId, eventId }
}

it('a client who asks for another time gets it by one confirmation, which mails the change and nothing else', async () => {
  const { deps, emulator, slot, read, after, proposalId, eventId } = await invited()
  const at = { start: slot.start + 7 * DAY, end: slot.end + 7 * DAY }
  emulator.outlook.actAs(DANA).propose(eventId, at.start)
  expect(await read()).toMatchObject({ signs: [{ what: 'other-time', eventId, at }] })
  const reply = await choose(deps, { proposalId, eventId, at })
  await push(deps)
  expect(reply.ok && (await deps.db.sessions.get(reply.value.bookedKey))).toMatchObject({
    ...at,
    makeupOf: after,
  })
  expect(await read()).toMatchObject({ state: 'booked', makeup: at })
  const dates = emulator.outlook.events(DANA, 'default').map(({ start }) => Date.parse(`${start.dateTime}Z`))
  expect(dates.toSorted()).toEqual([NOW - 2 * HOUR, at.start].toSorted())
  expect(emulator.outlook.mails.map(({ to, kind }) => [to, kind])).toEqual([
    [DANA, 'invitation'],
    [DANA, 'update'],
  ])
  expect(await deps.db.outbox.count()).toBe(0)
  expect(emulator.violations).toEqual([])
})

it('E48 an offer withdrawn while the answer of its invitation was lost goes under the id that Outlook gave it', async () => {
  const { deps, emulator, advance, proposalId } = await invited(({ faults }) =>
    faults.next({ kind: 'lost-response', match: { method: 'POST', path: /\/events$/ } }),
  )
  await withdraw(deps, { proposalId })
  advance(2 * MINUTE)
  await push(deps)
  expect(emulator.outlook.events(COACH, 'default')).toHaveLength(1)
  expect(emulator.outlook.events(DANA, 'default').map(({ isCancelled }) => isCancelled)).toEqual([
    false,
    true,
  ])
  expect(emulator.outlook.mails.map(({ to, kind }) => [to, kind])).toEqual([
    [DANA, 'invitation'],
    [DANA, 'cancellation'],
  ])
  expect(await deps.db.outbox.count()).toBe(0)
  expect(emulator.violations).toEqual([])
})

it('E48 an invitation withdrawn while its answer was lost, to which somebody else was asked by then, is asked about if it was accepted', async () => {
  const { deps, emulator, advance, proposalId, read, slot } = await invited(({ faults }) =>
    faults.next({ kind: 'lost-response', match: { method: 'POST', path: /\/events$/ } }),
  )
  const isIt = ({ start }: { start?: { dateTime: string } }) =>
    Date.parse(`${start?.dateTime}Z`) === slot.start
  const id = emulator.outlook.events(COACH, 'default').find(isIt)?.id ?? ''
  const along = { emailAddress: { address: 'lee@client.example' } }
  const guests = emulator.outlook.event(id)?.attendees ?? []
  emulator.outlook.actAs(COACH).patch(id, { attendees: [...guests, along] })
  emulator.outlook.actAs(DANA).respond(id, 'accepted')
  await withdraw(deps, { proposalId })
  advance(2 * MINUTE)
  await push(deps)
  expect((await deps.db.proposals.get(proposalId))?.slots).toMatchObject([{ eventId: id, state: 'released' }])
  expect(await deps.db.outbox.all()).toMatchObject([
    { eventId: id, state: 'dead', lastFailure: { type: 'changed' } },
  ])
  for (let day = 0; day < 4; day += 1) {
    advance(DAY)
    await tick(deps, 'alarm')
  }
  await read()
  const sessions = await deps.db.sessions.all()
  expect(sessions.find(({ start }) => start === slot.start)).toMatchObject({ standing: 'open' })
  expect(await deps.db.outbox.all()).toEqual([])
})

it('a time that the coach moved after it was chosen, and before that was written, is when the session is', async () => {
  const { deps, emulator, slot, read, proposalId, eventId } = await invited()
  await read()
  const reply = await choose(deps, { proposalId, eventId })
  const hands = emulator.outlook.actAs(COACH)
  hands.reschedule(eventId, slot.start + 2 * HOUR)
  hands.patch(eventId, { subject: 'By the river' })
  await read()
  await push(deps)
  await read()
  const bookedKey = reply.ok ? reply.value.bookedKey : ''
  expect(await deps.db.sessions.get(bookedKey)).toMatchObject({
    title: 'By the river',
    start: slot.start + 2 * HOUR,
    end: slot.end + 2 * HOUR,
  })
  // What is written next starts from the event as it then is, and under its condition.
  hands.patch(eventId, { subject: 'By the lake' })
  const participant = (await deps.db.sessions.get(bookedKey))?.participants[0]?.id ?? ''
  const answers = [{ participant, said: { occurred: true } as const, courtesy: false, minutes: null }]
  await answer(deps, { intentId: 'b', sessionKey: bookedKey, kind: 'paid', answers })
  await push(deps)
  expect(emulator.outlook.event(eventId)).toMatchObject({ subject: 'By the lake' })
  await read()
  expect(await deps.db.sessions.get(bookedKey)).toMatchObject({ title: 'By the lake', standing: 'answered' })
  expect(emulator.violations).toEqual([])
})
