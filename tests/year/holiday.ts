import { splitBatch } from '../../lib/core/view/past-filter.ts'
import { pastSessions } from '../../lib/store/queries/past.ts'
import type { Year } from './setting.ts'

/**
 * Back at the machine: everything that ended meanwhile waits, and is answered in one go as the Past page does it. What the calendar speaks
 * against is left out, and answered by itself.
 */
export const planHoliday = ({ agenda, coach, ...year }: Year, back: number): void =>
  agenda.at(back, async () => {
    await year.wake('start')
    const { db, clock } = coach.deps
    const { rows } = await pastSessions(db, { now: clock.now(), days: 30 })
    for (const { key, kind } of splitBatch(rows).sure) {
      const session = await coach.sessionOf(key)
      const words = session.participants.map(({ address }) => ({
        address: address ?? '',
        said: { occurred: true as const },
      }))
      await coach.say(session, kind ?? 'paid', words)
    }
  })
