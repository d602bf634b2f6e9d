import { describe, expect, it } from 'vitest'
import { participantKey } from '../../lib/core/session.ts'
import { DAY, HOUR, MINUTE } from '../../lib/core/time.ts'
import { answer } from '../../lib/flow/answer.ts'
import { choose } from '../../lib/flow/choose.ts'
import { offerSlots } from '../../lib/flow/offer.ts'
import { propose } from '../../lib/flow/propose.ts'
import { pull } from '../../lib/flow/pull.ts'
import { push } from '../../lib/flow/push.ts'
import { tick } from '../../lib/flow/tick.ts'
import { withdraw } from '../../lib/flow/withdraw.ts'
import { rescheduleQueue } from '../../lib/store/queries/queue.ts'
import { COACH, NOW } from '../calendars/google/emulated.ts'
import { settingsWith } from '../helpers/books.ts'
import { createGoogleCoach, DANA } from './google-coach.ts'

const LEE = 'lee@client.example'
const MEET = 'https://meet.google.com/abc-defg-hij'
const UNDO = 3 * MINUTE

type Guests = readonly { readonly email: string }[]

/** Dana missed this morning's session because of an emergency of the coach; she has a calendar of her own. */
const missed = async (event: { attendees?: Guests; recurrence?: readonly string[] } = {}) => {
  const world = await createGoogleCoach()
  const { deps, emulator } = world
  emulator.google.addUser({ email: DANA, name: 'Dana Reyes', zone: 'America/New_York' })
  await deps.db.settings.put({ id: 'settings', value: settingsWith() })
  const sent = world.add('Coaching: Dana', NOW - 2 * HOUR, {
    hangoutLink: MEET,
    conferenceData: { conferenceId: 'abc', entryPoints: [{ entryPointType: 'video', uri: MEET }] },
    ...event,
  })
  await pull(deps)
  const session = (await deps.db.sessions.toArray()).find(({ start }) => start === NOW - 2 * HOUR)
  const dana = session?.participants.find(({ address }) => address === DANA)
  if (!session || !dana) throw new Error('The session was not pulled')
  const after = participantKey(session.key, dana.id)
  await answer(deps, {
    intentId: 'a',
    sessionKey: session.key,
    kind: 'paid',
    answers: session.participants.map(({ id }) => ({
      participant: id,
      said: { occurred: false, reason: 'coach-emergency' },
      courtesy: false,
      minutes: null,
    })),
  })
  await push(deps)
  const wish = { after, purpose: 'makeup' } as const
  const offer = await offerSlots(deps, wish)
  if (!offer.ok) throw new Error(offer.error.reason)
  const slots = offer.value.slots.map(({ start, end }) => ({ start, end }))
  const invite = async (count = 1) => {
    const reply = await propose(deps, { ...wish, intentId: 'i', way: 'invite', slots: slots.slice(0, count) })
    if (!reply.ok) throw new Error(reply.error.reason)
    return reply.value
  }
  const proposal = async () => (await deps.db.proposals.toArray()).find(({ way }) => way === 'invite')
  const idAt = async (index: number) => (await proposal())?.slots[index]?.eventId ?? ''
  const mails = () => emulator.google.mails.map(({ to, kind }) => [to, kind])
  /** What the client's own calendar holds from now on. */
  const invited = () =>
    emulator.google.events(DANA, DANA).filter(({ start }) => Date.parse(String(start?.dateTime)) > NOW)
  const inviteAndMail = async (count = 1) => {
    const { proposalId } = await invite(count)
    world.advance(UNDO)
    await push(deps)
    await pull(deps)
    return proposalId
  }
  const respond = async (index: number, response: 'accepted' | 'declined') => {
    emulator.google.actAs(DANA).respond(await idAt(index), response)
    world.advance(MINUTE)
    await pull(deps)
  }
  const row = async () => {
    const view = await rescheduleQueue(deps.db, { now: deps.clock.now(), keptMs: DAY })
    return [...view.open, ...view.proposed, ...view.booked].find(({ id }) => id === after)
  }
  return {
    ...world,
    sent,
    session,
    after,
    slots,
    invite,
    inviteAndMail,
    idAt,
    proposal,
    mails,
    respond,
    row,
    invited,
  }
}

