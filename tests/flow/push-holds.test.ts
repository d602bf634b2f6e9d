import { describe, expect, it } from 'vitest'
import { MARK } from '../../lib/core/annotation.ts'
import type { EventDraft } from '../../lib/core/event.ts'
import type { WriteOperation } from '../../lib/core/outbox.ts'
import type { OfferedSlot, Proposal } from '../../lib/core/proposal.ts'
import { defaultSettings } from '../../lib/core/settings.ts'
import { HOUR } from '../../lib/core/time.ts'
import { enqueue } from '../../lib/flow/enqueue.ts'
import { push } from '../../lib/flow/push.ts'
import { discardWrite, retryWrite } from '../../lib/flow/stuck.ts'
import { DANA, eventOf, fill, NOW, recordOf } from '../helpers/books.ts'
import { createFakeCalendar } from '../helpers/calendar.ts'
import { createTestDeps, type TestDeps } from '../helpers/deps.ts'

const HOLD = 'aaaa1111'
const hold = { [MARK.hold]: 'p1:0' }
const draft: EventDraft = {
  id: HOLD,
  title: 'Hold',
  description: '',
  start: NOW + HOUR,
  end: NOW + 2 * HOUR,
  zone: 'UTC',
  status: 'tentative',
  private: true,
  attendees: [],
  marks: { [MARK.any]: '1', ...hold },
}
const slot: OfferedSlot = { start: draft.start, end: draft.end, eventId: HOLD, state: 'queued' }
const proposal: Proposal = {
  id: 'p1',
  after: `uid-1|-#${DANA}`,
  purpose: 'makeup',
  way: 'hold',
  calendarKey: 'work',
  slots: [slot],
  state: 'open',
  createdAt: NOW,
  expiresAt: NOW + 24 * HOUR,
}
const choose: WriteOperation = {
  type: 'patch',
  patch: {
    title: 'Coaching',
    status: 'confirmed',
    marks: { [MARK.hold]: null, [MARK.makeupOf]: `uid-1|-#${DANA}` },
  },
  expects: hold,
}

const setUp = async (events = [eventOf()], idFor?: (draftId: string) => string) => {
  const calendar = createFakeCalendar(events, idFor)
  const deps = await createTestDeps({ calendar })
  await fill(deps)
  await deps.db.proposals.put(proposal)
  const queue = (operation: WriteOperation, key: string = operation.type) =>
    deps.store.write(['outbox'], (tx) =>
      enqueue(
        tx,
        {
          idempotencyKey: key,
          accountId: 'acc',
          calendarKey: 'work',
          calendarId: 'work@coach.example',
          eventId: HOLD,
          sessionKey: null,
          operation,
        },
        deps.clock.now(),
      ),
    )
  return {
    calendar,
    deps,
    queue,
    rows: () => deps.db.outbox.all(),
    slotState: async () => (await deps.db.proposals.get('p1'))?.slots[0]?.state,
  }
}

