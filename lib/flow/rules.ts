import { leavingOut, leftOut } from '../core/left-out.ts'
import type { Rule } from '../core/recognise.ts'
import { ok, type Result } from '../core/result.ts'
import type { Deps, Tx } from '../ports.ts'
import { reevaluate } from './reevaluate.ts'

/** The coach's word about one session or one series: kept apart from the rules that the coach edits as a list. */
const isWord = ({ match }: Rule): boolean => match.type === 'session' || match.type === 'series'

/**
 * Changes the rules as they stand when the change arrives, and looks at every stored event again (PRODUCT 3). During set-up what just
 * ended is still asked about; later only what is yet to end.
 */
const changeRules = async (
  deps: Deps,
  change: (tx: Tx<'rules'>, rules: readonly Rule[]) => Promise<void>,
): Promise<Result<null, never>> => {
  const setUp = await deps.store.write(['rules', 'settings'], async (tx) => {
    await change(
      tx,
      (await tx.rules.all()).toSorted((a, b) => a.order - b.order),
    )
    return (await tx.settings.get('settings'))?.value.setUp ?? false
  })
  await reevaluate(deps, { endedIsHistory: setUp })
  return ok(null)
}

/** Keeps the coach's rules as a whole. Words about single sessions and series stay, unless the list brings them along. */
export const saveRules = (
  deps: Deps,
  { rules }: { readonly rules: readonly Rule[] },
): Promise<Result<null, never>> =>
  changeRules(deps, async (tx, before) => {
    await tx.rules.removeMany(before.filter((rule) => !isWord(rule)).map(({ id }) => id))
    await tx.rules.putMany(rules)
  })

/** Leaves these people out of every session: an assistant, a sponsor (E18). Once is the same as often. */
export const leaveOut = (
  deps: Deps,
  { addresses }: { readonly addresses: readonly string[] },
): Promise<Result<null, never>> =>
  changeRules(deps, (tx, before) => tx.rules.putMany(leavingOut(before, addresses, () => deps.ids.next())))

/** Takes it back, by the rule that says so; no other rule goes. */
export const letIn = (deps: Deps, { ruleId }: { readonly ruleId: string }): Promise<Result<null, never>> =>
  changeRules(deps, (tx, before) =>
    tx.rules.removeMany(leftOut(before).flatMap((each) => (each.ruleId === ruleId ? [ruleId] : []))),
  )