describe('an invitation', () => {
  it('waits out the undo window, then mails the client it names, once, with a meeting as the original had', async () => {
    const { deps, emulator, invite, invited, idAt, mails, advance, slots } = await missed()
    expect(await invite()).toMatchObject({ goesOutAt: NOW + UNDO, needsWriteAccess: null })
    advance(UNDO - 1)
    await push(deps)
    expect(mails()).toEqual([])
    advance(1)
    await push(deps)
    expect(mails()).toEqual([[DANA, 'invitation']])
    const id = await idAt(0)
    const theirs = invited()
    expect(theirs).toHaveLength(1)
    expect(theirs[0]).toMatchObject({ summary: 'Coaching: Dana', status: 'confirmed' })
    expect(Date.parse(String(theirs[0]?.start?.dateTime))).toBe(slots[0]?.start)
    expect(theirs[0]?.extendedProperties).toBeUndefined()
    expect(emulator.google.event(COACH, COACH, id)?.hangoutLink).toMatch(/^https:\/\/meet\.google\.com\//)
    expect(emulator.violations).toEqual([])
  })

  it('taken back within the window never was: nothing is written and nobody hears of it', async () => {
    const { deps, emulator, invite, idAt, mails, advance } = await missed()
    const { proposalId } = await invite()
    const id = await idAt(0)
    expect(await withdraw(deps, { proposalId })).toMatchObject({ ok: true })
    advance(HOUR)
    await push(deps)
    expect(emulator.google.event(COACH, COACH, id)).toBeNull()
    expect(mails()).toEqual([])
  })

  it('withdrawn later tells those who were invited, and nobody else', async () => {
    const { deps, inviteAndMail, invited, mails } = await missed()
    const proposalId = await inviteAndMail(2)
    await withdraw(deps, { proposalId })
    await push(deps)
    expect(mails().slice(2)).toEqual([
      [DANA, 'cancellation'],
      [DANA, 'cancellation'],
    ])
    expect(invited().every(({ status }) => status === 'cancelled')).toBe(true)
  })

  it('to which somebody else was added is not called off over their head', async () => {
    const { deps, emulator, inviteAndMail, idAt, mails } = await missed()
    const proposalId = await inviteAndMail()
    const id = await idAt(0)
    emulator.google.actAs(COACH).patch(id, { attendees: [{ email: COACH }, { email: DANA }, { email: LEE }] })
    await withdraw(deps, { proposalId })
    await push(deps)
    expect(emulator.google.event(COACH, COACH, id)?.status).toBe('confirmed')
    expect(mails()).toEqual([[DANA, 'invitation']])
    expect((await deps.db.outbox.toArray()).map(({ state }) => state)).toEqual(['dead'])
  })

  it('E48 whose answer was lost is found written: one event, one mail', async () => {
    const { deps, emulator, invite, invited, mails, advance, proposal } = await missed()
    await invite()
    advance(UNDO)
    emulator.faults.next({ kind: 'lost-response', match: { method: 'POST', path: /\/events$/ } })
    await push(deps)
    expect(mails()).toHaveLength(1)
    advance(2 * MINUTE)
    await push(deps)
    expect(mails()).toEqual([[DANA, 'invitation']])
    expect(invited()).toHaveLength(1)
    expect(await proposal()).toMatchObject({ state: 'open', slots: [{ state: 'held' }] })
    expect(await deps.db.outbox.count()).toBe(0)
  })

  it('E49 to a time that was taken within the window is not sent; another is offered', async () => {
    const { deps, add, invite, slots, mails, advance, proposal, row } = await missed()
    await invite()
    add('Dentist', slots[0]?.start ?? 0, { attendees: [] })
    advance(UNDO)
    await tick(deps, 'alarm')
    expect(mails()).toEqual([])
    expect(await proposal()).toMatchObject({ state: 'expired', slots: [{ state: 'taken' }] })
    expect(await row()).toMatchObject({ state: 'open', before: 'taken' })
    expect(await deps.db.outbox.count()).toBe(0)
  })

  it('E15 of a group goes to the one it is for', async () => {
    const { deps, emulator, inviteAndMail, idAt, mails } = await missed({
      attendees: [{ email: COACH }, { email: DANA }, { email: LEE }],
    })
    await inviteAndMail()
    expect(mails()).toEqual([[DANA, 'invitation']])
    const guests = emulator.google.event(COACH, COACH, await idAt(0))?.attendees ?? []
    expect(guests.map(({ email }) => email)).not.toContain(LEE)
    expect(await deps.db.queue.count()).toBe(2)
  })

  it('leaves the series it comes from untouched', async () => {
    const { emulator, sent, inviteAndMail, idAt } = await missed({
      recurrence: ['RRULE:FREQ=WEEKLY;COUNT=8'],
    })
    const before = emulator.google.event(COACH, COACH, sent.id)
    await inviteAndMail()
    const { recurrence, start, attendees } = emulator.google.event(COACH, COACH, sent.id) ?? {}
    expect({ recurrence, start, attendees }).toEqual({
      recurrence: before?.recurrence,
      start: before?.start,
      attendees: before?.attendees,
    })
    expect(emulator.google.event(COACH, COACH, await idAt(0))?.recurrence).toBeUndefined()
  })

  it('is nobody’s session until it is accepted and confirmed', async () => {
    const { deps, inviteAndMail } = await missed()
    const before = await deps.db.sessions.count()
    await inviteAndMail()
    expect(await deps.db.sessions.count()).toBe(before)
  })
})

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

  it('nothing, but its time has come: an invitation that nobody declined is the session', async () => {
    const { deps, after, slots, inviteAndMail, advance, mails } = await missed()
    await inviteAndMail()
    advance((slots[0]?.start ?? 0) - deps.clock.now())
    await tick(deps, 'alarm')
    const makeup = (await deps.db.sessions.toArray()).find(({ makeupOf }) => makeupOf === after)
    expect(makeup).toMatchObject({ ...slots[0], standing: 'open', open: 1 })
    expect(mails()).toEqual([[DANA, 'invitation']])
  })
})
