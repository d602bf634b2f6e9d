import { HOUR } from '../../../lib/core/time.ts'
import type { PastRow, PastState } from '../../../lib/core/view/past.ts'
import type { QueueRow } from '../../../lib/core/view/queue.ts'

/** Monday, 23 Nov 2026, 18:00 UTC. */
export const EVENING = Date.UTC(2026, 10, 23, 18)

/** A past session of one person, an hour long. */
export const pastRow = (
  key: string,
  over: Partial<PastRow> & { readonly name?: string; readonly state?: PastState } = {},
): PastRow => {
  const { name = 'Dana Reyes', state = 'unanswered', ...rest } = over
  return {
    key,
    title: 'Coaching',
    start: EVENING - 3 * HOUR,
    end: EVENING - 2 * HOUR,
    zone: 'UTC',
    people: [{ id: 'p', name, address: `${key}@client.example`, state, outcome: null }],
    states: [state],
    kind: 'paid',
    evidence: null,
    contrary: false,
    makeup: false,
    makesUpFor: null,
    madeUpAt: null,
    byHand: null,
    conflict: false,
    ...rest,
  }
}

export const queueRow = (over: Partial<QueueRow> = {}): QueueRow => ({
  id: 's1#p',
  wish: { after: 's1#p', purpose: 'makeup' },
  sessionKey: 's1',
  state: 'open',
  name: 'Dana Reyes',
  address: 'dana@client.example',
  start: EVENING - 3 * HOUR,
  end: EVENING - 2 * HOUR,
  zone: 'UTC',
  kind: 'paid',
  code: 'client-emergency',
  since: EVENING,
  proposal: null,
  signs: [],
  overtaken: null,
  before: null,
  movedTo: null,
  choosingMails: false,
  makeup: null,
  alsoAccepted: 0,
  ...over,
})
