import type { Rule } from '../../lib/core/recognise.ts'
import type { Reply } from '../../lib/messages.ts'
import { send } from '../../lib/messaging.ts'

/** Keeps the coach's rules as a whole, in this order. */
export const saveRules = (rules: readonly Rule[]): Promise<Reply<'saveRules'>> =>
  send('saveRules', { rules: rules.map((rule, order) => ({ ...rule, order, match: { ...rule.match } })) })
