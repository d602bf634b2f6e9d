import type { LedgerEntry } from '../../core/ledger.ts'
import type { Policy } from '../../core/policy.ts'
import { participantKey } from '../../core/session-row.ts'
import type { MakeUps } from '../../core/view/make-ups.ts'
import type { MonthLine } from '../../core/view/month-line.ts'
import { isSentBack, remarksOn, type StatementLine } from '../../core/view/statement.ts'
import type { Books } from '../../tables.ts'
import { newestFirst } from './client-entries.ts'

/** Lines that stand, newest first, with what is remarked of each. Reads the answers of those that were sent back. */
export const statementLines = async (
  db: Books<'answers'>,
  stands: readonly LedgerEntry[],
  {
    policy,
    makeups,
    tooMany,
  }: {
    readonly policy: Policy
    readonly makeups: MakeUps
    /** By entry, the month for which it is one too many. */
    readonly tooMany: ReadonlyMap<string, MonthLine>
  },
): Promise<readonly StatementLine[]> => {
  const ids = stands.filter(isSentBack).map(({ answerId }) => answerId)
  const found = await db.answers.getMany(ids)
  const answers = new Map(ids.map((id, index) => [id, found[index]]))
  const monthOver = ({ id }: LedgerEntry) => {
    const overMonth = tooMany.get(id)
    return overMonth === undefined ? {} : { overMonth }
  }
  return stands.toSorted(newestFirst).map((entry) => ({
    ...entry,
    ...monthOver(entry),
    remarks: remarksOn(entry, {
      policy,
      answer: answers.get(entry.answerId),
      isMakeUp: makeups.places.has(participantKey(entry.sessionKey, entry.participant)),
    }),
  }))
}
