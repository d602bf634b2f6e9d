import type { Program } from '../core/program.ts'
import { ok, type Result } from '../core/result.ts'
import { type Refused, refused } from '../core/view/refused.ts'
import type { Deps } from '../ports.ts'

/** What the coach enters of a client's package. Dates are 'YYYY-MM-DD', both included; `programId` null makes a new one. */
export type ProgramEdit = Omit<Program, 'id' | 'zone' | 'createdAt'> & { readonly programId: string | null }

/**
 * Keeps a client's program; every figure shown of it is derived from the ledger, so that nothing is ever recounted here. A new one
 * belongs to the coach's present zone and keeps it. The same new program sent twice is one (E38). Fails with `bad-message` when the
 * dates are no dates or end before they begin, with `not-found` for an unknown client or program.
 */
export const saveProgram = async (
  deps: Deps,
  { programId, ...edit }: ProgramEdit,
): Promise<Result<{ readonly programId: string }, Refused<'bad-message' | 'not-found'>>> => {
  if (!isDate(edit.from) || (edit.to !== null && !(isDate(edit.to) && edit.from <= edit.to))) {
    return refused('bad-message')
  }
  const id = programId ?? (await deps.hasher.sha256(sourceOf(edit))).slice(0, 32)
  const now = deps.clock.now()
  return deps.store.write(['programs', 'clients'], async (tx) => {
    const known = await tx.programs.get(id)
    const isUnknown = programId !== null && known === undefined
    if (isUnknown || (await tx.clients.get(edit.clientId)) === undefined) return refused('not-found')
    await tx.programs.put({
      ...edit,
      name: edit.name.trim(),
      id,
      zone: known?.zone ?? deps.clock.zone(),
      createdAt: known?.createdAt ?? now,
    })
    return ok({ programId: id })
  })
}

/** Takes a program away: what counted still counts, without a program. Gone already is success. */
export const removeProgram = (
  deps: Deps,
  { programId }: { readonly programId: string },
): Promise<Result<null, never>> =>
  deps.store.write(['programs'], async (tx) => {
    await tx.programs.remove(programId)
    return ok(null)
  })

/** The text whose SHA-256 begins with a new program's id: everything that was entered. */
const sourceOf = (edit: Omit<ProgramEdit, 'programId'>): string =>
  JSON.stringify([
    edit.clientId,
    edit.name.trim(),
    edit.sessions,
    edit.alreadyUsed,
    edit.from,
    edit.to,
    edit.perMonth,
  ])

/** True for a date that exists: the form of a message lets 31 February through. */
const isDate = (text: string): boolean => {
  try {
    return Temporal.PlainDate.from(text).toString() === text
  } catch {
    return false
  }
}
