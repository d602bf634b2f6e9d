import Dexie from 'dexie'
import type { Answer } from '../../core/answer.ts'
import type { Case, Policy } from '../../core/policy.ts'
import { CASES } from '../../core/policy-effect.ts'
import { ownerFinder, type WhatIfView, whatIfView } from '../../core/view/what-if.ts'
import { createWeigher } from '../../core/what-if.ts'
import type { Database } from '../db.ts'

/** Answers read at once: few enough for the page to go on between two reads. */
const BATCH = 2_000

/** What can come out in more than one way. What took place is completed under every policy: most answers need not be read. */
const OPEN_CASES = CASES.filter((code) => code !== 'occurred')

/** The answers of one code, in batches; the next is asked for before the one that came is looked at, so that neither waits. */
async function* answersOf(db: Database, code: Case): AsyncGenerator<readonly Answer[]> {
  const after = (id: string) =>
    db.answers.where('[code+id]').between([code, id], [code, Dexie.maxKey], false).limit(BATCH).toArray()
  let coming: Promise<readonly Answer[]> | null = after('')
  while (coming !== null) {
    const batch: readonly Answer[] = await coming
    const last = batch.at(-1)
    coming = last === undefined || batch.length < BATCH ? null : after(last.id)
    yield batch
  }
}

/**
 * What every answer in the books would have become under this policy. Changes nothing. One pass over the ledger, and one, in batches,
 * over the answers that could have come out otherwise. `now` in epoch ms.
 */
export const whatIf = async (db: Database, policy: Policy, now: number): Promise<WhatIfView> => {
  const [entries, clients, programs] = await Promise.all([
    db.ledger.toArray(),
    db.clients.toArray(),
    db.programs.toArray(),
  ])
  const ownerOf = ownerFinder(clients)
  const weigher = createWeigher(policy, entries, ownerOf)
  for (const code of OPEN_CASES) for await (const answers of answersOf(db, code)) weigher.weigh(answers)
  return whatIfView(weigher.result(), { entries, clients, programs, ownerOf, now })
}
