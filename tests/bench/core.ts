import { Bench } from 'tinybench'
import { decide, type Reason, type SessionFacts } from '../../lib/core/policy.ts'
import { defaultPolicy } from '../../lib/core/policy-default.ts'
import { findSlots, type SlotRequest } from '../../lib/core/slots.ts'
import { DAY, HOUR, type Interval, MINUTE } from '../../lib/core/time.ts'
import { type Figure, inTurns, type Rounds, type Turn } from './figure.ts'
import { random } from './random.ts'

/** A turn of tinybench: the median of a few dozen calls, ms. */
const calls = (work: () => unknown): Turn => {
  return async () => {
    const bench = new Bench({ iterations: 20, time: 0, warmup: false, throws: true })
    bench.add('work', work)
    const [task] = await bench.run()
    if (task?.result.state !== 'completed') throw new Error('The work was not done')
    return task.result.latency.p50
  }
}

const NOW = Date.UTC(2026, 10, 23, 9)

/** Ten thousand busy stretches over a year, in no order. */
const busyYear = (): readonly Interval[] => {
  const chance = random(7)
  return Array.from({ length: 10_000 }, () => {
    const start = NOW + Math.floor(chance() * 365 * 24 * 4) * 15 * MINUTE
    return { start, end: start + (1 + Math.floor(chance() * 6)) * 15 * MINUTE }
  })
}

const request: SlotRequest = {
  now: NOW,
  durationMs: HOUR,
  zone: 'Europe/Madrid',
  hours: Object.fromEntries([1, 2, 3, 4, 5].map((day) => [day, [{ start: '09:00', end: '18:00' }]])),
  busy: busyYear(),
  from: NOW,
  until: NOW + 365 * DAY,
  count: 3,
  bufferMs: 10 * MINUTE,
}

const reasons: readonly Reason[] = [
  'client-emergency',
  'coach-emergency',
  'coach-missed',
  'other',
  'client-no-show',
  'client-late-cancel',
]

const facts: readonly SessionFacts[] = Array.from({ length: 1_000 }, (_, index) => ({
  kind: index % 2 === 0 ? 'paid' : 'complimentary',
  answer: index % 7 === 6 ? { occurred: true } : { occurred: false, reason: reasons[index % 7] ?? 'other' },
}))

/** Core functions in Node, without a browser: each against the least that its input asks for. */
export const coreFigures = async (rounds: Rounds): Promise<readonly Figure[]> => {
  const sort = () => request.busy.toSorted((a, b) => a.start - b.start)
  const slots = await inTurns(
    calls(() => findSlots(request)),
    calls(sort),
    rounds,
  )
  const decisions = await inTurns(
    calls(() => facts.map((each) => decide(each, defaultPolicy))),
    calls(() => facts.map((each) => ({ ...each }))),
    rounds,
  )
  return [
    {
      name: 'three slots among 10,000 busy stretches, against sorting them',
      unit: 'ms',
      ...slots,
      budget: 3,
    },
    { name: '1,000 decisions, against copying their facts', unit: 'ms', ...decisions, budget: 10 },
  ]
}
