import { describe, expect, it } from 'vitest'
import { newClient } from '../../lib/core/client-edit.ts'
import { answer } from '../../lib/flow/answer.ts'
import { removeProgram, saveProgram } from '../../lib/flow/program.ts'
import { undo } from '../../lib/flow/undo.ts'
import { clientPage } from '../../lib/store/queries/client-page.ts'
import { DANA, fill, sessionOf } from '../helpers/books.ts'
import { createTestDeps } from '../helpers/deps.ts'
import { came, intent } from './answering.ts'

const package12 = {
  intentId: 'i',
  programId: null,
  clientId: 'c',
  name: ' Spring ',
  sessions: 12,
  alreadyUsed: 4,
  from: '2026-01-01',
  to: '2026-12-31',
  perMonth: null,
}

const withClient = async (zone = 'Europe/Madrid') => {
  const deps = await createTestDeps({ now: 7, zone })
  await deps.db.clients.put({ ...newClient('c', 0), name: 'Dana' })
  return deps
}

describe('a program by hand', () => {
  it("belongs to the coach's zone at the time, and keeps it", async () => {
    const deps = await withClient()
    const reply = await saveProgram(deps, package12)
    const id = reply.ok ? reply.value.programId : ''
    const { intentId: _intent, programId: _, ...entered } = package12
    const stored = { ...entered, name: 'Spring', id, zone: 'Europe/Madrid', createdAt: 7 }
    expect(await deps.db.programs.all()).toEqual([stored])
    const abroad = { ...deps, clock: { now: () => 99, zone: () => 'Asia/Tokyo' } }
    expect(await saveProgram(abroad, { ...package12, programId: id, sessions: 20 })).toEqual({
      ok: true,
      value: { programId: id },
    })
    const { clientId: _client, ...was } = { ...entered, name: 'Spring' }
    const corrected = { type: 'corrected', id: expect.any(String), at: 99, instead: null, was }
    const now = { ...stored, sessions: 20, changes: [corrected] }
    expect(await deps.db.programs.all()).toEqual([now])
    // Saved again as it is: nothing was corrected.
    await saveProgram(abroad, { ...package12, programId: id, sessions: 20 })
    expect(await deps.db.programs.all()).toEqual([now])
  })

  it('E38 sent as new once more, it does not undo what was corrected meanwhile', async () => {
    const deps = await withClient()
    const reply = await saveProgram(deps, package12)
    const programId = reply.ok ? reply.value.programId : ''
    await saveProgram(deps, { ...package12, programId, sessions: 20 })
    expect(await saveProgram(deps, package12)).toEqual(reply)
    expect(await deps.db.programs.all()).toMatchObject([{ id: programId, sessions: 20 }])
  })

  it('E38 a correction that arrives once more does not undo the one after it', async () => {
    const deps = await withClient()
    const reply = await saveProgram(deps, package12)
    const programId = reply.ok ? reply.value.programId : ''
    const longer = { ...package12, intentId: 'longer', programId, sessions: 20 }
    await saveProgram(deps, longer)
    await saveProgram(deps, { ...package12, intentId: 'longest', programId, sessions: 24 })
    expect(await saveProgram(deps, longer)).toEqual(reply)
    const kept = await deps.db.programs.get(programId)
    expect([kept?.sessions, kept?.changes?.length]).toEqual([24, 2])
    // Said again by the coach it is another correction.
    await saveProgram(deps, { ...longer, intentId: 'shorter' })
    expect(await deps.db.programs.get(programId)).toMatchObject({ sessions: 20 })
  })

  it('E38 sent twice it is one; a different one is another, even where its first try may have been kept', async () => {
    const deps = await withClient()
    expect(await saveProgram(deps, package12)).toEqual(await saveProgram(deps, package12))
    await saveProgram(deps, { ...package12, from: '2027-01-01', to: null })
    expect(await deps.db.programs.count()).toBe(2)
  })

  it('E38 entered like one that was corrected since, it is a program of its own', async () => {
    const deps = await withClient()
    const reply = await saveProgram(deps, package12)
    const programId = reply.ok ? reply.value.programId : ''
    // It was last year's: put right, and now the one that begins this year.
    const last = { from: '2025-01-01', to: '2025-12-31' }
    await saveProgram(deps, { ...package12, intentId: 'right', programId, ...last })
    const fresh = await saveProgram(deps, { ...package12, intentId: 'new' })
    expect(await deps.db.programs.get(fresh.ok ? fresh.value.programId : '')).toMatchObject({
      ...{ from: '2026-01-01', to: '2026-12-31', sessions: 12 },
    })
    expect(await deps.db.programs.get(programId)).toMatchObject(last)
  })

  it.each([
    ['a date that does not exist', { from: '2026-02-31' }],
    ['a last day that does not exist', { to: '2026-02-31' }],
    ['an end before the beginning', { from: '2026-05-02', to: '2026-05-01' }],
  ])('%s is refused', async (_name, change) => {
    const deps = await withClient()
    expect(await saveProgram(deps, { ...package12, ...change })).toMatchObject({
      error: { reason: 'bad-message' },
    })
    expect(await deps.db.programs.count()).toBe(0)
  })

  it('one day is a program too', async () => {
    const deps = await withClient()
    expect((await saveProgram(deps, { ...package12, from: '2026-05-01', to: '2026-05-01' })).ok).toBe(true)
  })

  it('of nobody, or unknown, is refused', async () => {
    const deps = await withClient()
    expect(await saveProgram(deps, { ...package12, clientId: 'x' })).toMatchObject({
      error: { reason: 'not-found' },
    })
    expect(await saveProgram(deps, { ...package12, programId: 'x' })).toMatchObject({
      error: { reason: 'not-found' },
    })
    expect(await deps.db.programs.count()).toBe(0)
  })

  it('is taken away, once or twice', async () => {
    const deps = await withClient()
    const reply = await saveProgram(deps, package12)
    const programId = reply.ok ? reply.value.programId : ''
    expect(await removeProgram(deps, { programId })).toEqual({ ok: true, value: null })
    expect(await removeProgram(deps, { programId })).toEqual({ ok: true, value: null })
    expect(await deps.db.programs.count()).toBe(0)
  })
})

it('E41 answers go on counting when the program is used up: over-use, flagged, and taken back by an undo', async () => {
  const deps = await createTestDeps()
  const keys = ['a|-', 'b|-', 'c|-']
  await fill(deps, { sessions: keys.map((key) => sessionOf({ key, uid: key })), events: [] })
  const dana = { ...newClient('c', 0), name: 'Dana', addresses: ['dana@client.example'] }
  await deps.db.clients.put(dana)
  await saveProgram(deps, { ...package12, sessions: 6, alreadyUsed: 4 })
  for (const sessionKey of keys)
    expect(await answer(deps, intent(came, { intentId: sessionKey, sessionKey }))).toMatchObject({ ok: true })

  const usageNow = async () => {
    const [view] = (await clientPage(deps.db, { clientId: 'c', now: deps.clock.now() }))?.programs ?? []
    return view?.usage
  }
  expect(await usageNow()).toMatchObject({ used: 7, total: 6, over: 1, left: 0 })
  await undo(deps, { intentId: 'u', sessionKey: 'c|-', participants: [DANA] })
  expect(await usageNow()).toMatchObject({ used: 6, over: 0, left: 0 })
})
