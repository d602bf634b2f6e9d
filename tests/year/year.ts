import { MINUTE } from '../../lib/core/time.ts'
import { pauseAccount, startPractice } from '../../lib/flow/account.ts'
import { consent } from '../../lib/flow/consent.ts'
import { install } from '../../lib/flow/install.ts'
import { saveRules } from '../../lib/flow/rules.ts'
import { finishSetUp } from '../../lib/flow/settings.ts'
import { tick } from '../../lib/flow/tick.ts'
import { createOffice } from '../calendars/person.ts'
import { createDice } from '../simulation/dice.ts'
import { createAgenda } from './agenda.ts'
import { at, plantCalendar } from './calendar.ts'
import { createCoach } from './coach.ts'
import { planDana } from './dana.ts'
import { planHoliday } from './holiday.ts'
import { answerWaiting, planOthers } from './others.ts'
import type { Year } from './setting.ts'

export const YEAR_BEGINS = at('2025-09-01 08:00')
export const YEAR_ENDS = at('2026-08-31 18:00')

/** Two weeks in February without the machine: sessions took place by phone, and nobody said anything of them until the 23rd. */
const AWAY = { start: at('2026-02-09 07:00'), end: at('2026-02-23 08:00') }

/** How long after its end a session is asked about (the usual setting). */
const GRACE = 5 * MINUTE

/**
 * One coach's year, from the day Afterward was installed: twenty clients in the practice calendar, the real flows from the background's
 * rounds to the coach's clicks, and a diary of all that was said. The same seed is the same year.
 */
export const liveYear = async (seed: number): Promise<Year> => {
  const office = await createOffice()
  const { deps } = office
  deps.time.set(YEAR_BEGINS)
  const calendar = plantCalendar(office)
  const agenda = createAgenda(deps)
  const asked = new Set<number>()
  const isAway: Year['isAway'] = (ms) => ms >= AWAY.start && ms < AWAY.end
  const year: Year = {
    agenda,
    calendar,
    coach: createCoach(deps),
    dice: createDice(seed),
    ids: new Map(),
    isAway,
    wake: async (why = 'alarm') => {
      if (!isAway(deps.clock.now())) await tick(deps, why)
    },
    askAt: (end) => {
      if (asked.has(end)) return
      asked.add(end)
      agenda.at(end + GRACE, async () => {
        if (isAway(deps.clock.now())) return
        await year.wake()
        await answerWaiting(year)
      })
    },
  }
  await install(deps)
  await startPractice(deps)
  const anyone = { id: 'anyone', order: 1, include: true, kind: null, match: { type: 'anyone' } } as const
  await saveRules(deps, { rules: [anyone] })
  await finishSetUp(deps)
  await consent(deps, { annotations: 'on' })
  planOthers(year)
  planDana(year)
  planHoliday(year, AWAY.end)
  // The last evening: no more reading and writing, so that what is said now waits.
  agenda.at(at('2026-08-31 17:00'), () => pauseAccount(deps, { accountId: 'practice', paused: true }))
  await agenda.live()
  deps.time.set(YEAR_ENDS)
  return year
}
