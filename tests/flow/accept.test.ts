import { describe, expect, it } from 'vitest'
import { partsOf } from '../../lib/core/session.ts'
import { DAY, HOUR, MINUTE } from '../../lib/core/time.ts'
import { lettersAbout } from '../../lib/core/view/letter.ts'
import { choose } from '../../lib/flow/choose.ts'
import { pull } from '../../lib/flow/pull.ts'
import { push } from '../../lib/flow/push.ts'
import { tick } from '../../lib/flow/tick.ts'
import { withdraw } from '../../lib/flow/withdraw.ts'
import { letterSubject } from '../../lib/store/queries/letter.ts'
import { rescheduleQueue } from '../../lib/store/queries/queue.ts'
import { COACH } from '../calendars/google/emulated.ts'
import { change } from '../helpers/store.ts'
import { DANA } from './google-coach.ts'
import { missed } from './inviting.ts'

describe('what the client answers', () => {
  it('accepted: one confirmation makes it the make-up, linked both ways, and mails nobody', async () => {
    const { deps, emulator, after, inviteAndMail, idAt, respond, row, mails, slots } = await missed()
    const proposalId = await inviteAndMail()
    await respond(0, 'accepted')
    const eventId = await idAt(0)
    expect((await row())?.signs).toMatchObject([{ what: 'accepted', eventId, at: slots[0] }])
    const before = mails()
    const reply = await choose(deps, { proposalId, eventId })
    await push(deps)
    await pull(deps)
    const bookedKey = reply.ok ? reply.value.bookedKey : ''
    expect(await deps.db.sessions.get(bookedKey)).toMatchObject({
      ...slots[0],
      title: 'Coaching: Dana',
      makeupOf: after,
      recognisedBy: 'makeup',
      kind: 'paid',
      participants: [{ address: DANA, response: 'accepted' }],
    })
    expect(await deps.db.queue.get(after)).toMatchObject({ state: 'booked', makeupKey: bookedKey })
    expect(await row()).toMatchObject({ state: 'booked', makeup: slots[0] })
    expect(mails()).toEqual(before)
    const event = emulator.google.event(COACH, COACH, eventId)
    expect(event?.extendedProperties?.private).toMatchObject({ 'aw1.m': after })
    expect(event?.attendees?.find(({ email }) => email === DANA)?.responseStatus).toBe('accepted')
    expect(await deps.db.outbox.count()).toBe(0)
  })

  it('what the coach does to it after the choice, and before that is written, is what the session becomes', async () => {
    const { deps, emulator, inviteAndMail, idAt, slots, advance } = await missed()
    const proposalId = await inviteAndMail()
    const eventId = await idAt(0)
    const reply = await choose(deps, { proposalId, eventId })
    const start = (slots[0]?.start ?? 0) + 2 * HOUR
    emulator.google.actAs(COACH).reschedule(eventId, start)
    emulator.google.actAs(COACH).patch(eventId, { summary: 'By the river' })
    await pull(deps)
    await push(deps)
    advance(MINUTE)
    await pull(deps)
    const bookedKey = reply.ok ? reply.value.bookedKey : ''
    expect(await deps.db.sessions.get(bookedKey)).toMatchObject({
      title: 'By the river',
      start,
      end: start + HOUR,
    })
  })

  it('before they answer, a letter asks after the invitation; once they did, it would be beside the point', async () => {
    const { deps, after, inviteAndMail, respond } = await missed()
    await inviteAndMail()
    const letters = async () => {
      const subject = await letterSubject(deps.db, partsOf(after))
      return subject && lettersAbout(subject, deps.clock.now())
    }
    expect(await letters()).toEqual(['invitation', 'paid/coach-emergency'])
    await respond(0, 'accepted')
    expect(await letters()).toEqual(['paid/coach-emergency'])
  })

  it('two accepted at once: the first wins, the other is released and its guest told', async () => {
    const { deps, emulator, inviteAndMail, idAt, respond, row, mails } = await missed()
    const proposalId = await inviteAndMail(2)
    await respond(1, 'accepted')
    await respond(0, 'accepted')
    const [first, second] = [await idAt(1), await idAt(0)]
    expect((await row())?.signs.map((sign) => sign.eventId)).toEqual([first, second])
    await choose(deps, { proposalId, eventId: first })
    await push(deps)
    expect(emulator.google.event(COACH, COACH, second)?.status).toBe('cancelled')
    expect(emulator.google.event(COACH, COACH, first)?.status).toBe('confirmed')
    expect(mails().filter(([, kind]) => kind === 'cancellation')).toEqual([[DANA, 'cancellation']])
  })

  it('two accepted at once: a letter about the one that is let go is drafted, and the queue offers it', async () => {
    const { deps, after, inviteAndMail, idAt, respond, row, slots } = await missed()
    const proposalId = await inviteAndMail(3)
    await respond(1, 'accepted')
    await respond(0, 'accepted')
    await choose(deps, { proposalId, eventId: await idAt(1) })
    expect(await row()).toMatchObject({ state: 'booked', alsoAccepted: 1 })
    const subject = await letterSubject(deps.db, partsOf(after))
    if (!subject) throw new Error('Nothing to write about')
    expect(lettersAbout(subject, deps.clock.now())[0]).toBe('one-of-two')
    expect(subject).toMatchObject({ newTime: slots[1], times: [slots[0]] })
  })

  it('one accepted: there is nothing to explain', async () => {
    const { deps, after, inviteAndMail, idAt, respond, row } = await missed()
    const proposalId = await inviteAndMail(2)
    await respond(0, 'accepted')
    await choose(deps, { proposalId, eventId: await idAt(0) })
    expect(await row()).toMatchObject({ state: 'booked', alsoAccepted: 0 })
    const subject = await letterSubject(deps.db, partsOf(after))
    expect(subject && lettersAbout(subject, deps.clock.now())).not.toContain('one-of-two')
  })

  it('declined and then accepted: the last word holds', async () => {
    const { inviteAndMail, respond, row } = await missed()
    await inviteAndMail()
    await respond(0, 'declined')
    await respond(0, 'accepted')
    expect((await row())?.signs).toMatchObject([{ what: 'accepted' }])
  })

  it('an invitation that the coach moved in the calendar is shown, and booked, where it now stands', async () => {
    const { deps, emulator, inviteAndMail, idAt, respond, row, advance, slots } = await missed()
    const proposalId = await inviteAndMail()
    const eventId = await idAt(0)
    const start = (slots[0]?.start ?? 0) + 2 * DAY
    emulator.google.actAs(COACH).reschedule(eventId, start)
    advance(HOUR)
    await tick(deps, 'alarm')
    expect((await row())?.proposal?.slots).toMatchObject([{ start, end: start + HOUR, state: 'held' }])
    await respond(0, 'accepted')
    const reply = await choose(deps, { proposalId, eventId })
    expect(reply.ok && (await deps.db.sessions.get(reply.value.bookedKey))).toMatchObject({ start })
  })

  it('E49 the other time that they ask for was taken: refused, and nothing is booked or mailed', async () => {
    const { deps, add, inviteAndMail, idAt, row, mails, slots } = await missed()
    const proposalId = await inviteAndMail()
    const start = (slots[0]?.start ?? 0) + 7 * DAY
    add('Dentist', start - HOUR / 2, { attendees: [] })
    const at = { start, end: start + HOUR }
    expect(await choose(deps, { proposalId, eventId: await idAt(0), at })).toMatchObject({
      ok: false,
      error: { reason: 'slot-taken' },
    })
    expect(await row()).toMatchObject({ state: 'proposed' })
    expect(mails()).toEqual([[DANA, 'invitation']])
  })

  it('half an hour later than their invitation is taken by nothing but that', async () => {
    const { deps, inviteAndMail, idAt, slots } = await missed()
    const proposalId = await inviteAndMail()
    const start = (slots[0]?.start ?? 0) + HOUR / 2
    const at = { start, end: start + HOUR }
    expect(await choose(deps, { proposalId, eventId: await idAt(0), at })).toMatchObject({ ok: true })
  })

  it('a make-up that is canceled in good time waits in its own place, and the one before is done with', async () => {
    const { deps, emulator, inviteAndMail, idAt, respond, row, after, advance } = await missed()
    const proposalId = await inviteAndMail(2)
    await respond(1, 'accepted')
    const eventId = await idAt(1)
    const booked = await choose(deps, { proposalId, eventId })
    await push(deps)
    await pull(deps)
    expect(await row()).toMatchObject({ state: 'booked' })
    emulator.google.actAs(COACH).delete(eventId)
    advance(MINUTE)
    await pull(deps)
    const makeupKey = booked.ok ? booked.value.bookedKey : ''
    expect(await deps.db.sessions.get(makeupKey)).toMatchObject({ standing: 'canceled', makeupOf: after })
    const view = await rescheduleQueue(deps.db, { now: deps.clock.now(), keptMs: DAY })
    expect(view.open.map(({ sessionKey }) => sessionKey)).toEqual([makeupKey])
    expect(view.booked).toEqual([])
  })

  it('another browser booked the make-up: an invitation from here waits for the coach, and is no second one', async () => {
    const { deps, after, slots, inviteAndMail, idAt, respond, row, mails, advance } = await missed()
    const proposalId = await inviteAndMail()
    await change(deps.db.queue, after, { state: 'booked', makeupKey: 'elsewhere|-' })
    await respond(0, 'accepted')
    await tick(deps, 'alarm')
    expect(await row()).toMatchObject({ state: 'proposed', overtaken: 'booking' })
    expect(await choose(deps, { proposalId, eventId: await idAt(0) })).toMatchObject({
      error: { reason: 'not-found' },
    })
    advance((slots[0]?.start ?? 0) - deps.clock.now())
    await tick(deps, 'alarm')
    expect((await deps.db.sessions.all()).filter(({ makeupOf }) => makeupOf === after)).toEqual([])
    expect(mails()).toEqual([[DANA, 'invitation']])
    await withdraw(deps, { proposalId })
    expect(await row()).toMatchObject({ state: 'booked', overtaken: null })
  })

  it('declined: the coach is told, and the place in the queue stays', async () => {
    const { inviteAndMail, respond, row } = await missed()
    await inviteAndMail()
    await respond(0, 'declined')
    expect(await row()).toMatchObject({ state: 'proposed', signs: [{ what: 'declined' }] })
  })

  it('nothing for days: the coach is told; nothing is called off by itself, since that would mail somebody', async () => {
    const { deps, inviteAndMail, advance, proposal, mails } = await missed()
    await inviteAndMail()
    advance(6 * DAY)
    await tick(deps, 'alarm')
    expect(mails()).toEqual([[DANA, 'invitation']])
    expect((await proposal())?.state).not.toBe('expired')
  })

  it('nothing, and the coach moved it: it is the session when its new time has come, and not before', async () => {
    const { deps, emulator, after, slots, inviteAndMail, idAt, advance } = await missed()
    await inviteAndMail()
    const start = (slots[0]?.start ?? 0) + 2 * DAY
    emulator.google.actAs(COACH).reschedule(await idAt(0), start)
    const makeups = async () => {
      await tick(deps, 'alarm')
      return (await deps.db.sessions.all()).filter(({ makeupOf }) => makeupOf === after)
    }
    advance((slots[0]?.start ?? 0) - deps.clock.now())
    expect(await makeups()).toEqual([])
    advance(start - deps.clock.now())
    expect(await makeups()).toMatchObject([{ start, standing: 'open' }])
  })

  it('nothing, but its time has come: an invitation that nobody declined is the session', async () => {
    const { deps, after, slots, inviteAndMail, advance, mails } = await missed()
    await inviteAndMail()
    advance((slots[0]?.start ?? 0) - deps.clock.now())
    await tick(deps, 'alarm')
    const makeup = (await deps.db.sessions.all()).find(({ makeupOf }) => makeupOf === after)
    expect(makeup).toMatchObject({ ...slots[0], standing: 'open', open: 1 })
    expect(mails()).toEqual([[DANA, 'invitation']])
  })
})
