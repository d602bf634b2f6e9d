import fc from 'fast-check'
import { expect, it } from 'vitest'
import { newClient } from '../../lib/core/client-edit.ts'
import { countedWithoutProgram, usage } from '../../lib/core/program.ts'
import { DAY, HOUR } from '../../lib/core/time.ts'
import { DANA, fill, participantOf, sessionOf } from '../helpers/books.ts'
import { createTestDeps } from '../helpers/deps.ts'
import { recount } from './program-by-hand.ts'
import { anySteps, keyOf, STARTS, type Step, take } from './program-steps.ts'

const ZONES = ['UTC', 'Europe/Berlin', 'America/New_York', 'Pacific/Auckland', 'Asia/Kolkata'] as const
const CASES = Number(process.env.AFTERWARD_CASES ?? 120)

const dana = { ...newClient('dana', 0), name: 'Dana', addresses: ['dana@client.example'] }

/** The books after these steps, as the pages and as the recount see them. */
const live = async (zone: string, steps: readonly Step[]) => {
  const deps = await createTestDeps({ zone })
  const sessions = STARTS.map((start, index) =>
    sessionOf({
      key: keyOf(index),
      copies: [],
      participants: [participantOf(DANA, 'dana@client.example')],
      start,
      end: start + HOUR,
    }),
  )
  await fill(deps, { sessions, events: [] })
  await deps.db.clients.put(dana)
  for (const [index, step] of steps.entries()) {
    deps.time.advance(1000)
    await take(deps, step, `step-${index}`)
  }
  const [programs, ledger, answers] = await Promise.all([
    deps.db.programs.all(),
    deps.db.ledger.all(),
    deps.db.answers.all(),
  ])
  deps.db.close()
  return { programs, ledger, answers }
}

it('property: any sequence of programs, corrections, pauses, extensions, answers, changes and undo leaves each balance equal to a recount', async () => {
  // In how many runs a pause or an extension decided a figure: without such runs the property would say nothing of them.
  const decided = { left: 0, over: 0, expired: 0 }
  const anyDays = fc.integer({ min: -2, max: 100 })
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...ZONES), anySteps, anyDays, async (zone, steps, days) => {
      const { programs, ledger, answers } = await live(zone, steps)
      // Looked at around the last day that was agreed: where a later one decides.
      const now = Date.parse(programs.find(({ to }) => to !== null)?.to ?? '2026-06-30') + days * DAY
      // From scratch: the answers in force, nothing else.
      const starts = answers
        .filter(({ inForce, counts }) => inForce && counts)
        .map(({ sessionKey }) => STARTS[Number(/\d+/.exec(sessionKey)?.[0])] ?? Number.NaN)
      const { usages, outside } = recount(programs, starts, now)
      const shown = programs.map((program) => usage(program, ledger, dana, { now, programs }))
      expect(new Map(shown.map((each) => [each.programId, each]))).toEqual(usages)
      expect(countedWithoutProgram(programs, ledger, dana).sessions).toBe(outside)

      const unchanged = programs.map(({ changes: _changes, ...program }) => program)
      const asAgreed = recount(unchanged, starts, now).usages
      for (const figure of ['left', 'over', 'expired'] as const)
        if (shown.some((each) => each[figure] !== asAgreed.get(each.programId)?.[figure]))
          decided[figure] += 1
    }),
    { numRuns: CASES },
  )
  for (const [figure, runs] of Object.entries(decided)) expect(runs, figure).toBeGreaterThan(CASES / 50)
}, 60_000)