describe('writing a hold', () => {
  it('creates it under its own id, and the slot is held', async () => {
    const { calendar, deps, queue, rows, slotState } = await setUp()
    await queue({ type: 'insert', draft })
    await push(deps)
    expect(calendar.events.get(HOLD)).toMatchObject({ title: 'Hold', marks: draft.marks })
    expect([await slotState(), await rows()]).toEqual(['held', []])
  })

  it('E38 queued twice, written once', async () => {
    const { calendar, deps, queue, rows } = await setUp()
    await queue({ type: 'insert', draft })
    await queue({ type: 'insert', draft })
    expect(await rows()).toHaveLength(1)
    await push(deps)
    expect(calendar.calls).toHaveLength(1)
  })

  it('E48 the answer was lost: the retry finds its own event, never a second one', async () => {
    const { calendar, deps, queue, rows, slotState } = await setUp()
    await queue({ type: 'insert', draft })
    calendar.faults.push({ failure: { type: 'offline' }, after: true })
    deps.time.set((await push(deps)).nextAt ?? 0)
    await push(deps)
    expect(calendar.calls.map(({ method }) => method)).toEqual(['insert', 'insert', 'made'])
    expect([calendar.events.size, await slotState(), await rows()]).toEqual([2, 'held', []])
  })

  it('E48 one that carries our marker no more is left as it is: it was released since', async () => {
    const { calendar, deps, queue, rows, slotState } = await setUp([eventOf({ id: HOLD, title: 'Dentist' })])
    await queue({ type: 'insert', draft })
    await push(deps)
    expect([await slotState(), await rows()]).toEqual(['released', []])
    expect(calendar.events.get(HOLD)?.title).toBe('Dentist')
  })

  it('E48 a deleted one with our marker was released since', async () => {
    const { deps, queue, rows, slotState } = await setUp([
      eventOf({ id: HOLD, status: 'cancelled', marks: draft.marks }),
    ])
    await queue({ type: 'insert', draft })
    await push(deps)
    expect([await slotState(), await rows()]).toEqual(['released', []])
  })

  it('its writes go in order: created, then chosen', async () => {
    const { calendar, deps, queue, rows } = await setUp()
    await queue({ type: 'insert', draft })
    await queue(choose)
    await push(deps)
    expect(calendar.events.get(HOLD)).toMatchObject({
      title: 'Coaching',
      marks: { [MARK.any]: '1', [MARK.makeupOf]: `uid-1|-#${DANA}` },
    })
    expect(await rows()).toEqual([])
  })

  it('E50 what comes after a write that waits, waits', async () => {
    const { calendar, deps, queue } = await setUp()
    await queue({ type: 'insert', draft })
    await queue(choose)
    calendar.faults.push({ failure: { type: 'unavailable', status: 503, retryAfterMs: null } })
    await push(deps)
    expect(calendar.calls).toHaveLength(1)
  })
})

describe('a hold on a calendar that gives ids of its own', () => {
  const given = (draftId: string) => `AAMk-${draftId}`
  const GIVEN = given(HOLD)
  const slotId = async (deps: Awaited<ReturnType<typeof setUp>>['deps']) =>
    (await deps.db.proposals.get('p1'))?.slots[0]?.eventId

  it('is known by the given id from then on, and so are the writes behind it', async () => {
    const { calendar, deps, queue, rows, slotState } = await setUp([], given)
    await queue({ type: 'insert', draft })
    await queue(choose)
    calendar.faults.push({ failure: { type: 'offline' }, after: true })
    deps.time.set((await push(deps)).nextAt ?? 0)
    expect(await slotId(deps)).toBe(HOLD)
    await push(deps)
    expect(calendar.calls.slice(1)).toEqual([
      { method: 'insert', id: HOLD },
      { method: 'made', id: HOLD },
      { method: 'get', id: GIVEN },
      { method: 'patch', id: GIVEN },
    ])
    expect(calendar.events.get(GIVEN)).toMatchObject({ title: 'Coaching' })
    expect([await slotId(deps), await slotState(), await rows()]).toEqual([GIVEN, 'held', []])
  })

  it('is taken away under the given id, when it was withdrawn while it was written', async () => {
    const { calendar, deps, queue, rows } = await setUp([], given)
    await queue({ type: 'insert', draft })
    const { insert } = calendar
    const withdrawn: typeof insert = async (...args) => {
      const made = await insert(...args)
      await queue({ type: 'remove', expects: hold })
      return made
    }
    Object.assign(calendar, { insert: withdrawn })
    await push(deps)
    expect(calendar.events.get(GIVEN)?.status).toBe('cancelled')
    expect(await rows()).toEqual([])
  })

  it('E48 that was made and is gone without a trace was released since', async () => {
    const { calendar, deps, queue, rows, slotState } = await setUp([], given)
    await queue({ type: 'insert', draft })
    calendar.faults.push({ failure: { type: 'duplicate' } })
    await push(deps)
    expect([await slotState(), await rows()]).toEqual(['released', []])
  })
})

