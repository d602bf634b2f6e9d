import { Bench } from 'tinybench'
import { decide, type Reason, type SessionFacts } from '../../lib/core/policy.ts'
import { defaultPolicy } from '../../lib/core/policy-default.ts'
import { type Figure, inTurns, type Rounds, type Turn } from './figure.ts'

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
  const decisions = await inTurns(
    calls(() => facts.map((each) => decide(each, defaultPolicy))),
    calls(() => facts.map((each) => ({ ...each }))),
    rounds,
  )
  return [{ name: '1,000 decisions, against copying their facts', unit: 'ms', ...decisions, budget: 10 }]
}
