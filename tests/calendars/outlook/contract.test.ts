import { expect } from 'vitest'
import { DAY, HOUR } from '../../../lib/core/time.ts'
import { calendarContract } from '../contract.ts'
import { COACH, createEmulated, NOW, utc } from './emulated.ts'

calendarContract('Outlook', async () => {
  const { emulator, port } = await createEmulated()
  return {
    port,
    now: NOW,
    // A cursor is no promise of Graph's: it says when all was last read, and grows old.
    expireCursors: async () => emulator.clock.advance(7 * HOUR),
    fill: async (count) =>
      Array.from({ length: count }, (_, index) => {
        const start = NOW + DAY + index * 2 * HOUR
        return emulator.outlook.addEvent(COACH, 'default', {
          subject: 'Filled',
          start: utc(start),
          end: utc(start + HOUR),
        }).id
      }),
    pagesOf: async (size) => {
      emulator.outlook.settings.pageLimit = size
      emulator.outlook.settings.emptyPageEvery = 2
    },
    check: () => expect(emulator.violations).toEqual([]),
  }
})
