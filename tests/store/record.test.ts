import { beforeEach, describe, expect, it } from 'vitest'
import { MARK } from '../../lib/core/annotation.ts'
import { encodeHeads } from '../../lib/core/annotation-value.ts'
import { MINUTE } from '../../lib/core/time.ts'
import { adopt } from '../../lib/flow/adopt.ts'
import { answer } from '../../lib/flow/answer.ts'
import { undo } from '../../lib/flow/undo.ts'
import { everyTimeline, sessionRecord } from '../../lib/store/queries/record.ts'
import { came, intent, KEY, noShow, sick } from '../flow/answering.ts'
import { DANA, fill, headFor, NOW, sessionOf, settingsWith } from '../helpers/books.ts'
import { createTestDeps, type TestDeps } from '../helpers/deps.ts'

const dana = {
  id: 'c1',
  name: 'Dana Reyes',
  addresses: ['dana@client.example'],
  titles: [],
  participants: [],
  kinds: [{ from: 0, kind: 'paid' as const }],
  dontAsk: false,
  createdAt: 0,
}

let deps: TestDeps
beforeEach(async () => {
  deps = await createTestDeps()
  await fill(deps)
  await deps.db.clients.put(dana)
})

const history = async () => {
  const record = await sessionRecord(deps.db, KEY)
  return record?.history.map(({ answer: { code, override }, origin, replaced, standing }) => [
    code,
    override,
    origin.place,
    replaced.map((each) => each.code),
    standing,
  ])
}

describe('the record of a session', () => {
  it('E37 holds every answer the coach gave, a change, a courtesy and an undo, each naming the one before', async () => {
    await answer(deps, intent(came))
    deps.time.advance(MINUTE)
    await answer(deps, intent(noShow, { intentId: 'i2' }))
    deps.time.advance(MINUTE)
    await answer(deps, intent(noShow, { intentId: 'i3' }, true))
    deps.time.advance(MINUTE)
    await undo(deps, { intentId: 'i4', sessionKey: KEY, participants: [DANA] })
    expect(await history()).toEqual([
      ['occurred', null, 'here', [], 'replaced'],
      ['client-no-show', null, 'here', ['occurred'], 'replaced'],
      ['client-no-show', 'courtesy', 'here', ['client-no-show'], 'replaced'],
      ['undone', null, 'here', ['client-no-show'], 'holds'],
    ])
    const record = await sessionRecord(deps.db, KEY)
    expect(record?.clients).toEqual([{ id: 'c1', name: 'Dana Reyes' }])
    // The books say the same: every effect was taken back.
    const { length } = await deps.db.ledger.all()
    expect(length).toBe(6)
  })

  it('E36 shows two browsers at odds, and the answer that settled it', async () => {
    await answer(deps, intent(came))
    const [own] = await deps.db.answers.all()
    const heads = [own!, headFor('x', sick, { device: 'there', at: NOW + 1 })]
    await deps.store.write(['sessions', 'answers', 'ledger', 'queue'], async (tx) => {
      const session = await tx.sessions.get(KEY)
      const marks = { [MARK.any]: '1', [MARK.answer(DANA)]: encodeHeads(heads) }
      await tx.sessions.put(await adopt(tx, session!, [marks], NOW))
    })
    expect(await history()).toEqual([
      ['occurred', null, 'here', [], 'beside'],
      ['client-emergency', null, 'elsewhere', [], 'holds'],
    ])
    deps.time.advance(MINUTE)
    await answer(deps, intent(noShow, { intentId: 'settled' }))
    expect((await history())?.at(-1)).toEqual([
      'client-no-show',
      null,
      'here',
      ['occurred', 'client-emergency'],
      'holds',
    ])
    expect((await sessionRecord(deps.db, KEY))?.history.at(-1)?.settles).toBe(true)
  })

  it('keeps what was answered before a backup was restored apart from what this browser said', async () => {
    await answer(deps, intent(came))
    await deps.db.settings.put({ id: 'settings', value: settingsWith({ device: 'new' }) })
    deps.time.advance(MINUTE)
    await answer(deps, intent(noShow, { intentId: 'i2' }))
    expect((await history())?.map((line) => line[2])).toEqual(['backup', 'here'])
  })

  it('is nothing where there is no such session', async () => {
    expect(await sessionRecord(deps.db, 'none|-')).toBeNull()
  })
})

it('every timeline is that of a coaching session, with the names of its calendars', async () => {
  await deps.db.sessions.put(sessionOf({ key: 'b|-', uid: 'b', standing: 'aside' }))
  expect(await everyTimeline(deps.db)).toMatchObject([
    { key: KEY, names: ['Dana Reyes'], copies: [{ calendar: 'Work', goneAt: null }] },
  ])
})
