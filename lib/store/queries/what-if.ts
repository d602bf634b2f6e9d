import type { Answer } from '../../core/answer.ts'
import type { Policy } from '../../core/policy.ts'
import { ownerFinder, type WhatIfView, whatIfView } from '../../core/view/what-if.ts'
import { createWeigher } from '../../core/what-if.ts'
import type { Database } from '../db.ts'

/** Answers read at once: few enough for the page to go on between two reads. */
const BATCH = 2_000

/** Every answer, in batches; the next is asked for before the one that came is looked at, so that neither waits for the other. */
async function* answersOf(db: Database): AsyncGenerator<readonly Answer[]> {
  const after = (id: string) => db.answers.where(':id').above(id).limit(BATCH).toArray()
  let coming: Promise<readonly Answer[]> | null = after('')
  while (coming !== null) {
    const batch: readonly Answer[] = await coming
    const last = batch.at(-1)
    coming = last === undefined || batch.length < BATCH ? null : after(last.id)
    yield batch
  }
}

/**
 * What every answer in the books would have become under this policy. Changes nothing. One pass over the ledger and one, in batches,
 * over the answers. `now` in epoch ms.
 */
export const whatIf = async (db: Database, policy: Policy, now: number): Promise<WhatIfView> => {
  const [entries, clients, programs] = await Promise.all([
    db.ledger.toArray(),
    db.clients.toArray(),
    db.programs.toArray(),
  ])
  const ownerOf = ownerFinder(clients)
  const weigher = createWeigher(policy, entries, ownerOf)
  for await (const answers of answersOf(db)) weigher.weigh(answers)
  return whatIfView(weigher.result(), { entries, clients, programs, ownerOf, now })
}
