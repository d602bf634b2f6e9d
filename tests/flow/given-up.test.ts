import { describe, expect, it } from 'vitest'
import { readMarks } from '../../lib/core/annotation.ts'
import type { Said } from '../../lib/core/answer.ts'
import { answer } from '../../lib/flow/answer.ts'
import { push } from '../../lib/flow/push.ts'
import { restore } from '../../lib/flow/restore.ts'
import { discardWrite } from '../../lib/flow/stuck.ts'
import { undo } from '../../lib/flow/undo.ts'
import { BACKUP_TABLES, type BackupRows } from '../../lib/tables.ts'
import { accountOf, DANA } from '../helpers/books.ts'
import type { TestDeps } from '../helpers/deps.ts'
import { came, intent, KEY, noShow, sick } from './answering.ts'
import { setUp } from './pushing.ts'

const late: Said = { occurred: false, reason: 'client-late-cancel' }

/** Everything that a backup holds, as it stands. */
const saved = async ({ db }: TestDeps): Promise<BackupRows> => {
  const tables = BACKUP_TABLES.map(async (name) => [name, await db[name].all()] as const)
  return Object.fromEntries(await Promise.all(tables)) as unknown as BackupRows
}

/** A calendar, and books with an answer to its event that was written, and later ones that were not when a backup was saved. */
const withUnsent = async (unsent: readonly Said[], isSentAfter = false) => {
  const world = await setUp()
  const { calendar, deps } = world
  await answer(deps, intent(noShow))
  await push(deps)
  for (const [index, said] of unsent.entries()) {
    deps.time.advance(1)
    await answer(deps, intent(said, { intentId: `unsent ${index}` }))
  }
  const backup = await saved(deps)
  if (isSentAfter) await push(deps)
  await restore(deps, backup)
  await deps.db.accounts.put(accountOf())
  deps.time.advance(1)
  const heads = () => readMarks(calendar.events.get('event1')?.marks ?? {}).heads.get(DANA)
  return { ...world, heads }
}

it('E48 an answer that was written after the backup, and given up as restored, is replaced by the next', async () => {
  const { calendar, deps, rows } = await setUp()
  await answer(deps, intent(sick))
  const backup = await saved(deps)
  await push(deps)
  const heads = () => readMarks(calendar.events.get('event1')?.marks ?? {}).heads.get(DANA)
  expect(heads()).toMatchObject([{ code: 'client-emergency' }])

  await restore(deps, backup)
  await deps.db.accounts.put(accountOf())
  const [{ id: writeId = '' } = {}] = await rows()
  await discardWrite(deps, { writeId })
  deps.time.advance(1)
  await answer(deps, intent(came, { intentId: 'i2' }))
  await push(deps)
  expect(heads()).toMatchObject([{ code: 'occurred' }])
})

describe('what came with a backup, and waits, goes when the coach says something else', () => {
  it.each([
    ['an answer', [sick]],
    ['one that had replaced another', [came, sick]],
  ])('%s: the new one takes the place of what it would have replaced', async (_, unsent) => {
    const { deps, rows, heads } = await withUnsent(unsent)
    expect((await rows()).map(({ state }) => state)).toEqual(unsent.map(() => 'paused'))
    await answer(deps, intent(late, { intentId: 'anew' }))
    expect((await rows()).map(({ state }) => state)).toEqual(['queued'])
    await push(deps)
    expect(heads()).toMatchObject([{ code: 'client-late-cancel' }])
  })

  it('E48 an answer that was written meanwhile: the new one takes its place', async () => {
    const { deps, rows, heads } = await withUnsent([sick], true)
    expect(heads()).toMatchObject([{ code: 'client-emergency' }])
    await answer(deps, intent(late, { intentId: 'anew' }))
    await push(deps)
    expect(heads()).toMatchObject([{ code: 'client-late-cancel' }])
    expect(await rows()).toEqual([])
  })

  it('an answer that is taken back', async () => {
    const { deps, rows, heads } = await withUnsent([sick])
    await undo(deps, { intentId: 'u', sessionKey: KEY, participants: [DANA] })
    await push(deps)
    expect(heads()).toMatchObject([{ code: 'undone' }])
    expect(await rows()).toEqual([])
  })
})
