import type { ProgramEdit } from '../../lib/flow/program.ts'

/** A client's year as it was planned: a series of sessions, and what was bought. */
export type Plan = {
  readonly name: string
  /** 1 Monday to 5 Friday, and 'HH:MM' in the coach's zone. */
  readonly weekday: number
  readonly time: string
  readonly everyWeeks: number
  /** First day of the series. */
  readonly from: string
  /** Complimentary until this day. */
  readonly paidFrom?: string
  /** Bought on `bought`, which may be long after it began. */
  readonly programs: readonly (Pick<ProgramEdit, 'sessions' | 'from'> &
    Partial<ProgramEdit> & { readonly bought: string })[]
}

const START = '2025-09-01'

/** Two programs in a row, the second bought when the first was nearly used up. */
const inARow = [
  { bought: '2025-09-01', from: START, to: '2026-02-28', sessions: 12 },
  { bought: '2026-02-16', from: '2026-03-01', sessions: 12 },
] as const
/** So many a month, no roll-over. */
const monthly = [{ bought: '2025-09-01', from: START, to: '2026-08-31', sessions: 20, perMonth: 2 }] as const
/** Begun before Afterward came, and used up before the year is. */
const begun = [{ bought: '2025-09-01', from: '2025-05-01', sessions: 16, alreadyUsed: 5 }] as const
/** Set up long after it began: what counted until then is attached. */
const late = [{ bought: '2025-12-01', from: '2025-09-15', to: '2026-06-30', sessions: 18 }] as const
const none = [] as const

/** Nineteen clients beside Dana Reyes. No two sessions of a week begin together. */
export const PLANS: readonly Plan[] = [
  { name: 'Lee Park', weekday: 1, time: '09:00', everyWeeks: 1, from: START, programs: inARow },
  { name: 'Ana Ruiz', weekday: 1, time: '10:00', everyWeeks: 2, from: START, programs: monthly },
  { name: 'Sam Ito', weekday: 1, time: '11:30', everyWeeks: 2, from: START, programs: begun },
  { name: 'Kim Novak', weekday: 1, time: '14:00', everyWeeks: 2, from: START, programs: late },
  { name: 'Omar Said', weekday: 2, time: '08:30', everyWeeks: 1, from: START, programs: begun },
  { name: 'Ines Costa', weekday: 2, time: '11:30', everyWeeks: 2, from: START, programs: none },
  { name: 'Tom Berg', weekday: 2, time: '14:00', everyWeeks: 2, from: START, programs: monthly },
  { name: 'Mia Lund', weekday: 2, time: '15:30', everyWeeks: 2, from: START, programs: inARow },
  { name: 'Raj Patel', weekday: 3, time: '09:00', everyWeeks: 1, from: START, programs: monthly },
  { name: 'Eva Klein', weekday: 3, time: '10:30', everyWeeks: 4, from: START, programs: late },
  { name: 'Luc Moreau', weekday: 3, time: '12:00', everyWeeks: 2, from: START, programs: inARow },
  { name: 'Zoe Hart', weekday: 3, time: '16:00', everyWeeks: 4, from: START, programs: none },
  { name: 'Ben Adler', weekday: 4, time: '08:30', everyWeeks: 2, from: START, programs: late },
  { name: 'Ida Holm', weekday: 4, time: '11:30', everyWeeks: 4, from: START, programs: monthly },
  { name: 'Max Weber', weekday: 4, time: '12:45', everyWeeks: 2, from: '2026-01-12', programs: none },
  { name: 'Lia Conti', weekday: 4, time: '17:00', everyWeeks: 4, from: '2026-01-12', programs: none },
  {
    ...{ name: 'Priya Shah', weekday: 5, time: '09:00', everyWeeks: 2, from: START },
    paidFrom: '2025-10-15',
    programs: [{ bought: '2025-10-15', from: '2025-10-15', sessions: 14, perMonth: 2 }],
  },
  {
    ...{ name: 'Noor Haddad', weekday: 5, time: '10:30', everyWeeks: 4, from: START },
    paidFrom: '2026-04-01',
    programs: none,
  },
  {
    ...{ name: 'Jon Vega', weekday: 5, time: '12:00', everyWeeks: 2, from: '2026-03-02' },
    paidFrom: '2026-05-15',
    programs: [{ bought: '2026-05-20', from: '2026-05-15', sessions: 6 }],
  },
]

/** Who comes to the leadership circle, every third Thursday of the month at 15:00. */
export const CIRCLE = ['Ana Ruiz', 'Sam Ito', 'Kim Novak'] as const
