import { describe, expect, it } from 'vitest'
import { HOUR } from '../../lib/core/time.ts'
import { type AnswerIntent, answer } from '../../lib/flow/answer.ts'
import { undo } from '../../lib/flow/undo.ts'
import type { Deps, Store, Table } from '../../lib/ports.ts'
import { fill, NOW } from '../helpers/books.ts'
import { createTestDeps } from '../helpers/deps.ts'
import { createTestDatabase } from '../helpers/store.ts'
import { books, came, intent, noShow, sick } from './answering.ts'

/** A store whose nth table call inside a transaction dies, as when the background is killed there. */
const killedAt = (store: Store, n: number): Store => {
  let calls = 0
  const dying = <T extends object>(table: T): T =>
    new Proxy(table, {
      get: (target, name) => {
        const method = Reflect.get(target, name)
        if (typeof method !== 'function') return method
        return (...args: unknown[]) => {
          calls += 1
          if (calls > n) throw new Error('killed')
          return method.apply(target, args)
        }
      },
    })
  return {
    read: store.read,
    write: (names, work) =>
      store.write(names, (tx) =>
        work(
          Object.fromEntries(
            Object.entries(tx).map(([name, table]) => [name, dying(table as Table<unknown, never>)]),
          ) as typeof tx,
        ),
      ),
  }
}

describe('once and only once', () => {
  it('E38 double click, retried message: one answer, one ledger entry, one write', async () => {
    const deps = await createTestDeps()
    await fill(deps)
    const replies = await Promise.all([1, 2, 3].map(() => answer(deps, intent(noShow))))
    deps.time.advance(HOUR)
    replies.push(await answer(deps, intent(noShow)))
    const { answers, ledger, outbox } = await books(deps)
    expect([answers.length, ledger.length, outbox.length]).toEqual([1, 1, 1])
    expect(new Set(replies.map((reply) => JSON.stringify(reply))).size).toBe(1)
    expect(answers[0]?.at).toBe(NOW)
  })

  it('E38 the same answer from popup and window is one answer', async () => {
    const deps = await createTestDeps()
    await fill(deps)
    const first = await answer(deps, intent(came))
    expect(await answer(deps, intent(came, { intentId: 'i2' }))).toEqual(first)
    const { answers, ledger, outbox } = await books(deps)
    expect([answers.length, ledger.length, outbox.length]).toEqual([1, 1, 1])
  })

  it('E38 a message that comes late, after the answer was changed, changes nothing back', async () => {
    const deps = await createTestDeps()
    await fill(deps)
    const first = await answer(deps, intent(noShow))
    await answer(deps, intent(came, { intentId: 'i2' }))
    const before = await books(deps)
    expect(await answer(deps, intent(noShow))).toEqual(first)
    expect(await books(deps)).toEqual(before)
  })

  it('E38 a message that changed nothing, and comes again after another answer, changes nothing back', async () => {
    const deps = await createTestDeps()
    await fill(deps)
    await answer(deps, intent(noShow))
    const second = await answer(deps, intent(noShow, { intentId: 'i2' }))
    await answer(deps, intent(came, { intentId: 'i3' }))
    const before = await books(deps)
    expect(await answer(deps, intent(noShow, { intentId: 'i2' }))).toEqual(second)
    expect(await books(deps)).toEqual(before)
  })

  it('E38 an undo of what was taken back already, and that comes again after another answer, takes nothing back', async () => {
    const deps = await createTestDeps()
    await fill(deps)
    const [one] = intent(came).answers
    const takeBack = (intentId: string) =>
      undo(deps, { intentId, sessionKey: intent(came).sessionKey, participants: [one?.participant ?? ''] })
    await answer(deps, intent(came))
    await takeBack('u1')
    const second = await takeBack('u2')
    await answer(deps, intent(noShow, { intentId: 'i2' }))
    const before = await books(deps)
    expect(await takeBack('u2')).toEqual(second)
    expect(await books(deps)).toEqual(before)
  })

  it('E38 a participant named twice in one message is answered once', async () => {
    const deps = await createTestDeps()
    await fill(deps)
    const [one] = intent(came).answers
    const reply = await answer(deps, intent(came, { answers: [one, one] as AnswerIntent['answers'] }))
    const { answers } = await books(deps)
    expect(reply).toEqual({ ok: true, value: { answerIds: answers.map(({ id }) => id) } })
    expect(answers).toHaveLength(1)
  })

  it('E34 killed at any step: all of answer, ledger, queue and outbox, or nothing', async () => {
    const whole = await createTestDeps()
    await fill(whole)
    await answer(whole, intent(came))
    whole.time.advance(1)
    await answer(whole, intent(sick, { intentId: 'i2' }))
    const expected = await books(whole)

    let killed = 0
    for (let n = 0; ; n += 1) {
      const deps = await createTestDeps({ db: createTestDatabase() })
      await fill(deps)
      await answer(deps, intent(came))
      deps.time.advance(1)
      const before = await books(deps)
      const dying: Deps = { ...deps, store: killedAt(deps.store, n) }
      const died = await answer(dying, intent(sick, { intentId: 'i2' })).then(
        () => false,
        () => true,
      )
      if (!died) {
        expect(await books(deps)).toEqual(expected)
        break
      }
      killed += 1
      expect(await books(deps)).toEqual(before)
      // What a restarted background does with the repeated message.
      await answer(deps, intent(sick, { intentId: 'i2' }))
      expect(await books(deps)).toEqual(expected)
    }
    expect(killed).toBeGreaterThan(10)
  })
})
