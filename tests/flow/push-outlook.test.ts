import { expect, it } from 'vitest'
import { MARK } from '../../lib/core/annotation.ts'
import { offeredDraft } from '../../lib/core/offered-event.ts'
import type { WriteOperation } from '../../lib/core/outbox.ts'
import { DAY, HOUR, MINUTE } from '../../lib/core/time.ts'
import { answer } from '../../lib/flow/answer.ts'
import { enqueue } from '../../lib/flow/enqueue.ts'
import { expire } from '../../lib/flow/expire.ts'
import { writeTo } from '../../lib/flow/holds.ts'
import { pull } from '../../lib/flow/pull.ts'
import { push } from '../../lib/flow/push.ts'
import { withdraw } from '../../lib/flow/withdraw.ts'
import { COACH } from '../calendars/outlook/emulated.ts'
import { settingsWith } from '../helpers/books.ts'
import { HOLD_MAKEUP, QUEUE_ID } from '../helpers/reschedule.ts'
import { createOutlookWorld, DANA, NOW } from './outlook-world.ts'

const slot = { start: NOW + DAY, end: NOW + DAY + HOUR, eventId: 'aaaa1111', state: 'queued' } as const

const draft = offeredDraft(slot, 0, {
  proposal: { id: 'p1', way: 'hold' },
  until: NOW + DAY,
  session: { title: 'Coaching: Dana', private: false, joinLink: null },
  client: { name: 'Dana Reyes', address: DANA },
  calendar: { provider: 'outlook' },
  zone: 'Europe/Madrid',
})

/** An offer of one time on the coach's Outlook calendar, nothing written yet. */
const createOffer = async () => {
  const world = await createOutlookWorld()
  const { listed } = await world.connect('outlook')
  const calendar = listed[0]
  if (calendar === undefined) throw new Error('No calendar')
  await pull(world.deps)
  await world.deps.db.proposals.put({
    ...HOLD_MAKEUP,
    id: 'p1',
    calendarKey: calendar.key,
    slots: [slot],
    state: 'open',
    createdAt: NOW,
    expiresAt: NOW + DAY,
  })
  const queue = (operation: WriteOperation) =>
    world.deps.store.write(['outbox'], (tx) =>
      enqueue(
        tx,
        {
          ...writeTo(calendar, slot.eventId),
          idempotencyKey: operation.type,
          sessionKey: null,
          operation,
        },
        world.deps.clock.now(),
      ),
    )
  const events = () => world.emulator.outlook.events(COACH, 'default')
  return { ...world, queue, events }
}

it('E48 a hold whose answer was lost is made once, and chosen under the id that Outlook gave it', async () => {
  const { deps, emulator, advance, queue, events } = await createOffer()
  await queue({ type: 'insert', draft: draft })
  await queue({
    type: 'patch',
    patch: {
      title: 'Coaching: Dana',
      status: 'confirmed',
      attendees: [{ email: DANA, name: 'Dana Reyes' }],
      marks: { [MARK.hold]: null, [MARK.makeupOf]: QUEUE_ID },
    },
    expects: { [MARK.hold]: 'p1:0' },
  })
  emulator.faults.next({ kind: 'lost-response' })
  const { nextAt } = await push(deps)
  advance((nextAt ?? 0) - deps.clock.now())
  await push(deps)
  expect(await deps.db.outbox.all()).toEqual([])
  expect(events()).toMatchObject([{ subject: 'Coaching: Dana', showAs: 'busy' }])
  const [proposal] = await deps.db.proposals.all()
  expect(proposal?.slots).toMatchObject([{ eventId: events()[0]?.id, state: 'held' }])
  // There is no way to add a guest in silence.
  expect(emulator.outlook.mails).toMatchObject([{ to: DANA }])
  expect(emulator.violations).toEqual([])
})

it('a hold that is withdrawn before it is written goes again, and nobody hears of it', async () => {
  const { deps, emulator, queue, events } = await createOffer()
  await queue({ type: 'insert', draft: draft })
  await queue({ type: 'remove', expects: { [MARK.hold]: 'p1:0' } })
  await push(deps)
  expect([await deps.db.outbox.all(), events(), emulator.outlook.mails]).toEqual([[], [], []])
  expect(emulator.violations).toEqual([])
})

it('E48 a hold that got there unheard, and was refused afterwards, goes with its offer', async () => {
  const { deps, emulator, advance, queue, events } = await createOffer()
  await queue({ type: 'insert', draft: draft })
  emulator.faults.next({ kind: 'lost-response', match: { method: 'POST', path: /events$/ } })
  await push(deps)
  advance(HOUR)
  emulator.faults.next({ kind: '403-forbidden', match: { method: 'POST', path: /events$/ } })
  await push(deps)
  expect(events()).toHaveLength(1)
  advance(DAY)
  await expire(deps)
  await push(deps)
  expect([await deps.db.outbox.all(), events(), emulator.outlook.mails]).toEqual([[], [], []])
  expect(emulator.violations).toEqual([])
})

