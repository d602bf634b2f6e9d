import type { Why } from '../../lib/flow/tick.ts'
import type { Dice } from '../simulation/dice.ts'
import type { Agenda } from './agenda.ts'
import type { YearCalendar } from './calendar.ts'
import type { Coach } from './coach.ts'

/** The other address that Dana Reyes writes from, until the coach says that both are hers. */
export const DANA_WORK = 'dreyes@client.example'

/** Everything that those who act in the year need. */
export type Year = {
  readonly agenda: Agenda
  readonly calendar: YearCalendar
  readonly coach: Coach
  readonly dice: Dice
  /** Clients met, by name. */
  readonly ids: Map<string, string>
  /** One round of the background. */
  wake(why?: Why): Promise<void>
  /** A session ends then: the background wakes when it may be asked about, and the coach answers what waits. */
  askAt(end: number): void
  /** True while nobody is at the machine. */
  isAway(ms: number): boolean
}