describe('a hold that got there unheard and was refused when it was tried again', () => {
  it('E48 leaves nothing to try again once it was chosen', async () => {
    const { calendar, deps, queue, rows } = await setUp()
    await queue({ type: 'insert', draft })
    calendar.faults.push({ failure: { type: 'offline' }, after: true })
    deps.time.set((await push(deps)).nextAt ?? 0)
    calendar.faults.push({ failure: { type: 'forbidden', reason: 'no' } })
    await push(deps)
    expect(await rows()).toMatchObject([{ state: 'dead', lastFailure: { type: 'forbidden' } }])
    await queue(choose)
    await push(deps)
    expect([calendar.events.get(HOLD)?.title, await rows()]).toEqual(['Coaching', []])
  })
})

describe('a hold whose offer ends while it is on its way', () => {
  it('is not made any more once it was refused, however often the coach tries again what is stuck', async () => {
    const { calendar, deps, queue, rows } = await setUp()
    await queue({ type: 'insert', draft })
    await queue({ type: 'remove', expects: hold })
    calendar.faults.push({ failure: { type: 'forbidden', reason: 'no' } })
    await push(deps)
    for (const { id } of await rows()) await retryWrite(deps, { writeId: id })
    await push(deps)
    expect([calendar.events.has(HOLD), await rows()]).toEqual([false, []])
  })
})

describe('a hold that somebody else touched', () => {
  const held = eventOf({ id: HOLD, title: 'Hold', marks: draft.marks })

  it('E51 is removed while it is still ours', async () => {
    const { calendar, deps, queue, rows } = await setUp([held])
    await queue({ type: 'remove', expects: hold })
    await push(deps)
    expect(calendar.events.get(HOLD)?.status).toBe('cancelled')
    expect(await rows()).toEqual([])
  })

  it('E51 is not given up on the word of a stored event that is out of date', async () => {
    const { calendar, deps, queue, rows } = await setUp([{ ...held, etag: '"7"' }])
    await deps.db.events.put(recordOf(eventOf({ id: HOLD, marks: {}, etag: '"6"' }), ''))
    await queue({ type: 'remove', expects: hold })
    await push(deps)
    expect([calendar.events.get(HOLD)?.status, await rows()]).toEqual(['cancelled', []])
  })

  it('E51 is left alone when it is not: a conflict to be seen', async () => {
    const { calendar, deps, queue, rows } = await setUp([eventOf({ id: HOLD, title: 'Mine now', marks: {} })])
    await queue({ type: 'remove', expects: hold })
    await push(deps)
    expect(await rows()).toMatchObject([{ state: 'dead', lastFailure: { type: 'changed' } }])
    expect(calendar.events.get(HOLD)).toMatchObject({ title: 'Mine now', status: 'confirmed' })
  })

  it.each([
    ['deleted', [{ ...held, status: 'cancelled' as const }]],
    ['unknown', []],
  ])('is gone already (%s): a removal is done', async (_, events) => {
    const { deps, queue, rows } = await setUp(events)
    await queue({ type: 'remove', expects: hold })
    await push(deps)
    expect(await rows()).toEqual([])
  })
})

