import { expect, it } from 'vitest'
import { type BackupMemory, isBackupDue } from '../../lib/core/backup.ts'
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
  expect(isBackupDue(memory, { answers, installedAt: INSTALLED }, INSTALLED + days * DAY)).toBe(due)
})
