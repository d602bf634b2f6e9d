import { describe, expect, it } from 'vitest'
import { MARK } from '../../lib/core/annotation.ts'
import { encodeHeads } from '../../lib/core/annotation-value.ts'
import type { Head } from '../../lib/core/answer.ts'
import { balance, standing } from '../../lib/core/ledger.ts'
import { defaultPolicy } from '../../lib/core/policy-default.ts'
import type { Session } from '../../lib/core/session.ts'
import { HOUR } from '../../lib/core/time.ts'
import { answer } from '../../lib/flow/answer.ts'
import { saveNote } from '../../lib/flow/note.ts'
import { undo } from '../../lib/flow/undo.ts'
import {
  accountOf,
  DANA,
  eventOf,
  fill,
  headFor,
  NOW,
  recordOf,
  sessionOf,
  settingsWith,
} from '../helpers/books.ts'
import { createTestDeps } from '../helpers/deps.ts'
import { change } from '../helpers/store.ts'
import { books, came, intent, KEY, noShow, sick } from './answering.ts'

describe('a later change', () => {
  it('E37 is a compensating entry and a new head that names the one before', async () => {
    const deps = await createTestDeps()
    await fill(deps)
    await answer(deps, intent(noShow))
    deps.time.advance(HOUR)
    await answer(deps, intent(sick, { intentId: 'i2' }))
    const { session, answers, ledger, queue, outbox } = await books(deps)
    const [old, now] = answers.toSorted((a, b) => a.at - b.at)
    expect([old?.inForce, now?.inForce]).toEqual([false, true])
    expect(now?.base).toEqual([old?.id])
    expect(ledger).toHaveLength(3)
    expect(balance(ledger)).toBe(0)
    expect(session?.participants[0]?.outcome?.answerId).toBe(now?.id)
    expect(queue).toHaveLength(1)
    const writes = outbox.toSorted((a, b) => a.sequence - b.sequence)
    expect(writes.map(({ operation }) => operation.type === 'annotate' && operation.base)).toEqual([
      [],
      [old?.id],
    ])
  })

  it('E37 keeps the notes, their minutes and what is still to do', async () => {
    const deps = await createTestDeps()
    await fill(deps)
    await answer(deps, intent(came))
    const action = { id: 'a', text: 'Send the report', due: null, done: false }
    await saveNote(deps, {
      sessionKey: KEY,
      participant: DANA,
      text: 'Went well',
      minutes: 50,
      actions: [action],
    })
    const before = await deps.db.notes.all()
    await answer(deps, intent(sick, { intentId: 'i2' }))
    await undo(deps, { intentId: 'i3', sessionKey: KEY, participants: [DANA] })
    expect(before).toMatchObject([{ text: 'Went well', minutes: 50, actions: [action] }])
    expect(await deps.db.notes.all()).toEqual(before)
  })

  it('E37 back to one that is not sent back leaves the queue', async () => {
    const deps = await createTestDeps()
    await fill(deps)
    await answer(deps, intent(sick))
    await answer(deps, intent(came, { intentId: 'i2' }))
    const { queue, ledger } = await books(deps)
    expect([queue.length, balance(ledger)]).toEqual([0, 1])
  })

  it('E39 a decision keeps the version of its policy', async () => {
    const deps = await createTestDeps()
    await fill(deps)
    await answer(deps, intent(noShow))
    await deps.db.settings.put({
      id: 'settings',
      value: settingsWith({ policy: { ...defaultPolicy, version: 'mine-2' } }),
    })
    await answer(deps, intent(noShow, { intentId: 'i2' }))
    const { answers } = await books(deps)
    expect(answers.toSorted((a) => (a.inForce ? 1 : -1)).map(({ policyVersion }) => policyVersion)).toEqual([
      'default-1',
      'mine-2',
    ])
  })

  it('a dead write of the answer that it replaces goes with it', async () => {
    const deps = await createTestDeps()
    await fill(deps)
    await answer(deps, intent(noShow))
    const [write] = await deps.db.outbox.all()
    await change(deps.db.outbox, write?.id ?? '', { state: 'dead' })
    await answer(deps, intent(came, { intentId: 'i2' }))
    const { outbox } = await books(deps)
    expect(outbox).toMatchObject([{ state: 'queued', operation: { base: [], head: { code: 'occurred' } } }])
  })
})

