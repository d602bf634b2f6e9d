import { expect, it } from 'vitest'
import { readMarks } from '../../lib/core/annotation.ts'
import { answer } from '../../lib/flow/answer.ts'
import { push } from '../../lib/flow/push.ts'
import { restore } from '../../lib/flow/restore.ts'
import { discardWrite } from '../../lib/flow/stuck.ts'
import { BACKUP_TABLES, type BackupRows } from '../../lib/tables.ts'
import { accountOf, DANA } from '../helpers/books.ts'
import { came, intent, sick } from './answering.ts'
import { setUp } from './pushing.ts'

it('E48 an answer that was written after the backup, and given up as restored, is replaced by the next', async () => {
  const { calendar, deps, rows } = await setUp()
  await answer(deps, intent(sick))
  const tables = BACKUP_TABLES.map(async (name) => [name, await deps.db[name].all()] as const)
  const backup = Object.fromEntries(await Promise.all(tables)) as unknown as BackupRows
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
