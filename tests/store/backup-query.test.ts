import { expect, it } from 'vitest'
import { DAY } from '../../lib/core/time.ts'
import { backupDue, keepBackupMemory } from '../../lib/store/queries/backup.ts'
import { answerOf, headFor, NOW, settingsWith } from '../helpers/books.ts'
import { createTestDatabase } from '../helpers/store.ts'

it('a backup is due when the coach said so, and it is told how the last one was saved', async () => {
  const db = createTestDatabase()
  await db.answers.put(answerOf(headFor('a', { occurred: true })))
  await keepBackupMemory(db, { madeAt: NOW, sealed: true }, NOW)
  const due = async (every: 'week' | 'month' | 'never' | null, days: number) => {
    const value = { ...settingsWith({ installedAt: 5 }), ...(every === null ? {} : { backup: { every } }) }
    await db.settings.put({ id: 'settings', value })
    return backupDue(db, NOW + days * DAY)
  }
  expect(await due(null, 29)).toBeNull()
  expect(await due('week', 7)).toMatchObject({ madeAt: NOW, sealed: true })
  expect(await due('month', 29)).toBeNull()
  expect(await due('month', 30)).toMatchObject({ madeAt: NOW })
  expect(await due('never', 4000)).toBeNull()
})
