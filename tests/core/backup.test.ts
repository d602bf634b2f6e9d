import { expect, it } from 'vitest'
import { type BackupEvery, type BackupMemory, isBackupDue } from '../../lib/core/backup.ts'
import { backupEvery, defaultSettings } from '../../lib/core/settings.ts'
import { DAY } from '../../lib/core/time.ts'

const never: BackupMemory = { madeAt: null, postponedAt: null }
const INSTALLED = 100 * DAY

it.each<[string, BackupMemory, number, number, boolean]>([
  ['a month after Afterward came', never, 5, 30, true],
  ['a moment before that', never, 5, 30 - 1e-6, false],
  ['with nothing worth saving', never, 0, 400, false],
  ['a month after the last backup', { ...never, madeAt: INSTALLED + 10 * DAY }, 5, 40, true],
  ['a day before that', { ...never, madeAt: INSTALLED + 10 * DAY }, 5, 39, false],
  ['soon after “Not now”', { ...never, postponedAt: INSTALLED + 31 * DAY }, 5, 50, false],
  ['a month after “Not now”', { ...never, postponedAt: INSTALLED + 31 * DAY }, 5, 61, true],
])('a backup is due or not: %s', (_, memory, answers, days, due) => {
  const since = { answers, installedAt: INSTALLED, every: backupEvery(defaultSettings) }
  expect(isBackupDue(memory, since, INSTALLED + days * DAY)).toBe(due)
})

it.each<[BackupEvery, number | null]>([
  ['week', 7],
  ['month', 30],
  ['never', null],
])('a backup that is wanted every %s is due as often, also after “Not now”', (every, days) => {
  const dueAt = (memory: BackupMemory, day: number) =>
    isBackupDue(memory, { answers: 1, installedAt: INSTALLED, every }, INSTALLED + day * DAY)
  const first = Array.from({ length: 400 }, (_, day) => day).find((day) => dueAt(never, day)) ?? null
  expect(first).toBe(days)
  if (days === null) return
  const later = { ...never, postponedAt: INSTALLED + days * DAY }
  expect([dueAt(later, 2 * days - 1), dueAt(later, 2 * days)]).toEqual([false, true])
})
