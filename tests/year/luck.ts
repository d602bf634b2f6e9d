import type { Said } from '../../lib/core/answer.ts'
import { HOUR, MINUTE } from '../../lib/core/time.ts'
import type { Dice } from '../simulation/dice.ts'
import type { Word } from './coach.ts'

/** What becomes of a booked session before it begins. */
export type Fate = 'none' | 'declined-early' | 'declined-late' | 'moved' | 'deleted'

export const fateOf = (dice: Dice): Fate =>
  dice.weighted({ none: 84, 'declined-early': 5, 'declined-late': 4, moved: 4, deleted: 3 })

const WORDS: Readonly<Record<string, (dice: Dice) => Said>> = {
  occurred: () => ({ occurred: true }),
  'client-emergency': () => ({ occurred: false, reason: 'client-emergency' }),
  'coach-emergency': () => ({ occurred: false, reason: 'coach-emergency' }),
  'coach-missed': () => ({ occurred: false, reason: 'coach-missed' }),
  other: () => ({ occurred: false, reason: 'other', note: 'The lift was stuck' }),
  'client-no-show': () => ({ occurred: false, reason: 'client-no-show' }),
  'client-late-cancel': () => ({ occurred: false, reason: 'client-late-cancel' }),
  'told-in-time': (dice) => ({ canceledByClient: { noticeMs: dice.between(24, 96) * HOUR } }),
  'told-late': (dice) => ({ canceledByClient: { noticeMs: dice.between(0, 24 * 60 - 1) * MINUTE } }),
  moved: () => ({ moved: true, toSessionKey: null }),
}

const AFTER: Readonly<Record<'came' | 'declined', Readonly<Record<string, number>>>> = {
  came: {
    ...{ occurred: 74, 'client-emergency': 4, 'coach-emergency': 2, 'coach-missed': 1, other: 3 },
    ...{ 'client-no-show': 6, 'client-late-cancel': 5, 'told-in-time': 2, 'told-late': 2, moved: 1 },
  },
  declined: {
    occurred: 10,
    'client-emergency': 20,
    'client-late-cancel': 40,
    'told-in-time': 10,
    'told-late': 20,
  },
}

/** The coach's word on one person; with the minutes it really took now and then, and a courtesy now and then. */
export const wordOn = (dice: Dice, address: string, declined: boolean): Word => {
  const name = dice.weighted(AFTER[declined ? 'declined' : 'came'])
  const said = WORDS[name]?.(dice) ?? { occurred: true }
  return {
    address,
    said,
    courtesy: !('occurred' in said && said.occurred) && dice.chance(0.15),
    minutes: name === 'occurred' && dice.chance(0.1) ? dice.between(6, 16) * 5 : null,
  }
}
