import { type Askable, type DueRules, due } from './due.ts'

/** When a session would come before the coach, as far as the settings alone can tell: what else runs then nobody knows yet. */
export type Foretold = {
  /** Epoch ms; null: never by itself, only the badge shows it. */
  readonly at: number | null
  /** Quiet hours held it back until then. */
  readonly quiet: boolean
  /** When it comes back if it is passed over, epoch ms. */
  readonly again: number | null
}

/** Holds, snoozes and ends of days that one question can wait for; more would be a rule that never lets it come. */
const ROUNDS = 10

/** Follows the rule from instant to instant, as the alarms do, until it asks. */
const follow = (session: Askable, from: number, rules: DueRules): Omit<Foretold, 'again'> => {
  let now = from
  let quiet = false
  for (let round = 0; round < ROUNDS; round++) {
    const { ask, wakeAt, held } = due([session], now, rules)
    if (ask.length > 0) return { at: now, quiet }
    quiet ||= held === 'quiet'
    if (wakeAt === null) break
    now = wakeAt
  }
  return { at: null, quiet }
}

/** What these settings would do with a session that ends at `end` (epoch ms), by the rule that asks, so that neither can say otherwise. */
export const foretell = (end: number, rules: Pick<DueRules, 'ask' | 'zone'>): Foretold => {
  const session: Askable = { key: '', start: end, end, open: 1, notBefore: null, askedAt: null }
  const first = follow(session, end, rules)
  const again = first.at === null ? null : follow({ ...session, askedAt: first.at }, first.at, rules).at
  return { ...first, again }
}