describe('a stuck row', () => {
  it('goes out again on the word of the coach', async () => {
    const { calendar, deps, queue, rows, slotState } = await setUp()
    await queue({ type: 'insert', draft })
    calendar.faults.push({ failure: { type: 'forbidden', reason: 'no' } })
    await push(deps)
    expect(await slotState()).toBe('failed')
    expect(await retryWrite(deps, { writeId: 'insert' })).toEqual({ ok: true, value: null })
    expect(await rows()).toMatchObject([{ state: 'queued', attempts: 0, lastFailure: null }])
    await push(deps)
    expect([await slotState(), await rows()]).toEqual(['held', []])
  })

  describe('tried again after its time was offered to somebody else', () => {
    const refusedOnce = async (maxHeld = 9) => {
      const world = await setUp()
      await world.deps.db.settings.put({
        id: 'settings',
        value: { ...defaultSettings, reschedule: { ...defaultSettings.reschedule, maxHeld } },
      })
      await world.queue({ type: 'insert', draft })
      world.calendar.faults.push({ failure: { type: 'forbidden', reason: 'no' } })
      await push(world.deps)
      return world
    }
    const offerTo = (deps: TestDeps, start: number) =>
      deps.db.proposals.put({
        ...proposal,
        id: 'p2',
        after: 'uid-2|-#other',
        slots: [{ start, end: start + HOUR, eventId: 'bbbb2222', state: 'queued' }],
      })

    it('is refused, for one time is never held for two clients', async () => {
      const { deps, rows, slotState } = await refusedOnce()
      await offerTo(deps, draft.start)
      const refusal = { ok: false, error: { reason: 'slot-taken', failure: null } }
      expect(await retryWrite(deps, { writeId: 'insert' })).toEqual(refusal)
      expect([await slotState(), (await rows()).map(({ state }) => state)]).toEqual(['failed', ['dead']])
    })

    it('is refused where it would be one more than the coach holds at most', async () => {
      const { deps } = await refusedOnce(1)
      await offerTo(deps, draft.start + 24 * HOUR)
      const refusal = { ok: false, error: { reason: 'too-many-holds', failure: null } }
      expect(await retryWrite(deps, { writeId: 'insert' })).toEqual(refusal)
    })

    it('keeps its time from then on, so that nobody else is offered that', async () => {
      const { deps, slotState } = await refusedOnce()
      await offerTo(deps, draft.start + 24 * HOUR)
      expect(await retryWrite(deps, { writeId: 'insert' })).toEqual({ ok: true, value: null })
      expect(await slotState()).toBe('queued')
    })
  })

  it('can be given up', async () => {
    const { calendar, deps, queue, rows, slotState } = await setUp()
    await queue({ type: 'insert', draft })
    expect(await discardWrite(deps, { writeId: 'insert' })).toEqual({ ok: true, value: null })
    await push(deps)
    expect([await slotState(), await rows(), calendar.calls]).toEqual(['failed', [], []])
  })

  it('E48 that is given up after it had got there unheard leaves no hold behind', async () => {
    const { calendar, deps, queue, rows, slotState } = await setUp([eventOf()], () => 'from-the-service')
    await queue({ type: 'insert', draft })
    calendar.faults.push({ failure: { type: 'offline' }, after: true })
    deps.time.set((await push(deps)).nextAt ?? 0)
    calendar.faults.push({ failure: { type: 'forbidden', reason: 'no' } })
    await push(deps)
    expect(calendar.events.get('from-the-service')?.status).toBe('tentative')
    await discardWrite(deps, { writeId: 'insert' })
    await push(deps)
    expect(calendar.events.get('from-the-service')?.status).toBe('cancelled')
    expect([await slotState(), await rows()]).toEqual(['failed', []])
  })

  it('E48 of a creation that waits since a backup was restored goes when the event turns out to be there', async () => {
    const { deps, queue, rows } = await setUp([eventOf(), eventOf({ ...draft, attendees: [] })])
    await queue({ type: 'insert', draft })
    const [restored] = await rows()
    if (restored !== undefined) await deps.db.outbox.put({ ...restored, state: 'paused' })
    await queue(choose)
    await push(deps)
    expect(await rows()).toEqual([])
  })

  it('E48 of a creation that waits since a backup was restored never goes out once its removal was given up', async () => {
    const { calendar, deps, queue, rows } = await setUp([eventOf()])
    await queue({ type: 'insert', draft })
    const [restored] = await rows()
    if (restored !== undefined) await deps.db.outbox.put({ ...restored, state: 'paused' })
    await queue({ type: 'remove', expects: hold, draft })
    await discardWrite(deps, { writeId: 'remove' })
    expect(await retryWrite(deps, { writeId: 'insert' })).toMatchObject({ ok: false })
    await push(deps)
    expect([await rows(), calendar.calls]).toEqual([[], []])
  })

  it('that is not there any more is refused', async () => {
    const { deps } = await setUp()
    const refusal = { ok: false, error: { reason: 'not-found', failure: null } }
    expect(await retryWrite(deps, { writeId: 'x' })).toEqual(refusal)
    expect(await discardWrite(deps, { writeId: 'x' })).toEqual(refusal)
  })
})
