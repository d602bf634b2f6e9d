import { type Case, type Kind, type Policy, REASONS, type Row, type RowId } from './policy.ts'

/**
 * What a row of the policy can say, in one word: each is one mark with the consequences that belong to it. `completed`: it took place ·
 * `back`: not counted and sent back for rescheduling · `lost`: counts as if it had happened · `waived`: neither counted nor sent back.
 */
export type Effect = 'completed' | 'back' | 'lost' | 'waived'

export const KINDS = ['paid', 'complimentary'] as const satisfies readonly Kind[]
/** The cases of one kind, in the order of the table (PRODUCT 2). */
export const CASES = ['occurred', ...REASONS, 'canceled-in-time'] as const satisfies readonly Case[]

/** Every row of the table, in its order. */
export const ROW_IDS: readonly RowId[] = KINDS.flatMap((kind) =>
  CASES.map((each): RowId => `${kind}/${each}`),
)

/** Kind and case of a row. */
export const partsOfRow = (id: RowId): { readonly kind: Kind; readonly case: Case } => {
  const slash = id.indexOf('/')
  return { kind: id.slice(0, slash) as Kind, case: id.slice(slash + 1) as Case }
}

/**
 * The effects that a coach can choose for a row. What took place is completed, a consultation never costs a session, and notice given
 * in time never does: these are what the words mean, not knobs.
 */
export const effectsOf = (id: RowId): readonly Effect[] => {
  const { kind, case: each } = partsOfRow(id)
  if (each === 'occurred') return ['completed']
  return kind === 'complimentary' || each === 'canceled-in-time'
    ? ['back', 'waived']
    : ['back', 'lost', 'waived']
}

/** The row that says so. */
export const rowFor = (id: RowId, effect: Effect): Row => {
  const { kind, case: each } = partsOfRow(id)
  if (effect === 'completed') return { mark: 'completed', counts: kind === 'paid', reschedule: false }
  const reschedule = effect === 'back'
  if (each === 'canceled-in-time') return { mark: 'canceled-in-time', counts: false, reschedule }
  return { mark: reschedule ? 'to-reschedule' : 'didnt-occur', counts: effect === 'lost', reschedule }
}

export const isSameRow = (a: Row, b: Row): boolean =>
  a.mark === b.mark && a.counts === b.counts && a.reschedule === b.reschedule

/** What the policy's row says, in one word. A row that no word fits, from a policy made elsewhere, goes by its consequences. */
export const effectOf = (id: RowId, { rows }: Pick<Policy, 'rows'>): Effect => {
  const row = rows[id]
  const fits = effectsOf(id).find((effect) => isSameRow(rowFor(id, effect), row))
  return fits ?? (row.reschedule ? 'back' : row.counts ? 'lost' : 'waived')
}
