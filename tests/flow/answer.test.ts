import { describe, expect, it } from 'vitest'
import { consequence } from '../../lib/core/consequence.ts'
import { balance, standing } from '../../lib/core/ledger.ts'
import { defaultPolicy } from '../../lib/core/policy-default.ts'
import { HOUR } from '../../lib/core/time.ts'
import { type AnswerIntent, answer } from '../../lib/flow/answer.ts'
import { accountOf, DANA, fill, NOW, sessionOf, settingsWith } from '../helpers/books.ts'
import { createTestDeps } from '../helpers/deps.ts'
import { books, came, intent, KEY, noShow, sick } from './answering.ts'

describe('an answer', () => {
  it('decides, books, and queues one write, all at once', async () => {
    const deps = await createTestDeps()
    await fill(deps)
    const reply = await answer(deps, intent(noShow))
    const { session, answers, ledger, queue, outbox } = await books(deps)
    expect(reply).toEqual({ ok: true, value: { answerIds: [answers[0]?.id] } })
    expect(answers).toMatchObject([
      { code: 'client-no-show', counts: true, inForce: true, published: false, device: 'here' },
    ])
    expect(session).toMatchObject({
      standing: 'answered',
      open: 0,
      kind: 'paid',
      answeredTimes: { start: NOW - HOUR, end: NOW },
      participants: [{ outcome: { mark: 'didnt-occur', counts: true, reschedule: false, conflict: false } }],
    })
    expect(ledger).toMatchObject([
      { id: `${answers[0]?.id}|${DANA}`, delta: 1, address: 'dana@client.example' },
    ])
    expect(queue).toEqual([])
    expect(outbox).toMatchObject([
      {
        state: 'queued',
        calendarId: 'work@coach.example',
        eventId: 'event1',
        sessionKey: KEY,
        operation: { type: 'annotate', participant: DANA, base: [], head: { id: answers[0]?.id } },
      },
    ])
    expect(JSON.stringify(outbox)).not.toContain('note')
  })

  it('one that sends the session back puts it into the queue', async () => {
    const deps = await createTestDeps()
    await fill(deps)
    await answer(deps, intent(sick))
    expect((await books(deps)).queue).toEqual([
      {
        id: `${KEY}#${DANA}`,
        sessionKey: KEY,
        participant: DANA,
        state: 'open',
        proposalId: null,
        makeupKey: null,
        since: NOW,
      },
    ])
  })

  it('E16 keeps the minutes that it really took', async () => {
    const deps = await createTestDeps()
    await fill(deps)
    await answer(
      deps,
      intent(came, { answers: [{ participant: DANA, said: came, courtesy: false, minutes: 35 }] }),
    )
    const { answers, ledger, outbox } = await books(deps)
    expect(answers[0]).toMatchObject({ mark: 'completed', minutes: 35 })
    expect(ledger[0]).toMatchObject({ delta: 1, minutes: 35 })
    expect(outbox[0]?.operation).toMatchObject({ head: { minutes: 35 } })
  })

  it.each([
    [86_400_000, 'canceled-in-time', 0, 1],
    [86_399_999, 'didnt-occur', 1, 0],
  ])('E21 told %i ms ahead: %s', async (noticeMs, mark, used, queued) => {
    const deps = await createTestDeps()
    await fill(deps)
    await answer(deps, intent({ canceledByClient: { noticeMs } }))
    const { session, answers, ledger, queue } = await books(deps)
    expect(session?.participants[0]?.outcome?.mark).toBe(mark)
    expect(answers[0]?.noticeMs).toBe(noticeMs)
    expect([balance(ledger), queue.length]).toEqual([used, queued])
  })

  it('the text beside "Other" stays here', async () => {
    const deps = await createTestDeps()
    await fill(deps)
    await answer(deps, intent({ occurred: false, reason: 'other', note: 'burst pipe' }))
    const { answers, outbox } = await books(deps)
    expect(answers[0]?.note).toBe('burst pipe')
    expect(JSON.stringify(outbox)).not.toContain('burst pipe')
  })

  it('a courtesy make-up: back for rescheduling, not counted, and said so', async () => {
    const deps = await createTestDeps()
    await fill(deps)
    await answer(deps, intent(noShow, {}, true))
    const { session, ledger, queue } = await books(deps)
    expect(session?.participants[0]?.outcome).toMatchObject({
      code: 'client-no-show',
      mark: 'to-reschedule',
      counts: false,
      reschedule: true,
      override: 'courtesy',
    })
    expect([balance(ledger), queue.length]).toEqual([0, 1])
  })

  it('a free miss is spent once per client, in the order of answering', async () => {
    const deps = await createTestDeps()
    const policy = { ...defaultPolicy, version: 'mine', freeMisses: 1 }
    const sessions = [sessionOf(), sessionOf({ key: 'uid-2|-', uid: 'uid-2' })]
    await fill(deps, { sessions, settings: settingsWith({ policy }) })
    await answer(deps, intent(noShow))
    await answer(deps, intent(noShow, { intentId: 'i2', sessionKey: 'uid-2|-' }))
    const { ledger } = await books(deps)
    expect(
      standing(ledger)
        .map(({ sessionKey, delta, mark }) => [sessionKey, delta, mark])
        .sort(),
    ).toEqual([
      [KEY, 0, 'didnt-occur'],
      ['uid-2|-', 1, 'didnt-occur'],
    ])
    expect((await deps.db.answers.where('sessionKey', KEY))[0]?.rowId).toBe('paid/client-no-show')
  })

  it('an unknown session or participant is refused, and nothing is kept', async () => {
    const deps = await createTestDeps()
    await fill(deps)
    const refusal = { ok: false, error: { reason: 'not-found', failure: null } }
    expect(await answer(deps, intent(came, { sessionKey: 'nowhere' }))).toEqual(refusal)
    const both = [intent(came).answers[0], { ...intent(came).answers[0], participant: 'nobody' }]
    expect(await answer(deps, intent(came, { answers: both as AnswerIntent['answers'] }))).toEqual(refusal)
    expect((await books(deps)).answers).toEqual([])
  })

  it('the number said before is the number booked', async () => {
    const deps = await createTestDeps()
    await fill(deps)
    const subject = {
      sessionKey: KEY,
      participant: DANA,
      address: 'dana@client.example',
      sessionStart: NOW - HOUR,
      zone: 'UTC',
    }
    const program = {
      id: 'p',
      clientId: 'c',
      name: '',
      sessions: 12,
      alreadyUsed: 4,
      from: '2026-01-01',
      to: null,
      perMonth: null,
      zone: 'UTC',
      createdAt: 0,
    }
    const question = {
      kind: 'paid',
      courtesy: false,
      policy: defaultPolicy,
      subject,
      client: null,
      programs: [program],
      now: NOW,
    } as const
    const said = consequence({ ...question, said: noShow, entries: [] })
    await answer(deps, intent(noShow))
    const after = consequence({ ...question, said: noShow, entries: (await books(deps)).ledger })
    expect(said.program?.used).toBe(5)
    expect(after.program?.used).toBe(5)
  })
})

describe('what is not written', () => {
  const gone = sessionOf({ copies: sessionOf().copies.map((copy) => ({ ...copy, goneAt: NOW })) })
  it.each([
    ['E08 on a deleted event', { sessions: [gone] }, []],
    [
      'where the coach wants none',
      { settings: settingsWith({ annotations: { consent: 'off', off: [], on: [] } }) },
      [],
    ],
    [
      'before the coach was asked',
      { settings: settingsWith({ annotations: { consent: 'ask', off: [], on: [] } }) },
      ['consent'],
    ],
    ['without write access', { account: accountOf({ access: 'read' }) }, ['consent']],
  ])('%s: the answer stays here', async (_, rows, states) => {
    const deps = await createTestDeps()
    await fill(deps, rows)
    await answer(deps, intent(came))
    const { answers, ledger, outbox } = await books(deps)
    expect([answers.length, ledger.length]).toEqual([1, 1])
    expect(outbox.map(({ state }) => state)).toEqual(states)
  })
})