it('E48 a hold that is known to be there is not given up because it cannot be looked at', async () => {
  const { deps, emulator, advance, queue } = await createOffer()
  await queue({ type: 'insert', draft: draft })
  emulator.faults.next({ kind: 'lost-response', match: { method: 'POST', path: /events$/ } })
  await push(deps)
  advance(HOUR)
  emulator.faults.next({ kind: '403-forbidden', times: 2, match: { method: 'GET', path: /events$/ } })
  await push(deps)
  expect(await deps.db.outbox.all()).toMatchObject([{ state: 'queued' }])
  advance(HOUR)
  await push(deps)
  expect(await deps.db.outbox.all()).toEqual([])
  expect((await deps.db.proposals.all())[0]?.slots).toMatchObject([{ state: 'held' }])
})

it('E48 a hold that got there unheard, and that the coach deleted, was released: there is nothing to try again', async () => {
  const { deps, emulator, advance, queue, events } = await createOffer()
  await queue({ type: 'insert', draft: draft })
  emulator.faults.next({ kind: 'lost-response', match: { method: 'POST', path: /events$/ } })
  await push(deps)
  emulator.outlook.actAs(COACH).delete(events()[0]?.id ?? '')
  advance(HOUR)
  await push(deps)
  expect([await deps.db.outbox.all(), events(), emulator.outlook.mails]).toEqual([[], [], []])
  expect((await deps.db.proposals.all())[0]?.slots).toMatchObject([{ state: 'released' }])
  expect(emulator.violations).toEqual([])
})

it('E48 a hold that got there unheard goes with an offer that ends before that was known, though its own write is refused then', async () => {
  const { deps, emulator, advance, queue, events } = await createOffer()
  await queue({ type: 'insert', draft: draft })
  emulator.faults.next({ kind: 'lost-response', match: { method: 'POST', path: /events$/ } })
  await push(deps)
  expect(events()).toHaveLength(1)
  await withdraw(deps, { proposalId: 'p1' })
  advance(HOUR)
  emulator.faults.next({ kind: '403-forbidden', match: { method: 'POST', path: /events$/ } })
  await push(deps)
  await push(deps)
  expect([await deps.db.outbox.all(), events(), emulator.outlook.mails]).toEqual([[], [], []])
  expect(emulator.violations).toEqual([])
})

it('E48 a hold that got there unheard is not given up as taken because the list to look in is denied', async () => {
  const { deps, emulator, advance, queue, events } = await createOffer()
  await queue({ type: 'insert', draft: draft })
  emulator.faults.next({ kind: 'lost-response', match: { method: 'POST', path: /events$/ } })
  await push(deps)
  advance(HOUR)
  emulator.faults.next({ kind: '404', match: { method: 'GET', path: /events$/ } })
  await push(deps)
  expect((await deps.db.proposals.all())[0]?.slots).toMatchObject([
    { state: 'held', eventId: events()[0]?.id },
  ])
})

it('a hold that is booked at another time is known there at once, so that no poll takes it for gone', async () => {
  const { deps, queue, advance } = await createOffer()
  await queue({ type: 'insert', draft: draft })
  await push(deps)
  advance(MINUTE)
  await pull(deps)
  const [slotNow] = (await deps.db.proposals.all())[0]?.slots ?? []
  const later = { start: NOW + 20 * DAY, end: NOW + 20 * DAY + HOUR }
  const [calendar] = await deps.db.calendars.all()
  if (calendar === undefined || slotNow === undefined) throw new Error('Nothing is on offer')
  const operation: WriteOperation = {
    type: 'patch',
    patch: { time: { ...later, zone: 'Europe/Madrid' }, marks: { [MARK.hold]: null } },
    expects: { [MARK.hold]: 'p1:0' },
  }
  const write = { idempotencyKey: 'makeup', sessionKey: null, operation }
  await deps.store.write(['outbox'], (tx) =>
    enqueue(tx, { ...writeTo(calendar, slotNow.eventId), ...write }, deps.clock.now()),
  )
  await push(deps)
  expect(await deps.db.events.all()).toMatchObject([
    { start: later.start, startMs: later.start, endMs: later.end },
  ])
})

it('an answer for an event that is deleted by then waits until the calendar tells so, and for nothing after that', async () => {
  const { deps, emulator, add, connect, advance } = await createOutlookWorld()
  const { id } = add('Coaching: Dana', NOW - 2 * HOUR)
  // An empty list would tell nothing.
  add('Coaching: Dana', NOW + DAY)
  await connect('outlook')
  await deps.db.settings.put({ id: 'settings', value: settingsWith() })
  await pull(deps)
  const [session] = await deps.db.sessions.between('start', 0, NOW)
  const answers = (session?.participants ?? []).map(({ id: participant }) => ({
    ...{ participant, said: { occurred: true } as const, courtesy: false, minutes: null },
  }))
  await answer(deps, { intentId: 'a', sessionKey: session?.key ?? '', kind: 'paid', answers })
  emulator.outlook.actAs(COACH).delete(id)
  await push(deps)
  expect(await deps.db.outbox.all()).toMatchObject([{ state: 'dead', lastFailure: { type: 'not-found' } }])
  advance(MINUTE)
  await pull(deps)
  await push(deps)
  expect(await deps.db.outbox.all()).toEqual([])
  const kept = await deps.db.sessions.get(session?.key ?? '')
  expect(kept).toMatchObject({ participants: [{ outcome: { code: 'occurred' } }] })
})
