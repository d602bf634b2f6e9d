import { expect } from 'vitest'
import { DAY, HOUR } from '../../../lib/core/time.ts'
import { calendarContract } from '../contract.ts'
import { COACH, createEmulated, NOW } from './emulated.ts'

calendarContract('Google', async () => {
  const { emulator, port } = await createEmulated()
  return {
    port,
    now: NOW,
    expireCursors: async () => emulator.google.expireSyncTokens(COACH),
    fill: async (count) =>
      Array.from({ length: count }, (_, index) => {
        const start = NOW + DAY + index * 2 * HOUR
        return emulator.google.addEvent(COACH, COACH, {
          summary: 'Filled',
          start: { dateTime: new Date(start).toISOString() },
          end: { dateTime: new Date(start + HOUR).toISOString() },
        }).id
      }),
    pagesOf: async (size) => {
      emulator.google.settings.pageLimit = size
      emulator.google.settings.emptyPageEvery = 2
    },
    check: () => expect(emulator.violations).toEqual([]),
  }
})