describe('an undo', () => {
  it('compensates, writes a second time, and the session waits again', async () => {
    const deps = await createTestDeps()
    await fill(deps)
    await answer(deps, intent(sick))
    deps.time.advance(1000)
    const taken = { intentId: 'u1', sessionKey: KEY, participants: [DANA] }
    const reply = await undo(deps, taken)
    const { session, answers, ledger, queue, outbox } = await books(deps)
    const undone = answers.find(({ code }) => code === 'undone')
    expect(reply).toEqual({ ok: true, value: { answerIds: [undone?.id] } })
    expect(undone).toMatchObject({
      inForce: true,
      mark: null,
      counts: false,
      base: [answers.find(({ code }) => code !== 'undone')?.id],
    })
    expect(session).toMatchObject({
      standing: 'open',
      open: 1,
      answeredTimes: null,
      participants: [{ outcome: null }],
    })
    expect([ledger.length, standing(ledger).length, queue.length, outbox.length]).toEqual([2, 0, 0, 2])
    expect(await undo(deps, taken)).toEqual(reply)
    expect((await books(deps)).answers).toHaveLength(2)
  })

  it('of nothing, or twice under other ids, does nothing', async () => {
    const deps = await createTestDeps()
    await fill(deps)
    const none = { ok: true, value: { answerIds: [] } }
    expect(await undo(deps, { intentId: 'u0', sessionKey: KEY, participants: [DANA, 'nobody'] })).toEqual(
      none,
    )
    await answer(deps, intent(came))
    await undo(deps, { intentId: 'u1', sessionKey: KEY, participants: [DANA] })
    expect(await undo(deps, { intentId: 'u2', sessionKey: KEY, participants: [DANA] })).toEqual(none)
    expect((await books(deps)).outbox).toHaveLength(2)
    expect(await undo(deps, { intentId: 'u3', sessionKey: 'nowhere', participants: [] })).toMatchObject({
      ok: false,
    })
  })

  it('can be answered again', async () => {
    const deps = await createTestDeps()
    await fill(deps)
    await answer(deps, intent(came))
    await undo(deps, { intentId: 'u1', sessionKey: KEY, participants: [DANA] })
    await answer(deps, intent(came, { intentId: 'i2' }))
    const { session, ledger, outbox } = await books(deps)
    expect([session?.standing, balance(ledger), outbox.length]).toEqual(['answered', 1, 3])
  })

  it('E30 puts a session from before Afterward back to history', async () => {
    const deps = await createTestDeps()
    await fill(deps, {
      sessions: [sessionOf({ standing: 'history', open: 0 })],
      settings: settingsWith({ installedAt: NOW + 1 }),
    })
    await answer(deps, intent(came))
    expect((await books(deps)).session?.standing).toBe('answered')
    await undo(deps, { intentId: 'u1', sessionKey: KEY, participants: [DANA] })
    expect((await books(deps)).session).toMatchObject({ standing: 'history', open: 0 })
  })
})

describe('an event with two copies', () => {
  it('E11 an answer replaces what stands on the copy it is written to, whatever the other one carries', async () => {
    const deps = await createTestDeps()
    const [copy] = sessionOf().copies
    if (copy === undefined) throw new Error('no copy')
    const heads = { x: headFor('x', came), y: headFor('y', sick) }
    const carrying = (id: string, head: Head) =>
      recordOf(eventOf({ id, marks: { [MARK.answer(DANA)]: encodeHeads([head]) } }))
    await fill(deps, {
      sessions: [sessionOf({ copies: [copy, { ...copy, eventId: 'event2' }] })],
      events: [carrying('event1', heads.x), carrying('event2', heads.y)],
    })
    const row = { sessionKey: KEY, participant: DANA, base: [], noticeMs: null, note: '' }
    await deps.db.answers.putMany(
      Object.values(heads).map((head) => ({
        ...head,
        ...row,
        source: 'calendar' as const,
        published: true,
        inForce: true,
      })),
    )
    await answer(deps, intent(noShow))
    expect((await books(deps)).outbox).toMatchObject([{ eventId: 'event1', operation: { base: ['x'] } }])
  })
})

describe('an answer taken back on what is history', () => {
  const standingAfter = async (over: Partial<Session>, connectedAt = 0) => {
    const deps = await createTestDeps()
    await fill(deps, { sessions: [sessionOf(over)], account: accountOf({ connectedAt }) })
    await answer(deps, intent(came))
    await undo(deps, { intentId: 'u', sessionKey: KEY, participants: [DANA] })
    const session = (await books(deps)).session
    return [session?.standing, session?.open]
  }

  it('is asked about when it ended since its account was connected', async () => {
    expect(await standingAfter({}, NOW - 1)).toEqual(['open', 1])
  })

  it('E30 is not, when it ended before', async () => {
    expect(await standingAfter({ standing: 'history', open: 0 }, NOW)).toEqual(['history', 0])
  })

  it('E46 is not, when its calendar was left', async () => {
    expect(await standingAfter({ standing: 'history', open: 0, copies: [] })).toEqual(['history', 0])
  })
})
