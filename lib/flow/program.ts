import type { Program } from '../core/program.ts'
import {
  type Extension,
  holding,
  type Pause,
  type ProgramChange,
  problemWith,
  type Terms,
} from '../core/program-change.ts'
import { ok, type Result } from '../core/result.ts'
import { isDate } from '../core/time.ts'
import { type Refused, refused } from '../core/view/refused.ts'
import type { Deps } from '../ports.ts'

/** What the coach enters of a client's package. Dates are 'YYYY-MM-DD', both included; `programId` null makes a new one. */
export type ProgramEdit = Terms & {
  /** The same until it was kept: what is sent under it once more, in the same words, was said already (E38). */
  readonly intentId: string
  readonly clientId: string
  readonly programId: string | null
}

/**
 * Keeps a client's program; every figure shown of it is derived from the ledger, so that nothing is ever recounted here. A new one
 * belongs to the coach's present zone and keeps it; of one that is corrected, what it said before stays with it. The same intent twice is
 * one (E38); the same terms with another intent are another program. Fails with `bad-message` when the dates are no dates or end before they begin, with `not-found` for an unknown client
 * or program.
 */
export const saveProgram = async (
  deps: Deps,
  { intentId, programId, ...edit }: ProgramEdit,
): Promise<Result<{ readonly programId: string }, Refused<'bad-message' | 'not-found'>>> => {
  if (!isDate(edit.from) || (edit.to !== null && !(isDate(edit.to) && edit.from <= edit.to))) {
    return refused('bad-message')
  }
  const terms = { ...edit, name: edit.name.trim() }
  // A page tries again under the same intent, perhaps after the coach changed something.
  const said = (await deps.hasher.sha256(JSON.stringify([intentId, programId, sourceOf(terms)]))).slice(0, 32)
  const id = programId ?? said
  const now = deps.clock.now()
  return deps.store.write(['programs', 'clients'], async (tx) => {
    const known = await tx.programs.get(id)
    const isUnknown = programId !== null && known === undefined
    if (isUnknown || (await tx.clients.get(edit.clientId)) === undefined) return refused('not-found')
    if (known === undefined) await tx.programs.put({ ...terms, id, zone: deps.clock.zone(), createdAt: now })
    else if (programId !== null && sourceOf(known) !== sourceOf(terms)) {
      const { changes = [] } = known
      if (changes.some((change) => change.id === said)) return ok({ programId: id })
      const corrected: ProgramChange = {
        ...{ type: 'corrected', id: said, at: now, instead: null },
        was: termsOf(known),
      }
      await tx.programs.put({ ...known, ...terms, changes: [...changes, corrected] })
    }
    return ok({ programId: id })
  })
}

/** A change as the coach says it; `withdrawn` takes one back. */
export type Change = Pause | Extension | { readonly type: 'withdrawn' }

/**
 * Keeps a pause or an extension with the program, beside what was agreed before; `instead` names one said before that it stands in place
 * of, or that is taken back. The same intent twice is one (E38). Fails with `not-found` for an unknown program or a change that does not
 * hold any more, with `bad-message` for what cannot be (`problemWith`).
 */
export const changeProgram = (
  deps: Deps,
  {
    intentId,
    programId,
    instead,
    change,
  }: {
    readonly intentId: string
    readonly programId: string
    readonly instead: string | null
    readonly change: Change
  },
): Promise<Result<null, Refused<'bad-message' | 'not-found'>>> => {
  const at = deps.clock.now()
  return deps.store.write(['programs'], async (tx) => {
    const program = await tx.programs.get(programId)
    if (program === undefined) return refused('not-found')
    const { changes = [] } = program
    if (changes.some(({ id }) => id === intentId)) return ok(null)
    if (instead !== null && !holding(program).some(({ id, type }) => id === instead && type !== 'corrected'))
      return refused('not-found')
    const isPossible =
      change.type === 'withdrawn'
        ? instead !== null
        : datesOf(change).every(isDate) && problemWith(program, change, instead) === null
    if (!isPossible) return refused('bad-message')
    await tx.programs.put({ ...program, changes: [...changes, { ...change, id: intentId, at, instead }] })
    return ok(null)
  })
}

const datesOf = (change: Pause | Extension): readonly string[] =>
  change.type === 'paused' ? [change.from, change.to] : change.to === null ? [] : [change.to]

/** Takes a program away: what counted still counts, without a program. Gone already is success. */
export const removeProgram = (
  deps: Deps,
  { programId }: { readonly programId: string },
): Promise<Result<null, never>> =>
  deps.store.write(['programs'], async (tx) => {
    await tx.programs.remove(programId)
    return ok(null)
  })

const termsOf = ({ name, sessions, alreadyUsed, from, to, perMonth }: Terms): Terms => ({
  name,
  sessions,
  alreadyUsed,
  from,
  to,
  perMonth,
})

/** Everything that was entered, as one text. */
const sourceOf = ({ clientId, ...terms }: Pick<Program, 'clientId'> & Terms): string =>
  JSON.stringify([clientId, ...Object.values(termsOf(terms))])
