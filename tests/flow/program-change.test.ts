import { describe, expect, it } from 'vitest'
import { newClient } from '../../lib/core/client-edit.ts'
import { inForce } from '../../lib/core/program-change.ts'
import { type Change, changeProgram, saveProgram } from '../../lib/flow/program.ts'
import { createTestDeps } from '../helpers/deps.ts'
import { program } from '../helpers/programs.ts'

const agreed = program({ id: 'p', clientId: 'c', to: '2026-12-31' })
const pause = { type: 'paused', from: '2026-08-01', to: '2026-08-31', movesEnd: true } as const

const withProgram = async () => {
  const deps = await createTestDeps({ now: 7 })
  await deps.db.clients.put({ ...newClient('c', 0), name: 'Dana' })
  await deps.db.programs.put(agreed)
  const say = (intentId: string, change: Change, instead: string | null = null) =>
    changeProgram(deps, { intentId, programId: 'p', change, instead })
  const kept = async () => {
    const found = await deps.db.programs.get('p')
    if (found === undefined) throw new Error('No program')
    return found
  }
  return { deps, say, kept }
}

describe('a pause or an extension', () => {
  it('is kept with its date beside what was agreed', async () => {
    const { deps, say, kept } = await withProgram()
    await say('a', pause)
    deps.time.set(9)
    await say('b', { type: 'extended', sessions: 3, to: null })
    expect(await kept()).toEqual({
      ...agreed,
      changes: [
        { ...pause, id: 'a', at: 7, instead: null },
        { type: 'extended', sessions: 3, to: null, id: 'b', at: 9, instead: null },
      ],
    })
    expect(inForce(await kept())).toMatchObject({ sessions: 15, to: '2027-01-31' })
  })

  it('E38 said twice is one', async () => {
    const { say, kept } = await withProgram()
    await say('a', pause)
    expect(await say('a', pause)).toEqual({ ok: true, value: null })
    expect((await kept()).changes).toHaveLength(1)
  })

  it('is said anew or taken back, and what was said first stays to be seen', async () => {
    const { say, kept } = await withProgram()
    await say('a', pause)
    await say('b', { ...pause, to: '2026-08-10' }, 'a')
    expect(inForce(await kept()).to).toBe('2027-01-10')
    await say('c', { type: 'withdrawn' }, 'b')
    expect(inForce(await kept()).to).toBe('2026-12-31')
    expect((await kept()).changes?.map(({ id, instead }) => [id, instead])).toEqual([
      ['a', null],
      ['b', 'a'],
      ['c', 'b'],
    ])
  })

  it.each([
    ['of an unknown program', 'x', pause, null, 'not-found'],
    ['in place of what was never said', 'p', pause, 'x', 'not-found'],
    ['that takes back nothing', 'p', { type: 'withdrawn' }, null, 'bad-message'],
    ['that cannot be', 'p', { ...pause, to: '2026-07-01' }, null, 'bad-message'],
    ['on a day that does not exist', 'p', { ...pause, from: '2026-02-31' }, null, 'bad-message'],
    [
      'to a day that does not exist',
      'p',
      { type: 'extended', sessions: 0, to: '2027-02-31' },
      null,
      'bad-message',
    ],
  ] as const)('%s is refused, and nothing changes', async (_name, programId, change, instead, reason) => {
    const { deps, kept } = await withProgram()
    expect(await changeProgram(deps, { intentId: 'i', programId, change, instead })).toMatchObject({
      error: { reason },
    })
    expect(await kept()).toEqual(agreed)
  })

  it('a correction of what was agreed is no word that could be said anew or taken back', async () => {
    const { deps, say, kept } = await withProgram()
    const { id: programId, clientId, name, alreadyUsed, from, to, perMonth } = agreed
    const edit = { intentId: 'i', programId, clientId, name, alreadyUsed, from, to, perMonth }
    await saveProgram(deps, { ...edit, sessions: 10 })
    const [corrected] = (await kept()).changes ?? []
    for (const change of [pause, { type: 'withdrawn' }] as const)
      expect(await say('x', change, corrected?.id)).toMatchObject({ error: { reason: 'not-found' } })
    await say('a', pause)
    await saveProgram(deps, { ...edit, sessions: 11 })
    expect((await kept()).changes?.map(({ type }) => type)).toEqual(['corrected', 'paused', 'corrected'])
    expect(inForce(await kept())).toMatchObject({ sessions: 11, to: '2027-01-31' })
  })

  it('what was taken back already cannot be changed any more', async () => {
    const { say } = await withProgram()
    await say('a', pause)
    await say('b', { type: 'withdrawn' }, 'a')
    expect(await say('c', pause, 'a')).toMatchObject({ error: { reason: 'not-found' } })
  })
})
