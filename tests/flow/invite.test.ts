import { describe, expect, it } from 'vitest'
import { DAY, HOUR, MINUTE } from '../../lib/core/time.ts'
import { push } from '../../lib/flow/push.ts'
import { retryWrite } from '../../lib/flow/stuck.ts'
import { tick } from '../../lib/flow/tick.ts'
import { undo } from '../../lib/flow/undo.ts'
import { withdraw } from '../../lib/flow/withdraw.ts'
import { COACH, NOW } from '../calendars/google/emulated.ts'
import { DANA } from './google-coach.ts'
import { missed, UNDO } from './inviting.ts'

const LEE = 'lee@client.example'

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

  it('E37 its answer undone within the window: it is not sent, and nothing is left of it', async () => {
    const { deps, session, after, invite, mails, advance, proposal } = await missed()
    await invite()
    await undo(deps, {
      intentId: 'u',
      sessionKey: session.key,
      participants: session.participants.map(({ id }) => id),
    })
    await tick(deps, 'message')
    advance(UNDO)
    await tick(deps, 'alarm')
    expect(mails()).toEqual([])
    expect(await proposal()).toMatchObject({ state: 'withdrawn' })
    expect(await deps.db.queue.get(after)).toBeUndefined()
    expect(await deps.db.outbox.count()).toBe(0)
  })

  it('E37 its answer undone later, it stands until the coach says so, since calling it off mails somebody', async () => {
    const { deps, session, inviteAndMail, mails, row } = await missed()
    await inviteAndMail()
    await undo(deps, {
      intentId: 'u',
      sessionKey: session.key,
      participants: session.participants.map(({ id }) => id),
    })
    await tick(deps, 'alarm')
    expect(mails()).toEqual([[DANA, 'invitation']])
    expect(await row()).toMatchObject({ state: 'proposed', overtaken: 'answer' })
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
    expect((await deps.db.outbox.all()).map(({ state }) => state)).toEqual(['dead'])
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

  it('E48 withdrawn while its answer was lost, it goes all the same, and whom it reached is told', async () => {
    const { deps, emulator, invite, invited, mails, advance } = await missed()
    const { proposalId } = await invite()
    advance(UNDO)
    emulator.faults.next({ kind: 'lost-response', match: { method: 'POST', path: /\/events$/ } })
    await push(deps)
    await withdraw(deps, { proposalId })
    advance(2 * MINUTE)
    await push(deps)
    expect(mails()).toEqual([
      [DANA, 'invitation'],
      [DANA, 'cancellation'],
    ])
    expect(invited().every(({ status }) => status === 'cancelled')).toBe(true)
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

  it('E49 is not sent while its calendar does not say whether its time is still free', async () => {
    const { deps, emulator, add, invite, slots, mails, advance, proposal } = await missed()
    await invite()
    add('Dentist', slots[0]?.start ?? 0, { attendees: [] })
    advance(UNDO)
    emulator.faults.next({ kind: 'lost-request', match: { path: /\/freeBusy$/ } })
    const { nextAt } = await push(deps)
    expect([mails(), await deps.db.outbox.all()]).toMatchObject([
      [],
      [{ operation: { type: 'insert' }, state: 'queued', lastFailure: { type: 'offline' } }, {}],
    ])
    advance((nextAt ?? 0) - deps.clock.now())
    await push(deps)
    expect([mails(), await proposal()]).toMatchObject([[], { slots: [{ state: 'taken' }] }])
  })

  it('is sent where its calendar never says what is busy in it: that says itself what it lets be written', async () => {
    const { deps, emulator, invite, mails, advance } = await missed()
    await invite()
    advance(UNDO)
    emulator.faults.next({ kind: '403-forbidden', match: { path: /\/freeBusy$/ } })
    await push(deps)
    expect(mails()).toEqual([[DANA, 'invitation']])
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

  describe('that was tried, did not get there, and is withdrawn', () => {
    const withdrawn = async () => {
      const world = await missed()
      const { proposalId } = await world.invite()
      world.advance(UNDO)
      world.emulator.faults.next({ kind: 'lost-request', match: { method: 'POST', path: /\/events$/ } })
      await push(world.deps)
      await withdraw(world.deps, { proposalId })
      return world
    }

    it('is not sent, and nobody is mailed', async () => {
      const { deps, advance, mails } = await withdrawn()
      advance(2 * MINUTE)
      await push(deps)
      expect([mails(), await deps.db.outbox.all()]).toEqual([[], []])
    })

    it('is not sent either when a backup of that moment is restored and the coach lets it out first', async () => {
      const { deps, advance, mails } = await withdrawn()
      const rows = await deps.db.outbox.all()
      await deps.db.outbox.putMany(rows.map((row) => ({ ...row, state: 'paused' as const })))
      const insert = rows.find(({ operation }) => operation.type === 'insert')
      await retryWrite(deps, { writeId: insert?.id ?? '' })
      advance(2 * MINUTE)
      await push(deps)
      expect(mails()).toEqual([])
    })
  })

  it.each([
    ['the browser was closed', false],
    ['it came with a backup', true],
  ])('is not sent to a time that is over: %s meanwhile', async (_, isRestored) => {
    const { deps, invite, advance, mails, proposal } = await missed()
    await invite()
    const rows = await deps.db.outbox.all()
    if (isRestored) await deps.db.outbox.putMany(rows.map((row) => ({ ...row, state: 'paused' as const })))
    const [slot] = (await proposal())?.slots ?? []
    advance((slot?.end ?? 0) - deps.clock.now() + DAY)
    await tick(deps, 'start')
    const insert = (await deps.db.outbox.all()).find(({ operation }) => operation.type === 'insert')
    if (insert !== undefined) await retryWrite(deps, { writeId: insert.id })
    await push(deps)
    expect(mails()).toEqual([])
    expect((await proposal())?.slots.map(({ state }) => state)).not.toContain('held')
  })
})
